"""A search is an event (NEN 7513): the log knows that the same was searched again, never what."""

import json

import pytest
from django.db import connection

from ketenwerk.access.api import Role, acting_for
from ketenwerk.clients.api import search
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor
from tests.making import a_client

pytestmark = pytest.mark.django_db


def searched(by: Actor, *words: str) -> list[dict[str, object]]:
    for word in words:
        with acting_for(by):
            search(by, word)
    reader = Standpoint(DatabaseRole.OFFICE, None, by.organisation, Role.PRIVACY_OFFICER)
    with standing(reader), connection.cursor() as cursor:
        cursor.execute(
            "SELECT facts::text FROM audit_auditevent WHERE event = 'client:searched' ORDER BY number"
        )
        return [json.loads(row[0]) for row in cursor.fetchall()]


def test_the_log_holds_a_mark_and_a_count_and_not_the_word(anna: Actor) -> None:
    with acting_for(anna):
        a_client(anna, called="Kanarie")
    first, again, other = searched(anna, "kanarie", " KANARIE ", "merel")
    assert first == again
    assert first["term"] != other["term"]
    assert (first["count"], other["count"]) == (1, 0)
    assert "kanarie" not in str(first).casefold()
    assert len(str(first["term"])) == 32


def test_the_same_word_at_two_organisations_leaves_two_marks(anna: Actor, bram: Actor) -> None:
    assert searched(anna, "kanarie")[0]["term"] != searched(bram, "kanarie")[0]["term"]
