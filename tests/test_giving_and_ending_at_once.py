"""Somebody gives a share of a part while a colleague ends another share of it, each over a connection of their own."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import psycopg
from conftest import DATABASE

from ketenwerk.access import events, keys
from ketenwerk.access.api import acting_for, end_share, make_dossier_key, open_key, share_key
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.web import demo
from tests.at_once import LONGEST, in_own_connection, until_waiting


def give(by: Actor, to: Actor, part: uuid.UUID) -> None:
    with acting_for(by):
        share_key(
            by=by,
            dossier=part,
            organisation=to.house,
            purpose="plan",
            ground="consent",
            basis=part,
            until=clock.days_later(30),
        )


def test_a_share_given_while_another_ends_holds_the_new_key(
    cluster, django_db_setup, django_db_blocker, monkeypatch
):
    """Who gives waits until the other one stands still behind it: then the order is the worst there is."""
    given, log = Event(), keys.record
    with (
        django_db_blocker.unblock(),
        psycopg.connect(cluster.url("postgres", DATABASE), autocommit=True) as admin,
    ):
        anna, bram, roos = (demo.actor_of(key) for key in ("anna", "bram", "roos"))
        part = uuid.uuid4()
        with acting_for(anna):
            make_dossier_key(by=anna, dossier=part, purpose="plan")
        give(anna, bram, part)

        def logged(**facts: Any) -> None:
            if facts["event"] == events.SHARED:
                given.set()
                until_waiting(admin, 1)
            log(**facts)

        def end() -> None:
            assert given.wait(LONGEST)
            with acting_for(anna):
                end_share(by=anna, dossier=part, organisation=bram.house, purpose="plan")

        monkeypatch.setattr(keys, "record", logged)
        try:
            with ThreadPoolExecutor(2) as both:
                acts = (lambda: give(anna, roos, part), end)
                list(both.map(in_own_connection, acts))
            opened = []
            for who in (anna, roos):
                with acting_for(who):
                    opened.append(open_key(by=who, dossier=part))
            assert opened[0] == opened[1]
        finally:
            admin.execute("DELETE FROM access_keygrant WHERE dossier = %s", [part])
