"""Advice, lessons, teams and groups as figures: exact for the own partner, nothing small for anybody else. Counted by hand."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.making_courses import FACTS, a_run, booking, coordinator, fill, worker

from ketenwerk.access.api import acting_for, counting
from ketenwerk.consults.tests.making import a_consult, a_session, a_visit, at
from ketenwerk.courses.api import close_run, enrol, set_present, totals, ways_in
from ketenwerk.courses.models import CourseRun, Session
from ketenwerk.figures.api import (
    SMALLEST_SHOWN,
    TOTAL,
    Audience,
    Fixed,
    Key,
    Number,
    Published,
    standing,
)
from ketenwerk.figures.disclosure import differences
from ketenwerk.figures.models import Standing
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import half, year
from ketenwerk.people.api import Actor
from ketenwerk.reports.api import YEAR, Which, compose
from ketenwerk.reports.counting import NIGHT, take_count
from ketenwerk.reports.work_counting import WorkIn, work_in

WHOLE, FIRST_HALF = year(2021), half(2021, 1)
TODAY = date(2021, 11, 23)


def night() -> None:
    with clock.on_day(TODAY):
        take_count(2021)


def for_coordinator() -> dict[tuple[str, str], Number]:
    ilse = coordinator()
    with acting_for(ilse):
        found = standing(Audience.COORDINATOR).found
    return {(key, cell): number for (period, key, cell), number in found.items() if period == WHOLE}


def talks(by: Actor, number: int, on: date = date(2021, 11, 22), minutes: int = 45) -> None:
    with acting_for(by):
        for _ in range(number):
            a_consult(by, at(on, minutes=minutes))


def meets(run: CourseRun, places: list[UUID], *, days: int, by: Actor | None = None) -> None:
    """Everybody of these places was there, on the first so many meetings."""
    by = by or worker()
    with acting_for(by):
        for session in Session.objects.filter(run=run, number__lte=days).order_by("number"):
            for place in places:
                set_present(by=by, session=session.id, place=place, there=True)


# Advice, lessons and teams


@pytest.mark.django_db
@pytest.mark.requirement("R13", "R55", "R62")
def test_six_talks_a_lesson_and_a_team_by_hand(anna, actor):
    """Six talks of 45 minutes are 4,5 hours, told as 5; one lesson of 24; one team, which is few."""
    talks(anna, 6)
    with acting_for(anna):
        a_session(anna)
        a_visit(anna)
    night()
    petra = actor("petra")
    with acting_for(petra):
        own = standing(Audience.PARTNER, petra.house)
    exact = {
        (Key.TALKS, "mee|mee_coach"): 6,
        (Key.TALKS, f"mee|{TOTAL}"): 6,
        (Key.TALK_HOURS, "mee"): 5,
        (Key.ATTENDANCES, "mee"): 24,
        (Key.TEAMS, "mee"): 1,
    }
    for (key, cell), value in exact.items():
        assert own.get(WHOLE, key, cell) == Number(value, ""), key
        assert own.get(FIRST_HALF, key, cell) is None
    told = for_coordinator()
    assert told[Key.TALKS, "mee|mee_coach"] == Number(6, "")
    assert told[Key.ATTENDANCES, "mee"] == Number(24, "")
    assert told[Key.TEAMS, "mee"] == Number(None, "<")


@pytest.mark.django_db
@pytest.mark.requirement("R62")
def test_the_municipality_sees_no_work_before_an_account_is_frozen(anna, marja):
    talks(anna, 6)
    night()
    with acting_for(marja):
        assert standing(Audience.OUTSIDER).found == {}


@pytest.mark.django_db
@pytest.mark.requirement("R55", "R62")
def test_the_account_sets_talks_beside_the_range_that_was_promised(anna):
    talks(anna, 21)
    night()
    ilse = coordinator()
    with acting_for(ilse), clock.on_day(TODAY):
        account = compose(Which(2021, YEAR, None))
    (result,) = [t for t in account.targets if t.unit == "gesprekken"]
    assert (result.low, result.high, result.done, result.verdict) == (20, 40, 21, "binnen")
    (work,) = [each for each in account.overviews if each.name == "werk"]
    assert work.head[:3] == ("Wie", "Gesprekken", "Uren van gesprekken")
    assert [row[:3] for row in work.rows] == [("MEE", "21", "16")]
    assert "geen mensen" in work.note


COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=4)


def of_talks(counts: list[int], period=WHOLE) -> WorkIn:
    rows = [
        Published(Key.TALKS, ("mee", f"act{n}"), period.start, period.end, count, adds_up=True)
        for n, count in enumerate(counts)
    ]
    total = Published(
        Key.TALKS, ("mee", TOTAL), period.start, period.end, sum(counts), adds_up=True
    )
    return WorkIn(period, (*rows, total), (), (), ())


def alone(told: list[Fixed]) -> list[Published]:
    """One partner's talks as an attacker lays them out: a row with its total."""
    return [
        Published(
            each.indicator,
            (each.cell.split("|")[1],),
            each.period.start,
            each.period.end,
            each.value,
            adds_up=True,
        )
        for each in told
    ]


