"""What a delivery of hours may not do: take time off twice, name somebody, break the rest, or slip into a closed month."""

from datetime import date

import pytest
from django.db import connection

from ketenwerk.access.api import Permission, Role, acting_for, visible
from ketenwerk.hours import import_runs
from ketenwerk.hours.actions import CAME_IN
from ketenwerk.hours.api import NOTE, HoursRefused, book, correct, lock_month
from ketenwerk.hours.codes import set_codes
from ketenwerk.hours.import_lines import LAYOUT
from ketenwerk.hours.import_runs import stop_run, work_waiting
from ketenwerk.hours.models import HourEntry, ImportRun
from ketenwerk.hours.tests.bringing import booked, bring, counted, file, manager, person, row, told
from ketenwerk.kernel.ids import new_id
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Activity

pytestmark = pytest.mark.django_db
AUGUST = date(2021, 8, 1)
DAY = "15-08-2021"
State = ImportRun.State


def close_august(by: Actor) -> None:
    with acting_for(by):
        lock_month(by=by, first=AUGUST)


def by_hand(by: Actor, minutes: int, **which: object) -> None:
    with acting_for(by):
        correct(
            by=by,
            entry=HourEntry.objects.get(organisation=by.house, **which).id,
            minutes=minutes,
            reason="dubbel geteld",
        )


def test_what_a_system_brought_is_corrected_in_that_system_only() -> None:
    petra = manager()
    bring(petra, file(row("A1", DAY, "2")))
    close_august(petra)
    with pytest.raises(HoursRefused, match=CAME_IN):
        by_hand(petra, -90)
    again = bring(petra, file(row("A1", DAY, "3", reden="vergeten")))
    assert counted(again) == (0, 0, 1, 0)
    with pytest.raises(HoursRefused, match=CAME_IN):
        by_hand(petra, -60, origin="correction")
    assert counted(bring(petra, file(row("A1", DAY, "0,5", reden="dubbel geteld")))) == (0, 0, 1, 0)
    assert sum(minutes for minutes, _ in booked(petra)) == 30


def test_an_hour_of_a_note_in_a_closed_month_is_still_corrected_by_hand(anna: Actor) -> None:
    petra = manager()
    with acting_for(anna):
        work = Activity.objects.select_related("line").get(key="mee_ind", year=2021)
        book(by=anna, activity=work, day=date(2021, 8, 15), minutes=60, origin=NOTE)
    close_august(petra)
    by_hand(petra, -60)
    assert sum(minutes for minutes, _ in booked(petra)) == 0


def test_a_delivery_takes_off_no_more_than_is_left(anna: Actor) -> None:
    petra = manager()
    bring(petra, file(row("A1", DAY, "2")))
    with acting_for(petra):
        came = HourEntry.objects.get(organisation=petra.house)
        taken = HourEntry.objects.get(id=came.id)
        taken.id, taken.minutes, taken.origin = new_id(), -90, HourEntry.Origin.WEEK
        taken.save(force_insert=True)
    run = bring(petra, file(row("A1", DAY, "0,5", reden="dubbel geteld")))
    assert (run.state, told(run)) == (State.REFUSED, [(2, "uren")])
    assert sum(minutes for minutes, _ in booked(petra)) == 30
    assert counted(bring(petra, file(row("A1", DAY, "1,5", reden="te veel")))) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    "reason", ["gesprek met Sanne", "bel 0612345678", "cliënt M. was er niet", "Dorpsstraat 12"]
)
def test_a_reason_that_points_at_somebody_is_refused_and_not_kept(reason: str) -> None:
    petra = manager()
    run = bring(petra, file(row("A1", reden=reason)))
    assert told(run) == [(2, "reden")]
    assert reason not in str(run.problems)
    assert "Sanne" not in str(run.problems)
    assert booked(petra) == []


def test_a_name_in_the_head_of_a_file_is_not_kept() -> None:
    run = bring(manager(), b"sleutel;Sanne de Wit\r\nA1;x")
    assert run.state == State.REFUSED
    assert "sanne" not in str(run.problems).casefold()


def test_while_a_delivery_books_nobody_closes_the_month() -> None:
    """Closing a month takes the turn that a delivery takes: the later of the two waits."""
    petra = manager()
    close = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted"

    def turns() -> int:
        with connection.cursor() as cursor:
            cursor.execute(close)
            return int(cursor.fetchone()[0])

    before = turns()
    close_august(petra)
    taken = turns()
    bring(petra, file(row("A1")))
    assert (taken - before, turns() - taken) == (1, 0)


def test_a_file_on_which_the_reader_breaks_does_not_stop_those_of_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    petra = manager()
    monkeypatch.setattr(import_runs, "DIRECT_BYTES", 10)
    first, second = bring(petra, file(row("A1"))), bring(petra, file(row("A2")))
    read = import_runs.read_table

    def breaks_on_first(content: bytes, layout: object) -> object:
        if b"A1" in content:
            raise ZeroDivisionError("Sanne")
        return read(content, LAYOUT)

    monkeypatch.setattr(import_runs, "read_table", breaks_on_first)
    assert work_waiting() == 2
    with acting_for(petra):
        first.refresh_from_db()
        second.refresh_from_db()
    assert (first.state, second.state) == (State.REFUSED, State.DONE)
    assert not first.content
    assert "ZeroDivisionError" in caplog.text
    assert "Sanne" not in caplog.text


def test_a_small_workbook_that_is_large_unpacked_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    petra = manager()
    monkeypatch.setattr(import_runs, "unfolded_size", lambda _: import_runs.DIRECT_UNFOLDED + 1)
    assert bring(petra, b"PK\x03\x04").state == State.WAITING


def test_stopping_what_is_done_changes_and_logs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    petra = manager()
    run = bring(petra, file(row("A1")))
    told_to_log: list[object] = []
    monkeypatch.setattr(import_runs, "record", lambda **facts: told_to_log.append(facts))
    with acting_for(petra):
        stopped = stop_run(by=petra, run=run.id)
        assert (stopped.state, stopped.stop) == (State.DONE, False)
    assert told_to_log == []


@pytest.mark.parametrize(
    ("code", "goes"),
    [("Anna.deVries", False), ("x-ANNA-1", False), ("P-77", True), ("de-77", True)],
)
def test_a_code_has_nothing_of_the_name(anna: Actor, code: str, goes: bool) -> None:
    petra = manager()
    with acting_for(petra):
        if goes:
            assert set_codes(by=petra, codes={anna.person: code}) == 1
        else:
            with pytest.raises(HoursRefused, match="naam"):
                set_codes(by=petra, codes={anna.person: code})


def test_the_coordinator_reads_no_lines_of_hours_of_another_organisation() -> None:
    petra, ilse = manager(), person("ilse", Role.COORDINATOR)
    assert petra.house != ilse.house
    bring(petra, file(row("A1")))
    with acting_for(ilse):
        assert not HourEntry.objects.exclude(organisation=ilse.house).exists()
        seen = visible(ilse, Permission.HOURS_READ, HourEntry)
        assert not seen.exclude(organisation=ilse.house).exists()
