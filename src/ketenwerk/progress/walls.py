"""Care only, own organisation. The counting role sees stage and dates of the story, and nothing of a measurement."""

from ketenwerk.kernel.walls import ACTOR, ORGANISATION, DatabaseRole, Policy, Wall, person_table

CARE = DatabaseRole.CARE
OWN = f"organisation_id = {ORGANISATION}"
MINE = f"{OWN} AND assessor_id = {ACTOR}"

WALLS = [
    Wall(
        "progress_assessment",
        "persons",
        # Only who measured may correct, and never by whom, of whom or with what.
        {CARE: "SELECT, INSERT, UPDATE (answers, moment, day, changed_at)"},
        [
            Policy(CARE, "SELECT", OWN),
            Policy(CARE, "INSERT", "", OWN),
            Policy(CARE, "UPDATE", MINE, MINE),
        ],
    ),
    # A step is never changed and never removed (R31).
    person_table(
        "progress_exitevent",
        care="SELECT, INSERT",
        count="id, organisation_id, client_id, stage, day, replaces_id",
    ),
    person_table(
        "progress_aftercarecontact",
        care="SELECT, INSERT, UPDATE (exit_id, due, outcome, settled_on, settled_by_id, words, stopped_by_id)",
    ),
]
