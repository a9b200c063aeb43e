"""The week as the screen shows it: rows with words, cells with text, and what is used of the year."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from ketenwerk.hours.forms import cell_name
from ketenwerk.hours.models import HourEntry
from ketenwerk.hours.queries import DAYS, Cell, Row, Week, used_minutes, week_of
from ketenwerk.hours.shares import Added, added, own_shares
from ketenwerk.hours.team import asked_on
from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts.ruler import ruler
from ketenwerk.kernel.charts.shapes import Drawing
from ketenwerk.kernel.periods import year
from ketenwerk.people.api import Actor, Member
from ketenwerk.programme.api import Activity, activities_of

# More than this on one day is possible and rare.
LONG_DAY = 16 * 60
WORDS = dict(HourEntry.Origin.choices)


@dataclass(frozen=True)
class CellView:
    name: str
    label: str
    text: str
    fixed: bool


@dataclass(frozen=True)
class RowView:
    label: str
    origins: str
    cells: tuple[CellView, ...]
    total: str
    used: str
    picture: Drawing | None


@dataclass(frozen=True)
class WeekView:
    week: Week
    days: tuple[str, ...]
    rows: tuple[RowView, ...]
    day_totals: tuple[str, ...]
    total: str
    title: str
    period: str
    target: str
    before: date
    after: date | None
    weekend: bool
    addable: tuple[Activity, ...]
    shares: tuple[Added, ...]
    with_shares: str
    asked_on: date | None
    entries: tuple[HourEntry, ...]

    @property
    def draft_key(self) -> str:
        return f"week-{self.week.monday.isoformat()}"

    @property
    def rostered(self) -> bool:
        return any(row.rostered for row in self.week.rows)


def hours_text(minutes: int) -> str:
    return dutch.short_number(minutes / 60) if minutes else ""


def week_view(
    actor: Actor,
    monday: date,
    today: date,
    extra: uuid.UUID | None = None,
    typed: dict[str, str] | None = None,
    weekend: bool = False,
) -> WeekView:
    """The grid from Monday to Friday; Saturday and Sunday join when there are hours on them or when asked for."""
    week = week_of(actor, monday)
    own = {a.id: a for a in activities_of(actor.organisation, monday.year)}
    rows = [row for row in week.rows if row.activity in own]
    shown = {row.activity for row in rows}
    wanted = [extra] if extra in own and extra not in shown else []
    rows += [_empty(activity, monday) for activity in wanted if activity]
    used = used_minutes([a.line_id for a in own.values() if a.line_id], year(monday.year))
    target = Member.objects.values_list("minutes_per_week", flat=True).get(id=actor.person)
    days = [monday + timedelta(days=offset) for offset in range(DAYS)]
    weekend = weekend or any(week.day_minutes(i) for i in (5, 6))
    last = days[6] if weekend else days[4]
    parts = _shares(actor, week)
    width = 5 if last == days[4] else DAYS
    order = list(own)
    return WeekView(
        week=week,
        days=tuple(f"{dutch.WEEKDAYS[day.weekday()][:2]} {day.day}" for day in days[:width]),
        rows=tuple(
            _row(row, own[row.activity], used, width, typed or {})
            for row in sorted(rows, key=lambda r: order.index(r.activity))
        ),
        day_totals=tuple(hours_text(week.day_minutes(i)) for i in range(width)),
        total=hours_text(week.minutes) or "0",
        title=_title(week, target),
        period=dutch.day_range(days[0], last),
        target=hours_text(target),
        before=monday - timedelta(days=DAYS),
        after=monday + timedelta(days=DAYS) if monday + timedelta(days=DAYS) <= today else None,
        weekend=weekend,
        addable=tuple(a for a in own.values() if a.id not in shown),
        shares=parts,
        with_shares=hours_text(week.minutes + sum(each.minutes for each in parts)),
        asked_on=None if week.confirmed else asked_on(actor, monday),
        entries=tuple(_corrigible(actor, monday) if week.locked else ()),
    )


def _shares(actor: Actor, week: Week) -> tuple[Added, ...]:
    """The fixed part on top of this week, each day by the percentage of its month."""
    months: dict[date, int] = {}
    for offset in range(DAYS):
        first = (week.monday + timedelta(days=offset)).replace(day=1)
        months[first] = months.get(first, 0) + week.day_minutes(offset)
    return added(own_shares(actor), months)


def long_days(actor: Actor, monday: date) -> list[str]:
    """Which days of the own week hold more than sixteen hours, as sentences."""
    week = week_of(actor, monday)
    return [
        f"Op {dutch.weekday(monday + timedelta(days=offset))} staat {dutch.hours(minutes)}. Kijk of je niets dubbel schreef."
        for offset in range(DAYS)
        if (minutes := week.day_minutes(offset)) > LONG_DAY
    ]


def _title(week: Week, target: int) -> str:
    done = hours_text(week.minutes) or "0"
    of = f" van {hours_text(target)}" if target else ""
    if week.confirmed:
        return f"{done}{of} uur bevestigd"
    return f"{done}{of} uur klaar. Klopt dit?"


def _empty(activity: uuid.UUID, monday: date) -> Row:
    return Row(activity, tuple(Cell(monday + timedelta(days=i), 0, 0, 0) for i in range(DAYS)), ())


def _row(
    row: Row, activity: Activity, used: dict[uuid.UUID, int], width: int, typed: dict[str, str]
) -> RowView:
    line = activity.line
    spent = used.get(line.id, 0) if line else 0
    agreed = line.hours if line else None
    of_year = f"{dutch.short_number(spent / 60)} van {dutch.number(agreed)}" if agreed else ""
    words = [WORDS[o] for o in row.origins]
    if any(cell.proposed for cell in row.cells):
        words.append("rooster" if row.rostered else "zoals vorige week")
    origins = dutch.listing(words)
    cells = tuple(_cell(row, cell, activity, typed) for cell in row.cells[:width])
    picture = (
        ruler(spent / 60, title=f"{activity.label}: {of_year} uur.", low=agreed, high=agreed)
        if agreed
        else None
    )
    return RowView(activity.label, origins, cells, hours_text(row.minutes) or "0", of_year, picture)


def _cell(row: Row, cell: Cell, activity: Activity, typed: dict[str, str]) -> CellView:
    name = cell_name(row.activity, cell.day)
    label = f"{activity.label}, {dutch.weekday(cell.day)}"
    return CellView(name, label, typed.get(name, hours_text(cell.minutes)), bool(cell.fixed))


def _corrigible(actor: Actor, monday: date) -> list[HourEntry]:
    rows = HourEntry.objects.filter(
        member_id=actor.person, day__gte=monday, day__lt=monday + timedelta(days=DAYS)
    )
    return list(rows.select_related("activity", "made_by").order_by("day", "activity__position"))
