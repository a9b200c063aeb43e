"""What lets hours in: the office of the own organisation. Care never meets these tables."""

from ketenwerk.kernel.walls import ORGANISATION, DatabaseRole, Policy, Wall

OFFICE, PUBLIC = DatabaseRole.OFFICE, DatabaseRole.PUBLIC
OWN = f"organisation_id = {ORGANISATION}"


def office_table(table: str, rights: str) -> Wall:
    return Wall(table, "staff", {OFFICE: rights}, [Policy(OFFICE, "ALL", OWN, OWN)])


IMPORT_WALLS = [
    office_table("hours_membercode", "SELECT, INSERT, UPDATE, DELETE"),
    office_table("hours_importrun", "SELECT, INSERT, UPDATE"),
    office_table("hours_importedhour", "SELECT, INSERT, UPDATE"),
    # A system comes without signing in: the public side may find a living token by its hash, and nothing else.
    Wall(
        "hours_apitoken",
        "shared",
        {
            OFFICE: "SELECT, INSERT, UPDATE",
            PUBLIC: "SELECT (id, organisation_id, token_hash, expires_at, revoked_at, made_by_id)",
        },
        [
            Policy(OFFICE, "ALL", OWN, OWN),
            Policy(PUBLIC, "SELECT", "revoked_at IS NULL AND expires_at > statement_timestamp()"),
        ],
    ),
]
