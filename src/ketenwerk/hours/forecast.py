"""When the hours of a budget line run out: what is used plus what is on the rosters ahead. Totals, no people."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ketenwerk.access.api import Permission, Role, require, visible
from ketenwerk.hours.models import MonthTotal
from ketenwerk.hours.roster import planned_per_month
from ketenwerk.hours.shares import Added, Shares, shares_of
from ketenwerk.hours.written import HouseHours, house_hours
from ketenwerk.kernel.periods import Period, month, year
from ketenwerk.kernel.working_days import working_days_after
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import BudgetLine, activities_in, lines_of

# Of what was granted: a word at three quarters, a warning at nine tenths, and when it is all used.
SIGNALS = (100, 90, 75)
MINUTES = 60

Months = Mapping[date, int]


@dataclass(frozen=True)
class Outlook:
    """Minutes: granted for the year if that was agreed, used so far, and planned ahead per month."""

    granted: int | None
    used: int
    ahead: Months

    @property
    def planned(self) -> int:
        return sum(self.ahead.values())

    @property
    def expected(self) -> int:
        return self.used + self.planned

    @property
    def left(self) -> int | None:
        """What stays at the end of the year; less than nothing when it runs short."""
        return None if self.granted is None else self.granted - self.expected

    @property
    def signal(self) -> int:
        """75, 90 or 100 per cent of what was granted is used; otherwise 0."""
        if not self.granted:
            return 0
        return next((each for each in SIGNALS if self.used * 100 >= each * self.granted), 0)

    def runs_out_on(self, today: date) -> date | None:
        """The working day after today on which the planned hours reach what was granted; None when some are left."""
        if self.granted is None or self.used >= self.granted or self.expected <= self.granted:
            return None
        so_far = self.used
        for first, minutes in sorted(self.ahead.items()):
            if so_far + minutes >= self.granted:
                days = list(working_days_after(today, month(first))) or [month(first).last_day]
                needed = self.granted - so_far
                # Planned hours lie evenly over the working days: the first day on which enough have gone by.
                return days[-(-needed * len(days) // minutes) - 1]
            so_far += minutes
        return None


@dataclass(frozen=True)
class LineOutlook:
    line: BudgetLine
    outlook: Outlook


@dataclass(frozen=True)
class HouseOutlook:
    """One organisation: subsidised lines, own contributions beside them (R88), and hours without a line."""

    organisation: Organisation
    subsidised: tuple[LineOutlook, ...]
    own: tuple[LineOutlook, ...]
    written: HouseHours

    @property
    def on_total(self) -> bool:
        """Whether the award is judged on its total, so that hours may move between its lines (R86)."""
        modes = {each.line.mode for each in self.subsidised}
        return bool(modes) and modes == {BudgetLine.Mode.TOTAL}

    @property
    def subsidised_total(self) -> Outlook:
        return together(each.outlook for each in self.subsidised)

    @property
    def own_total(self) -> Outlook:
        return together(each.outlook for each in self.own)

    @property
    def unlined(self) -> int:
        return self.written.unlined

    @property
    def shares(self) -> tuple[Added, ...]:
        return self.written.shares

    @property
    def used(self) -> int:
        """All written hours, each once."""
        return self.written.used

    @property
    def with_shares(self) -> int:
        return self.written.with_shares


def together(outlooks: Iterable[Outlook]) -> Outlook:
    """The sum. What was granted is known only when it is known of each."""
    rows = list(outlooks)
    granted = [row.granted for row in rows if row.granted is not None]
    ahead: dict[date, int] = {}
    for row in rows:
        for first, minutes in row.ahead.items():
            ahead[first] = ahead.get(first, 0) + minutes
    known = len(granted) == len(rows) and bool(rows)
    return Outlook(sum(granted) if known else None, sum(row.used for row in rows), ahead)


def ahead_of(planned: Months, used: Months, rest: int, today: date) -> dict[date, int]:
    """What of a plan is still to come: of later months everything, of this month what is not booked yet.

    `rest` is what is planned this month after today. That is ahead also where more was worked before today.
    """
    this = month(today).start
    found = {first: minutes for first, minutes in planned.items() if first > this}
    if to_come := max(planned.get(this, 0) - used.get(this, 0), rest):
        found[this] = to_come
    return found


def outlooks(actor: Actor, today: date) -> list[HouseOutlook]:
    """This year's lines per organisation: of the own one, for the coordinator of all. Six questions."""
    require(actor, Permission.HOURS_READ)
    only = None if actor.role == Role.COORDINATOR else actor.house
    lines = lines_of(today.year, only)
    used = _used(actor, today.year)
    per_line = _per_line(lines, used, today)
    parts = shares_of(actor)
    return [
        _house(house, lines, per_line, [r for r in used if r.organisation_id == house.id], parts)
        for house in _houses(lines, used)
    ]


def line_outlook(line: BudgetLine, today: date) -> Outlook:
    """The outlook of one line of the own organisation, for everybody who writes hours on it: totals, nobody's roster."""
    whole = year(line.year)
    used = MonthTotal.objects.filter(line=line, month__gte=whole.start, month__lt=whole.end)
    return _outlook(line, _per_line([line], list(used), today))


Use = dict[uuid.UUID, tuple[int, dict[date, int]]]


def _per_line(lines: list[BudgetLine], used: list[MonthTotal], today: date) -> Use:
    """Minutes used and minutes ahead per month, of each of these lines of this year."""
    this, tomorrow = month(today), today + timedelta(days=1)
    planned = planned_per_month(year(today.year))
    rest = planned_per_month(Period(tomorrow, this.end)) if tomorrow < this.end else {}
    found: Use = {line.id: (0, {}) for line in lines}
    for row in used:
        if row.line_id in found:
            total, ahead = found[row.line_id]
            found[row.line_id] = (total + row.minutes, ahead)
    for each in activities_in(today.year):
        if each.line_id not in found:
            continue
        plan = {first: minutes for (key, first), minutes in planned.items() if key == each.id}
        done = {
            row.month: row.minutes
            for row in used
            if row.activity_id == each.id and row.line_id == each.line_id
        }
        ahead = found[each.line_id][1]
        to_come = ahead_of(plan, done, rest.get((each.id, this.start), 0), today)
        for first, minutes in to_come.items():
            ahead[first] = ahead.get(first, 0) + minutes
    return found


def _outlook(line: BudgetLine, per_line: Use) -> Outlook:
    return Outlook(None if line.hours is None else line.hours * MINUTES, *per_line[line.id])


def _used(actor: Actor, number: int) -> list[MonthTotal]:
    whole = year(number)
    rows = visible(actor, Permission.HOURS_READ, MonthTotal).filter(
        month__gte=whole.start, month__lt=whole.end
    )
    return list(rows.select_related("organisation"))


def _houses(lines: list[BudgetLine], used: list[MonthTotal]) -> list[Organisation]:
    found = {line.organisation_id: line.organisation for line in lines}
    found |= {row.organisation_id: row.organisation for row in used}
    return sorted(found.values(), key=lambda house: (house.position, house.name))


def _house(
    house: Organisation,
    lines: list[BudgetLine],
    per_line: Use,
    used: list[MonthTotal],
    parts: Shares,
) -> HouseOutlook:
    mine = [line for line in lines if line.organisation_id == house.id]
    rows = [LineOutlook(line, _outlook(line, per_line)) for line in mine]
    return HouseOutlook(
        house,
        tuple(row for row in rows if row.line.funded),
        tuple(row for row in rows if not row.line.funded),
        house_hours(mine, used, parts.get(house.id, [])),
    )
