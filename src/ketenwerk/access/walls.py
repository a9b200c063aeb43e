"""Keys: whoever holds a grant reads it, whoever gave it manages it. Only an owner can give (see the trigger)."""

from ketenwerk.kernel.walls import ORGANISATION, DatabaseRole, Policy, Wall

CARE = DatabaseRole.CARE
GIVEN = f"giver_id = {ORGANISATION}"
HELD = f"organisation_id = {ORGANISATION}"

WALLS = [
    Wall(
        "access_keygrant",
        "persons",
        # For whom, of which part and by whom never changes; a term does, and a key that is wrapped anew.
        {
            CARE: 'SELECT, INSERT, UPDATE (wrapped, version, ground, basis, start, "end", renewed_at), DELETE'
        },
        [
            Policy(CARE, "SELECT", f"{HELD} OR {GIVEN}"),
            Policy(CARE, "INSERT", "", GIVEN),
            Policy(CARE, "UPDATE", GIVEN, GIVEN),
            Policy(CARE, "DELETE", GIVEN),
        ],
    )
]
