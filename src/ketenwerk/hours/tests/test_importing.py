"""Hours of an own system: whole or not at all, a second time nothing, and never silently changed."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.hours.api import HoursRefused, book, lock_month
from ketenwerk.hours.codes import set_codes
from ketenwerk.hours.import_lines import LAYOUT
from ketenwerk.hours.import_runs import start, stop_run, work_waiting
from ketenwerk.hours.models import HourEntry, ImportedHour, ImportRun, MonthTotal
from ketenwerk.hours.tests.bringing import (
    HEAD,
    booked,
    bring,
    counted,
    file,
    manager,
    person,
    row,
    told,
)
from ketenwerk.kernel.tables import FileRefused, read_table
from ketenwerk.people.api import Actor, Member
from ketenwerk.programme.api import Activity

pytestmark = pytest.mark.django_db
AUGUST = date(2021, 8, 1)
State = ImportRun.State


def totals(by: Actor) -> dict[tuple[date, str], int]:
    with acting_for(by):
        rows = MonthTotal.objects.filter(organisation=by.house).exclude(minutes=0)
        return {
            (first, key): m
            for first, key, m in rows.values_list("month", "activity__key", "minutes")
        }


def test_a_file_books_its_lines_once_and_the_second_time_nothing() -> None:
    petra = manager()
    content = file(
        row("A1"),
        row("A2", hours="", minuten="45"),
        row("A3", "2021-11-16", "0:30", medewerker="p-1002"),
    )
    first = bring(petra, content)
    assert (first.state, counted(first)) == (State.DONE, (3, 0, 0, 0))
    assert booked(petra) == [(45, "import"), (90, "import"), (30, "import")]
    again = bring(petra, content)
    assert (again.state, counted(again)) == (State.DONE, (0, 3, 0, 0))
    assert booked(petra) == [(45, "import"), (90, "import"), (30, "import")]
    assert totals(petra) == {(date(2021, 11, 1), "mee_ind"): 165}


@pytest.mark.requirement("R87")
def test_an_hour_takes_the_source_of_its_line_and_refuses_a_second() -> None:
    petra = manager()
    with acting_for(petra):
        line = Activity.objects.select_related("line__source").get(key="mee_ind", year=2021).line
        assert line
        other = (
            type(line.source).objects.exclude(id=line.source_id).values_list("key", flat=True)[0]
        )
    own = line.source.key
    done = bring(petra, file(row("A1", post=line.key), row("A2", bron=own)))
    assert counted(done) == (2, 0, 0, 0)
    with acting_for(petra):
        assert set(
            HourEntry.objects.filter(organisation=petra.house).values_list("line", "source")
        ) == {(line.id, line.source_id)}
    wrong = bring(petra, file(row("A3", post=line.key, bron=other)))
    assert told(wrong) == [(2, "bron")]


def test_one_wrong_row_and_nothing_is_booked() -> None:
    petra = manager()
    run = bring(petra, file(row("A1"), row("A2", "31-02-2021"), row("A3")))
    assert (run.state, told(run)) == (State.REFUSED, [(3, "dag")])
    assert booked(petra) == []


def test_what_changed_is_refused_without_a_reason_and_gets_a_counter_entry_with_one() -> None:
    petra = manager()
    bring(petra, file(row("A1", hours="2")))
    silent = bring(petra, file(row("A1", hours="1")))
    assert (silent.state, told(silent)) == (State.REFUSED, [(2, "uren")])
    moved = bring(petra, file(row("A1", "16-11-2021", "2", reden="verkeerde dag")))
    assert told(moved) == [(2, "sleutel")]
    fixed = file(row("A1", hours="1", reden="dubbel geschreven"))
    assert counted(bring(petra, fixed)) == (0, 0, 1, 0)
    assert booked(petra) == [(-60, "correction"), (120, "import")]
    assert counted(bring(petra, fixed)) == (0, 1, 0, 0)
    assert totals(petra) == {(date(2021, 11, 1), "mee_ind"): 60}
    assert counted(bring(petra, file(row("A1", hours="0", reden="niet gewerkt")))) == (0, 0, 1, 0)
    assert totals(petra) == {}


def test_a_closed_month_refuses_new_lines_by_row_and_takes_a_counter_entry_with_a_reason() -> None:
    petra = manager()
    bring(petra, file(row("A1", "15-08-2021", "2")))
    with acting_for(petra):
        lock_month(by=petra, first=AUGUST)
    late = bring(petra, file(row("B1"), row("B2", "31-08-2021"), row("B3", "01-09-2021")))
    assert (late.state, told(late)) == (State.REFUSED, [(3, "dag")])
    assert counted(bring(petra, file(row("A1", "15-08-2021", "1", reden="half geteld")))) == (
        0,
        0,
        1,
        0,
    )
    assert totals(petra) == {(AUGUST, "mee_ind"): 60}


@pytest.mark.parametrize(("hours", "goes"), [("22,5", True), ("22,75", False)])
def test_a_day_holds_24_hours_together_with_what_stands_there(
    hours: str, goes: bool, anna: Actor
) -> None:
    petra = manager()
    with acting_for(anna):
        activity = Activity.objects.select_related("line").get(key="mee_ind", year=2021)
        book(by=anna, activity=activity, day=date(2021, 11, 15), minutes=90, origin="note")
    run = bring(petra, file(row("A1", hours=hours)))
    assert (run.state == State.DONE) is goes
    assert told(run) == ([] if goes else [(2, "uren")])


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (row("A1", medewerker="P-9"), "medewerker"),
        (row("A1", "31-02-2021"), "dag"),
        (row("A1", "24-11-2021"), "dag"),
        (row("A1", "15-11-1899"), "dag"),
        (row("A1", hours="-1,5"), "uren"),
        (row("A1", hours="25"), "uren"),
        (row("A1", hours="veel"), "uren"),
        (row("A1", hours=""), "minuten"),
        (row("A1", minuten="90"), "uren"),
        (row("A1", hours="", minuten="1441"), "minuten"),
        (row("A1", hours="0"), "uren"),
        (row("A1", hours="0", reden="er was niets"), "uren"),
        (row("A1", hours="=1+1"), "uren"),
        (row("A1", activiteit="irz_own"), "activiteit"),
        (row("A1", post="bestaat-niet"), "post"),
        (row("A1", bron="bestaat-niet"), "bron"),
        (row(""), "sleutel"),
        (row("=SOM(A1)"), "sleutel"),
        (row("k" * 65), "sleutel"),
        (row("A1", reden="x" * 201), "reden"),
        (row("A1") + ";te veel", ""),
        ("A1;P-1001", ""),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_number(line: str, column: str) -> None:
    petra = manager()
    run = bring(petra, file(row("A0"), line))
    assert (3, column) in told(run)
    assert {number for number, _ in told(run)} == {3}
    assert booked(petra) == []


def test_a_key_that_stands_twice_in_one_file_is_refused() -> None:
    run = bring(manager(), file(row("A1"), row("A1")))
    assert told(run) == [(3, "sleutel")]


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for each in (HEAD.split(";"), *rows):
        book.active.append(each)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def bomb() -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (LAYOUT.unfolded + 1))
    return target.getvalue()


GOOD = file(row("A1", reden="één"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"\x00" * 50,
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0" + b"x" * 99,
        b"PK\x03\x04kapot",
        b"\xff\xfe\x00",
        GOOD.replace(b"A1", b"A\x001"),
        file(row("A1"), head=HEAD.replace("sleutel", "clientnummer")),
        file(row("A1"), head=HEAD.replace(";dag", ";medewerker")),
        file(row("A1"), head=HEAD.replace("activiteit", "wat")),
        HEAD.encode(),
        b'sleutel;medewerker;dag;uren;activiteit\r\n"A1;P-1001;15-11-2021;1;mee_ind',
        b'{"sleutel": "A1"}',
        b'[{"sleutel": ["A1"]}]',
        b"[" * 100_000,
        workbook(["A1", "P-1001", date(2021, 11, 15), "=1+1", None, "mee_ind"]),
    ],
)
def test_a_broken_file_is_refused_whole(content: bytes) -> None:
    petra = manager()
    run = bring(petra, content)
    assert run.state == State.REFUSED
    assert all(text for _, _, text in run.problems)
    assert run.problems
    assert booked(petra) == []


def test_a_workbook_that_unfolds_without_end_is_refused_before_it_is_unfolded() -> None:
    with pytest.raises(FileRefused, match="uitgepakt te groot"):
        read_table(bomb(), LAYOUT)


def test_a_cell_of_a_megabyte_is_refused() -> None:
    with pytest.raises(FileRefused):
        read_table(file(row("A1", reden="x" * 1_000_000)), LAYOUT)


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        b"\xef\xbb\xbf" + GOOD,
        GOOD.decode().encode("latin-1"),
        GOOD.decode().encode("utf-16"),
        GOOD.replace(b";", b"\t").replace(b"1,5", b"1.5"),
        b'[{"sleutel": "A1", "medewerker": "P-1001", "dag": "2021-11-15", "uren": 1.5, "activiteit": "mee_ind", "reden": "\\u00e9\\u00e9n"}]',
        workbook(["A1", "P-1001", date(2021, 11, 15), 1.5, None, "mee_ind", None, None, "één"]),
    ],
)
def test_the_same_line_from_any_kind_of_file_is_the_same_line(content: bytes) -> None:
    petra = manager()
    assert counted(bring(petra, GOOD)) == (1, 0, 0, 0)
    assert counted(bring(petra, content)) == (0, 1, 0, 0)
    assert booked(petra) == [(90, "import")]


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: (HEAD + "\n" + text).encode("utf-8", "ignore"))
)
def test_no_bytes_break_the_reader(content: bytes) -> None:
    try:
        found = read_table(content, LAYOUT)
    except FileRefused:
        return
    assert found.rows or found.problems


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 27)), min_size=1, max_size=30))
def test_the_total_of_the_month_is_the_sum_of_what_came_in(lines: list[tuple[int, int]]) -> None:
    rows = [
        row(f"K{n}", f"{day + 1:02}-10-2021", "", minuten=str(minutes))
        for n, (minutes, day) in enumerate(lines)
    ]
    petra, first = manager(), date(2021, 10, 1)
    with transaction.atomic():
        with acting_for(petra):
            start(by=petra, content=file(*rows))
            total = MonthTotal.objects.get(organisation=petra.house, month=first).minutes
        transaction.set_rollback(True)
    assert total == sum(minutes for minutes, _ in lines)


def many(count: int) -> bytes:
    start_day = date(2021, 1, 1)
    rows = [
        row(
            f"N{n}",
            f"{start_day + timedelta(days=n % 300)}",
            "",
            minuten=str(1 + n % 9),
            medewerker=("P-1001", "P-1002")[n // 300 % 2],
        )
        for n in range(count)
    ]
    return file(*rows)


def test_five_thousand_lines_go_in_at_once_and_the_totals_are_right() -> None:
    petra = manager()
    run = bring(petra, many(5_000))
    assert counted(run) == (5_000, 0, 0, 0)
    with acting_for(petra):
        booked_minutes = HourEntry.objects.filter(organisation=petra.house).aggregate(
            total=Sum("minutes")
        )
    assert (
        sum(totals(petra).values())
        == booked_minutes["total"]
        == sum(1 + n % 9 for n in range(5_000))
    )


def test_a_large_file_waits_sealed_and_is_read_by_the_command() -> None:
    petra = manager()
    run = bring(petra, many(9_000))
    assert run.state == State.WAITING
    assert b"P-1001" not in run.content
    assert booked(petra) == []
    assert work_waiting() == 1
    with acting_for(petra):
        run.refresh_from_db()
    assert (run.state, run.done, run.total, counted(run)) == (
        State.DONE,
        9_000,
        9_000,
        (9_000, 0, 0, 0),
    )
    assert not run.content
    assert work_waiting() == 0


def test_a_large_file_can_be_stopped_before_anything_is_booked() -> None:
    petra = manager()
    run = bring(petra, many(9_000))
    with acting_for(petra):
        assert stop_run(by=petra, run=run.id).state == State.STOPPED
    assert work_waiting() == 0
    assert booked(petra) == []


def test_stopping_halfway_books_nothing() -> None:
    petra = manager()
    run = bring(petra, many(9_000))
    with acting_for(petra):
        ImportRun.objects.filter(id=run.id).update(stop=True)
    assert work_waiting() == 1
    with acting_for(petra):
        run.refresh_from_db()
    assert run.state == State.STOPPED
    assert booked(petra) == []


def test_who_left_while_the_file_waited_brings_nothing_in() -> None:
    petra = manager()
    run = bring(petra, many(9_000))
    with acting_for(petra):
        Member.objects.filter(id=petra.person).update(is_active=False)
    work_waiting()
    with acting_for(petra):
        run.refresh_from_db()
    assert run.state == State.REFUSED
    assert booked(petra) == []


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("anna", Role.CARE_WORKER),
        ("teun", Role.CONTROLLER),
        ("ilse", Role.COORDINATOR),
        ("rik", Role.ADMINISTRATOR),
        ("marja", Role.SUBSIDY_OFFICER),
        ("wil", Role.PRIVACY_OFFICER),
    ],
)
def test_only_a_manager_brings_hours_in(who: str, role: Role) -> None:
    by = person(who, role)
    with acting_for(by), pytest.raises(Refused):
        start(by=by, content=GOOD)


def test_another_organisation_uses_the_same_keys_and_codes_without_meeting() -> None:
    petra, hanneke = manager(), person("hanneke", Role.PARTNER_MANAGER)
    bring(petra, file(row("A1")))
    run = bring(hanneke, file(row("A1")))
    assert (2, "medewerker") in told(run)
    with acting_for(hanneke):
        assert not ImportedHour.objects.exists()
        assert [r.id for r in ImportRun.objects.all()] == [run.id]


def test_codes_are_of_one_person_each_and_can_be_traded(anna: Actor) -> None:
    petra = manager()
    emma = person("emma", Role.CARE_WORKER).person
    with acting_for(petra):
        assert set_codes(by=petra, codes={anna.person: "P-1002", emma: "P-1001"}) == 2
        with pytest.raises(HoursRefused):
            set_codes(by=petra, codes={anna.person: "p-1001"})
        with pytest.raises(HoursRefused):
            set_codes(by=petra, codes={anna.person: "=1+1"})
        assert set_codes(by=petra, codes={person("bram", Role.CARE_WORKER).person: "X-1"}) == 0
