"""Hours of the own organisation. Beyond it the coordinator sees totals, closed months and fixed parts: no people.

One exception: the coordinator offers hours of meetings to who was there and takes them back, and so sees those offers with
their member, day and activity. What somebody made of an offer, the booked hour, stays inside the organisation.
"""

from ketenwerk.hours.import_walls import IMPORT_WALLS
from ketenwerk.kernel.walls import FUNCTION, ORGANISATION, DatabaseRole, Policy, Wall, shared_table

CARE, OFFICE = DatabaseRole.CARE, DatabaseRole.OFFICE
OWN = f"organisation_id = {ORGANISATION}"
OFFICE_READS = f"{OWN} OR {FUNCTION} = 'coordinator'"


def staff_table(table: str, rights: str, *, office_reads: str = OWN) -> Wall:
    return Wall(
        table,
        "staff",
        {CARE: rights, OFFICE: rights},
        [
            Policy(CARE, "ALL", OWN, OWN),
            Policy(OFFICE, "SELECT", office_reads),
            Policy(OFFICE, "INSERT", "", OWN),
            Policy(OFFICE, "UPDATE", OWN, OWN),
            Policy(OFFICE, "DELETE", OWN),
        ],
    )


STEERABLE = "state IN ('open', 'withdrawn')"
COORDINATES = f"{FUNCTION} = 'coordinator' AND {STEERABLE}"

WALLS = [
    Wall(
        "hours_hourproposal",
        "staff",
        dict.fromkeys((CARE, OFFICE), "SELECT, INSERT, UPDATE"),
        [
            Policy(CARE, "ALL", OWN, OWN),
            Policy(OFFICE, "SELECT", OFFICE_READS),
            Policy(OFFICE, "INSERT", "", f"({OWN}) OR ({COORDINATES})"),
            Policy(OFFICE, "UPDATE", f"({OWN}) OR ({COORDINATES})", f"({OWN}) OR ({COORDINATES})"),
        ],
    ),
    staff_table("hours_hourentry", "SELECT, INSERT, UPDATE, DELETE"),
    staff_table("hours_weekconfirmation", "SELECT, INSERT, UPDATE"),
    staff_table("hours_monthlock", "SELECT, INSERT", office_reads=OFFICE_READS),
    staff_table("hours_rosterline", "SELECT, INSERT, UPDATE, DELETE"),
    staff_table("hours_dayoff", "SELECT, INSERT, DELETE"),
    staff_table("hours_weekreminder", "SELECT, INSERT, UPDATE"),
    staff_table("hours_fixedshare", "SELECT, INSERT", office_reads=OFFICE_READS),
    shared_table("hours_monthtotal", office="SELECT", care="SELECT", count="SELECT"),
    *IMPORT_WALLS,
]
