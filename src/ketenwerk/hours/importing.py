"""Booking lines that came in: checked as a set, whole or not at all, and a second time nothing.

A changed line is never changed here: with a reason it gets a counter-entry, without one it is refused.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from ketenwerk.access.api import Permission, require
from ketenwerk.audit.api import record
from ketenwerk.hours import events
from ketenwerk.hours.actions import DAY_FULL, one_at_a_time
from ketenwerk.hours.import_lines import DAY_MAX, Line, Lists, Parsed, Post, Work, Worker
from ketenwerk.hours.models import HourEntry, ImportRun, MemberCode
from ketenwerk.hours.queries import locked_months
from ketenwerk.kernel import clock, crypto
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.tables import Problem
from ketenwerk.people.api import Actor, Member
from ketenwerk.programme.api import Activity, BudgetLine, FundingSource, known_words

# Rows per statement: more makes the statement larger and nothing faster.
CHUNK = 10_000
LOCKED = "Deze maand is afgesloten. Verbeteren kan alleen met een reden."
CHANGED = "Deze sleutel is al ingelezen en er staat iets anders. Schrijf de nieuwe tijd en een reden, of geef een nieuwe sleutel."
BELOW_ZERO = "Hier is in Ketenwerk al tijd afgehaald: zo blijft er minder dan nul uur over. Kijk eerst wat er staat."
OTHER_LINE = "Met een reden verandert alleen de tijd. Zet deze regel op nul en geef de nieuwe een eigen sleutel."


@dataclass(frozen=True)
class Known:
    """What was told before under a key, and where it stands."""

    row: uuid.UUID
    minutes: int
    member: uuid.UUID
    day: date
    activity: uuid.UUID
    line: uuid.UUID | None
    source: uuid.UUID | None


@dataclass(frozen=True)
class Outcome:
    added: int = 0
    same: int = 0
    corrected: int = 0
    # What became of each row, by its number.
    rows: tuple[tuple[int, str], ...] = ()
    problems: tuple[Problem, ...] = ()


def lists_for(by: Actor) -> Lists:
    """What a file of this organisation can mean today."""
    codes = dict(MemberCode.objects.filter(organisation=by.house).values_list("member", "code"))
    left = dict(Member.objects.filter(id__in=codes).values_list("id", "left_on"))
    works: dict[tuple[int, str], Work] = {}
    own = Q(organisation=by.house) | Q(organisation__isnull=True)
    for activity in Activity.objects.filter(own).select_related("line"):
        source = activity.line.source_id if activity.line else None
        work = Work(activity.id, activity.line_id, source)
        works[activity.year, activity.key.casefold()] = work
        works.setdefault((activity.year, activity.label.casefold()), work)
    posts = {
        (line.year, line.key.casefold()): Post(line.id, line.source_id)
        for line in BudgetLine.objects.filter(organisation=by.house)
    }
    return Lists(
        workers={code.casefold(): Worker(id_, left[id_]) for id_, code in codes.items()},
        works=works,
        posts=posts,
        sources={
            key.casefold(): id_ for id_, key in FundingSource.objects.values_list("id", "key")
        },
        today=clock.today(),
        key=crypto.key_tree().derive(f"hours-import:{by.house}"),
        known=frozenset(known_words()),
    )


def bring_in(*, by: Actor, run: ImportRun, parsed: Parsed) -> Outcome:
    """Books what is new and corrects what changed with a reason, in one go; with one problem nothing at all.

    One delivery of an organisation at a time: a second one waits and then finds all keys known.
    """
    require(by, Permission.HOURS_IMPORT)
    one_at_a_time(by)
    known = _known(by, parsed.lines)
    problems = [*parsed.problems, *_problems(by, parsed.lines, known)]
    if problems:
        return Outcome(problems=tuple(sorted(problems, key=lambda each: each.row)))
    new = [line for line in parsed.lines if line.mark not in known]
    changed = [
        line
        for line in parsed.lines
        if line.mark in known and line.minutes != known[line.mark].minutes
    ]
    _book(by, run, new)
    _correct(by, changed, known)
    words = dict.fromkeys((line.number for line in new), "nieuw")
    words |= dict.fromkeys((line.number for line in changed), "gecorrigeerd")
    rows = tuple((line.number, words.get(line.number, "gelijk")) for line in parsed.lines)
    outcome = Outcome(len(new), len(rows) - len(words), len(changed), rows)
    record(
        by=by,
        event=events.IMPORTED,
        target=run,
        added=outcome.added,
        same=outcome.same,
        corrected=outcome.corrected,
    )
    return outcome


def _known(by: Actor, lines: Sequence[Line]) -> dict[bytes, Known]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.key_mark, i.id, i.minutes, e.member_id, e.day, e.activity_id, e.line_id, e.source_id"
            " FROM hours_importedhour i JOIN hours_hourentry e ON e.id = i.entry_id"
            " WHERE i.organisation_id = %s AND i.key_mark = ANY(%s)",
            [by.house, [line.mark for line in lines]],
        )
        return {bytes(mark): Known(*rest) for mark, *rest in cursor.fetchall()}


def _problems(by: Actor, lines: Sequence[Line], known: dict[bytes, Known]) -> Iterator[Problem]:
    closed = locked_months(by.house, {line.day for line in lines})
    full = _minutes_per_day(by, lines)
    for line in lines:
        before = known.get(line.mark)
        if before is None and line.minutes == 0:
            yield Problem(line.number, "uren", "Er is niets om op nul te zetten.")
            continue
        if before is None and line.day.replace(day=1) in closed:
            yield Problem(line.number, "dag", LOCKED)
        elif before and not _stands_on(before, line):
            yield Problem(line.number, "sleutel", OTHER_LINE if line.reason else CHANGED)
        elif before and before.minutes != line.minutes and not line.reason:
            yield Problem(line.number, "uren", CHANGED)
        place = (line.member, line.day)
        full[place] = full.get(place, 0) + line.minutes - (before.minutes if before else 0)
        grows = before is None or line.minutes > before.minutes
        if grows and full[place] > DAY_MAX:
            yield Problem(line.number, "uren", DAY_FULL)
    yield from _below_zero(by, lines, known)


def _below_zero(by: Actor, lines: Sequence[Line], known: dict[bytes, Known]) -> Iterator[Problem]:
    """Lines that take off what was taken off here by hand already."""
    less = [
        line for line in lines if line.mark in known and line.minutes < known[line.mark].minutes
    ]
    if not less:
        return
    left = _minutes_per_cell(by, less)
    for line in lines:
        before = known.get(line.mark)
        place = _cell(line)
        if place in left:
            left[place] += line.minutes - (before.minutes if before else 0)
    for line in less:
        if left.get(_cell(line), 0) < 0:
            yield Problem(line.number, "uren", BELOW_ZERO)


Cell = tuple[uuid.UUID, date, uuid.UUID, uuid.UUID | None]


def _cell(line: Line) -> Cell:
    """What is paid from one source on one activity of a day, of one member."""
    return line.member, line.day, line.activity, line.source


def _minutes_per_cell(by: Actor, lines: Sequence[Line]) -> dict[Cell, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT member_id, day, activity_id, source_id, sum(minutes)::int FROM hours_hourentry"
            " WHERE organisation_id = %s AND member_id = ANY(%s) AND day = ANY(%s) GROUP BY 1, 2, 3, 4",
            [by.house, list({line.member for line in lines}), list({line.day for line in lines})],
        )
        return {(member, day, work, source): m for member, day, work, source, m in cursor}


def _stands_on(before: Known, line: Line) -> bool:
    return (before.member, before.day, before.activity, before.line, before.source) == (
        line.member,
        line.day,
        line.activity,
        line.line,
        line.source,
    )


def _minutes_per_day(by: Actor, lines: Sequence[Line]) -> dict[tuple[uuid.UUID, date], int]:
    if not lines:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT member_id, day, sum(minutes)::int FROM hours_hourentry"
            " WHERE organisation_id = %s AND day BETWEEN %s AND %s GROUP BY member_id, day",
            [by.house, min(line.day for line in lines), max(line.day for line in lines)],
        )
        return {(member, day): total for member, day, total in cursor.fetchall()}


ENTRIES = (
    "INSERT INTO hours_hourentry (id, organisation_id, member_id, day, minutes, activity_id, line_id, source_id,"
    " origin, reason, made_at)"
    " SELECT u.id, %s, u.member, u.day, u.minutes, u.activity, u.line, u.source, %s, u.reason, %s"
    " FROM unnest(%s::uuid[], %s::uuid[], %s::date[], %s::int[], %s::uuid[], %s::uuid[], %s::uuid[], %s::text[])"
    " AS u(id, member, day, minutes, activity, line, source, reason)"
)
KEYS = (
    "INSERT INTO hours_importedhour (id, organisation_id, key_mark, entry_id, run_id, minutes)"
    " SELECT u.id, %s, u.mark, u.entry, %s, u.minutes"
    " FROM unnest(%s::uuid[], %s::bytea[], %s::uuid[], %s::int[]) AS u(id, mark, entry, minutes)"
)


def _book(by: Actor, run: ImportRun, lines: Sequence[Line]) -> None:
    for part in _parts(lines):
        ids = [new_id() for _ in part]
        minutes = [line.minutes for line in part]
        _write(by, HourEntry.Origin.IMPORT, ids, minutes, part, [""] * len(part))
        keys: list[Any] = [[new_id() for _ in part], [line.mark for line in part], ids, minutes]
        with connection.cursor() as cursor:
            cursor.execute(KEYS, [by.house, run.id, *keys])


def _correct(by: Actor, lines: Sequence[Line], known: dict[bytes, Known]) -> None:
    for part in _parts(lines):
        change = [line.minutes - known[line.mark].minutes for line in part]
        reasons = [line.reason for line in part]
        _write(by, HourEntry.Origin.CORRECTION, [new_id() for _ in part], change, part, reasons)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE hours_importedhour i SET minutes = u.minutes"
                " FROM unnest(%s::uuid[], %s::int[]) AS u(id, minutes) WHERE i.id = u.id",
                [[known[line.mark].row for line in part], [line.minutes for line in part]],
            )


def _write(
    by: Actor,
    origin: str,
    ids: Sequence[uuid.UUID],
    minutes: Sequence[int],
    part: Sequence[Line],
    reasons: Sequence[str],
) -> None:
    columns: list[Any] = [
        list(ids),
        [line.member for line in part],
        [line.day for line in part],
        list(minutes),
        [line.activity for line in part],
        [line.line for line in part],
        [line.source for line in part],
        list(reasons),
    ]
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES, [by.house, origin, clock.now(), *columns])


def _parts(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    for start in range(0, len(lines), CHUNK):
        yield lines[start : start + CHUNK]
