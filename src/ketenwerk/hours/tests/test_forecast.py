"""When hours run out: used plus planned, with a sign at 75, 90 and 100 per cent."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making_hours import activity, hours_a_day, manager, rostered

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.hours.api import NOTE, Outlook, book, outlooks
from ketenwerk.hours.forecast import HouseOutlook, ahead_of, together
from ketenwerk.hours.outlook_screen import words_of
from ketenwerk.people.api import Actor

TODAY = date(2021, 9, 30)
OCT, NOV, DEC = date(2021, 10, 1), date(2021, 11, 1), date(2021, 12, 1)
HOUR = 60


def outlook(granted: float | None, used: float, **ahead: float) -> Outlook:
    months = {"oct": OCT, "nov": NOV, "dec": DEC}
    return Outlook(
        None if granted is None else round(granted * HOUR),
        round(used * HOUR),
        {months[name]: round(hours * HOUR) for name, hours in ahead.items()},
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        # October 2021 has 21 working days: one hour a day, two hours left.
        (outlook(104, 102, oct=21), "op 4 oktober op"),
        (outlook(104, 101, oct=21), "op 5 oktober op"),
        (outlook(104, 83, oct=21), "precies genoeg"),
        (outlook(104, 83, oct=21, nov=1), "op 29 oktober op"),
        (outlook(104, 80, oct=12), "blijft 12 uur over"),
        (outlook(104, 80), "nog 24 uur, niets gepland"),
        (outlook(104, 104), "precies op"),
        (outlook(104, 105.5, oct=3), "1,5 uur te veel"),
        (outlook(None, 40, oct=3), "geen jaaruren afgesproken"),
        (outlook(10, 0, dec=20), "op 16 december op"),
    ],
)
def test_the_words_say_the_day_or_what_is_left(found, words):
    assert words_of(found, TODAY) == words


@pytest.mark.parametrize(
    ("used", "signal"),
    [(0, 0), (74.9, 0), (75, 75), (89.9, 75), (90, 90), (99.9, 90), (100, 100), (120, 100)],
)
def test_signs_come_at_75_90_and_100_per_cent(used, signal):
    assert outlook(100, used).signal == signal
    assert outlook(None, used).signal == outlook(0, used).signal == 0


MINUTES = st.integers(0, 5000)


@given(
    granted=st.integers(1, 10_000),
    used=MINUTES,
    ahead=st.dictionaries(st.sampled_from([OCT, NOV, DEC]), st.integers(1, 5000)),
)
def test_a_day_is_named_exactly_when_the_plan_is_more_than_what_is_left(granted, used, ahead):
    found = Outlook(granted, used, ahead)
    day = found.runs_out_on(TODAY)
    assert (day is not None) == (used < granted < found.expected)
    if day:
        assert TODAY < day <= date(2021, 12, 31)
        before = sum(m for first, m in ahead.items() if first < day.replace(day=1))
        assert used + before < granted <= used + before + ahead[day.replace(day=1)]


@given(st.lists(st.tuples(st.integers(0, 5000), MINUTES, MINUTES), min_size=1, max_size=5))
def test_a_total_is_the_sum_of_its_lines(rows):
    lines = [Outlook(granted, used, {OCT: ahead}) for granted, used, ahead in rows]
    total = together(lines)
    assert total.granted == sum(granted for granted, _, _ in rows)
    assert total.expected == sum(line.expected for line in lines)
    assert total.left == sum(line.left or 0 for line in lines)
    assert together([*lines, Outlook(None, 5, {})]).granted is None


def test_of_this_month_counts_what_is_not_booked_and_at_least_what_comes_after_today():
    plan = {date(2021, 8, 1): 500, date(2021, 9, 1): 600, OCT: 700}
    assert ahead_of(plan, {date(2021, 9, 1): 450}, 30, TODAY) == {date(2021, 9, 1): 150, OCT: 700}
    assert ahead_of(plan, {date(2021, 9, 1): 900}, 30, TODAY) == {date(2021, 9, 1): 30, OCT: 700}
    assert ahead_of(plan, {date(2021, 9, 1): 900}, 0, TODAY) == {OCT: 700}


# Per organisation


def houses(actor: Actor) -> dict[str, HouseOutlook]:
    with acting_for(actor):
        return {each.organisation.key: each for each in outlooks(actor, date(2021, 11, 23))}


@pytest.mark.django_db
@pytest.mark.requirement("R86")
def test_an_award_on_its_total_is_judged_on_the_sum(actor):
    found = houses(actor("ilse"))
    assert (found["mee"].on_total, found["ggd"].on_total) == (True, False)
    assert found["mee"].subsidised_total.granted == 543 * HOUR


@pytest.mark.django_db
@pytest.mark.requirement("R87", "R88")
def test_own_contributions_stand_beside_the_subsidised_hours_and_no_hour_counts_twice(anna):
    with acting_for(anna):
        for key, minutes in (("mee_coach", 120), ("mee_case", 60), ("mee_mdo", 30)):
            book(
                by=anna,
                activity=activity(key),
                day=date(2021, 11, 22),
                minutes=minutes,
                origin=NOTE,
            )
    mee = houses(manager())["mee"]
    used = {
        row.line.key: row.outlook.used for row in (*mee.subsidised, *mee.own) if row.outlook.used
    }
    assert used == {"b3": 120, "r1": 60, "r2": 30}
    assert {row.line.key for row in mee.own} == {"r1", "r2", "r3"}
    assert (mee.subsidised_total.used, mee.own_total.used, mee.unlined) == (120, 90, 0)
    assert mee.used == 210
    assert mee.own_total.granted == 302 * HOUR


@pytest.mark.django_db
def test_the_roster_counts_on_the_line_that_pays_it(anna):
    rostered(anna, "mee_coach", hours_a_day(1), start=date(2021, 11, 1))
    mee = houses(manager())["mee"]
    ahead = {row.line.key: row.outlook.planned for row in mee.subsidised if row.outlook.planned}
    # Five Mondays in November, none booked; four in December.
    assert ahead == {"b3": 9 * HOUR}


@pytest.mark.django_db
def test_who_sees_the_outlook_of_whom(anna, actor):
    assert set(houses(manager())) == set(houses(actor("teun"))) == {"mee"}
    assert {"mee", "ggd", "sterker"} <= set(houses(actor("ilse")))
    for nobody in (anna, actor("marja"), actor("wil"), actor("rik")):
        with acting_for(nobody), pytest.raises(Refused):
            outlooks(nobody, TODAY)


@pytest.mark.django_db
def test_the_page_names_no_people(anna, browse):
    rostered(anna, "mee_coach", hours_a_day(1))
    for who in ("ilse", "petra", "teun"):
        text = browse(who).get("/uren/vooruitzicht/").content.decode()
        assert "MEE Gelderse Poort" in text
        assert "Eigen inzet, naast de subsidie" in text
        assert "Anna de Wit" not in text
