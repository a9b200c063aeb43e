"""The steering group is offered what the subsidy cycle asks of it, when its time has come (R71)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.making_meetings import FACTS, a_series, coordinator, house

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.kernel import clock
from ketenwerk.meetings.actions import (
    MeetingRefused,
    Occasion,
    SeriesFacts,
    make_series,
    move_meeting,
    plan_until,
)
from ketenwerk.meetings.cycle import take_topic, topics_for
from ketenwerk.meetings.models import AgendaItem, Meeting, Series

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2021, 12, 6), date(2022, 1, 3)
AWARD, ACCOUNT = "verlening-2022", "jaar-2021"


@pytest.fixture
def series(anna) -> Series:
    """A steering group that meets on 6 December and on 3 January."""
    ilse = coordinator()
    facts = SeriesFacts(
        **(vars(FACTS) | {"kind": "steering", "first_on": FIRST, "every": 4, "unit": "weeks"})
    )
    with acting_for(ilse):
        made = make_series(
            by=ilse, facts=facts, partners={house("ggd"), anna.house}, people={anna.person}
        )
        plan_until(by=ilse, series=made.id, until=SECOND)
    return made


def on(series: Series, day: date) -> Meeting:
    return Meeting.objects.select_related("series").get(series=series, planned_on=day)


def offered(meeting: Meeting) -> list[str]:
    return [topic.key for topic in topics_for(meeting)]


@pytest.mark.requirement("R71")
def test_a_topic_is_offered_when_its_time_has_come_and_taken_over_once(series, anna):
    ilse = coordinator()
    with acting_for(ilse):
        first, second = on(series, FIRST), on(series, SECOND)
        assert offered(first) == [AWARD, ACCOUNT]
        # The award of 2022 was due before the second meeting.
        assert offered(second) == [ACCOUNT]
        item = take_topic(by=ilse, meeting=first.id, topic=AWARD)
        assert (item.title, item.position) == ("Verlening voor 2022", 1)
        assert "31 december 2021" in item.text
        assert offered(first) == [ACCOUNT]
        with pytest.raises(MeetingRefused, match="al op een agenda"):
            take_topic(by=ilse, meeting=first.id, topic=AWARD)
        assert take_topic(by=ilse, meeting=second.id, topic=ACCOUNT).position == 1
        assert offered(first) == []


@pytest.mark.requirement("R71")
def test_what_stood_on_a_cancelled_meeting_is_offered_again(series):
    ilse = coordinator()
    with acting_for(ilse):
        first, second = on(series, FIRST), on(series, SECOND)
        take_topic(by=ilse, meeting=first.id, topic=ACCOUNT)
        assert offered(second) == []
        off = Occasion(first.day, first.start, first.minutes, "cancelled", "Ziekte")
        move_meeting(by=ilse, meeting=first.id, version=1, to=off)
        assert offered(second) == [ACCOUNT]
        assert offered(on(series, FIRST)) == []


def test_another_group_and_a_meeting_that_was_are_offered_nothing(series, anna):
    ilse = coordinator()
    with acting_for(ilse):
        project = a_series(ilse, anna)
        meeting = Meeting.objects.select_related("series").get(series=project)
        with clock.on_day(date(2021, 11, 1)):
            assert offered(meeting) == []
        with clock.on_day(date(2021, 12, 7)):
            assert offered(on(series, FIRST)) == []
        with pytest.raises(MeetingRefused):
            take_topic(by=ilse, meeting=meeting.id, topic=AWARD)


def test_two_who_take_it_over_at_once_put_it_there_once(series):
    ilse = coordinator()
    with acting_for(ilse):
        first = on(series, FIRST)
        take_topic(by=ilse, meeting=first.id, topic=AWARD)
        with pytest.raises(IntegrityError), transaction.atomic():
            AgendaItem.objects.create(meeting=first, position=2, title="Nog eens", topic=AWARD)


@pytest.mark.parametrize(("who", "role"), [("anna", None), ("marja", None), ("petra", None)])
def test_nobody_but_who_organises_takes_a_topic_over(series, actor, who, role):
    by = actor(who, role)
    with acting_for(coordinator()):
        meeting = on(series, FIRST)
    with acting_for(by), pytest.raises(Refused):
        take_topic(by=by, meeting=meeting.id, topic=AWARD)


def test_taking_over_is_one_button_on_the_page_of_the_meeting(series, browse):
    with acting_for(coordinator()):
        meeting = on(series, FIRST)
    page, path = f"/overleg/{meeting.id}/", f"/overleg/{meeting.id}/onderwerp/"
    ilse, anna = browse("ilse", Role.COORDINATOR), browse("anna")
    assert "Uit de subsidiecyclus" in ilse.get(page).text
    assert "Vraag de gemeente of deze dag klopt" in ilse.get(page).text
    assert "Uit de subsidiecyclus" not in anna.get(page).text
    assert anna.post(path, {"onderwerp": AWARD}).status_code == 404
    for _ in range(2):
        assert ilse.post(path, {"onderwerp": AWARD}).status_code == 302
    assert "Verlening voor 2022" in anna.get(page).text
    with acting_for(coordinator()):
        assert AgendaItem.objects.filter(topic=AWARD).count() == 1
