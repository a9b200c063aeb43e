"""The programme is public planning: everybody reads; office writes, because importing is an office act."""

from ketenwerk.kernel.walls import shared_table

WRITE = "SELECT, INSERT, UPDATE, DELETE"
TABLES = [
    "programme",
    "municipality",
    "coverage",
    "workarea",
    "lifedomain",
    "targetgroup",
    "fundingsource",
    "subsidymoment",
    "budgetline",
    "activity",
    "activity_groups",
    "target",
    "statedclaim",
]

WALLS = [
    # Colleagues, no clients: the office appoints, whoever works here finds them. A row ends, it is never removed.
    shared_table("programme_focalofficer", office="SELECT, INSERT, UPDATE", care="SELECT"),
    *(
        shared_table(
            f"programme_{table}", public="SELECT", office=WRITE, care="SELECT", count="SELECT"
        )
        for table in TABLES
    ),
]
