"""Extension, the phase against relapse, the waiting list and scaling up (R24, R28, R29)."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Sum
from django.urls import reverse
from tests.making import a_client, a_trajectory

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.clients.api import dossier
from ketenwerk.hours.api import HourEntry
from ketenwerk.kernel import clock
from ketenwerk.people.api import Organisation
from ketenwerk.programme.api import Activity
from ketenwerk.trajectories.api import (
    DECISIONS,
    Decision,
    Move,
    Plan,
    Request,
    ScaleUp,
    TrajectoryRefused,
    begin_phase,
    changes_of,
    decide_scale_up,
    move,
    open_trajectory,
    phase_of,
    request_scale_up,
    scale_ups_of,
    steps_of,
    waiting,
    write_note,
)
from ketenwerk.trajectories.queries import Step
from ketenwerk.trajectories.screens import steps_between, thread_of

START = date(2021, 5, 3)
TODAY = date(2021, 11, 23)
NUMBER = "WMO-2021-0417"


@pytest.fixture
def sjoerd(actor):
    return actor("sjoerd")


def started(by, activity="sterker_amw", on=START):
    with clock.on_day(on), acting_for(by):
        return a_trajectory(by, a_client(by), activity, hours=20, weeks=26)


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


def ask(by, row, day=date(2021, 10, 4), provider="zorgplus"):
    with acting_for(by):
        house = Organisation.objects.get(key=provider)
        return request_scale_up(by=by, trajectory=row.id, request=Request(day, house, NUMBER))


def decide(by, row, after, day=date(2021, 11, 15)):
    with acting_for(by):
        return decide_scale_up(by=by, trajectory=row.id, decision=Decision(after, day))


# Scaling up


@pytest.mark.django_db
@pytest.mark.requirement("R29")
@pytest.mark.parametrize(
    ("after", "state", "writes", "extends"),
    [
        ("", "running", True, True),
        ("granted", "scaled_up", False, False),
        ("rejected", "running", True, True),
    ],
)
def test_what_each_decision_means_for_the_old_trajectory(sjoerd, after, state, writes, extends):
    row = started(sjoerd)
    ask(sjoerd, row)
    if after:
        decide(sjoerd, row, after)
    with acting_for(sjoerd):
        row.refresh_from_db()
        assert row.state == state
        longer = Move("extended", reason="Meer tijd nodig.")
        for may, act in [
            (writes, lambda: note_on(sjoerd, row, TODAY)),
            (extends, lambda: move(by=sjoerd, trajectory=row.id, step=longer)),
        ]:
            if may:
                act()
            else:
                with pytest.raises(TrajectoryRefused):
                    act()


@pytest.mark.django_db
@pytest.mark.requirement("R29")
def test_a_note_that_was_open_when_it_was_granted_books_nothing_and_keeps_its_text(sjoerd, browse):
    row = started(sjoerd)
    browser = browse("sjoerd")
    url = reverse("note", args=[row.client_id])
    fields = {
        "seen": "Samen naar de gemeente.",
        "kind": "talk",
        "duration": "60",
        "trajectory": str(row.id),
        "day": TODAY.isoformat(),
    }
    assert browser.get(url).status_code == 200
    ask(sjoerd, row)
    decide(sjoerd, row, "granted")
    answer = browser.post(url, fields)
    with acting_for(sjoerd):
        assert not HourEntry.objects.filter(activity__key="sterker_amw").exists()
    assert "Samen naar de gemeente." in answer.content.decode() or answer.status_code == 302


@pytest.mark.django_db
@pytest.mark.requirement("R29")
def test_totals_by_source_are_those_of_before_the_decision(sjoerd):
    """By hand: 60 + 90 on general help; the 45 that come too late are refused, and nothing is moved."""
    old = started(sjoerd)
    with acting_for(sjoerd):
        note_on(sjoerd, old, date(2021, 6, 1), 60)
        note_on(sjoerd, old, date(2021, 11, 14), 90)
    ask(sjoerd, old)
    decide(sjoerd, old, "granted")
    with acting_for(sjoerd):
        with pytest.raises(TrajectoryRefused):
            note_on(sjoerd, old, TODAY, 45)
        total = HourEntry.objects.filter(activity__key="sterker_amw").aggregate(n=Sum("minutes"))
        old.refresh_from_db()
        assert (total["n"], old.used_minutes) == (150, 150)


@pytest.mark.django_db
@pytest.mark.requirement("R29")
@pytest.mark.parametrize(
    ("after", "day", "why"),
    [
        ("granted", date(2021, 10, 3), "tussen de aanvraag en vandaag"),
        ("granted", date(2021, 11, 24), "tussen de aanvraag en vandaag"),
        ("requested", TODAY, "Er loopt geen aanvraag"),
        ("misschien", TODAY, "Er loopt geen aanvraag"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(sjoerd, after, day, why):
    row = started(sjoerd)
    ask(sjoerd, row)
    with pytest.raises(TrajectoryRefused, match=why):
        decide(sjoerd, row, after, day)


@pytest.mark.django_db
@pytest.mark.requirement("R29")
def test_one_request_at_a_time_and_a_decision_stands(sjoerd):
    row = started(sjoerd)
    ask(sjoerd, row)
    with pytest.raises(TrajectoryRefused, match="Er loopt al een aanvraag"):
        ask(sjoerd, row)
    with acting_for(sjoerd), pytest.raises(TrajectoryRefused, match="Leg eerst vast"):
        move(by=sjoerd, trajectory=row.id, step=Move("completed", end_reason="goal"))
    decide(sjoerd, row, "rejected")
    with pytest.raises(TrajectoryRefused, match="Er loopt geen aanvraag"):
        decide(sjoerd, row, "granted")
    ask(sjoerd, row)
    assert set(DECISIONS) == set(ScaleUp.State.values)


@pytest.mark.django_db
@pytest.mark.requirement("R29")
def test_only_a_provider_takes_over_and_only_by_a_decision(sjoerd):
    row = started(sjoerd)
    with pytest.raises(TrajectoryRefused, match="Kies een zorgaanbieder"):
        ask(sjoerd, row, provider="mee")
    with acting_for(sjoerd), pytest.raises(TrajectoryRefused, match="als de gemeente ja zegt"):
        move(by=sjoerd, trajectory=row.id, step=Move("scaled_up"))


@pytest.mark.django_db
def test_the_number_of_the_municipality_is_sealed_and_nobody_else_sees_the_request(sjoerd, anna):
    row = started(sjoerd)
    ask(sjoerd, row)
    with acting_for(sjoerd):
        (view,) = scale_ups_of(row, dossier(sjoerd, row.client_id))
        assert (view.reference, view.provider) == (NUMBER, "Zorgplus")
        with connection.cursor() as cursor:
            cursor.execute("SELECT reference FROM trajectories_scaleup")
            assert NUMBER.encode() not in bytes(cursor.fetchone()[0])
    with acting_for(anna):
        assert not ScaleUp.objects.exists()
        for act in (ask, lambda by, row: decide(by, row, "granted")):
            with pytest.raises(Refused):
                act(anna, row)


# Extension


@pytest.mark.django_db
@pytest.mark.requirement("R28")
def test_what_was_agreed_before_stays_in_the_story(sjoerd):
    row = started(sjoerd)
    with acting_for(sjoerd):
        for hours, weeks in [(30, 40), (36, 52)]:
            step = Move("extended", "Meer tijd.", planned_minutes=hours * 60, planned_weeks=weeks)
            move(by=sjoerd, trajectory=row.id, step=step)
        told = [s.agreed_before for s in changes_of(row, dossier(sjoerd, row.client_id))]
    assert told == [
        "Eerst afgesproken: 30 uur in 40 weken.",
        "Eerst afgesproken: 20 uur in 26 weken.",
        "",
    ]


@pytest.mark.django_db
@pytest.mark.requirement("R28")
@pytest.mark.parametrize(
    ("step", "asks"),
    [
        ("", set()),
        ("extended", {"hours", "weeks", "reason"}),
        ("completed", {"end_reason", "reason"}),
        ("stopped", {"end_reason", "reason"}),
        ("scaled_up", set()),
    ],
)
def test_each_step_asks_only_what_it_needs(sjoerd, browse, step, asks):
    row = started(sjoerd)
    page = browse("sjoerd").get(reverse("move_trajectory", args=[row.id]), {"stap": step})
    text = page.content.decode()
    shown = {
        name for name in ("hours", "weeks", "reason", "end_reason") if f'name="{name}"' in text
    }
    assert shown == asks


# Phases and the waiting list


def on_the_list(by, priority=""):
    activity = Activity.objects.select_related("line__source").get(key="mee_ind", year=2021)
    plan = Plan(activity, "Rust", 600, 10, waits=True, priority=priority)
    return open_trajectory(by=by, client=a_client(by).id, plan=plan)


@pytest.mark.django_db
@pytest.mark.requirement("R24")
def test_a_phase_against_relapse_has_a_day_and_going_back_wipes_nothing(anna):
    row = started(anna, "mee_ind")
    with acting_for(anna):
        assert phase_of(row) is None
        for kind, day in [("prevention", date(2021, 9, 1)), ("guidance", date(2021, 10, 1))]:
            begin_phase(by=anna, trajectory=row.id, kind=kind, day=day)
        assert list(row.phases.values_list("kind", "start")) == [
            ("prevention", date(2021, 9, 1)),
            ("guidance", date(2021, 10, 1)),
        ]
        for kind, day in [
            ("guidance", TODAY),
            ("prevention", date(2021, 10, 1)),
            ("prevention", date(2021, 11, 24)),
            ("anders", TODAY),
        ]:
            with pytest.raises(TrajectoryRefused):
                begin_phase(by=anna, trajectory=row.id, kind=kind, day=day)


@pytest.mark.django_db
def test_who_goes_first_stands_first_and_then_who_waits_longest(anna, sjoerd):
    made = {}
    for name, day, priority in [("a", 1, ""), ("b", 3, ""), ("c", 9, "safety")]:
        with clock.on_day(date(2021, 11, day)), acting_for(anna):
            made[name] = on_the_list(anna, priority).id
    with acting_for(anna):
        assert [row.id for row in waiting(anna)] == [made["c"], made["a"], made["b"]]
        move(by=anna, trajectory=made["c"], step=Move("running"))
        assert [row.id for row in waiting(anna)] == [made["a"], made["b"]]
    with acting_for(sjoerd):
        assert waiting(sjoerd) == []


@pytest.mark.django_db
def test_the_list_shows_room_and_starts_a_trajectory(anna, browse):
    with acting_for(anna):
        row = on_the_list(anna, "safety")
    browser = browse("anna")
    page = browser.get(reverse("waiting")).content.decode()
    assert "0 van 3–5 cliënten dit jaar" in page
    assert "Voorrang: het is nu niet veilig" in page
    assert (
        browser.post(reverse("move_trajectory", args=[row.id]), {"to": "running"}).status_code
        == 302
    )
    with acting_for(anna):
        row.refresh_from_db()
    assert (row.state, row.started_on) == ("running", TODAY)


# The timeline


def test_each_step_stands_on_exactly_one_page():
    """Two pages; the first ends with a note of day 10. Steps fall before, on, between and after."""
    steps = [Step(date(2021, 3, day), "lopend", "", "") for day in (1, 5, 9, 10, 11, 20, 31)]
    first = steps_between(steps, from_day=date(2021, 3, 10), before_day=None)
    last = steps_between(steps, from_day=None, before_day=date(2021, 3, 10))
    assert [s.on.day for s in first] == [10, 11, 20, 31]
    assert [s.on.day for s in last] == [1, 5, 9]
    assert len(thread_of([], first)) == 4


@pytest.mark.django_db
def test_steps_before_the_first_note_and_after_the_last_are_told_once_over_all_pages(anna, browse):
    row = started(anna, "mee_ind")
    with acting_for(anna):
        for day in range(1, 26):
            note_on(anna, row, date(2021, 9, day), 15)
        move(by=anna, trajectory=row.id, step=Move("extended", "Meer tijd."))
        note_on(anna, row, TODAY, 15)
        assert len(steps_of(anna, dossier(anna, row.client_id))) == 2
    browser, url, pages = browse("anna"), reverse("client", args=[row.client_id]), []
    while url:
        text = browser.get(url).content.decode()
        pages.append(text.count('<li class="is-mark"'))
        older = text.partition('href="?voor=')[2].partition('"')[0]
        url = f"{reverse('client', args=[row.client_id])}?voor={older}" if older else ""
    assert pages == [1, 1]
