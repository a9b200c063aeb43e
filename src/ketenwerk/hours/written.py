"""What an organisation wrote in a period, each minute once, with the fixed part on top. One definition for every screen and report."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ketenwerk.hours.models import FixedShare, MonthTotal
from ketenwerk.hours.shares import Added, added
from ketenwerk.kernel.periods import Period
from ketenwerk.programme.api import BudgetLine


@dataclass(frozen=True)
class HouseHours:
    """Minutes per subsidised line, per line of the own contribution (R88), and without a line; then the fixed part."""

    subsidised: Mapping[uuid.UUID, int]
    own: Mapping[uuid.UUID, int]
    unlined: int
    shares: tuple[Added, ...]

    @property
    def used(self) -> int:
        """All written minutes, each once (R87)."""
        return sum(self.subsidised.values()) + sum(self.own.values()) + self.unlined

    @property
    def with_shares(self) -> int:
        return self.used + sum(each.minutes for each in self.shares)


def house_hours(
    lines: Iterable[BudgetLine], used: Iterable[MonthTotal], parts: Iterable[FixedShare]
) -> HouseHours:
    """Of one organisation: its lines, its month totals and what it agreed."""
    subsidised: dict[uuid.UUID, int] = {}
    own: dict[uuid.UUID, int] = {}
    for line in lines:
        (subsidised if line.funded else own)[line.id] = 0
    unlined = 0
    months: dict[date, int] = {}
    for row in used:
        months[row.month] = months.get(row.month, 0) + row.minutes
        if row.line_id in subsidised:
            subsidised[row.line_id] += row.minutes
        elif row.line_id in own:
            own[row.line_id] += row.minutes
        else:
            unlined += row.minutes
    return HouseHours(subsidised, own, unlined, added(parts, months))


def written_in(
    houses: Iterable[uuid.UUID], period: Period, lines: Sequence[BudgetLine]
) -> dict[uuid.UUID, HouseHours]:
    """Of these organisations in whole months, with the lines of that year. The wall gives agreed parts of others to the coordinator only."""
    wanted = list(houses)
    used = list(
        MonthTotal.objects.filter(
            organisation__in=wanted, month__gte=period.start, month__lt=period.end
        )
    )
    parts = list(FixedShare.objects.filter(organisation__in=wanted).order_by("start", "made_at"))
    return {
        house: house_hours(
            [line for line in lines if line.organisation_id == house],
            [row for row in used if row.organisation_id == house],
            [part for part in parts if part.organisation_id == house],
        )
        for house in wanted
    }
