"""The walls in the database: roles, grants and row policies, from one catalogue.

The application logs in with a role that has no rights at all. Each unit of work takes one of the
roles below for its transaction and says who acts for which organisation. The catalogue is applied
by the owner after every migration; a table in no list makes the tests fail.
"""

import hashlib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import connection, transaction

OWNER = "ketenwerk_owner"
APP = "ketenwerk_app"


class DatabaseRole(StrEnum):
    PUBLIC = "ketenwerk_public"
    OFFICE = "ketenwerk_office"
    CARE = "ketenwerk_care"
    COUNT = "ketenwerk_count"


ORGANISATION = "(select nullif(current_setting('ketenwerk.organisation', true), '')::uuid)"
ACTOR = "(select nullif(current_setting('ketenwerk.actor', true), '')::uuid)"
FUNCTION = "(select current_setting('ketenwerk.function', true))"


@dataclass(frozen=True)
class Policy:
    """A row policy: for which database role, which command, which rows (using) and new rows (check)."""

    role: DatabaseRole
    command: str
    using: str
    check: str = ""


@dataclass(frozen=True)
class Wall:
    """What each database role may do with a table. `grants` maps a role to a list of SQL privileges."""

    table: str
    kind: str
    grants: Mapping[DatabaseRole, str] = field(default_factory=dict)
    policies: Sequence[Policy] = ()


def person_table(
    table: str,
    *,
    care: str = "SELECT, INSERT, UPDATE",
    count: str = "",
    extra: Sequence[Policy] = (),
) -> Wall:
    """A table with persons: care only, and only rows of the acting organisation.

    `count` is the list of columns the counting role may read, over all organisations.
    """
    own = f"organisation_id = {ORGANISATION}"
    grants = {DatabaseRole.CARE: care}
    policies = [Policy(DatabaseRole.CARE, "ALL", own, own), *extra]
    if count:
        grants[DatabaseRole.COUNT] = f"SELECT ({count})"
        policies.append(Policy(DatabaseRole.COUNT, "SELECT", "true"))
    return Wall(table, "persons", grants, tuple(policies))


def shared_table(
    table: str, *, public: str = "", office: str = "", care: str = "", count: str = ""
) -> Wall:
    """A table without persons: grants only, no row policy."""
    given = {
        DatabaseRole.PUBLIC: public,
        DatabaseRole.OFFICE: office,
        DatabaseRole.CARE: care,
        DatabaseRole.COUNT: count,
    }
    return Wall(table, "shared", {role: right for role, right in given.items() if right})


def catalogue() -> list[Wall]:
    """Every package's walls, in a fixed order."""
    from importlib import import_module

    from django.apps import apps

    walls: list[Wall] = []
    for config in apps.get_app_configs():
        if config.name.startswith("ketenwerk."):
            walls += import_module(f"{config.name}.walls").WALLS
    return sorted(walls, key=lambda wall: wall.table)


def statements(walls: Sequence[Wall]) -> list[str]:
    """The SQL that puts up these walls, whatever stood there before."""
    lines = [
        # No table of one's own beside the house's: a function of the owner could be led astray by its name.
        "DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$",
        "GRANT USAGE ON SCHEMA public TO " + ", ".join(DatabaseRole),
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, " + ", ".join([*DatabaseRole, APP]),
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + ", ".join(DatabaseRole),
    ]
    for wall in walls:
        lines += [
            f"GRANT {rights} ON {wall.table} TO {role}" for role, rights in wall.grants.items()
        ]
        lines += _row_policies(wall)
    return lines


def _row_policies(wall: Wall) -> list[str]:
    if not wall.policies:
        return [f"ALTER TABLE {wall.table} DISABLE ROW LEVEL SECURITY"]
    lines = [
        f"ALTER TABLE {wall.table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {wall.table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY owner_migrates ON {wall.table} TO {OWNER} USING (true) WITH CHECK (true)",
    ]
    for number, policy in enumerate(wall.policies):
        check = f" WITH CHECK ({policy.check})" if policy.check else ""
        using = f" USING ({policy.using})" if policy.using else ""
        lines.append(
            f"CREATE POLICY {policy.role}_{number} ON {wall.table} FOR {policy.command} TO {policy.role}{using}{check}"
        )
    return lines


def digest(walls: Sequence[Wall]) -> str:
    return hashlib.sha256("\n".join(statements(walls)).encode()).hexdigest()


def put_up() -> None:
    """Applies the catalogue as the owner, in one transaction: no moment without walls."""
    walls = catalogue()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'")
        for table, policy in cursor.fetchall():
            cursor.execute(f'DROP POLICY "{policy}" ON "{table}"')
        for statement in statements(walls):
            cursor.execute(statement)
        cursor.execute(
            "INSERT INTO kernel_mark (name, value) VALUES ('walls', %s) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [digest(walls)],
        )


@dataclass(frozen=True)
class Standpoint:
    """From where a unit of work looks at the database."""

    role: DatabaseRole
    actor: uuid.UUID | None = None
    organisation: uuid.UUID | None = None
    function: str = ""


def take(standpoint: Standpoint) -> None:
    """Takes this standpoint until the transaction ends. Only inside a transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("a standpoint holds for a transaction; there is none")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, true), set_config('ketenwerk.actor', %s, true),"
            " set_config('ketenwerk.organisation', %s, true), set_config('ketenwerk.function', %s, true)",
            [
                standpoint.role.value,
                str(standpoint.actor or ""),
                str(standpoint.organisation or ""),
                standpoint.function,
            ],
        )


@contextmanager
def standing(standpoint: Standpoint) -> Iterator[None]:
    """One transaction from one standpoint. Nested in another transaction it gives the outer standpoint back."""
    outer = _current() if connection.in_atomic_block else None
    with transaction.atomic():
        take(standpoint)
        yield
        if outer:
            _restore(outer)


def _current() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('role'), coalesce(current_setting('ketenwerk.actor', true), ''),"
            " coalesce(current_setting('ketenwerk.organisation', true), ''),"
            " coalesce(current_setting('ketenwerk.function', true), '')"
        )
        return list(cursor.fetchone())


def _restore(outer: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, true), set_config('ketenwerk.actor', %s, true),"
            " set_config('ketenwerk.organisation', %s, true), set_config('ketenwerk.function', %s, true)",
            outer,
        )


def login_is_too_strong() -> str:
    """Why the login role may not serve, or an empty text: superuser, BYPASSRLS, or owner of a table.

    What it may become by SET ROLE counts as well.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_or(rolsuper), bool_or(rolbypassrls), (SELECT count(*) FROM pg_tables"
            " WHERE schemaname = 'public' AND pg_has_role(session_user, tableowner, 'MEMBER'))"
            " FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER')"
        )
        superuser, bypass, owned = cursor.fetchone()
    if superuser:
        return "de inlogrol is superuser"
    if bypass:
        return "de inlogrol gaat langs de rijregels (BYPASSRLS)"
    return "de inlogrol is eigenaar van tabellen" if owned else ""


ALL_READ = {"public": "SELECT", "office": "SELECT", "care": "SELECT", "count": "SELECT"}
WALLS = [shared_table("kernel_mark", **ALL_READ)]
