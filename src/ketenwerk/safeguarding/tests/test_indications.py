"""Indications: facts apart from interpretation, and gone from view as soon as they are refuted (R34)."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from tests.making import a_client

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.access.models import KeyGrant
from ketenwerk.audit.models import AuditEvent
from ketenwerk.clients.api import dossier, involve
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.safeguarding.api import (
    FollowUp,
    WorryRefused,
    follow_up,
    follow_ups,
    indication,
    indications_of,
    record_unnamed,
    to_do_question,
    unnamed_indications,
)
from ketenwerk.safeguarding.models import Indication
from ketenwerk.safeguarding.states import INDICATION
from ketenwerk.safeguarding.tests.making import an_indication, noticed

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 23)


@pytest.fixture
def client(anna):
    with acting_for(anna):
        return a_client(anna)


def step(**other: object) -> FollowUp:
    values = {
        "verification": "plausible",
        "state": "examined",
        "words": "Met haar gepraat.",
        "next_step": "Nog eens bellen",
        "next_step_on": clock.today() + timedelta(days=5),
    }
    return FollowUp(**(values | other))


@pytest.mark.requirement("R34")
def test_facts_and_interpretation_stand_apart_and_are_sealed(anna, client):
    with acting_for(anna):
        row = an_indication(anna, client.id)
        seen = indications_of(anna, dossier(anna, client.id))[0]
        assert (seen.facts, seen.interpretation) == (
            "Blauwe plek op de arm gezien.",
            "Ik denk dat iemand haar vasthoudt.",
        )
        assert (seen.verification, seen.state, seen.owner) == ("unconfirmed", "new", "Anna de Wit")
        stored = bytes(Indication.objects.get(id=row.id).facts)
        assert b"plek" not in stored


@pytest.mark.parametrize("who", ["emma", "bram", "marja"])
def test_who_is_not_involved_finds_no_indication(who, anna, actor, client):
    with acting_for(anna):
        row = an_indication(anna, client.id)
    other = actor(who)
    with acting_for(other), pytest.raises(Refused):
        indication(other, row.id)


def test_an_involved_colleague_reads_and_follows_up(anna, actor, client):
    emma = actor("emma")
    with acting_for(anna):
        row = an_indication(anna, client.id)
        involve(by=anna, client=client.id, member=emma.person)
    with acting_for(emma):
        follow_up(by=emma, indication=row.id, step=step())
        found = follow_ups(row, dossier(emma, client.id).key)
        assert [(each.by, each.words) for each in found] == [("Emma Prins", "Met haar gepraat.")]


def test_an_unnamed_indication_is_for_its_writer_alone(anna, actor):
    with acting_for(anna):
        row = record_unnamed(by=anna, noticed=noticed("Auto die elke avond wacht."))
        assert [each.facts for each in unnamed_indications(anna)] == ["Auto die elke avond wacht."]
    emma = actor("emma")
    with acting_for(emma):
        assert unnamed_indications(emma) == []
        with pytest.raises(Refused):
            indication(emma, row.id)


@pytest.mark.parametrize("before", INDICATION)
@pytest.mark.parametrize("after", INDICATION)
def test_only_the_steps_of_the_table_are_possible(before, after, anna, client):
    with acting_for(anna):
        row = an_indication(anna, client.id)
        ended = {"next_step_on": None} if before in {"closed", "refuted"} else {}
        if before == "refuted":
            ended |= {"verification": "refuted", "delete_on": TODAY}
        Indication.objects.filter(id=row.id).update(state=before, **ended)
        wanted = step(state=after, verification="refuted" if after == "refuted" else "plausible")
        if after in INDICATION[before] or (after == before and before not in {"closed", "refuted"}):
            assert follow_up(by=anna, indication=row.id, step=wanted).state == after
        else:
            with pytest.raises((WorryRefused, Refused)):
                follow_up(by=anna, indication=row.id, step=wanted)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"words": " "}, "wat je deed"),
        ({"next_step": ""}, "volgende stap"),
        ({"next_step_on": None}, "volgende stap"),
        ({"next_step_on": date(2021, 11, 22)}, "verleden"),
        ({"state": "refuted"}, "weerlegd"),
    ],
)
def test_a_follow_up_says_what_is_missing(wrong, words, anna, client):
    with acting_for(anna):
        row = an_indication(anna, client.id)
        with pytest.raises(WorryRefused, match=words):
            follow_up(by=anna, indication=row.id, step=step(**wrong))


def test_who_did_not_read_the_last_follow_up_is_told_so(anna, client):
    with acting_for(anna):
        row = an_indication(anna, client.id)
        follow_up(by=anna, indication=row.id, step=step())
        with pytest.raises(WorryRefused, match="collega"):
            follow_up(by=anna, indication=row.id, step=step(seen=0))


@pytest.mark.requirement("R34")
def test_a_refuted_indication_shows_nowhere_at_the_next_request(anna, browse, client):
    with acting_for(anna):
        row = an_indication(anna, client.id, facts="KANARIE-weerlegd")
    browser = browse("anna")
    tab = f"/clienten/{client.id}/signalen/"
    assert b"KANARIE-weerlegd" in browser.get(tab).content
    answer = browser.post(
        f"/signalen/{row.id}/",
        {"words": "Het klopte niet.", "verification": "refuted", "state": "new", "seen": "0"},
    )
    assert answer.status_code == 302
    for path in (tab, f"/clienten/{client.id}/", "/", "/waarnemingen/"):
        assert b"KANARIE-weerlegd" not in browser.get(path).content
        assert str(row.id).encode() not in browser.get(path).content
    assert b"KANARIE" not in browser.post("/zoeken/", {"zoek": "kanarie"}).content
    assert browser.get(f"/signalen/{row.id}/").status_code == 404


def exists(anna, row) -> bool:
    with standing(Standpoint(DatabaseRole.CARE, anna.member, anna.organisation, anna.role)):
        return Indication.objects.filter(id=row.id).exists()


@pytest.mark.requirement("R34")
@pytest.mark.parametrize(("day", "there"), [(date(2022, 2, 22), True), (date(2022, 2, 23), False)])
def test_three_months_after_the_refutation_it_is_deleted(day, there, anna, client):
    with acting_for(anna):
        row = an_indication(anna, client.id)
        follow_up(by=anna, indication=row.id, step=step(verification="refuted"))
    with clock.on_day(day):
        call_command("expire")
        assert exists(anna, row)
        call_command("expire", "--apply")
    assert exists(anna, row) is there
    lines = AuditEvent.objects
    with standing(Standpoint(DatabaseRole.OFFICE, None, anna.organisation, "privacy_officer")):
        found = list(lines.filter(event="term:expired").values_list("facts", "subjects"))
    assert found == ([] if there else [({"kind": "refuted_indication", "count": 1}, [])])


def test_an_unnamed_one_takes_its_key_along(anna):
    with acting_for(anna):
        row = record_unnamed(by=anna, noticed=noticed())
        follow_up(by=anna, indication=row.id, step=step(verification="refuted"))
        assert KeyGrant.objects.filter(dossier=row.id).exists()
    with clock.on_day(date(2022, 2, 23)):
        call_command("expire", "--apply")
    with acting_for(anna):
        assert not KeyGrant.objects.filter(dossier=row.id).exists()


def test_a_due_step_stands_on_today_and_a_later_one_does_not(anna, client):
    with acting_for(anna):
        row = an_indication(anna, client.id, next_step_on=TODAY)
        an_indication(anna, client.id, next_step_on=TODAY + timedelta(days=1))
        assert [each[0] for each in to_do_question(anna).ask().indications] == [row.id]
