"""Who pays a trajectory from which day (R27)."""

from datetime import date
from itertools import pairwise

import pytest
from django.urls import reverse
from tests.making import a_client, a_trajectory

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.hours.api import HourEntry, lock_month
from ketenwerk.kernel import clock
from ketenwerk.programme.api import FundingSource
from ketenwerk.trajectories.api import (
    Move,
    TrajectoryRefused,
    change_funding,
    move,
    payable_from,
    what_it_means,
    write_note,
)

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R27")]
START = date(2021, 3, 1)
TODAY = date(2021, 11, 23)


def started(by, activity="mee_ind"):
    with clock.on_day(START), acting_for(by):
        return a_trajectory(by, a_client(by), activity)


def note_on(by, row, day, minutes=60):
    return write_note(
        by=by,
        client=row.client_id,
        trajectory=row.id,
        day=day,
        kind="talk",
        minutes=minutes,
        seen="Thee.",
    )


def source(key):
    return FundingSource.objects.get(key=key)


@pytest.mark.parametrize(
    ("activity", "may"),
    [
        ("mee_ind", {"duup", "regular", "muni", "incidental"}),
        ("mee_case", {"regular", "muni", "incidental"}),
    ],
    ids=["guidance that was asked for", "case management, never from the subsidy"],
)
def test_the_programme_says_from_which_sources_an_activity_may_be_paid(anna, activity, may):
    row = started(anna, activity)
    with acting_for(anna):
        assert set(payable_from(row.activity, clock.today()).values_list("key", flat=True)) == may


@pytest.mark.parametrize(
    ("activity", "to", "day", "why"),
    [
        ("mee_ind", "regular", date(2021, 2, 28), "van voor het traject"),
        ("mee_ind", "regular", date(2021, 11, 24), "in de toekomst"),
        ("mee_ind", "regular", date(2021, 10, 31), "afgesloten"),
        ("mee_ind", "duup", TODAY, "al betaald uit"),
        ("mee_case", "duup", TODAY, "mag niet uit DUUP"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_leaves_everything(
    anna, actor, activity, to, day, why
):
    row = started(anna, activity)
    with acting_for(anna):
        before = list(row.funding.values_list("source__key", "start", "end"))
    _lock(actor)
    with acting_for(anna):
        with pytest.raises(TrajectoryRefused, match=why):
            change_funding(by=anna, trajectory=row.id, source=source(to), reason="op", day=day)
        assert list(row.funding.values_list("source__key", "start", "end")) == before


def _lock(actor):
    by = actor("petra")
    with acting_for(by):
        lock_month(by=by, first=date(2021, 10, 1))


def test_hours_after_the_day_stay_and_are_named_and_new_hours_follow(anna):
    row = started(anna)
    with acting_for(anna):
        for day, minutes in [(8, 60), (9, 30), (10, 45)]:
            note_on(anna, row, date(2021, 11, day), minutes)
        change = what_it_means(row, source("regular"), date(2021, 11, 9))
        assert (change.entries, change.minutes, change.line) == (2, 75, None)
        change_funding(
            by=anna,
            trajectory=row.id,
            source=source("regular"),
            reason="DUUP is op",
            day=date(2021, 11, 9),
        )
        note_on(anna, row, date(2021, 11, 9), 20)
        note_on(anna, row, date(2021, 11, 8), 15)
        paid = sorted(HourEntry.objects.values_list("day", "source__key", "minutes"))
    assert paid == [
        (date(2021, 11, 8), "duup", 15),
        (date(2021, 11, 8), "duup", 60),
        (date(2021, 11, 9), "duup", 30),
        (date(2021, 11, 9), "regular", 20),
        (date(2021, 11, 10), "duup", 45),
    ]


def test_a_source_is_not_put_before_a_change_that_was_made(anna):
    row = started(anna)
    with acting_for(anna):
        change_funding(
            by=anna, trajectory=row.id, source=source("regular"), reason="op", day=date(2021, 11, 9)
        )
        with pytest.raises(TrajectoryRefused, match="Kies 9-11-2021 of later"):
            change_funding(
                by=anna,
                trajectory=row.id,
                source=source("duup"),
                reason="toch",
                day=date(2021, 11, 8),
            )
        periods = list(row.funding.values_list("start", "end"))
        assert all(one[1] == other[0] for one, other in pairwise(periods))


def test_what_ended_keeps_its_source(anna):
    row = started(anna)
    with acting_for(anna):
        move(by=anna, trajectory=row.id, step=Move("completed", end_reason="goal"))
        with pytest.raises(TrajectoryRefused, match="loopt niet meer"):
            change_funding(by=anna, trajectory=row.id, source=source("regular"), reason="op")


@pytest.mark.parametrize("who", ["sjoerd", "emma"])
def test_nobody_else_changes_it(anna, actor, who):
    row = started(anna)
    other = actor(who)
    with acting_for(other), pytest.raises(Refused):
        change_funding(by=other, trajectory=row.id, source=source("regular"), reason="op")


def test_the_screen_first_tells_what_it_means_and_changes_nothing(anna, browse):
    row = started(anna)
    with acting_for(anna):
        note_on(anna, row, TODAY, 90)
    browser = browse("anna")
    url = reverse("change_funding", args=[row.id])
    fields = {"source": "regular", "day": TODAY.isoformat(), "reason": "DUUP is op"}
    page = browser.post(url, fields).content.decode()
    assert "Gewone middelen van de partners" in page
    assert "1,5 uur in 1 notitie blijft op de oude bron" in page
    with acting_for(anna):
        assert row.funding.get().source.key == "duup"
    assert browser.post(url, fields | {"sure": "on"}).status_code == 302
    with acting_for(anna):
        assert row.funding.get(end__isnull=True).source.key == "regular"
