"""The fixed part on top of written hours: indirect time and travel, a percentage per organisation from a month on."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ketenwerk.access.api import Permission, require, visible
from ketenwerk.audit.api import record
from ketenwerk.hours import events
from ketenwerk.hours.actions import HoursRefused
from ketenwerk.hours.models import FixedShare
from ketenwerk.hours.queries import locked_months
from ketenwerk.kernel import clock, dutch
from ketenwerk.people.api import Actor

KINDS = dict(FixedShare.Kind.choices)
# The share rows of one organisation, oldest first and the last written last.
Shares = Mapping[uuid.UUID, list[FixedShare]]


@dataclass(frozen=True)
class Added:
    """One line of a total: so many percent of these minutes. Never typed, never on a budget line."""

    kind: str
    percents: tuple[Decimal, ...]
    of_minutes: int
    minutes: int

    @property
    def label(self) -> str:
        return dutch.capital(KINDS[self.kind])

    @property
    def how(self) -> str:
        """How it was computed, in words."""
        percents = dutch.listing([f"{dutch.short_number(each)}%" for each in self.percents])
        then = ", per maand" if len(self.percents) > 1 else ""
        return f"{percents} van {dutch.hours(self.of_minutes)}{then}"


def percent_in(rows: Iterable[FixedShare], kind: str, month: date) -> Decimal:
    """The percentage that holds in a month: the last that began by then; of two for one month the last written."""
    fitting = [row for row in rows if row.kind == kind and row.start <= month]
    return max(fitting, key=lambda row: (row.start, row.made_at)).percent if fitting else Decimal(0)


def part_of(minutes: int, percent: Decimal) -> int:
    """Whole minutes, half up; for less than nothing as for more."""
    return int((minutes * percent / 100).to_integral_value(ROUND_HALF_UP))


def added(rows: Iterable[FixedShare], months: Mapping[date, int]) -> tuple[Added, ...]:
    """The lines on top of the minutes of these months, each rounded per month. No line for what was never agreed."""
    shares, found = list(rows), []
    for kind in FixedShare.Kind.values:
        parts = [
            (percent, minutes, part_of(minutes, percent))
            for month, minutes in sorted(months.items())
            if (percent := percent_in(shares, kind, month)) and minutes
        ]
        if parts:
            percents = tuple(dict.fromkeys(percent for percent, _, _ in parts))
            of = sum(minutes for _, minutes, _ in parts)
            found.append(Added(kind, percents, of, sum(part for _, _, part in parts)))
    return tuple(found)


def shares_of(actor: Actor, permission: Permission = Permission.HOURS_READ) -> Shares:
    """The agreed parts per organisation, with who wrote them down."""
    found: dict[uuid.UUID, list[FixedShare]] = {}
    for row in visible(actor, permission, FixedShare).order_by("start", "made_at"):
        found.setdefault(row.organisation_id, []).append(row)
    return found


def own_shares(actor: Actor) -> list[FixedShare]:
    """The agreed parts of the own organisation, for everybody who writes hours there."""
    return list(visible(actor, Permission.HOURS_OWN, FixedShare).order_by("start", "made_at"))


@dataclass(frozen=True)
class NewShare:
    kind: str
    percent: Decimal
    start: date
    agreed_on: date


def set_share(*, by: Actor, new: NewShare) -> None:
    """Writes down what was agreed with the controller, from a month on. What held before stays readable."""
    require(by, Permission.HOURS_SHARE)
    if new.start.day != 1:
        raise HoursRefused("Een vast deel begint op de eerste van een maand.")
    if not 0 <= new.percent <= 100:
        raise HoursRefused("Vul een percentage van 0 tot en met 100 in.")
    if new.agreed_on > clock.today():
        raise HoursRefused("De afspraak met de controller ligt in de toekomst.")
    if locked_months(by.house, [new.start]):
        raise HoursRefused("Die maand is afgesloten. Kies een maand die nog open is.")
    row = FixedShare.objects.create(
        organisation_id=by.house,
        kind=new.kind,
        percent=new.percent,
        start=new.start,
        agreed_on=new.agreed_on,
        made_by_id=by.person,
        made_at=clock.now(),
    )
    record(
        by=by,
        event=events.SHARE_SET,
        target=row,
        kind=new.kind,
        percent=str(new.percent),
        start=new.start.isoformat(),
    )
