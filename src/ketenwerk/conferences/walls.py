"""Who organises reads days, invitations and places on the agenda. The items stand behind the wall, row by row under a shared key."""

from ketenwerk.kernel.walls import (
    ACTOR,
    FUNCTION,
    ORGANISATION,
    DatabaseRole,
    Policy,
    Wall,
    shared_person_table,
)

CARE, OFFICE = DatabaseRole.CARE, DatabaseRole.OFFICE
COORDINATES = f"{FUNCTION} = 'coordinator'"
OWN = f"organisation_id = {ORGANISATION}"
INVITED = (
    f"conference_id IN (SELECT conference_id FROM conferences_attendee WHERE member_id = {ACTOR})"
)
# This subquery stands behind the wall of the items: one that is not shared is not found. The owner stays the owner.
OF_AN_ITEM = (
    "EXISTS (SELECT 1 FROM conferences_caseitem item"
    " WHERE item.id = item_id AND item.organisation_id = {table}.organisation_id)"
)


def planned_table(table: str, care_reads: str, *, delete: bool = False) -> Wall:
    """No clients: written by the coordinator, read by care workers of the partners."""
    rights = "SELECT, INSERT, UPDATE" + (", DELETE" if delete else "")
    return Wall(
        f"conferences_{table}",
        "staff",
        {CARE: "SELECT", OFFICE: rights},
        [
            Policy(CARE, "SELECT", care_reads),
            Policy(OFFICE, "ALL", COORDINATES, COORDINATES),
        ],
    )


CARE_WORKER = f"{FUNCTION} = 'care_worker'"
SLOTS = Wall(
    "conferences_conferenceslot",
    "staff",
    {CARE: "SELECT, INSERT, UPDATE (complete), DELETE", OFFICE: "SELECT"},
    [
        Policy(CARE, "SELECT", f"{OWN} OR {INVITED}"),
        Policy(CARE, "INSERT", "", OWN),
        Policy(CARE, "UPDATE", OWN, OWN),
        Policy(CARE, "DELETE", OWN),
        Policy(OFFICE, "SELECT", COORDINATES),
    ],
)


def _written_by_asked(table: str) -> str:
    return OF_AN_ITEM.format(table=f"conferences_{table}")


WALLS = [
    planned_table("conferenceseries", CARE_WORKER),
    planned_table("conference", f"{CARE_WORKER} OR {FUNCTION} = 'expiry'"),
    planned_table("attendee", CARE_WORKER, delete=True),
    SLOTS,
    shared_person_table(
        "conferences_caseitem", part="id", care="SELECT, INSERT, UPDATE (question), DELETE"
    ),
    shared_person_table("conferences_caseask", part="item_id", care="SELECT, INSERT, DELETE"),
    shared_person_table(
        "conferences_casecolumn",
        part="item_id",
        care="SELECT, INSERT, UPDATE (words, version, changed_by_id), DELETE",
        # Chair and note taker of an asked partner write along.
        extra=[
            Policy(CARE, "UPDATE", _written_by_asked("casecolumn"), _written_by_asked("casecolumn"))
        ],
    ),
    shared_person_table(
        "conferences_caseoutcome",
        part="item_id",
        care="SELECT, INSERT, UPDATE (words, item_id, state, settled_on), DELETE",
        extra=[
            Policy(CARE, "INSERT", "", _written_by_asked("caseoutcome")),
            Policy(
                CARE, "UPDATE", _written_by_asked("caseoutcome"), _written_by_asked("caseoutcome")
            ),
        ],
    ),
]
