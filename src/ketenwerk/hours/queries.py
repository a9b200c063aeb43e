"""Reading hours: a week as a grid, and what is used of a line."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Sum

from ketenwerk.access.api import Permission, get, visible
from ketenwerk.hours.models import (
    HourEntry,
    HourProposal,
    MonthLock,
    MonthTotal,
    WeekConfirmation,
)
from ketenwerk.hours.roster import Plan, own_plan, still_open
from ketenwerk.kernel.periods import Period, month
from ketenwerk.people.api import Actor

DAYS = 7
# Stands for the origin of what is only proposed.
OFFER = "offer"


@dataclass(frozen=True)
class Cell:
    """One day of one activity, in minutes. `fixed` came from notes and meetings, `typed` from the week itself.

    `offered` is what meetings propose and was not confirmed yet; `proposed` is what the roster has and is not
    booked yet, or without a roster what last week looked like.
    """

    day: date
    fixed: int
    typed: int
    proposed: int
    offered: int = 0

    @property
    def minutes(self) -> int:
        return self.fixed + self.offered + self.typed + self.proposed


@dataclass(frozen=True)
class Row:
    activity: uuid.UUID
    cells: tuple[Cell, ...]
    origins: tuple[str, ...]
    rostered: bool = False

    @property
    def minutes(self) -> int:
        return sum(cell.minutes for cell in self.cells)


@dataclass(frozen=True)
class Week:
    monday: date
    rows: tuple[Row, ...]
    confirmed: bool
    locked: bool

    @property
    def minutes(self) -> int:
        return sum(row.minutes for row in self.rows)

    def day_minutes(self, offset: int) -> int:
        return sum(row.cells[offset].minutes for row in self.rows)


def week_of(actor: Actor, monday: date) -> Week:
    """The own week: what is booked, and while it is not confirmed what the roster proposes beside that.

    Who has no roster that week gets the fixed rows of last week proposed.
    """
    span = Period(monday - timedelta(days=DAYS), monday + timedelta(days=DAYS))
    entries = list(
        visible(actor, Permission.HOURS_OWN, HourEntry)
        .filter(day__gte=span.start, day__lt=span.end)
        .values_list("activity", "day", "minutes", "origin")
    )
    confirmed = is_confirmed(actor, monday)
    days = [monday + timedelta(days=each) for each in range(DAYS)]
    closed = locked_months(actor.organisation, days)
    offers = [
        (offer.activity_id, offer.day, offer.minutes, OFFER)
        for offer in open_proposals(actor, Period(monday, span.end))
        if offer.day.replace(day=1) not in closed
    ]
    entries += offers
    plan = own_plan(actor, Period(monday, span.end))
    if plan:
        entries = [entry for entry in entries if entry[1] >= monday]
    taken = {day for day in days if day.replace(day=1) in closed}
    proposed = {} if confirmed else _proposals(plan, entries, days, taken)
    rows = tuple(
        _row(activity, days, [e for e in entries if e[0] == activity], proposed.get(activity, {}))
        for activity in dict.fromkeys([*(entry[0] for entry in entries), *plan])
    )
    if plan:
        rows = tuple(replace(row, rostered=row.activity in plan) for row in rows)
    return Week(monday, rows, confirmed, len(taken) == DAYS)


Entry = tuple[uuid.UUID, date, int, str]


def _proposals(plan: Plan, entries: list[Entry], days: list[date], taken: set[date]) -> Plan:
    """What is offered beside what is booked; nothing on days of a closed month."""
    if not plan:
        return _as_last_week(entries, days, taken)
    booked: Plan = {}
    for activity, day, minutes, _ in entries:
        if day in days:
            cells = booked.setdefault(activity, {})
            cells[day] = cells.get(day, 0) + minutes
    return {
        activity: still_open(planned, booked.get(activity, {}), taken)
        for activity, planned in plan.items()
    }


def _as_last_week(entries: list[Entry], days: list[date], taken: set[date]) -> Plan:
    """What was typed a week earlier, where nothing is typed yet."""
    typed: Plan = {}
    for activity, day, minutes, origin in entries:
        if origin == HourEntry.Origin.WEEK:
            cells = typed.setdefault(activity, {})
            cells[day] = cells.get(day, 0) + minutes
    week = timedelta(days=DAYS)
    return {
        activity: {
            day: cells[day - week]
            for day in days
            if day not in taken and not cells.get(day) and cells.get(day - week, 0) > 0
        }
        for activity, cells in typed.items()
    }


def _row(
    activity: uuid.UUID, days: list[date], entries: list[Entry], proposed: dict[date, int]
) -> Row:
    week = {HourEntry.Origin.WEEK}
    cells = []
    for day in days:
        offered = sum(m for _, d, m, origin in entries if d == day and origin == OFFER)
        fixed = sum(m for _, d, m, o in entries if d == day and o not in {*week, OFFER})
        typed = sum(m for _, d, m, origin in entries if d == day and origin in week)
        cells.append(Cell(day, fixed, typed, proposed.get(day, 0), offered))
    this_week = [
        HourEntry.Origin.MEETING.value if origin == OFFER else origin
        for _, d, _, origin in entries
        if d >= days[0]
    ]
    return Row(activity, tuple(cells), tuple(dict.fromkeys(this_week)))


def open_proposals(actor: Actor, period: Period) -> list[HourProposal]:
    """What meetings propose for the own week and still waits for its confirmation."""
    rows = visible(actor, Permission.HOURS_OWN, HourProposal).filter(
        state=HourProposal.State.OPEN, day__gte=period.start, day__lt=period.end
    )
    return list(rows.order_by("day", "id"))


def is_confirmed(actor: Actor, monday: date) -> bool:
    return WeekConfirmation.objects.filter(member_id=actor.person, monday=monday).exists()


def locked_months(organisation: uuid.UUID | None, days: Iterable[date]) -> set[date]:
    """The first days of the months among these days that are locked."""
    firsts = {month(day).start for day in days}
    return set(
        MonthLock.objects.filter(organisation=organisation, month__in=firsts).values_list(
            "month", flat=True
        )
    )


def month_is_locked(organisation: uuid.UUID, day: date) -> bool:
    """Whether the month of a day was closed by an organisation."""
    return bool(locked_months(organisation, [day]))


def used_minutes(lines: Iterable[uuid.UUID], period: Period) -> dict[uuid.UUID, int]:
    """Minutes per budget line in whole months of a period, from the month totals."""
    rows = MonthTotal.objects.filter(
        line__in=list(lines), month__gte=period.start, month__lt=period.end
    )
    return dict(rows.values_list("line").annotate(total=Sum("minutes")))


def minutes_per_month(
    lines: Iterable[uuid.UUID], period: Period
) -> dict[tuple[uuid.UUID, date], int]:
    """Minutes per line and month."""
    rows = MonthTotal.objects.filter(
        line__in=list(lines), month__gte=period.start, month__lt=period.end
    )
    totals = rows.values_list("line", "month").annotate(total=Sum("minutes"))
    return {(line, first): total for line, first, total in totals}


def own_minutes(actor: Actor, period: Period) -> int:
    total = (
        visible(actor, Permission.HOURS_OWN, HourEntry)
        .filter(day__gte=period.start, day__lt=period.end)
        .aggregate(total=Sum("minutes"))["total"]
    )
    return int(total or 0)


def organisation_months(actor: Actor, period: Period) -> list[tuple[date, int]]:
    """Minutes per month of the organisations whose hours this actor reads."""
    rows = (
        visible(actor, Permission.HOURS_READ, MonthTotal)
        .filter(month__gte=period.start, month__lt=period.end)
        .values_list("month")
        .annotate(total=Sum("minutes"))
        .order_by("month")
    )
    return [(first, total) for first, total in rows]


@dataclass(frozen=True)
class MonthRow:
    first: date
    minutes: int
    locked: bool
    can_lock: bool


def month_rows(actor: Actor, today: date) -> list[MonthRow]:
    """The months of this year with hours of the own organisation, and which can be closed; in January those of last year too."""
    year = (month(today).start - timedelta(days=1)).year
    span = Period(date(year, 1, 1), month(today).end)
    totals = dict(organisation_months(actor, span))
    starts = (date(each, m, 1) for each in range(year, today.year + 1) for m in range(1, 13))
    firsts = [start for start in starts if start < span.end]
    locked = locked_months(actor.organisation, firsts)
    return [
        MonthRow(
            first,
            totals.get(first, 0),
            first in locked,
            first not in locked and month(first).end <= today,
        )
        for first in firsts
    ]


def own_entry(actor: Actor, entry: uuid.UUID) -> HourEntry:
    return get(actor, Permission.HOURS_OWN, HourEntry, id=entry)


def team_entry(actor: Actor, entry: uuid.UUID) -> HourEntry:
    """An hour of the own team, for a manager who corrects it."""
    along = ["activity", "member"]
    return get(actor, Permission.HOURS_TEAM, HourEntry, along=along, id=entry)
