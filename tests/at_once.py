"""Two people at the same moment, each over a connection of their own, in the order that a test wants."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import psycopg
from conftest import DATABASE
from django.db import connection
from psycopg import sql

LONGEST = 10  # seconds
WAIT = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = %s"


def in_own_connection(act: Callable[[], object]) -> object:
    try:
        return act()
    finally:
        connection.close()


def until_waiting(admin: psycopg.Connection, number: int) -> None:
    """Until this many stand still behind somebody else."""
    latest = monotonic() + LONGEST
    while admin.execute(WAIT, [DATABASE]).fetchone() != (number,):
        assert monotonic() < latest, f"never {number} who wait for somebody"


@contextmanager
def as_before(admin: psycopg.Connection) -> Iterator[None]:
    """What is written inside stands for everybody, and is gone afterwards. The log stays: nobody can take from it."""
    before = _ids(admin)
    try:
        yield
    finally:
        admin.execute("SET session_replication_role = replica")
        for table, ids in _ids(admin).items():
            gone = list(ids - before[table])
            clear = sql.SQL("DELETE FROM {} WHERE id::text = ANY(%s)")
            admin.execute(clear.format(sql.Identifier(table)), [gone])
        admin.execute("SET session_replication_role = DEFAULT")


def _ids(admin: psycopg.Connection) -> dict[str, set[str]]:
    tables = admin.execute(
        "SELECT table_name FROM information_schema.columns JOIN information_schema.tables USING"
        " (table_schema, table_name) WHERE table_schema = 'public' AND column_name = 'id'"
        " AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'audit_%'"
    ).fetchall()
    read = sql.SQL("SELECT id::text FROM {}")
    return {
        table: {row[0] for row in admin.execute(read.format(sql.Identifier(table)))}
        for (table,) in tables
    }
