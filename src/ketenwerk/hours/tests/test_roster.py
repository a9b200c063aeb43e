"""The roster proposes what is planned and not booked yet; holidays and days off are nobody's work."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making_hours import MONDAY, activity, hours_a_day, manager, rostered

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.hours.api import (
    NOTE,
    HoursRefused,
    NewLine,
    add_days_off,
    book,
    confirm_week,
    lock_month,
    own_weeks,
    plan_hours,
    remove_days_off,
    stop_line,
    week_view,
)
from ketenwerk.hours.models import DayOff, HourEntry, RosterLine
from ketenwerk.hours.queries import week_of
from ketenwerk.hours.roster import planned_per_month, still_open
from ketenwerk.kernel.periods import Period, year
from ketenwerk.people.api import Actor

TODAY = date(2021, 11, 23)


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


def proposed(actor: Actor, monday: date = MONDAY) -> dict[int, int]:
    """What stands in the week as a proposal: the weekday and the minutes."""
    with acting_for(actor):
        cells = [cell for row in week_of(actor, monday).rows for cell in row.cells]
    return {cell.day.weekday(): cell.proposed for cell in cells if cell.proposed}


MINUTES = st.integers(0, 600)
WEEK = st.lists(MINUTES, min_size=7, max_size=7)


@given(planned=WEEK, booked=WEEK, closed=st.sets(st.integers(0, 6)))
def test_what_is_proposed_and_what_is_booked_are_together_what_was_planned(planned, booked, closed):
    plan = {day(n): m for n, m in enumerate(planned) if m}
    done = {day(n): m for n, m in enumerate(booked) if m}
    found = still_open(plan, done, {day(n) for n in closed})
    most = max(sum(planned) - sum(booked), 0)
    assert sum(found.values()) <= most
    if not closed:
        assert sum(found.values()) == most
    for each, minutes in found.items():
        assert 0 < minutes <= plan[each] - done.get(each, 0)
        assert each not in {day(n) for n in closed}


@pytest.mark.django_db
def test_the_week_proposes_the_roster_and_one_act_books_it(anna):
    rostered(anna, "mee_coach", hours_a_day(1, 0, 2.5))
    assert proposed(anna) == {0: 60, 2: 150}
    with acting_for(anna):
        assert not HourEntry.objects.exists()
        view = week_view(anna, MONDAY, TODAY)
        assert view.title == "3,5 van 10 uur klaar. Klopt dit?"
        cells = {(row.activity, c.day): c.minutes for row in view.week.rows for c in row.cells}
        confirm_week(by=anna, monday=MONDAY, cells=cells)
        rows = HourEntry.objects.values_list("day", "minutes", "line__key", "source__key")
        assert list(rows) == [(day(0), 60, "b3", "duup"), (day(2), 150, "b3", "duup")]
    assert proposed(anna) == {}


@pytest.mark.django_db
def test_what_is_booked_on_another_day_is_not_proposed_again(anna):
    rostered(anna, "mee_coach", hours_a_day(1, 0, 2.5))
    with acting_for(anna):
        book(by=anna, activity=activity("mee_coach"), day=day(3), minutes=90, origin=NOTE)
    assert proposed(anna) == {0: 60, 2: 60}


@pytest.mark.django_db
def test_with_a_roster_last_week_is_not_proposed_as_well(anna):
    with acting_for(anna):
        confirm_week(
            by=anna,
            monday=day(-7),
            cells={(activity("mee_pm").id, day(-7)): 240},
        )
    assert proposed(anna) == {0: 240}
    rostered(anna, "mee_coach", hours_a_day(0, 1))
    assert proposed(anna) == {1: 60}


@pytest.mark.django_db
def test_holidays_are_skipped(anna):
    rostered(anna, "mee_coach", hours_a_day(1, 1, 1, 1, 1))
    assert proposed(anna, date(2021, 5, 24)) == {1: 60, 2: 60, 3: 60, 4: 60}  # Whit Monday


@pytest.mark.django_db
def test_days_off_are_skipped_until_they_are_taken_away(anna):
    rostered(anna, "mee_coach", hours_a_day(1, 1, 1))
    with acting_for(anna):
        add_days_off(by=anna, member=anna.person, first=day(1), last=day(2))
    assert proposed(anna) == {0: 60}
    with acting_for(anna):
        assert remove_days_off(by=anna, days_off=DayOff.objects.get().id) == anna.person
    assert proposed(anna) == {0: 60, 1: 60, 2: 60}


@pytest.mark.django_db
def test_a_closed_month_gets_no_proposals_and_the_rest_of_the_week_can_be_confirmed(anna):
    rostered(anna, "mee_coach", hours_a_day(1, 1, 1, 1, 1))
    boss = manager()
    with acting_for(boss):
        lock_month(by=boss, first=date(2021, 9, 1))
    split = date(2021, 9, 27)
    assert proposed(anna, split) == {4: 60}
    with acting_for(anna):
        week = week_of(anna, split)
        cells = {(row.activity, c.day): c.minutes for row in week.rows for c in row.cells}
        assert confirm_week(by=anna, monday=split, cells=cells) == 60


@pytest.mark.django_db
def test_a_rostered_week_without_hours_waits_for_its_confirmation(anna):
    until = MONDAY + timedelta(days=7)
    with acting_for(anna):
        assert own_weeks(anna, until, back=2).ask().unconfirmed == ()
    rostered(anna, "mee_coach", hours_a_day(1))
    with acting_for(anna):
        assert own_weeks(anna, until, back=2).ask().unconfirmed == (day(-7), MONDAY)
        confirm_week(by=anna, monday=MONDAY, cells={})
        assert own_weeks(anna, until, back=2).ask().unconfirmed == (day(-7),)


# Who may, and what may not


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "first", "last", "because"),
    [
        ([0] * 7, (2021, 11, 1), (2022, 1, 1), "minstens één dag"),
        ([60] * 7, (2021, 11, 1), (2021, 11, 1), "laatste dag"),
        ([60] * 7, (2021, 12, 1), (2022, 1, 2), "van 2021"),
        ([24 * 60 + 1] + [0] * 6, (2021, 11, 1), (2022, 1, 1), "24 uur"),
    ],
)
def test_a_roster_that_cannot_be_is_refused(anna, minutes, first, last, because):
    with pytest.raises(HoursRefused, match=because):
        rostered(anna, "mee_coach", minutes, start=date(*first), end=date(*last))
    with acting_for(anna):
        assert not RosterLine.objects.exists()


@pytest.mark.django_db
def test_an_activity_stands_in_the_roster_once_at_a_time(anna):
    rostered(anna, "mee_coach", hours_a_day(1), end=date(2021, 12, 1))
    with pytest.raises(HoursRefused, match="al in het rooster"):
        rostered(anna, "mee_coach", hours_a_day(2), start=date(2021, 11, 30))
    rostered(anna, "mee_coach", hours_a_day(2), start=date(2021, 12, 1))


@pytest.mark.django_db
def test_the_roster_of_another_organisation_is_not_there(anna, bram):
    with pytest.raises(Refused):
        rostered(bram, "irz_own", hours_a_day(1), by="petra")
    with pytest.raises(HoursRefused, match="andere organisatie"):
        rostered(anna, "irz_own", hours_a_day(1), by="petra")
    rostered(anna, "mee_coach", hours_a_day(1))
    with acting_for(anna):
        line = RosterLine.objects.get().id
    for stranger in (manager("hanneke"), bram):
        with acting_for(stranger):
            assert not RosterLine.objects.exists()
            with pytest.raises(Refused):
                stop_line(by=stranger, line=line, last_day=TODAY)


@pytest.mark.django_db
def test_somebody_makes_no_roster_for_themselves_or_a_colleague(anna, actor):
    line = NewLine(activity("mee_coach"), date(2021, 11, 1), date(2022, 1, 1), [60] * 7)
    for who in (anna, actor("emma")):
        with acting_for(anna), pytest.raises(Refused):
            plan_hours(by=anna, member=who.person, line=line)
    with acting_for(anna), pytest.raises(Refused):
        add_days_off(by=anna, member=actor("emma").person, first=TODAY, last=TODAY)


@pytest.mark.django_db
def test_stopping_keeps_what_was_planned_before(anna):
    rostered(anna, "mee_coach", hours_a_day(1))
    boss = manager()
    with acting_for(boss):
        stop_line(by=boss, line=RosterLine.objects.get().id, last_day=day(-1))
    assert proposed(anna, day(-7)) == {0: 60}
    assert proposed(anna) == {}


@pytest.mark.django_db
def test_a_line_that_never_began_leaves_nothing(anna):
    rostered(anna, "mee_coach", hours_a_day(1), start=date(2021, 12, 1))
    boss = manager()
    with acting_for(boss):
        stop_line(by=boss, line=RosterLine.objects.get().id, last_day=TODAY)
        assert not RosterLine.objects.exists()


@pytest.mark.django_db
def test_the_sum_of_the_roster_per_month_is_that_of_the_weeks_and_leaves_without_people(
    anna, bram, actor
):
    rostered(anna, "mee_coach", hours_a_day(1, 0, 2))
    rostered(actor("emma"), "mee_coach", hours_a_day(0, 3), start=date(2021, 5, 10))
    with acting_for(anna):
        add_days_off(by=anna, member=anna.person, first=date(2021, 8, 2), last=date(2021, 8, 6))
    by_hand = {}
    for who in (anna, actor("emma")):
        monday = date(2020, 12, 28)
        while monday < date(2022, 1, 1):
            with acting_for(who):
                for row in week_of(who, monday).rows:
                    for cell in row.cells:
                        first = cell.day.replace(day=1)
                        by_hand[first] = by_hand.get(first, 0) + cell.proposed
            monday += timedelta(days=7)
    expected = {(activity("mee_coach").id, first): m for first, m in by_hand.items() if m}
    for reader, sees in (
        (manager(), expected),
        (actor("ilse"), expected),
        (manager("hanneke"), {}),
        (bram, {}),
        (actor("marja"), {}),
    ):
        with acting_for(reader):
            assert planned_per_month(year(2021)) == sees
            if reader.organisation != anna.organisation:
                assert not RosterLine.objects.exists()
    with acting_for(manager()):
        assert planned_per_month(Period(date(2021, 8, 2), date(2021, 8, 7))) == {
            (activity("mee_coach").id, date(2021, 8, 1)): 180
        }
