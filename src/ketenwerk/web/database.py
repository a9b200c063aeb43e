"""Which database is in use, and starting the embedded one when none is named."""

import atexit
import os

from ketenwerk.kernel import embedded
from ketenwerk.kernel.walls import APP, OWNER
from ketenwerk.web import environment

NAME = "ketenwerk"
ADMIN = "postgres"


def named() -> bool:
    return bool(environment.text("KETENWERK_DATABASE_URL"))


def connect() -> None:
    """Makes sure there is a database: the one that is named, or the embedded one, started if need be."""
    if named():
        return
    cluster = embedded.ensure(environment.folder())
    if cluster.owned:
        atexit.register(cluster.stop)
    prepare_embedded(cluster.url(ADMIN, ADMIN))
    point_at(cluster)


def point_at(cluster: embedded.Cluster) -> None:
    """Makes this process and its children use a cluster of our own."""
    os.environ["KETENWERK_DATABASE_URL"] = cluster.url(APP, NAME)
    os.environ["KETENWERK_OWNER_URL"] = cluster.url(OWNER, NAME)
    os.environ["KETENWERK_ADMIN_URL"] = cluster.url(ADMIN, NAME)


def prepare_embedded(admin_url: str, name: str = NAME) -> None:
    """Roles and an empty database on a fresh cluster of our own. Does nothing when they are there."""
    import psycopg

    with psycopg.connect(admin_url, autocommit=True) as admin:
        for statement in role_statements():
            admin.execute(statement)
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            admin.execute(f'CREATE DATABASE "{name}" OWNER {OWNER}')


def role_statements() -> list[str]:
    """SQL for a superuser: the roles of the walls. The login role owns nothing and inherits nothing."""
    from ketenwerk.kernel.walls import DatabaseRole

    def role(name: str, options: str) -> str:
        return (
            f"DO $$ BEGIN CREATE ROLE {name} {options}; EXCEPTION WHEN duplicate_object THEN "
            f"ALTER ROLE {name} {options}; END $$"
        )

    safe = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"
    statements = [role(OWNER, f"LOGIN {safe}"), role(APP, f"LOGIN NOINHERIT {safe}")]
    statements += [role(name, f"NOLOGIN {safe}") for name in DatabaseRole]
    return [*statements, "GRANT " + ", ".join(DatabaseRole) + f" TO {APP}"]
