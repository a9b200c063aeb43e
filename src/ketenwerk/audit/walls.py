"""Everybody adds to the log; only a privacy officer reads it, and only of the own organisation."""

from ketenwerk.kernel.walls import FUNCTION, ORGANISATION, DatabaseRole, Policy, Wall, shared_table

OFFICE, CARE, PUBLIC, COUNT = (
    DatabaseRole.OFFICE,
    DatabaseRole.CARE,
    DatabaseRole.PUBLIC,
    DatabaseRole.COUNT,
)
READER = f"{FUNCTION} = 'privacy_officer' AND organisation = {ORGANISATION}"

WALLS = [
    Wall(
        "audit_auditevent",
        "log",
        {OFFICE: "INSERT, SELECT", CARE: "INSERT", PUBLIC: "INSERT", COUNT: "INSERT"},
        [
            Policy(OFFICE, "SELECT", READER),
            *(Policy(role, "INSERT", "", "true") for role in (OFFICE, CARE, PUBLIC, COUNT)),
        ],
    ),
    shared_table("audit_chainhead"),
]
