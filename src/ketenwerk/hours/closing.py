"""Closing a month: what is still open first, and what was corrected after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Permission, Refused, require, visible
from ketenwerk.hours.models import HourEntry, MonthLock, MonthTotal
from ketenwerk.hours.shares import Added, added, shares_of
from ketenwerk.hours.team import WEEK, TeamRow, open_people, team
from ketenwerk.kernel.periods import Period, iso_week, month
from ketenwerk.people.api import Actor


@dataclass(frozen=True)
class MonthPage:
    """One month of the own organisation. `waiting` are colleagues with an open week that touches it."""

    first: date
    lock: MonthLock | None
    over: bool
    waiting: Sequence[TeamRow]
    used: Sequence[tuple[str, int]]
    shares: Sequence[Added]
    corrections: Sequence[HourEntry]

    @property
    def minutes(self) -> int:
        return sum(minutes for _, minutes in self.used)

    @property
    def with_shares(self) -> int:
        return self.minutes + sum(each.minutes for each in self.shares)

    @property
    def corrected(self) -> int:
        return sum(row.minutes for row in self.corrections)


def month_page(actor: Actor, first: date, today: date) -> MonthPage:
    """Raises Refused for what is no month or has not begun."""
    require(actor, Permission.HOURS_LOCK)
    if first.day != 1 or first > today:
        raise Refused
    whole = month(first)
    lock = (
        visible(actor, Permission.HOURS_LOCK, MonthLock)
        .filter(month=first)
        .select_related("locked_by")
        .first()
    )
    weeks = Period(iso_week(first).start, iso_week(whole.last_day).start + WEEK)
    weeks = Period(weeks.start, max(min(weeks.end, iso_week(today).start), weeks.start + WEEK))
    rows = visible(actor, Permission.HOURS_READ, MonthTotal).filter(
        organisation=actor.house, month=first
    )
    lines: dict[str, int] = {}
    for row in rows.select_related("line").order_by("line__position"):
        label = row.line.label if row.line else "Zonder begrotingsregel"
        lines[label] = lines.get(label, 0) + row.minutes
    minutes = sum(lines.values())
    corrections = visible(actor, Permission.HOURS_TEAM, HourEntry).filter(
        origin=HourEntry.Origin.CORRECTION, day__gte=whole.start, day__lt=whole.end
    )
    return MonthPage(
        first,
        lock,
        whole.end <= today,
        () if lock else tuple(open_people(team(actor, weeks).rows)),
        tuple((label, each) for label, each in lines.items() if each),
        added(shares_of(actor).get(actor.house, []), {first: minutes}),
        tuple(
            corrections.select_related("member", "activity", "made_by").order_by("day", "made_at")
        ),
    )
