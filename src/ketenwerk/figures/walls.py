"""Each reader sees the standing that was protected for that reader; frozen figures are the same for all offices."""

from ketenwerk.kernel.walls import FUNCTION, ORGANISATION, DatabaseRole, Policy, Wall, shared_table

OFFICE, COUNT = DatabaseRole.OFFICE, DatabaseRole.COUNT
READER = (
    f"(audience IN ('coordinator', 'outsider') AND {FUNCTION} = 'coordinator')"
    f" OR (audience IN ('partner', 'outsider') AND organisation_id = {ORGANISATION}"
    f" AND {FUNCTION} IN ('partner_manager', 'controller'))"
)

WALLS = [
    Wall(
        "figures_standing",
        "numbers",
        {OFFICE: "SELECT", COUNT: "SELECT, INSERT, DELETE"},
        [Policy(OFFICE, "SELECT", READER), Policy(COUNT, "ALL", "true", "true")],
    ),
    shared_table("figures_freeze", office="SELECT, INSERT", count="SELECT"),
    shared_table("figures_figure", office="SELECT, INSERT", count="SELECT"),
]