@pytest.mark.requirement("R62")
@settings(max_examples=60, deadline=None)
@given(COUNTS)
def test_no_small_number_of_talks_is_shown_or_follows_from_the_total(counts):
    told = alone(of_talks(counts).told([]))
    assert not [each for each in told if 0 < (each.value or 0) < SMALLEST_SHOWN]
    assert differences(told, [], SMALLEST_SHOWN) == []
    if not any(0 < each < SMALLEST_SHOWN for each in (*counts, sum(counts))):
        assert all(each.value is not None for each in told)


@pytest.mark.requirement("R62")
def test_two_talks_elsewhere_do_not_follow_from_the_total_and_the_promise():
    """32 on the promise and 2 elsewhere: with the total of 34 shown, the 32 is hidden too."""
    told = {each.cell: each.value for each in of_talks([32, 2]).told([])}
    assert told == {"mee|act0": None, "mee|act1": None, f"mee|{TOTAL}": 34}


@pytest.mark.requirement("R62")
def test_the_half_year_and_the_year_show_no_small_rest():
    """20 in the half and 22 in the year would show the 2 of autumn."""
    first = of_talks([20], FIRST_HALF).told([])
    earlier = [
        Published(Key.TALKS, tuple(f.cell.split("|")), f.period.start, f.period.end, f.value, True)
        for f in first
    ]
    told = {each.cell: each.value for each in of_talks([22]).told(earlier)}
    assert told == {"mee|act0": None, f"mee|{TOTAL}": None}
    assert {each.value for each in of_talks([25]).told(earlier)} == {25}


# Groups


@pytest.mark.django_db
@pytest.mark.requirement("R49", "R53", "R62")
def test_a_group_of_two_partners_by_hand(anna):
    """Six people on three meetings are eighteen attendances, of both partners that give it; it is one group of each."""
    run = a_run(anna, worker("roos"), state="running")
    places = [place.id for place in fill(anna, run, 6)]
    meets(run, places, days=3)
    night()
    told = for_coordinator()
    for house, activity in (("mee", "mee_peergroup"), ("sterker", "r75_train")):
        assert told[Key.GROUP_ATTENDANCES, house] == Number(18, "")
        assert told[Key.GROUPS, f"{house}|{activity}"] == Number(1, "")
    assert not [key for key, _ in told if key == Key.PROFESSIONALS]
    ilse = coordinator()
    with acting_for(ilse), clock.on_day(TODAY):
        account = compose(Which(2021, YEAR, None))
    done = {t.unit: (t.done, t.verdict.value) for t in account.targets if not t.people}
    assert done["groepen"] == (1, "binnen")
    assert done["workshops"] == (0, "onder")


