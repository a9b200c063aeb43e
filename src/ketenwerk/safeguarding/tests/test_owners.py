"""Handing an indication to a colleague: who can get it, what stays of it, and what the former owner sees (R34)."""

import pytest
from tests.making import a_client

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.clients.api import dossier, involve
from ketenwerk.kernel import clock
from ketenwerk.safeguarding.api import (
    FollowUp,
    WorryRefused,
    follow_up,
    follow_ups,
    hand_over_indication,
    indication,
    indication_key,
    record_unnamed,
    to_do_question,
    unnamed_indications,
)
from ketenwerk.safeguarding.tests.making import an_indication, noticed

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R34")]
WORDS = "KANARIE Zij belt je morgen."


@pytest.fixture
def client(anna):
    with acting_for(anna):
        return a_client(anna)


@pytest.fixture
def emma(actor):
    return actor("emma")


def hand(by, row, to, words=WORDS, seen=0):
    with acting_for(by):
        return hand_over_indication(by=by, indication=row.id, to=to.person, words=words, seen=seen)


def test_a_colleague_who_works_with_her_gets_it_and_the_trace_stays(anna, emma, client):
    with acting_for(anna):
        row = an_indication(anna, client.id, next_step_on=clock.today())
        involve(by=anna, client=client.id, member=emma.person)
        assert [each[0] for each in to_do_question(anna).ask().indications] == [row.id]
    hand(anna, row, emma)
    with acting_for(anna):
        assert to_do_question(anna).ask().indications == ()
    with acting_for(emma):
        assert [each[0] for each in to_do_question(emma).ask().indications] == [row.id]
        (step,) = follow_ups(row, dossier(emma, client.id).key)
    assert (step.by, step.handed_to, step.words) == (anna.name, emma.name, WORDS)


@pytest.mark.parametrize("who", ["emma", "bram", "anna"])
def test_nobody_gets_it_who_does_not_work_with_her(who, anna, actor, client):
    with acting_for(anna):
        row = an_indication(anna, client.id)
    with pytest.raises(WorryRefused, match="kan het signaal niet krijgen"):
        hand(anna, row, actor(who))


@pytest.mark.parametrize("who", ["emma", "bram", "petra"])
def test_nobody_gives_it_away_who_may_not_follow_it_up(who, anna, actor, client):
    with acting_for(anna):
        row = an_indication(anna, client.id)
    with pytest.raises(Refused):
        hand(actor(who), row, anna)


def test_without_a_name_the_former_owner_does_not_see_it_any_more(anna, emma, browse):
    with acting_for(anna):
        row = record_unnamed(by=anna, noticed=noticed("KANARIE Auto die elke avond wacht."))
    browser = browse("anna")
    assert b"KANARIE" in browser.get(f"/signalen/{row.id}/").content
    hand(anna, row, emma)
    for path in (f"/signalen/{row.id}/", f"/signalen/{row.id}/overdracht/"):
        assert browser.get(path).status_code == 404
    with acting_for(anna):
        assert unnamed_indications(anna) == []
        with pytest.raises(Refused):
            indication(anna, row.id)
    with acting_for(emma):
        (seen,) = unnamed_indications(emma)
        (step,) = follow_ups(indication(emma, row.id), indication_key(emma, row))
    assert (seen.owner, seen.recorded_by, step.words) == (emma.name, anna.name, WORDS)


def test_whoever_hands_over_has_read_what_a_colleague_wrote(anna, emma, client):
    with acting_for(anna):
        row = an_indication(anna, client.id)
        involve(by=anna, client=client.id, member=emma.person)
    with acting_for(emma):
        step = FollowUp("plausible", "examined", "Gebeld.", "Nog eens bellen", clock.days_later(2))
        follow_up(by=emma, indication=row.id, step=step)
    with pytest.raises(WorryRefused, match="intussen"):
        hand(anna, row, emma)


def test_what_was_typed_stays_when_a_colleague_was_first(anna, emma, client, browse):
    with acting_for(anna):
        row = an_indication(anna, client.id)
        involve(by=anna, client=client.id, member=emma.person)
    given = {"to": str(emma.person), "words": "Zij belt je morgen.", "seen": "99"}
    answer = browse("anna").post(f"/signalen/{row.id}/overdracht/", given)
    assert answer.status_code == 422
    assert "Zij belt je morgen." in answer.content.decode()
    assert 'name="seen" value="0"' in answer.content.decode()


@pytest.mark.parametrize("words", ["", "  "])
def test_a_colleague_is_told_why(words, anna, emma, client):
    with acting_for(anna):
        row = an_indication(anna, client.id)
        involve(by=anna, client=client.id, member=emma.person)
    with pytest.raises(WorryRefused, match="weten"):
        hand(anna, row, emma, words=words)
