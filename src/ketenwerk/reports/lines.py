"""The lines of a year as pictures and accounts need them: promised, done, hours, euros."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ketenwerk.figures.api import Number, Numbers
from ketenwerk.hours.api import minutes_per_month
from ketenwerk.kernel import money
from ketenwerk.kernel.periods import Period
from ketenwerk.programme.api import Activity, BudgetLine, Target, lines_of
from ketenwerk.reports.units import COUNTED_BY, cell_of


@dataclass(frozen=True)
class PromisedNumber:
    activity: Activity
    target: Target
    done: Number | None

    @property
    def is_counted(self) -> bool:
        """Whether this version of the product counts this unit; the others are told as not counted yet."""
        return self.target.unit in COUNTED_BY


@dataclass(frozen=True)
class LineFacts:
    line: BudgetLine
    minutes: int
    months: tuple[int, ...]
    euros_done: Decimal | None
    promised: tuple[PromisedNumber, ...]


def line_facts(
    number: int, period: Period, numbers: Numbers, organisation: uuid.UUID | None = None
) -> list[LineFacts]:
    """The subsidised lines of a year in the order of the application, with what is known of them in a period."""
    lines = lines_of(number, organisation, funded=True)
    monthly = minutes_per_month([line.id for line in lines], period)
    activities = (
        Activity.objects.filter(year=number, line__in=lines)
        .prefetch_related("targets")
        .order_by("position")
    )
    of_line: dict[uuid.UUID | None, list[Activity]] = {}
    for activity in activities:
        of_line.setdefault(activity.line_id, []).append(activity)
    worked = {
        line.id: tuple(monthly.get((line.id, first), 0) for first in _months(period))
        for line in lines
    }
    return [
        LineFacts(
            line=line,
            minutes=sum(worked[line.id]),
            months=worked[line.id],
            euros_done=spent(line, sum(worked[line.id])),
            promised=tuple(
                PromisedNumber(activity, target, _done(line, activity, target, period, numbers))
                for activity in of_line.get(line.id, [])
                for target in activity.targets.all()
            ),
        )
        for line in lines
    ]


def _done(
    line: BudgetLine, activity: Activity, target: Target, period: Period, numbers: Numbers
) -> Number | None:
    key = COUNTED_BY.get(target.unit)
    if key is None:
        return None
    cell = cell_of(key, line.organisation.key, activity.key)
    return numbers.get(period, key, cell) or Number(0, "")


def spent(line: BudgetLine, minutes: int) -> Decimal | None:
    """Whole euros: hours times the stated or implied rate, half up; a lump sum without hours counts as granted (R78)."""
    if line.euros is None:
        return None
    rate = rate_of(line)
    return Decimal(line.euros) if rate is None else money.whole_euros(money.euros(minutes, rate))


def rate_of(line: BudgetLine) -> Decimal | None:
    """The rate as stated, else as it follows from amount and hours; None for a lump sum."""
    if line.rate is not None:
        return line.rate
    if line.euros is None or not line.hours:
        return None
    return (Decimal(line.euros) / line.hours).quantize(Decimal("0.01"))


def _months(period: Period) -> list[date]:
    firsts, day = [], period.start
    while day < period.end:
        firsts.append(day)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return firsts
