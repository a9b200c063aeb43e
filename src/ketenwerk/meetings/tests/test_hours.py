"""A meeting offers an hour to the week of who was there: booked once, never twice, and gone when it was taken away."""

from datetime import date, time, timedelta

import pytest
from tests.making_meetings import HELD, a_series, coordinator, the_meeting

from ketenwerk.access.api import acting_for
from ketenwerk.hours.api import HourEntry, HourProposal, confirm_week, week_view
from ketenwerk.hours.queries import week_of
from ketenwerk.meetings.actions import Occasion, move_meeting, set_attendance
from ketenwerk.meetings.models import Meeting, Series
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Activity

pytestmark = pytest.mark.django_db
MONDAY = date(2021, 11, 22)


def key_of(activity: str) -> tuple[object, date]:
    return Activity.objects.get(key=activity, year=2021).id, HELD


@pytest.fixture
def series(anna: Actor) -> Series:
    ilse = coordinator()
    with acting_for(ilse):
        made = a_series(ilse, anna, booked_on={"mee": "mee_mdo", "ggd": "coord"})
        set_attendance(by=ilse, meeting=the_meeting(made).id, present={anna.person})
    return made


def cell_of(actor: Actor) -> int:
    with acting_for(actor):
        return sum(row.minutes for row in week_of(actor, MONDAY).rows)


def booked(actor: Actor) -> list[tuple[str, int]]:
    with acting_for(actor):
        rows = HourEntry.objects.filter(member_id=actor.person).order_by("origin")
        return list(rows.values_list("origin", "minutes"))


def confirm(actor: Actor, minutes: int) -> None:
    with acting_for(actor):
        confirm_week(by=actor, monday=MONDAY, cells={key_of("mee_mdo"): minutes})


def move(series: Series, form: str = "physical", minutes: int = 90, day: date = HELD) -> None:
    ilse = coordinator()
    with acting_for(ilse):
        row = the_meeting(series)
        to = Occasion(day, time(10), minutes, form, "" if form == "physical" else "ziekte")
        move_meeting(by=ilse, meeting=row.id, version=row.version, to=to)


def attend(series: Series, *present: Actor) -> None:
    ilse = coordinator()
    with acting_for(ilse):
        who = {each.person for each in present}
        set_attendance(by=ilse, meeting=the_meeting(series).id, present=who)


def test_who_was_there_finds_the_hour_in_the_own_week_and_nobody_else_does(anna, series):
    assert cell_of(anna) == 90
    assert cell_of(coordinator()) == 0
    assert booked(anna) == []


def test_confirming_books_it_once_as_a_meeting(anna, series):
    confirm(anna, 90)
    confirm(anna, 90)
    assert booked(anna) == [("meeting", 90)]
    assert cell_of(anna) == 90


def test_more_than_the_meeting_is_kept_beside_it(anna, series):
    confirm(anna, 120)
    assert booked(anna) == [("meeting", 90), ("week", 30)]


@pytest.mark.parametrize("minutes", [0, 60])
def test_what_was_taken_away_does_not_come_back(anna, series, minutes):
    confirm(anna, minutes)
    assert booked(anna) == ([("week", minutes)] if minutes else [])
    attend(series, anna)
    move(series, minutes=120)
    assert cell_of(anna) == minutes


def test_a_longer_meeting_changes_the_offer_while_it_waits(anna, series):
    move(series, minutes=120)
    assert cell_of(anna) == 120


@pytest.mark.requirement("R75")
@pytest.mark.parametrize("form", ["cancelled", "postponed"])
def test_a_meeting_that_did_not_happen_offers_nothing(anna, series, form):
    move(series, form)
    assert cell_of(anna) == 0


def test_a_meeting_that_changes_after_the_week_was_confirmed_books_nothing_more(anna, series):
    confirm(anna, 90)
    move(series, minutes=120)
    attend(series)
    attend(series, anna)
    confirm(anna, 90)
    assert booked(anna) == [("meeting", 90)]


def test_who_was_not_there_after_all_loses_the_offer_and_gets_it_back(anna, series):
    attend(series)
    assert cell_of(anna) == 0
    attend(series, anna)
    assert cell_of(anna) == 90


def test_an_offer_that_was_not_on_the_sent_page_still_waits(anna, series):
    with acting_for(anna):
        confirm_week(by=anna, monday=MONDAY, cells={})
    assert cell_of(anna) == 90
    with acting_for(anna):
        assert HourProposal.objects.get(member_id=anna.person).state == "open"


def test_an_organisation_that_books_on_nothing_gets_no_offer(bram):
    ilse = coordinator()
    with acting_for(ilse):
        made = a_series(ilse, bram)
        set_attendance(by=ilse, meeting=the_meeting(made).id, present={bram.person})
    assert cell_of(bram) == 0


def test_a_colleague_of_another_organisation_sees_no_offer_of_hers(bram, series):
    with acting_for(bram):
        assert not HourProposal.objects.exists()


def test_the_weekend_shows_when_asked_and_when_there_are_hours_on_it(anna, series):
    saturday = HELD + timedelta(days=5)
    with acting_for(anna):
        assert len(week_view(anna, MONDAY, HELD).days) == 5
        assert len(week_view(anna, MONDAY, HELD, weekend=True).days) == 7
        key = (key_of("mee_mdo")[0], saturday)
        confirm_week(by=anna, monday=MONDAY, cells={key: 60})
        assert len(week_view(anna, MONDAY, HELD).days) == 7


def test_every_planned_meeting_is_there_once(series):
    with acting_for(coordinator()):
        assert Meeting.objects.filter(series=series).count() == 1
