"""Promises in talks: below, within or above, at both ends of the range; small numbers of others stay hidden."""

from datetime import date

import pytest

from ketenwerk.access.api import Role, acting_for, counting
from ketenwerk.consults.fitting import is_for_advice, is_for_education, offers
from ketenwerk.consults.models import Consult, EducationSession, Team, TeamVisit
from ketenwerk.consults.queries import counted_work
from ketenwerk.consults.screens import HIDDEN, Verdict, bars, chip, forecast, judge, number_rows
from ketenwerk.consults.tests.making import DAY, a_consult, a_session, a_visit, at
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import year

TODAY = date(2021, 11, 23)


@pytest.fixture(autouse=True)
def _on_a_day():
    with clock.on_day(TODAY):
        yield


@pytest.mark.parametrize(
    ("count", "found"),
    [(19, "below"), (20, "within"), (40, "within"), (41, "above"), (0, "below")],
)
def test_both_ends_of_the_range_are_within(count, found):
    assert judge(count, 20, 40) == found


@pytest.mark.parametrize(
    ("count", "day", "found"),
    [
        (0, date(2021, 7, 1), 0),
        (10, date(2021, 7, 2), 20),
        (5, date(2021, 1, 27), None),
        (5, date(2021, 1, 28), 65),
        (18, date(2021, 11, 23), 20),
        (12, date(2022, 1, 1), 12),
        (30, date(2021, 12, 31), 30),
    ],
)
def test_the_forecast_carries_on_at_the_pace_so_far(count, day, found):
    assert forecast(count, 2021, day) == found


@pytest.mark.django_db
@pytest.mark.requirement("R55")
def test_the_chip_says_used_and_available_in_talks_and_in_hours(anna):
    with acting_for(anna):
        for _ in range(12):
            a_consult(anna, at(minutes=95))
        assert chip(anna, 2021) == "12 van 20–40 gesprekken, 19 van 104 uur"
        (bar,) = bars(anna, 2021, TODAY)
        assert bar.verdict == Verdict("care", "onder de afspraak", 13)


@pytest.mark.django_db
def test_without_a_promise_in_talks_the_chip_counts(actor):
    roos = actor("roos")
    with acting_for(roos):
        a_consult(roos, at(activity="r75_consult"))
        assert chip(roos, 2021) == "1 gesprek in 2021"
        assert bars(roos, 2021, TODAY) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "fits", "keys"),
    [
        ("anna", is_for_advice, {"mee_coach"}),
        ("roos", is_for_advice, {"r75_consult"}),
        ("noor", is_for_advice, {"peer"}),
        ("roos", is_for_education, {"r75_train", "r75_outreach"}),
    ],
)
def test_the_activity_follows_from_the_programme_and_is_asked_when_more_fit(actor, who, fits, keys):
    someone = actor(who)
    with acting_for(someone):
        assert {each.key for each in offers(someone, TODAY, fits)} == keys


@pytest.mark.django_db
def test_who_has_no_fitting_activity_chooses_from_the_own_work(bram):
    with acting_for(bram):
        found = offers(bram, TODAY, is_for_advice)
        assert all(not each.for_trajectories for each in found)


def numbers(actor):
    with acting_for(actor):
        return {row.name: row for row in number_rows(actor, 2021, TODAY)}


@pytest.mark.django_db
@pytest.mark.requirement("R62")
def test_the_coordinator_sees_numbers_and_no_small_ones_of_others(anna, actor):
    with acting_for(anna):
        for _ in range(4):
            a_consult(anna)
        a_session(anna)
        a_visit(anna)
    ilse = actor("ilse", Role.COORDINATOR)
    mee = numbers(ilse)["MEE Gelderse Poort"]
    assert (mee.talks, mee.hours, mee.participants, mee.teams) == (HIDDEN, HIDDEN, "24", HIDDEN)
    assert mee.verdict == Verdict("soft", "te klein om te laten zien", None)
    with acting_for(anna):
        a_consult(anna)
    assert numbers(ilse)["MEE Gelderse Poort"].talks == "5"
    assert numbers(actor("petra"))["MEE Gelderse Poort"].teams == "1"


@pytest.mark.django_db
def test_a_manager_sees_numbers_of_the_own_organisation_only(anna, actor):
    roos = actor("roos")
    with acting_for(anna):
        a_consult(anna)
    with acting_for(roos):
        a_consult(roos, at(activity="r75_consult"))
    assert set(numbers(actor("petra"))) == {"MEE Gelderse Poort"}
    assert numbers(actor("petra"))["MEE Gelderse Poort"].talks == "1"
    assert numbers(actor("koen"))["Sterker"].talks == "1"
    assert numbers(actor("marja")) == {}


@pytest.mark.django_db
def test_the_counting_job_counts_all_organisations_and_only_what_stands(anna, actor):
    roos = actor("roos")
    with acting_for(anna):
        a_consult(anna)
        a_session(anna)
    with acting_for(roos):
        a_visit(roos, activity="r75_consult")
    with counting(anna):
        found = counted_work(year(2021))
    assert sorted((w.talks, w.minutes, w.participants, w.teams) for w in found) == [
        (0, 0, 0, 1),
        (1, 45, 24, 0),
    ]
    assert DAY.year == 2021


@pytest.mark.django_db
def test_the_coordinator_has_numbers_and_no_row_of_anybodys_talks(anna, actor):
    with acting_for(anna):
        for _ in range(5):
            a_consult(anna)
        a_session(anna)
        a_visit(anna)
    ilse = actor("ilse", Role.COORDINATOR)
    assert numbers(ilse)["MEE Gelderse Poort"].talks == "5"
    with acting_for(ilse):
        for model in (Consult, EducationSession, TeamVisit, Team):
            assert not model.objects.exists(), model
