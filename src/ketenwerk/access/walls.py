"""Keys: whoever holds a grant reads it, whoever gave it manages it. Only an owner can give (see the trigger)."""

from ketenwerk.kernel.walls import ORGANISATION, DatabaseRole, Policy, Wall

CARE = DatabaseRole.CARE
GIVEN = f"giver_id = {ORGANISATION}"
HELD = f"organisation_id = {ORGANISATION}"


def holds_key(table: str, part: str, purpose: str = "") -> str:
    """The acting organisation holds a valid key of this part, given by the organisation of the row."""
    wanted = f" AND held.purpose = '{purpose}'" if purpose else ""
    return (
        "EXISTS (SELECT 1 FROM access_keygrant held"
        f" WHERE held.dossier = {table}.{part} AND held.organisation_id = {ORGANISATION}"
        f" AND held.giver_id = {table}.organisation_id{wanted} AND held.start <= statement_timestamp()"
        ' AND (held."end" IS NULL OR held."end" > statement_timestamp()))'
    )


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
