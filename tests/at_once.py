"""Two people at the same moment, each over a connection of their own, in the order that a test wants."""

from collections.abc import Callable
from time import monotonic

import psycopg
from conftest import DATABASE
from django.db import connection

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
