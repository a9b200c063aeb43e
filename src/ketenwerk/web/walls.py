"""Drafts: of oneself, in the function in which they were typed. So nothing that a care worker types shows in an office."""

from ketenwerk.kernel.walls import ACTOR, FUNCTION, DatabaseRole, Policy, Wall, shared_table

OWN = f"member_id = {ACTOR} AND role = {FUNCTION}"
ERASED = f"{FUNCTION} = 'erasure'"
LEFT_LYING = f"{FUNCTION} = 'expiry' AND saved_at < now() - interval '13 days'"
SIDES = (DatabaseRole.OFFICE, DatabaseRole.CARE)

CACHE = dict.fromkeys(("public", "office", "care"), "SELECT, INSERT, UPDATE, DELETE")

WALLS = [
    shared_table("web_cache", **CACHE),
    Wall(
        "web_draft",
        "staff",
        dict.fromkeys(SIDES, "SELECT, INSERT, UPDATE, DELETE"),
        [
            *(Policy(side, "ALL", OWN, OWN) for side in SIDES),
            # What ends drafts that were left lying sees those, and may do nothing but take them away.
            Policy(DatabaseRole.CARE, "SELECT", LEFT_LYING),
            Policy(DatabaseRole.CARE, "DELETE", LEFT_LYING),
            # Erasing a dossier takes away every draft about it, whoever typed it, and can do nothing else.
            Policy(DatabaseRole.CARE, "SELECT", ERASED),
            Policy(DatabaseRole.CARE, "DELETE", ERASED),
        ],
    ),
]
