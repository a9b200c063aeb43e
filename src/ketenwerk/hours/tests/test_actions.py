"""Hours: a week confirmed with one act, a month that stays as it was, and sums that always agree."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import CharField, TextField
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.hours.api import (
    NOTE,
    HourEntry,
    HoursRefused,
    book,
    confirm_week,
    correct,
    lock_month,
    unbook,
    used_minutes,
)
from ketenwerk.hours.models import MonthLock, MonthTotal, WeekConfirmation
from ketenwerk.hours.queries import week_of
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import year
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Activity

MONDAY = date(2021, 11, 15)
TUESDAY, SUNDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=6)
NEXT = MONDAY + timedelta(days=7)
AUGUST, LAST = date(2021, 8, 1), date(2021, 8, 31)
WEEK, CORRECTION = HourEntry.Origin.WEEK, HourEntry.Origin.CORRECTION


def activity(key: str) -> Activity:
    return Activity.objects.select_related("line").get(key=key, year=2021)


def noted(by: Actor, day: date, minutes: int, key: str = "mee_ind") -> UUID:
    """An hour as a note books it."""
    return book(by=by, activity=activity(key), day=day, minutes=minutes, origin=NOTE).entry


def cells(*rows: tuple[str, date, int]) -> dict[tuple[UUID, date], int]:
    return {(activity(key).id, day): minutes for key, day, minutes in rows}


def entries() -> list[tuple[str, date, int, str]]:
    rows = HourEntry.objects.order_by("day", "activity__key", "origin")
    return list(rows.values_list("activity__key", "day", "minutes", "origin"))


# The week


@pytest.mark.django_db
def test_the_typed_rows_of_last_week_are_proposed_and_notes_are_not(anna):
    with acting_for(anna):
        confirm_week(by=anna, monday=MONDAY, cells=cells(("mee_pm", TUESDAY, 120)))
        noted(anna, MONDAY, 60, "mee_coach")
        week = week_of(anna, NEXT)
        proposed = {
            (row.activity, cell.day): cell.proposed
            for row in week.rows
            for cell in row.cells
            if cell.proposed
        }
        assert proposed == cells(("mee_pm", TUESDAY + timedelta(days=7), 120))
        assert week.minutes == 120
        assert not HourEntry.objects.filter(day__gte=NEXT).exists()
        confirm_week(by=anna, monday=NEXT, cells={})
        assert week_of(anna, NEXT).minutes == 0


@pytest.mark.django_db
def test_confirming_is_one_act_that_may_be_done_again(anna):
    grid = (("mee_pm", MONDAY, 90), ("mee_pm", TUESDAY, 120), ("mee_coach", SUNDAY, 45))
    with acting_for(anna):
        assert confirm_week(by=anna, monday=MONDAY, cells=cells(*grid)) == 255
        once = list(HourEntry.objects.order_by("id").values())
        assert confirm_week(by=anna, monday=MONDAY, cells=cells(*grid)) == 255
        assert list(HourEntry.objects.order_by("id").values()) == once
        assert len(once) == 3
        assert WeekConfirmation.objects.count() == 1
        assert week_of(anna, MONDAY).confirmed


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "adjusted"), [(60, None), (30, -30), (90, 30), (0, -60)])
def test_what_differs_from_notes_stands_beside_them(anna, typed, adjusted):
    with acting_for(anna):
        noted(anna, MONDAY, 60)
        note = HourEntry.objects.filter(origin=NOTE).values()
        before = list(note)
        assert (
            confirm_week(by=anna, monday=MONDAY, cells=cells(("mee_ind", MONDAY, typed))) == typed
        )
        assert list(note.all()) == before
        beside = HourEntry.objects.filter(origin=WEEK)
        assert [row.minutes for row in beside] == ([adjusted] if adjusted else [])
        assert week_of(anna, MONDAY).minutes == typed
        confirm_week(by=anna, monday=MONDAY, cells=cells(("mee_ind", MONDAY, 60)))
        assert entries() == [("mee_ind", MONDAY, 60, "note")]


@pytest.mark.django_db
def test_a_note_that_is_undone_takes_its_adjustment_along(anna):
    with acting_for(anna):
        note = noted(anna, MONDAY, 60)
        confirm_week(by=anna, monday=MONDAY, cells=cells(("mee_ind", MONDAY, 30)))
        unbook(by=anna, entry=note)
        assert entries() == []


@pytest.mark.django_db
def test_a_day_has_24_hours_whatever_the_grid_shows(anna):
    with acting_for(anna):
        noted(anna, MONDAY, 60)
        confirm_week(by=anna, monday=MONDAY, cells=cells(("mee_pm", MONDAY, 23 * 60)))
        before = entries()
        with pytest.raises(HoursRefused, match="niet meer dan 24 uur"):
            confirm_week(by=anna, monday=MONDAY, cells=cells(("mee_pm", MONDAY, 23 * 60 + 1)))
        with pytest.raises(HoursRefused, match="niet meer dan 24 uur"):
            noted(anna, MONDAY, 1)
        assert entries() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "day", "minutes"),
    [
        ("mee_pm", MONDAY - timedelta(days=1), 60),
        ("mee_pm", NEXT, 60),
        ("mee_pm", MONDAY, -60),
        ("r75_ind", MONDAY, 60),
    ],
    ids=["the week before", "the week after", "below nothing", "work of another organisation"],
)
def test_one_wrong_cell_and_the_whole_week_stays_as_it_was(anna, key, day, minutes):
    with acting_for(anna):
        grid = cells(("mee_coach", MONDAY, 60), (key, day, minutes))
        with pytest.raises(HoursRefused):
            confirm_week(by=anna, monday=MONDAY, cells=grid)
        assert entries() == []
        assert not WeekConfirmation.objects.exists()


@pytest.mark.django_db
@pytest.mark.requirement("R87")
def test_an_hour_has_one_source_and_that_of_its_activity(anna):
    with acting_for(anna):
        for key in ("mee_ind", "mee_case"):
            noted(anna, MONDAY, 60, key)
        confirm_week(by=anna, monday=MONDAY, cells=cells(("mee_case", MONDAY, 30)))
        paid = HourEntry.objects.order_by("line__key", "minutes")
        assert list(paid.values_list("line__key", "source__key", "minutes")) == [
            ("b5", "duup", 60),
            ("r1", "regular", -30),
            ("r1", "regular", 60),
        ]


@pytest.mark.django_db
@pytest.mark.requirement("R86")
def test_the_used_hours_of_a_line_are_those_of_everybody_who_works_on_it(anna, actor):
    emma = actor("emma")
    for by in (anna, emma):
        with acting_for(by):
            noted(by, MONDAY, 45)
    with acting_for(anna):
        line = activity("mee_ind").line_id
        assert used_minutes([line], year(2021)) == {line: 90}
        assert [row.member_id for row in HourEntry.objects.filter(member_id=anna.person)] == [
            anna.member
        ]


# The month


@pytest.mark.django_db
def test_only_a_manager_closes_a_month_and_only_when_it_is_over(anna, actor):
    petra = actor("petra")
    with acting_for(anna), pytest.raises(Refused):
        lock_month(by=anna, first=AUGUST)
    with acting_for(petra):
        with clock.on_day(LAST), pytest.raises(HoursRefused, match="als die voorbij is"):
            lock_month(by=petra, first=AUGUST)
        with pytest.raises(HoursRefused):
            lock_month(by=petra, first=date(2021, 8, 2))
        with clock.on_day(date(2021, 9, 1)):
            lock_month(by=petra, first=AUGUST)
            lock_month(by=petra, first=AUGUST)
        assert MonthLock.objects.count() == 1


@pytest.fixture
def closed(anna: Actor, actor: Callable[..., Actor]) -> UUID:
    """An hour of 60 minutes on the last day of a month that is closed."""
    petra = actor("petra")
    with acting_for(anna):
        entry = noted(anna, LAST, 60)
    with acting_for(petra):
        lock_month(by=petra, first=AUGUST)
    return entry


@pytest.mark.django_db
def test_a_closed_month_refuses_to_book_unbook_and_confirm(anna, closed):
    across = date(2021, 8, 30)  # a week with days in both months
    acts = (
        lambda: noted(anna, AUGUST, 60),
        lambda: unbook(by=anna, entry=closed),
        lambda: confirm_week(
            by=anna, monday=across, cells=cells(("mee_pm", date(2021, 8, 30), 60))
        ),
    )
    with acting_for(anna):
        for act in acts:
            with pytest.raises(HoursRefused, match="Deze maand is afgesloten"):
                act()
        assert entries() == [("mee_ind", LAST, 60, "note")]


@pytest.mark.django_db
def test_a_week_over_the_end_of_a_closed_month_is_confirmed_with_its_open_days(anna, closed):
    with acting_for(anna):
        confirm_week(
            by=anna,
            monday=date(2021, 8, 30),
            cells=cells(("mee_ind", LAST, 60), ("mee_pm", date(2021, 9, 1), 90)),
        )
        assert sorted(entries()) == [
            ("mee_ind", LAST, 60, "note"),
            ("mee_pm", date(2021, 9, 1), 90, "week"),
        ]


@pytest.mark.django_db
def test_another_organisation_still_works_in_that_month(bram, closed):
    with acting_for(bram):
        noted(bram, LAST, 60, "irz_own")
        assert len(entries()) == 1


NEW = (
    "INSERT INTO hours_hourentry (id, organisation_id, member_id, day, minutes, activity_id, line_id, source_id, origin,"
    " reason, made_at) SELECT gen_random_uuid(), organisation_id, member_id, {day}, 15, activity_id, line_id, source_id,"
    " '{origin}', '{reason}', made_at FROM hours_hourentry WHERE id = %s"
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        NEW.format(day="day", origin="note", reason=""),
        NEW.format(day="day", origin="week", reason=""),
        "UPDATE hours_hourentry SET minutes = 30 WHERE id = %s",
        "UPDATE hours_hourentry SET day = '2021-09-01' WHERE id = %s",
        "DELETE FROM hours_hourentry WHERE id = %s",
    ],
)
def test_the_database_itself_keeps_a_closed_month_closed(anna, closed, sql):
    with (
        acting_for(anna),
        pytest.raises(DatabaseError, match="this month is locked"),
        tried() as cursor,
    ):
        cursor.execute(sql, [closed])


@contextmanager
def tried() -> Iterator[object]:
    with transaction.atomic(), connection.cursor() as cursor:
        yield cursor


@pytest.mark.django_db
def test_no_hour_is_moved_into_a_closed_month(anna, closed):
    with acting_for(anna):
        later = noted(anna, date(2021, 9, 1), 60)
        move = "UPDATE hours_hourentry SET day = '2021-08-31' WHERE id = %s"
        with pytest.raises(DatabaseError, match="this month is locked"), tried() as cursor:
            cursor.execute(move, [later])


# Corrections


@pytest.mark.django_db
@pytest.mark.requirement("R87")
def test_a_correction_stands_beside_the_hour_on_the_same_line_and_source(anna, closed):
    with acting_for(anna):
        before = list(HourEntry.objects.values())
        correct(by=anna, entry=closed, minutes=-30, reason="verkeerde dag")
        assert list(HourEntry.objects.filter(id=closed).values()) == before
        row = HourEntry.objects.select_related("line", "source").get(origin=CORRECTION)
        assert (row.minutes, row.day, row.reason) == (-30, LAST, "verkeerde dag")
        assert (row.line.key, row.source.key) == ("b5", "duup")


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "  "])
def test_a_correction_without_a_reason_is_refused(anna, closed, reason):
    with acting_for(anna), pytest.raises(HoursRefused, match="Schrijf waarom"):
        correct(by=anna, entry=closed, minutes=-30, reason=reason)
    no_reason = NEW.format(day="day", origin="correction", reason="")
    with (
        acting_for(anna),
        pytest.raises(DatabaseError, match="correction_has_a_reason"),
        tried() as cursor,
    ):
        cursor.execute(no_reason, [closed])


@pytest.mark.django_db
@pytest.mark.parametrize("minutes", [0, -61, 24 * 60])
def test_a_correction_takes_no_more_than_there_was_and_adds_no_more_than_a_day(
    anna, closed, minutes
):
    with acting_for(anna), pytest.raises(HoursRefused):
        correct(by=anna, entry=closed, minutes=minutes, reason="vergissing")


@pytest.mark.django_db
def test_nothing_can_be_taken_twice(anna, closed):
    with acting_for(anna):
        correct(by=anna, entry=closed, minutes=-60, reason="niet gewerkt")
        with pytest.raises(HoursRefused, match="niet meer uren weghalen dan er stonden"):
            correct(by=anna, entry=closed, minutes=-60, reason="niet gewerkt")


@pytest.mark.django_db
def test_an_open_month_is_bettered_in_the_week_itself(anna):
    with acting_for(anna):
        entry = noted(anna, MONDAY, 60)
        with pytest.raises(HoursRefused, match="Deze maand is nog open"):
            correct(by=anna, entry=entry, minutes=-30, reason="te veel")


@pytest.mark.django_db
def test_nobody_touches_the_hours_of_another(anna, actor, closed):
    emma = actor("emma")
    with acting_for(anna):
        note = noted(anna, MONDAY, 60)
    with acting_for(emma):
        with pytest.raises(Refused):
            correct(by=emma, entry=closed, minutes=-30, reason="vergissing")
        unbook(by=emma, entry=note)
        assert week_of(emma, MONDAY).rows == ()
        assert HourEntry.objects.filter(id=note).exists()


# Sums that always agree

ACTS = st.one_of(
    st.tuples(st.just("book"), st.integers(0, 13), st.integers(1, 600)),
    st.tuples(st.just("unbook"), st.integers(0, 20), st.just(0)),
    st.tuples(st.just("week"), st.integers(0, 13), st.integers(0, 600)),
    st.tuples(st.just("lock"), st.just(0), st.just(0)),
    st.tuples(st.just("correct"), st.integers(0, 20), st.integers(-600, 600)),
)
KEYS = ("mee_ind", "mee_case")
FIRST = date(2021, 8, 23)  # a Monday; two weeks over the end of a month


@pytest.mark.django_db
@pytest.mark.requirement("R86", "R87")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(ACTS, max_size=12))
def test_month_totals_are_the_sum_of_the_entries_whatever_happens(anna, actor, acts):
    with transaction.atomic():
        for act in acts:
            do(anna, actor("petra"), *act)
        with acting_for(anna):
            check_sums()
        transaction.set_rollback(True)


def do(anna: Actor, petra: Actor, act: str, place: int, minutes: int) -> None:
    day, key = FIRST + timedelta(days=place), KEYS[place % 2]
    with acting_for(petra if act == "lock" else anna):
        known = list(HourEntry.objects.filter(member_id=anna.person).order_by("made_at", "id"))
        chosen = known[place % len(known)].id if known else UUID(int=0)
        monday = day - timedelta(days=day.weekday())
        try:
            match act:
                case "book":
                    noted(anna, day, minutes, key)
                case "unbook":
                    unbook(by=anna, entry=chosen)
                case "week":
                    confirm_week(by=anna, monday=monday, cells=cells((key, day, minutes)))
                case "lock":
                    lock_month(by=petra, first=AUGUST)
                case "correct" if known:
                    correct(by=anna, entry=chosen, minutes=minutes, reason="proef")
        except HoursRefused:
            pass


def check_sums() -> None:
    per_month: Counter[object] = Counter()
    per_cell: Counter[object] = Counter()
    per_day: Counter[date] = Counter()
    for row in HourEntry.objects.all():
        per_month[row.organisation_id, row.day.replace(day=1), row.activity_id, row.line_id] += (
            row.minutes
        )
        per_cell[row.day, row.activity_id] += row.minutes
        per_day[row.day] += row.minutes
    totals = {
        (row.organisation_id, row.month, row.activity_id, row.line_id): row.minutes
        for row in MonthTotal.objects.all()
    }
    assert {key: minutes for key, minutes in totals.items() if minutes} == +per_month
    assert all(minutes >= 0 for minutes in per_cell.values())
    assert all(minutes <= 24 * 60 for minutes in per_day.values())


# What hours do not know


def test_hours_hold_no_reference_to_clients_and_no_text_about_anybody():
    models = list(apps.get_app_config("hours").get_models())
    fields = [field for model in models for field in model._meta.get_fields()]
    related = {f.related_model._meta.app_label for f in fields if f.related_model}
    assert models
    assert related == {"people", "programme", "hours"}
    words = {f.name for f in fields if isinstance(f, CharField | TextField)}
    assert words == {"origin", "reason", "state", "kind", "code", "name", "token_hash"}
