"""Who takes part proposes a point for the agenda; the chair puts it on or says why not (R71)."""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction
from tests.making_meetings import HELD, a_series, coordinator, the_meeting

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.kernel import clock
from ketenwerk.meetings.actions import MeetingRefused
from ketenwerk.meetings.models import AgendaItem
from ketenwerk.meetings.proposing import (
    answer_item,
    meetings_with_proposals,
    proposals,
    propose_item,
)
from ketenwerk.meetings.queries import meeting_page

pytestmark = pytest.mark.django_db
BEFORE = date(2021, 11, 15)


@pytest.fixture
def meeting(anna, bram, marja):
    """Anna of MEE and Bram of IrisZorg take part; the municipality in its own group only."""
    ilse = coordinator()
    with clock.on_day(BEFORE), acting_for(ilse):
        found = the_meeting(a_series(ilse, anna, bram))
        a_series(ilse, marja, kind="steering")
        return found


@pytest.fixture(autouse=True)
def _a_week_before():
    with clock.on_day(BEFORE):
        yield


def propose(by, meeting, title="Bereikbaarheid in het weekend"):
    with acting_for(by):
        return propose_item(by=by, meeting=meeting.id, title=title, text="Wie is er dan?")


def agenda(by, meeting) -> list[str]:
    with acting_for(by):
        return [item.title for item in meeting_page(by, meeting.id).items]


@pytest.mark.requirement("R71")
def test_a_proposed_point_stands_on_the_agenda_after_the_chair_accepts(anna, bram, meeting):
    ilse = coordinator()
    item = propose(anna, meeting)
    assert agenda(anna, meeting) == agenda(bram, meeting) == []
    with acting_for(ilse):
        assert [each.id for each in meetings_with_proposals(ilse)] == [meeting.id]
        assert [each.title for each in proposals(ilse, meeting)] == [item.title]
        answer_item(by=ilse, item=item.id)
        assert meetings_with_proposals(ilse) == []
        with pytest.raises(MeetingRefused, match="al beantwoord"):
            answer_item(by=ilse, item=item.id)
    assert agenda(bram, meeting) == [item.title]


def test_what_is_declined_says_why_to_who_proposed_it_and_to_nobody_else(anna, bram, meeting):
    ilse = coordinator()
    item = propose(anna, meeting)
    with acting_for(bram):
        assert proposals(bram, meeting) == []
    with acting_for(ilse):
        answer_item(by=ilse, item=item.id, declined="later")
    with acting_for(anna):
        (seen,) = proposals(anna, meeting)
        assert seen.get_declined_display() == "het komt een volgende keer"
    with acting_for(bram):
        assert proposals(bram, meeting) == []
        assert not AgendaItem.objects.exists()
    with acting_for(ilse):
        answer_item(by=ilse, item=item.id)
    assert agenda(anna, meeting) == [item.title]


@pytest.mark.requirement("R71")
@pytest.mark.parametrize(
    ("who", "role", "may"),
    [
        ("anna", None, True),
        ("bram", None, True),
        ("emma", None, False),  # of an organisation that takes part, and not herself
        ("roos", None, False),
        ("marja", None, False),  # in another group
        ("petra", None, False),
        ("ilse", Role.COORDINATOR, True),
    ],
)
def test_who_takes_part_proposes(who, role, may, actor, meeting):
    by = actor(who, role)
    if may:
        assert propose(by, meeting).state == "proposed"
    else:
        with pytest.raises(Refused):
            propose(by, meeting)


def test_nobody_but_the_chair_answers(anna, bram, marja, meeting):
    item = propose(anna, meeting)
    for by in (anna, bram, marja):
        with acting_for(by), pytest.raises(Refused):
            answer_item(by=by, item=item.id)


@pytest.mark.parametrize(
    "fields",
    [{"state": "on"}, {"proposed_by": None}, {"organisation": None}],
    ids=["straight onto it", "under no name", "of no organisation"],
)
def test_the_database_takes_nothing_but_a_proposal_under_the_own_name(fields, anna, meeting):
    right = {
        "state": "proposed",
        "proposed_by_id": anna.person,
        "organisation_id": anna.house,
    }
    wrong = {f"{name}_id" if name != "state" else name: value for name, value in fields.items()}
    with acting_for(anna):
        rows = AgendaItem.objects
        rows.create(meeting=meeting, position=0, title="Goed", **right)
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows.create(meeting=meeting, position=0, title="Fout", **right | wrong)


def test_for_a_meeting_that_was_nothing_is_proposed(anna, meeting):
    with clock.on_day(date(2021, 11, 23)), pytest.raises(MeetingRefused, match="geweest"):
        propose(anna, meeting)
    assert meeting.day == HELD


def test_proposing_and_answering_by_the_pages(browse, meeting):
    anna, ilse = browse("anna"), browse("ilse", Role.COORDINATOR)
    page, path = f"/overleg/{meeting.id}/", f"/overleg/{meeting.id}/voorstel/"
    assert "Stel agendapunt voor" in anna.get(page).content.decode()
    answer = anna.post(path, {"title": "Weekend", "text": "Bel 06 12345678"})
    assert answer.status_code == 422
    assert "Weekend" in answer.content.decode()
    assert anna.post(path, {"title": "Weekend", "text": ""}).status_code == 302
    assert "Bij de voorzitter".lower() in anna.get(page).content.decode().lower()
    assert "Voorstellen voor de agenda" in ilse.get("/overleg/").content.decode()
    with acting_for(coordinator()):
        item = AgendaItem.objects.get()
    reply = f"/overleg/voorstel/{item.id}/"
    assert anna.get(reply).status_code == 404
    assert ilse.post(reply, {"answer": ""}).status_code == 422
    assert ilse.post(reply, {"answer": "settled"}).status_code == 302
    assert "het is al geregeld" in anna.get(page).content.decode()
    assert browse("roos").get(path).status_code == 404
