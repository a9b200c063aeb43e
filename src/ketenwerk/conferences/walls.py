"""Who is asked for a day reads who else is, and nobody else does but who organises. Who organises reads days, invitations and places on the agenda. The items stand behind the wall, row by row under a shared key."""

from ketenwerk.access.walls import holds_key
from ketenwerk.kernel.walls import (
    ACTOR,
    FUNCTION,
    ORGANISATION,
    DatabaseRole,
    Policy,
    Wall,
)

CARE, OFFICE = DatabaseRole.CARE, DatabaseRole.OFFICE
COORDINATES = f"{FUNCTION} = 'coordinator'"
OWN = f"organisation_id = {ORGANISATION}"
# On the row itself: a rule of a table that looks in that same table goes round for ever.
SEES = f"{ACTOR} = ANY(seen_by)"
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
    {
        CARE: "SELECT, INSERT, UPDATE (complete, off, off_on), DELETE",
        OFFICE: "SELECT, UPDATE (off, off_on)",
    },
    [
        Policy(CARE, "SELECT", f"{OWN} OR {INVITED}"),
        Policy(CARE, "INSERT", "", OWN),
        Policy(CARE, "UPDATE", OWN, OWN),
        Policy(CARE, "DELETE", OWN),
        Policy(OFFICE, "SELECT", COORDINATES),
        Policy(OFFICE, "UPDATE", COORDINATES, COORDINATES),
    ],
)
# The key, an invitation for that day, and a place that is still on the agenda.
ASKED = (
    f"{holds_key('conferences_caseitem', 'id')} AND {INVITED}"
    " AND EXISTS (SELECT 1 FROM conferences_conferenceslot place"
    " WHERE place.id = conferences_caseitem.slot_id AND place.off = '')"
)


def item_table(table: str, care: str, seen: str, *, written: tuple[str, ...] = ()) -> Wall:
    """Rows of the own organisation, and of others what is `seen`; asked partners do what is in `written`."""
    both = f"{OWN} OR ({seen})"
    changed = both if "UPDATE" in written else OWN
    return Wall(
        f"conferences_{table}",
        "persons",
        {CARE: care},
        [
            Policy(CARE, "SELECT", both),
            Policy(CARE, "INSERT", "", both if "INSERT" in written else OWN),
            Policy(CARE, "UPDATE", changed, changed),
            Policy(CARE, "DELETE", OWN),
        ],
    )


def of_item(table: str) -> str:
    return OF_AN_ITEM.format(table=f"conferences_{table}")


WALLS = [
    planned_table("conferenceseries", CARE_WORKER),
    Wall(
        "conferences_conferencebooking",
        "staff",
        {OFFICE: "SELECT, INSERT, DELETE"},
        [Policy(OFFICE, "ALL", COORDINATES, COORDINATES)],
    ),
    planned_table("conference", f"{CARE_WORKER} OR {FUNCTION} = 'expiry'"),
    planned_table("attendee", SEES, delete=True),
    SLOTS,
    item_table(
        "caseitem", "SELECT, INSERT, UPDATE (question, slot_id, conference_id), DELETE", ASKED
    ),
    item_table("caseask", "SELECT, INSERT, DELETE", of_item("caseask")),
    # Chair and note taker of an asked partner write along.
    item_table(
        "casecolumn",
        "SELECT, INSERT, UPDATE (words, version, changed_by_id), DELETE",
        of_item("casecolumn"),
        written=("UPDATE",),
    ),
    item_table(
        "caseoutcome",
        "SELECT, INSERT, UPDATE (words, item_id, state, settled_on, domain_id, due, plan_line, not_in_plan), DELETE",
        of_item("caseoutcome"),
        written=("INSERT", "UPDATE"),
    ),
]