@pytest.mark.django_db
@pytest.mark.requirement("R50", "R54", "R62")
@pytest.mark.parametrize("facts", [{"funding": "invoice"}, {"mode": "individual", "seats": 1}])
def test_on_invoice_or_for_one_person_it_is_no_group(anna, facts):
    run = a_run(anna, state="running", facts=replace(FACTS, **facts))
    meets(run, [place.id for place in fill(anna, run, 1)], days=5)
    night()
    assert not [key for key, _ in for_coordinator() if key in {Key.GROUPS, Key.GROUP_ATTENDANCES}]


@pytest.mark.django_db
def test_a_meeting_that_was_ticked_and_then_called_off_counts_in_nothing(anna):
    run = a_run(anna, state="running")
    meets(run, [place.id for place in fill(anna, run, 5)], days=1)
    with acting_for(anna):
        Session.objects.filter(run=run, number=1).update(form="cancelled", reason="force")
        assert totals(anna, 2021).attendances == 0
    with counting(NIGHT):
        assert not [each for each in work_in(WHOLE).secret if each.value]


@pytest.mark.django_db
def test_a_closed_group_of_clients_trains_no_professionals(anna):
    run = a_run(anna, state="running", sessions=2)
    meets(run, [place.id for place in fill(anna, run, 5)], days=2)
    with acting_for(anna):
        close_run(by=anna, run=run.id)
    with counting(NIGHT):
        found = work_in(WHOLE)
    assert {each.indicator: each.value for each in found.secret} == {Key.GROUP_ATTENDANCES: 10}


# How people came


@pytest.mark.django_db
@pytest.mark.requirement("R59")
def test_how_people_came_is_counted_over_partners_and_nothing_small_follows(anna, bram):
    """Six were own clients and three came by school: the three are hidden, and with the total of nine the six too."""
    run = a_run(anna, facts=replace(FACTS, seats=9))
    fill(anna, run, 6)
    with acting_for(bram):
        for number in range(3):
            enrol(by=bram, run=run.id, booking=booking(f"Maan {number}", found="school"))
    night()
    told = for_coordinator()
    ways = {cell: number.value for (key, cell), number in told.items() if key == Key.WAYS}
    assert ways == {
        "own": None,
        "school": None,
        "partner": 0,
        "outreach": 0,
        "self": 0,
        "other": 0,
        TOTAL: 9,
    }


@pytest.mark.django_db
@pytest.mark.requirement("R59")
def test_only_the_coordinator_gets_how_people_came(anna):
    fill(anna, a_run(anna), 6)
    night()
    with counting(NIGHT):
        found = Standing.objects.filter(indicator=Key.WAYS)
        assert {row.audience for row in found} == {Audience.COORDINATOR}


@pytest.mark.django_db
@pytest.mark.requirement("R59")
def test_what_is_invoiced_counts_in_no_way(anna):
    fill(anna, a_run(anna, facts=replace(FACTS, funding="invoice")), 6)
    with counting(NIGHT):
        assert ways_in(WHOLE) == {}


@pytest.mark.django_db
@pytest.mark.requirement("R59")
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("courses_enrolment", "client_id"),
        ("courses_enrolment", "organisation_id"),
        ("courses_enrolment", "member_id"),
        ("courses_enrolment", "priority"),
        ("courses_place", "alias"),
        ("courses_place", "needs"),
        ("courses_presence", "there"),
        ("courses_runtrainer", "member_id"),
        ("courses_professionalsignup", "id"),
        ("meetings_meeting", "reason"),
        ("meetings_meeting", "report"),
        ("meetings_attendance", "member_id"),
    ],
)
def test_the_counting_role_reaches_nobody(anna, table, column):
    fill(anna, a_run(anna), 1)
    with (
        counting(NIGHT),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        connection.cursor().execute(f"SELECT {column} FROM {table}")
