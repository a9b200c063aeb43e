"""Everybody who works in groups sees runs and numbers. Whoever sits there is seen under another name by the trainers
of that run, and as an own client only by the own organisation. The office sees counts and no people.
"""

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


def about_work(table: str, care: str, *, rights: str = KEEP) -> Wall:
    """Read by all who work in groups, written by the care workers of `care` and by the coordinator."""
    policies = [Policy(CARE, "SELECT", READS), Policy(OFFICE, "SELECT", WORKS_IN_GROUPS)]
    for role, who in ((CARE, f"{FUNCTION} = 'care_worker' AND ({care})"), (OFFICE, COORDINATES)):
        policies += [Policy(role, "INSERT", "", who), Policy(role, "UPDATE", who, who)]
        if "DELETE" in rights:
            policies.append(Policy(role, "DELETE", who))
    return Wall(f"courses_{table}", "staff", {CARE: rights, OFFICE: rights}, policies)


# The counts are written by the database alone.
RUN_COLUMNS = (
    "state, reason, mode, funding, seats, first_on, every, start, minutes, preparation, planned_minutes,"
    ' "where", started, completed, closed_on, version'
)
SESSION_OF_TRAINER = f"session_id IN (SELECT id FROM courses_session WHERE {TRAINS})"
MANAGES = f"organisation_id = {ORGANISATION} AND {FUNCTION} = 'partner_manager'"

WALLS = [
    about_work("course", f"id {OWNED}"),
    about_work("course_groups", f"course_id {OWNED}", rights="SELECT, INSERT, DELETE"),
    # A care worker owns what she makes; who else owns it says the coordinator.
    about_work(
        "courseowner",
        f"organisation_id = {ORGANISATION} AND course_id NOT IN (SELECT id FROM courses_course)",
        rights="SELECT, INSERT, UPDATE, DELETE",
    ),
    about_work(
        "courserun",
        f"course_id {OWNED} OR id {TRAINED}",
        rights=f"SELECT, INSERT, UPDATE ({RUN_COLUMNS})",
    ),
    about_work("runtrainer", PLANS, rights="SELECT, INSERT, UPDATE, DELETE"),
    about_work("session", f"({PLANS}) OR ({TRAINS})"),
    about_work("teaching", SESSION_OF_TRAINER, rights="SELECT, INSERT, UPDATE, DELETE"),
    about_work("score", TRAINS),
    Wall(
        "courses_remark",
        "staff",
        {CARE: "SELECT, INSERT"},
        [Policy(CARE, "SELECT", TRAINS), Policy(CARE, "INSERT", "", TRAINS)],
    ),
    Wall(
        "courses_place",
        "staff",
        {CARE: "SELECT, INSERT, UPDATE (state, why, ended_on)"},
        [
            Policy(CARE, "SELECT", f"id {ENROLLED_HERE} OR {TRAINS}"),
            Policy(CARE, "INSERT", "", f"id {ENROLLED_HERE}"),
            Policy(
                CARE,
                "UPDATE",
                f"id {ENROLLED_HERE} OR {TRAINS}",
                f"id {ENROLLED_HERE} OR {TRAINS}",
            ),
        ],
    ),
    Wall(
        "courses_presence",
        "staff",
        {CARE: "SELECT, INSERT, UPDATE (there)"},
        [
            Policy(CARE, "SELECT", f"place_id {ENROLLED_HERE} OR {SESSION_OF_TRAINER}"),
            Policy(CARE, "INSERT", "", SESSION_OF_TRAINER),
            Policy(CARE, "UPDATE", SESSION_OF_TRAINER, SESSION_OF_TRAINER),
        ],
    ),
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
