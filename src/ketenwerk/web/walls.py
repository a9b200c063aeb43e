"""Drafts: of oneself, in the function in which they were typed. So nothing that a care worker types shows in an office."""

from ketenwerk.kernel.walls import ACTOR, FUNCTION, DatabaseRole, Policy, Wall, shared_table

OWN = f"member_id = {ACTOR} AND role = {FUNCTION}"
SIDES = (DatabaseRole.OFFICE, DatabaseRole.CARE)

CACHE = dict.fromkeys(("public", "office", "care"), "SELECT, INSERT, UPDATE, DELETE")

WALLS = [
    shared_table("web_cache", **CACHE),
    Wall(
        "web_draft",
        "staff",
        dict.fromkeys(SIDES, "SELECT, INSERT, UPDATE, DELETE"),
        [Policy(side, "ALL", OWN, OWN) for side in SIDES],
    ),
]
