"""Everybody who works in groups sees runs and numbers. Whoever sits there is seen under another name by the trainers
of that run, and as an own client only by the own organisation. The office sees counts and no people. Professionals sign up from the public side: it reads what
stands on that page, puts a name in, and sees nobody.
"""

from dataclasses import replace

from ketenwerk.kernel.walls import (
    ACTOR,
    FUNCTION,
    ORGANISATION,
    DatabaseRole,
    Policy,
    Wall,
)

CARE, OFFICE, PUBLIC = DatabaseRole.CARE, DatabaseRole.OFFICE, DatabaseRole.PUBLIC
COUNT = DatabaseRole.COUNT
COORDINATES = f"{FUNCTION} = 'coordinator'"
WORKS_IN_GROUPS = f"{FUNCTION} IN ('care_worker', 'coordinator', 'partner_manager')"
OWN = f"organisation_id = {ORGANISATION}"
KEEP = "SELECT, INSERT, UPDATE"
# Who takes away what was kept long enough asks which runs are over.
READS = f"{FUNCTION} IN ('care_worker', 'expiry')"
OWNED = f"IN (SELECT course_id FROM courses_courseowner WHERE organisation_id = {ORGANISATION})"
TRAINED = (
    f"IN (SELECT run_id FROM courses_runtrainer WHERE member_id = {ACTOR} AND ended_on IS NULL)"
)
PLANS = f"run_id IN (SELECT id FROM courses_courserun WHERE course_id {OWNED})"
TRAINS = f"run_id {TRAINED}"
# Behind this stands the wall of the enrolments: only those of the own organisation.
ENROLLED_HERE = "IN (SELECT place_id FROM courses_enrolment)"
# And behind this the wall of the professionals who signed up: only for runs of an own course.
SIGNED_UP_HERE = "IN (SELECT place_id FROM courses_professionalsignup)"


def about_work(table: str, care: str, *, rights: str = KEEP) -> Wall:
    """Read by all who work in groups, written by the care workers of `care` and by the coordinator."""
    policies = [Policy(CARE, "SELECT", READS), Policy(OFFICE, "SELECT", WORKS_IN_GROUPS)]
    for role, who in ((CARE, f"{FUNCTION} = 'care_worker' AND ({care})"), (OFFICE, COORDINATES)):
        policies += [Policy(role, "INSERT", "", who), Policy(role, "UPDATE", who, who)]
        if "DELETE" in rights:
            policies.append(Policy(role, "DELETE", who))
    return Wall(f"courses_{table}", "staff", {CARE: rights, OFFICE: rights}, policies)


def also_public(wall: Wall, columns: str, rows: str) -> Wall:
    """What stands on the page where professionals sign up is read without an account: these columns of these rows."""
    grants = {**wall.grants, PUBLIC: f"SELECT ({columns})"}
    policies = [*wall.policies, Policy(PUBLIC, "SELECT", rows)]
    return replace(wall, kind="shared", grants=grants, policies=policies)


def counted(wall: Wall, columns: str) -> Wall:
    """The counting role reads these columns over all organisations: no alias, no client, no member, no organisation of anybody."""
    grants = {**wall.grants, COUNT: f"SELECT ({columns})"}
    return replace(wall, grants=grants, policies=[*wall.policies, Policy(COUNT, "SELECT", "true")])


# The counts are written by the database alone.
RUN_COLUMNS = (
    "state, reason, mode, funding, seats, first_on, every, start, minutes, preparation, planned_minutes,"
    ' "where", started, completed, closed_on, version'
)
WITH_PAGE = "IN (SELECT run_id FROM courses_signuppage)"
OPEN_NOW = "IN (SELECT run_id FROM courses_signuppage WHERE closed_on IS NULL)"
SESSION_OF_TRAINER = f"session_id IN (SELECT id FROM courses_session WHERE {TRAINS})"
TAPS = f"{SESSION_OF_TRAINER} OR place_id {SIGNED_UP_HERE}"
MANAGES = f"organisation_id = {ORGANISATION} AND {FUNCTION} = 'partner_manager'"

