from ketenwerk.kernel.walls import FUNCTION, ORGANISATION, DatabaseRole, Policy, Wall

OFFICE = DatabaseRole.OFFICE
OWN = f"organisation_id = {ORGANISATION}"
WRITES = (
    f"({OWN} AND {FUNCTION} IN ('partner_manager', 'coordinator')) OR {FUNCTION} = 'coordinator'"
)
READS = f"{OWN} OR {FUNCTION} = 'coordinator'"

WALLS = [
    Wall(
        "reports_explanation",
        "numbers",
        {OFFICE: "SELECT, INSERT, UPDATE"},
        [
            Policy(OFFICE, "SELECT", READS),
            Policy(OFFICE, "INSERT", "", WRITES),
            Policy(OFFICE, "UPDATE", WRITES, WRITES),
        ],
    )
]
