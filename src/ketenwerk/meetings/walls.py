"""Meetings go to who takes part; the wider network to the partners. Only the coordinator writes, except own action points."""

from ketenwerk.kernel.walls import ACTOR, FUNCTION, ORGANISATION, DatabaseRole, Policy, Wall

CARE, OFFICE, PUBLIC = DatabaseRole.CARE, DatabaseRole.OFFICE, DatabaseRole.PUBLIC
COUNT = DatabaseRole.COUNT
COORDINATES = f"{FUNCTION} = 'coordinator'"
PARTNERS = f"{FUNCTION} IN ('care_worker', 'field_worker', 'coordinator', 'partner_manager')"
# The subqueries stand behind these same walls.
IN_SERIES = (
    f"{COORDINATES} OR {{key}} IN (SELECT series_id FROM meetings_seriespartner"
    f" WHERE organisation_id = {ORGANISATION})"
)
IN_MEETING = "meeting_id IN (SELECT id FROM meetings_meeting)"
OWN_ACTION = f"member_id = {ACTOR} OR (member_id IS NULL AND organisation_id = {ORGANISATION})"
OWN_FEED = f"member_id = {ACTOR} AND role = {FUNCTION}"


def read_by(table: str, using: str, *, delete: bool = False, counted: str = "") -> Wall:
    """Read by these rows, written by the coordinator; `counted` are the columns of the counting role."""
    rights = "SELECT, INSERT, UPDATE" + (", DELETE" if delete else "")
    policies = [
        Policy(CARE, "SELECT", using),
        Policy(OFFICE, "SELECT", using),
        Policy(OFFICE, "INSERT", "", COORDINATES),
        Policy(OFFICE, "UPDATE", COORDINATES, COORDINATES),
    ]
    if delete:
        policies.append(Policy(OFFICE, "DELETE", COORDINATES))
    grants = {CARE: "SELECT", OFFICE: rights}
    if counted:
        grants[COUNT] = f"SELECT ({counted})"
        policies.append(Policy(COUNT, "SELECT", "true"))
    return Wall(f"meetings_{table}", "staff", grants, policies)


# Who takes part proposes a point, under the own name; on the agenda it comes by who organises.
PROPOSES = (
    f"state = 'proposed' AND proposed_by_id = {ACTOR} AND organisation_id = {ORGANISATION}"
    " AND topic = '' AND meeting_id IN (SELECT meeting.id FROM meetings_meeting meeting"
    " JOIN meetings_seriesperson one ON one.series_id = meeting.series_id"
    f" WHERE one.member_id = {ACTOR})"
)
READS_ITEM = f"{IN_MEETING} AND (state = 'on' OR proposed_by_id = {ACTOR} OR {COORDINATES})"
ITEMS = Wall(
    "meetings_agendaitem",
    "staff",
    {CARE: "SELECT, INSERT", OFFICE: "SELECT, INSERT, UPDATE"},
    [
        Policy(CARE, "SELECT", READS_ITEM),
        Policy(CARE, "INSERT", "", PROPOSES),
        Policy(OFFICE, "SELECT", READS_ITEM),
        Policy(OFFICE, "INSERT", "", f"{COORDINATES} OR ({PROPOSES})"),
        Policy(OFFICE, "UPDATE", COORDINATES, COORDINATES),
    ],
)
ACTIONS = Wall(
    "meetings_actionpoint",
    "staff",
    {CARE: "SELECT, UPDATE", OFFICE: "SELECT, INSERT, UPDATE"},
    [
        Policy(CARE, "SELECT", IN_MEETING),
        Policy(CARE, "UPDATE", OWN_ACTION, OWN_ACTION),
        Policy(OFFICE, "SELECT", IN_MEETING),
        Policy(OFFICE, "INSERT", "", COORDINATES),
        Policy(
            OFFICE, "UPDATE", f"{COORDINATES} OR {OWN_ACTION}", f"{COORDINATES} OR {OWN_ACTION}"
        ),
    ],
)
# The address is opened without signing in: the public side may find a living feed by its hash, and nothing else.
FEEDS = Wall(
    "meetings_calendarfeed",
    "shared",
    {
        CARE: "SELECT, INSERT, UPDATE",
        OFFICE: "SELECT, INSERT, UPDATE",
        PUBLIC: "SELECT (member_id, role, secret_hash, ended_at)",
    },
    [
        Policy(CARE, "ALL", OWN_FEED, OWN_FEED),
        Policy(OFFICE, "ALL", OWN_FEED, OWN_FEED),
        Policy(PUBLIC, "SELECT", "ended_at IS NULL"),
    ],
)

WALLS = [
    read_by("series", IN_SERIES.format(key="id"), counted="id, kind"),
    read_by(
        "seriespartner",
        f"{COORDINATES} OR organisation_id = {ORGANISATION}",
        delete=True,
        counted="series_id, organisation_id",
    ),
    read_by("seriesperson", "series_id IN (SELECT id FROM meetings_series)", delete=True),
    read_by(
        "meeting",
        "series_id IN (SELECT id FROM meetings_series)",
        counted="series_id, planned_on, day, form",
    ),
    *(read_by(table, IN_MEETING) for table in ("attendance", "paper")),
    ITEMS,
    ACTIONS,
    FEEDS,
    *(read_by(table, PARTNERS) for table in ("networkcontact", "networktalk", "bottleneck")),
    # A provider's own worker sees that there is an agreement: without one nothing opens (R7).
    read_by("provideragreement", f"{PARTNERS} OR provider_id = {ORGANISATION}"),
    *(read_by(table, PARTNERS) for table in ("evaluation", "finding")),
]
