"""Care only, own organisation only. An observation is for its author and the focal officer alone: the database says so too."""

from ketenwerk.kernel.walls import (
    ACTOR,
    FUNCTION,
    ORGANISATION,
    DatabaseRole,
    Policy,
    Wall,
    person_table,
)

ALL_RIGHTS = "SELECT, INSERT, UPDATE, DELETE"
AUTHOR = f"organisation_id = {ORGANISATION} AND author_id = {ACTOR}"
READERS = (
    f"organisation_id = {ORGANISATION}"
    f" AND (author_id = {ACTOR} OR {FUNCTION} IN ('focal_officer', 'expiry'))"
)
# The author may take back, in the function of who wrote it; another decides.
DECIDERS = (
    f"organisation_id = {ORGANISATION} AND ({FUNCTION} = 'expiry'"
    f" OR (author_id = {ACTOR}) = ({FUNCTION} <> 'focal_officer'))"
)
CARE = DatabaseRole.CARE

WALLS = [
    person_table("safeguarding_indication", care=ALL_RIGHTS),
    # A follow-up is never changed; only its words are sealed once its number is known.
    person_table("safeguarding_indicationstep", care="SELECT, INSERT, UPDATE (words), DELETE"),
    Wall(
        "safeguarding_thirdpartyobservation",
        "persons",
        # Written once, read, taken away. Nobody changes one.
        {CARE: "SELECT, INSERT, DELETE"},
        [
            Policy(CARE, "SELECT", READERS),
            Policy(CARE, "INSERT", "", AUTHOR),
            Policy(CARE, "DELETE", DECIDERS),
        ],
    ),
    person_table("safeguarding_reportingcoderun"),
    person_table("safeguarding_reportingcodestep", care="SELECT, INSERT, UPDATE (content)"),
    person_table("safeguarding_victimreportoffer"),
]
