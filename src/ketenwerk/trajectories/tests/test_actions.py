"""Working with somebody: what was agreed, what was written, and the hour that comes of it."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import connection, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.making import a_client, a_trajectory

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.clients.api import dossier, involve
from ketenwerk.hours.api import HourEntry, HoursRefused, lock_month
from ketenwerk.kernel import clock
from ketenwerk.kernel.clock import AMSTERDAM
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Activity, FundingSource
from ketenwerk.trajectories.api import (
    Move,
    Note,
    Plan,
    Trajectory,
    TrajectoryRefused,
    Written,
    at_limit,
    capacity,
    change_funding,
    close_client,
    move,
    notes_of,
    open_trajectory,
    trajectories_of,
    withdraw_note,
    write_note,
)
from ketenwerk.trajectories.desk import desk
from ketenwerk.trajectories.queries import TrajectoryView

pytestmark = pytest.mark.django_db

START = date(2021, 3, 1)
TODAY = date(2021, 11, 23)


def note_on(
    by: Actor,
    row: Trajectory,
    day: date,
    minutes: int = 60,
    *,
    seen: str = "Thee.",
    thought: str = "",
) -> Written:
    return write_note(
        by=by,
        client=row.client_id,
        trajectory=row.id,
        day=day,
        kind="talk",
        minutes=minutes,
        seen=seen,
        thought=thought,
    )


def started(by: Actor, activity: str = "mee_ind", on: date = START, **agreed: int) -> Trajectory:
    with clock.on_day(on), acting_for(by):
        return a_trajectory(by, a_client(by), activity, **agreed)


# Steps that need a word


@pytest.mark.parametrize("reason", ["", "   "])
def test_extending_needs_a_reason(anna, reason):
    row = started(anna)
    with acting_for(anna):
        with pytest.raises(TrajectoryRefused, match="Schrijf waarom het traject langer duurt"):
            move(by=anna, trajectory=row.id, step=Move("extended", reason=reason))
        row.refresh_from_db()
        assert row.state == "running"


def test_extending_may_bring_a_new_agreement(anna):
    row = started(anna, hours=20, weeks=26)
    with acting_for(anna):
        step = Move("extended", reason="Nieuwe woning.", planned_minutes=1800)
        after = move(by=anna, trajectory=row.id, step=step)
    assert (after.planned_minutes, after.planned_weeks) == (1800, 26)


@pytest.mark.parametrize("to", ["completed", "stopped"])
@pytest.mark.parametrize("why", ["", "zomaar"])
def test_ending_needs_a_reason_from_the_list(anna, to, why):
    row = started(anna)
    with acting_for(anna):
        with pytest.raises(TrajectoryRefused, match="Kies waarom het traject eindigt"):
            move(by=anna, trajectory=row.id, step=Move(to, end_reason=why))
        row.refresh_from_db()
        assert (row.state, row.ended_on, row.end_reason) == ("running", None, "")


def test_an_end_keeps_its_day_and_reason(anna):
    row = started(anna)
    with acting_for(anna):
        after = move(by=anna, trajectory=row.id, step=Move("completed", end_reason="exited"))
    assert (after.ended_on, after.end_reason) == (TODAY, "exited")


# One of a kind


@pytest.mark.requirement("R24")
def test_one_trajectory_of_a_kind_at_a_time_and_another_kind_beside_it(anna):
    with acting_for(anna):
        client = a_client(anna)
        first = a_trajectory(anna, client, "mee_ind")
        with pytest.raises(TrajectoryRefused, match="Er loopt al een traject van deze soort"):
            a_trajectory(anna, client, "mee_ind")
        a_trajectory(anna, client, "mee_work")
        move(by=anna, trajectory=first.id, step=Move("completed", end_reason="goal"))
        a_trajectory(anna, client, "mee_ind")
        assert Trajectory.objects.filter(client=client).count() == 3


def test_asked_for_counts_as_one_of_a_kind_too(anna):
    with acting_for(anna):
        client = a_client(anna)
        activity = Activity.objects.get(key="mee_ind", year=2021)
        plan = Plan(activity, "Rust", planned_minutes=60, planned_weeks=1, start_now=False)
        open_trajectory(by=anna, client=client.id, plan=plan)
        with pytest.raises(TrajectoryRefused):
            a_trajectory(anna, client, "mee_ind")


@pytest.mark.parametrize("activity", ["r75_ind", "mee_ws"], ids=["of Sterker", "a workshop"])
def test_only_kinds_of_the_own_organisation_that_know_trajectories(anna, activity):
    with acting_for(anna):
        client = a_client(anna)
        with pytest.raises(TrajectoryRefused, match="van je eigen organisatie"):
            a_trajectory(anna, client, activity)


@pytest.mark.parametrize(("activity", "kind"), [("mee_ind", "cliënten"), ("mee_work", "trajecten")])
@pytest.mark.requirement("R24", "R25")
def test_a_trajectory_keeps_its_goal_hours_and_weeks(anna, activity, kind):
    with acting_for(anna):
        row = a_trajectory(anna, a_client(anna), activity, hours=40, weeks=15)
        row.refresh_from_db()
        assert (row.planned_minutes, row.planned_weeks) == (2400, 15)
        room = capacity(row.activity)
        assert room is not None
        assert room.unit == kind


@pytest.mark.requirement("R24")
def test_opening_says_how_many_there_are_against_the_promise(anna, browse):
    browser = browse("anna")
    with acting_for(anna):
        for _ in range(3):
            a_trajectory(anna, a_client(anna), "mee_ind")
        client, activity = a_client(anna), Activity.objects.get(key="mee_ind", year=2021)
    data = {"activity": str(activity.id), "goal": "Rust", "hours": "7,5", "weeks": "10"}
    page = browser.post(reverse("open_trajectory", args=[client.id]), data, follow=True)
    assert "Individuele begeleiding loopt: 4 van 3–5 cliënten dit jaar." in page.content.decode()
    with acting_for(anna):
        assert Trajectory.objects.get(client=client).planned_minutes == 450


# Hours only while it runs

WAYS = {
    "requested": (),
    "waiting": ("waiting",),
    "running": ("running",),
    "extended": ("running", "extended"),
    "completed": ("running", "completed"),
    "stopped": ("stopped",),
}


@pytest.mark.requirement("R28")
@pytest.mark.parametrize("state", WAYS)
def test_hours_are_written_only_while_a_trajectory_runs(anna, state):
    with acting_for(anna):
        activity = Activity.objects.select_related("line").get(key="mee_ind", year=2021)
        plan = Plan(activity, "Rust", planned_minutes=600, planned_weeks=10, start_now=False)
        row = open_trajectory(by=anna, client=a_client(anna).id, plan=plan)
        for to in WAYS[state]:
            end = "goal" if to in {"completed", "stopped"} else ""
            move(by=anna, trajectory=row.id, step=Move(to, reason="Langer.", end_reason=end))
        if state in {"running", "extended"}:
            assert note_on(anna, row, TODAY).booked
        else:
            with pytest.raises(TrajectoryRefused, match="Dit traject loopt niet"):
                note_on(anna, row, TODAY)
        worked = HourEntry.objects.exists()
    assert worked == (state in {"running", "extended"})


# The warning at 80 %


def view(**changes: object) -> TrajectoryView:
    plain = dict.fromkeys(TrajectoryView.__dataclass_fields__, "")
    agreed = {"state": "running", "started_on": TODAY, "ended_on": None}
    numbers = {"used_minutes": 0, "planned_minutes": 0, "planned_weeks": 0}
    return TrajectoryView(**(plain | agreed | numbers | changes))


@pytest.mark.requirement("R28")
@given(planned=st.integers(1, 120_000), used=st.integers(0, 120_000))
def test_the_warning_comes_at_exactly_80_percent_of_the_hours(planned, used):
    for minutes in (used, planned * 4 // 5, planned * 4 // 5 - 1):
        warned = "uren zijn bijna op" in view(planned_minutes=planned, used_minutes=minutes).warning
        assert warned == (5 * minutes >= 4 * planned)


@pytest.mark.requirement("R28")
@given(planned=st.integers(1, 260), days=st.integers(0, 2000))
def test_the_warning_comes_at_exactly_80_percent_of_the_weeks(planned, days):
    warned = view(planned_weeks=planned, started_on=TODAY - timedelta(days=days)).warning
    running = days // 7 + 1
    assert ("weken zijn bijna om" in warned) == (5 * running >= 4 * planned)


def test_what_does_not_run_warns_of_nothing():
    assert view(state="completed", planned_minutes=60, used_minutes=60).warning == ""


@pytest.mark.requirement("R28")
@pytest.mark.parametrize(("minutes", "due"), [(959, False), (960, True)])
def test_sixteen_of_twenty_hours_asks_for_a_decision(anna, minutes, due):
    row = started(anna, on=TODAY - timedelta(days=7), hours=20, weeks=26)
    with acting_for(anna):
        for part in (480, minutes - 480):
            note_on(anna, row, TODAY, part)
        assert [each.id for each in desk(anna).working if at_limit(each)] == (
            [row.id] if due else []
        )


# Who pays


def paid_by(entry: UUID | None) -> tuple[str, str, str, int]:
    row = HourEntry.objects.select_related("activity", "line", "source").get(id=entry)
    line = row.line.key if row.line else ""
    return row.activity.key, line, row.source.key if row.source else "", row.minutes


@pytest.mark.requirement("R87")
def test_a_note_books_its_hour_on_the_activity_line_and_source_of_the_trajectory(anna):
    row = started(anna)
    with acting_for(anna):
        written = note_on(anna, row, TODAY, 45)
        assert paid_by(written.note.hour) == ("mee_ind", "b5", "duup", 45)
        entry = HourEntry.objects.get()
        assert (entry.day, entry.member_id, entry.origin) == (TODAY, anna.member, "note")


@pytest.mark.requirement("R27", "R87")
def test_from_the_day_of_a_change_another_source_pays_and_before_it_the_old_one(anna):
    row = started(anna)
    with acting_for(anna):
        regular = FundingSource.objects.get(key="regular")
        with clock.on_day(date(2021, 6, 1)):
            change_funding(by=anna, trajectory=row.id, source=regular, reason="DUUP is op")
        before = note_on(anna, row, date(2021, 5, 31))
        after = note_on(anna, row, date(2021, 6, 1))
        assert paid_by(before.note.hour)[1:3] == ("b5", "duup")
        assert paid_by(after.note.hour)[1:3] == ("", "regular")
        periods = list(row.funding.values_list("source__key", "start", "end", "reason"))
    day = date(2021, 6, 1)
    assert periods == [("duup", START, day, ""), ("regular", day, None, "DUUP is op")]


@pytest.mark.requirement("R27")
def test_a_change_on_the_first_day_and_a_change_back_find_the_right_line(anna):
    row = started(anna)
    with acting_for(anna):
        regular, duup = (FundingSource.objects.get(key=key) for key in ("regular", "duup"))
        with clock.on_day(START):
            change_funding(by=anna, trajectory=row.id, source=regular, reason="vergissing")
            assert paid_by(note_on(anna, row, START).note.hour)[1:3] == ("", "regular")
        with clock.on_day(date(2021, 4, 1)):
            change_funding(by=anna, trajectory=row.id, source=duup, reason="weer DUUP")
            assert paid_by(note_on(anna, row, date(2021, 4, 1)).note.hour)[1:3] == ("b5", "duup")


# Undoing

NOON = datetime(2021, 11, 23, 12, 0, tzinfo=AMSTERDAM)


def test_within_a_quarter_of_an_hour_note_hour_and_minutes_can_be_taken_away(anna):
    with time_machine.travel(NOON, tick=False) as now:
        row = started(anna)
        with acting_for(anna):
            kept, undone = note_on(anna, row, TODAY, 30), note_on(anna, row, TODAY, 45)
        now.shift(timedelta(minutes=15))
        with acting_for(anna):
            withdraw_note(by=anna, note=undone.note.id)
            row.refresh_from_db()
            assert row.used_minutes == 30
            assert [each.id for each in HourEntry.objects.all()] == [kept.note.hour]
            with pytest.raises(Refused):
                withdraw_note(by=anna, note=undone.note.id)


def test_later_a_note_stays(anna):
    with time_machine.travel(NOON, tick=False) as now:
        row = started(anna)
        with acting_for(anna):
            written = note_on(anna, row, TODAY, 45)
        now.shift(timedelta(minutes=15, seconds=1))
        with acting_for(anna):
            with pytest.raises(TrajectoryRefused, match="een kwartier lang"):
                withdraw_note(by=anna, note=written.note.id)
            row.refresh_from_db()
            assert row.used_minutes == 45
            assert HourEntry.objects.filter(id=written.note.hour).exists()


def test_only_the_writer_undoes_a_note(anna, actor):
    emma, row = actor("emma"), started(anna)
    with acting_for(anna):
        written = note_on(anna, row, TODAY)
        involve(by=anna, client=row.client_id, member=emma.person)
    with acting_for(emma), pytest.raises(Refused):
        withdraw_note(by=emma, note=written.note.id)


def test_a_closed_month_takes_no_note_and_loses_none(anna, actor):
    petra, row = actor("petra"), started(anna)
    with clock.on_day(date(2021, 10, 31)), acting_for(anna):
        written = note_on(anna, row, date(2021, 10, 31))
    with clock.on_day(date(2021, 11, 1)), acting_for(petra):
        lock_month(by=petra, first=date(2021, 10, 1))
    with clock.on_day(date(2021, 10, 31)), acting_for(anna):
        with pytest.raises(HoursRefused, match="Deze maand is afgesloten"):
            note_on(anna, row, date(2021, 10, 30))
        with pytest.raises(HoursRefused, match="Deze maand is afgesloten"):
            withdraw_note(by=anna, note=written.note.id)
        row.refresh_from_db()
        assert row.used_minutes == 60
        assert Note.objects.filter(withdrawn_at__isnull=True).count() == 1


# What cannot be written


@pytest.mark.parametrize(
    ("day", "minutes", "seen", "why"),
    [
        (START - timedelta(days=1), 60, "Thee.", "van voor het traject"),
        (TODAY + timedelta(days=1), 60, "Thee.", "in de toekomst"),
        (TODAY, 721, "Thee.", "hoogstens 12 uur"),
        (TODAY, -15, "Thee.", "hoogstens 12 uur"),
        (TODAY, 60, "  ", "Schrijf wat er gebeurde"),
    ],
)
def test_a_note_that_cannot_be_is_refused_and_nothing_is_kept(anna, day, minutes, seen, why):
    row = started(anna)
    with acting_for(anna):
        with pytest.raises(TrajectoryRefused, match=why):
            note_on(anna, row, day, minutes, seen=seen)
        row.refresh_from_db()
        assert row.used_minutes == 0
        assert not Note.objects.exists()
        assert not HourEntry.objects.exists()


def test_a_note_without_time_or_trajectory_books_nothing(anna):
    row = started(anna)
    with acting_for(anna):
        assert note_on(anna, row, TODAY, 0).booked is None
        loose = write_note(
            by=anna,
            client=row.client_id,
            trajectory=None,
            day=TODAY,
            kind="call",
            minutes=30,
            seen="Belde.",
        )
        assert loose.booked is None
        assert not HourEntry.objects.exists()


def test_the_database_holds_no_plain_word_of_a_note_goal_or_reason(anna):
    with acting_for(anna):
        row = a_trajectory(anna, a_client(anna), "mee_ind", goal="Schaatsmaker worden")
        note_on(anna, row, TODAY, seen="Kanarievogel gezien", thought="Misschien heimwee")
        move(by=anna, trajectory=row.id, step=Move("extended", reason="Wacht op huurwoning"))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT (SELECT string_agg(t::text, ' ') FROM trajectories_trajectory t)"
                " || (SELECT string_agg(t::text, ' ') FROM trajectories_note t)"
                " || (SELECT string_agg(t::text, ' ') FROM trajectories_statechange t)"
            )
            (stored,) = cursor.fetchone()
    for secret in ("Schaatsmaker", "Kanarievogel", "heimwee", "huurwoning"):
        assert secret not in stored
        assert secret.encode().hex() not in stored


def test_seen_and_thought_stay_apart_and_only_who_is_involved_reads_them(anna, actor):
    row, emma = started(anna), actor("emma")
    with acting_for(anna):
        note_on(anna, row, TODAY, seen="Ze was stil.", thought="Moe?")
        opened = dossier(anna, row.client_id)
        (note,) = notes_of(anna, opened)
        assert (note.seen, note.thought) == ("Ze was stil.", "Moe?")
    with acting_for(emma):
        assert notes_of(emma, opened) == []
        assert trajectories_of(emma, opened) == []


def test_a_dossier_closes_when_nothing_runs_any_more(anna):
    row = started(anna)
    with acting_for(anna):
        with pytest.raises(TrajectoryRefused, match="Er loopt nog een traject"):
            close_client(by=anna, client=row.client_id)
        move(by=anna, trajectory=row.id, step=Move("completed", end_reason="goal"))
        close_client(by=anna, client=row.client_id)
        row.client.refresh_from_db()
        assert (row.client.state, row.client.closed_on) == ("closed", TODAY)


# Minutes that always add up


@pytest.mark.requirement("R28")
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    acts=st.lists(
        st.one_of(
            st.tuples(st.just("write"), st.integers(0, 300)),
            st.tuples(st.just("undo"), st.integers(0, 10)),
        ),
        max_size=10,
    )
)
def test_used_minutes_are_the_sum_of_the_notes_that_stand(anna, acts):
    with transaction.atomic():
        row = started(anna)
        notes: list[UUID] = []
        with acting_for(anna):
            for act, number in acts:
                if act == "write":
                    notes.append(note_on(anna, row, TODAY, number).note.id)
                elif notes:
                    withdraw_note(by=anna, note=notes.pop(number % len(notes)))
            standing = Note.objects.filter(trajectory=row, withdrawn_at__isnull=True)
            total = sum(standing.values_list("minutes", flat=True))
            row.refresh_from_db()
            assert {each.id for each in standing} == set(notes)
            assert row.used_minutes == total
            assert sum(HourEntry.objects.values_list("minutes", flat=True)) == total
        transaction.set_rollback(True)
