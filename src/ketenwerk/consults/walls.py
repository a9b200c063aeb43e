"""Who works for a partner reads the work of the own organisation and writes own work; who counts reads numbers.

The coordinator, the municipality, the privacy officer and outside workers have no row here. What the coordinator counts
over organisations is read as the counting role, which sees no member and no text.
"""

from ketenwerk.kernel.walls import ACTOR, FUNCTION, ORGANISATION, DatabaseRole, Policy, Wall

CARE, OFFICE, COUNT = DatabaseRole.CARE, DatabaseRole.OFFICE, DatabaseRole.COUNT
OWN = f"organisation_id = {ORGANISATION}"
CARES = f"{OWN} AND {FUNCTION} = 'care_worker'"
PEER = f"{OWN} AND {FUNCTION} = 'field_worker'"
READS = f"{OWN} AND {FUNCTION} IN ('field_worker', 'partner_manager')"
MINE = f" AND member_id = {ACTOR}"


def staff_table(table: str, *, own: str = "", counted: str = "") -> Wall:
    """`own` narrows who writes to the writer of the row; `counted` are the columns of the counting role."""
    grants = dict.fromkeys((CARE, OFFICE), "SELECT, INSERT, UPDATE")
    policies = [
        Policy(CARE, "SELECT", CARES),
        Policy(CARE, "INSERT", "", CARES + own),
        Policy(CARE, "UPDATE", CARES + own, CARES + own),
        Policy(OFFICE, "SELECT", READS),
        Policy(OFFICE, "INSERT", "", PEER + own),
        Policy(OFFICE, "UPDATE", PEER + own, PEER + own),
    ]
    if counted:
        grants[COUNT] = f"SELECT ({counted})"
        policies.append(Policy(COUNT, "SELECT", "true"))
    return Wall(f"consults_{table}", "staff", grants, policies)


SUM = "id, organisation_id, activity_id, day, minutes, withdrawn_at"
WALLS = [
    staff_table("consult", own=MINE, counted=f"{SUM}, kind"),
    staff_table("educationsession", own=MINE, counted=f"{SUM}, participants"),
    staff_table("teamvisit", own=MINE, counted=f"{SUM}, team_id, kind"),
    staff_table("coaching"),
    staff_table("team"),
]