WALLS = [
    counted(
        also_public(
            about_work("course", f"id {OWNED}"),
            "id, name, goal, audience",
            "id IN (SELECT course_id FROM courses_courserun)",
        ),
        "id, name, audience",
    ),
    about_work("course_groups", f"course_id {OWNED}", rights="SELECT, INSERT, DELETE"),
    # A care worker owns what she makes; who else owns it says the coordinator.
    counted(
        about_work(
            "courseowner",
            f"organisation_id = {ORGANISATION} AND course_id NOT IN (SELECT id FROM courses_course)",
            rights="SELECT, INSERT, UPDATE, DELETE",
        ),
        "course_id, organisation_id",
    ),
    counted(
        also_public(
            about_work(
                "courserun",
                f"course_id {OWNED} OR id {TRAINED}",
                rights=f"SELECT, INSERT, UPDATE ({RUN_COLUMNS})",
            ),
            'id, course_id, state, seats, seated, waiting, first_on, "where"',
            f"id {WITH_PAGE}",
        ),
        "id, course_id, mode, funding, state, reason, first_on, completed",
    ),
    counted(
        about_work("runtrainer", PLANS, rights="SELECT, INSERT, UPDATE, DELETE"),
        "run_id, activity_key",
    ),
    counted(
        also_public(
            about_work("session", f"({PLANS}) OR ({TRAINS})"),
            'id, run_id, number, day, start, minutes, "where", form',
            f"run_id {WITH_PAGE}",
        ),
        "run_id, day, form, reason, present",
    ),
    also_public(
        about_work("signuppage", PLANS), "id, run_id, organisation_id, token, closed_on", "true"
    ),
    # The public side makes a ticket, finds it by the hash of its link, and takes it back. No person stands in it.
    Wall(
        "courses_signupticket",
        "shared",
        {
            PUBLIC: "SELECT (id, run_id, secret_hash, state, cancelled_on, came, evaluated), INSERT,"
            " UPDATE (cancelled_on)",
            # Not who filled in the evaluation, nor which row is the newest.
            CARE: "SELECT (id, run_id, asked_at, state, cancelled_on), UPDATE (cancelled_on), DELETE",
        },
        [
            Policy(PUBLIC, "SELECT", "true"),
            Policy(PUBLIC, "INSERT", "", f"run_id {OPEN_NOW}"),
            Policy(PUBLIC, "UPDATE", "cancelled_on IS NULL", "cancelled_on IS NOT NULL"),
            Policy(CARE, "SELECT", PLANS),
            Policy(CARE, "UPDATE", PLANS, PLANS),
            # Taken away a year after the run; the seat and who it was go along in the database.
            Policy(CARE, "DELETE", f"{PLANS} AND {FUNCTION} = 'expiry'"),
        ],
    ),
    # A letterbox: the public side puts in and never looks; the owners of the course take out.
    Wall(
        "courses_professionalsignup",
        "letterbox",
        {PUBLIC: "INSERT", CARE: "SELECT"},
        [
            Policy(
                PUBLIC,
                "INSERT",
                "",
                "place_id IN (SELECT ticket.id FROM courses_signupticket ticket WHERE ticket.run_id ="
                " courses_professionalsignup.run_id AND ticket.cancelled_on IS NULL)",
            ),
            Policy(CARE, "SELECT", f"{FUNCTION} = 'care_worker' AND {PLANS}"),
        ],
    ),
    # Added up as it comes in; were it not, the row itself is refused.
    Wall(
        "courses_ownform", "letterbox", {PUBLIC: "INSERT"}, [Policy(PUBLIC, "INSERT", "", "false")]
    ),
    about_work("teaching", SESSION_OF_TRAINER, rights="SELECT, INSERT, UPDATE, DELETE"),
    about_work("score", TRAINS),
    Wall(
        "courses_remark",
        "staff",
        {CARE: "SELECT, INSERT"},
        [Policy(CARE, "SELECT", TRAINS), Policy(CARE, "INSERT", "", TRAINS)],
    ),
    counted(
        Wall(
            "courses_place",
            "staff",
            {CARE: "SELECT, INSERT, UPDATE (state, why, ended_on)"},
            [
                Policy(CARE, "SELECT", f"id {ENROLLED_HERE} OR {TRAINS} OR id {SIGNED_UP_HERE}"),
                Policy(CARE, "INSERT", "", f"id {ENROLLED_HERE}"),
                Policy(
                    CARE,
                    "UPDATE",
                    f"id {ENROLLED_HERE} OR {TRAINS}",
                    f"id {ENROLLED_HERE} OR {TRAINS}",
                ),
            ],
        ),
        "id, run_id",
    ),
    Wall(
        "courses_presence",
        "staff",
        {CARE: "SELECT, INSERT, UPDATE (there)"},
        [
            Policy(CARE, "SELECT", f"place_id {ENROLLED_HERE} OR {TAPS}"),
            Policy(CARE, "INSERT", "", TAPS),
            Policy(CARE, "UPDATE", TAPS, TAPS),
        ],
    ),
    counted(
        Wall(
            "courses_enrolment",
            "persons",
            # Never changed; taken away a year after the run, by the job that does so.
            {CARE: "SELECT, INSERT, DELETE"},
            [
                Policy(CARE, "SELECT", OWN),
                Policy(CARE, "INSERT", "", OWN),
                Policy(CARE, "DELETE", f"{OWN} AND {FUNCTION} = 'expiry'"),
            ],
        ),
        "place_id, found, made_on",
    ),
    Wall(
        "courses_skill",
        "staff",
        {CARE: "SELECT", OFFICE: KEEP},
        [
            Policy(CARE, "SELECT", WORKS_IN_GROUPS),
            Policy(OFFICE, "SELECT", WORKS_IN_GROUPS),
            Policy(OFFICE, "INSERT", "", f"({COORDINATES}) OR ({MANAGES})"),
            Policy(
                OFFICE,
                "UPDATE",
                f"({COORDINATES}) OR ({MANAGES})",
                f"({COORDINATES}) OR ({MANAGES})",
            ),
        ],
    ),
]
