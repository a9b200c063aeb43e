"""Reading figures: the standing of the last count for its reader, and what was frozen."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ketenwerk.figures.disclosure import Published
from ketenwerk.figures.indicators import INDICATORS, Key
from ketenwerk.figures.models import Figure, Freeze, Standing
from ketenwerk.kernel.periods import Period

CHAIN_ACCOUNT = "account"


@dataclass(frozen=True)
class Number:
    """A figure as its reader may see it; `hidden` is '' or why it is not shown."""

    value: int | None
    hidden: str


@dataclass(frozen=True)
class Numbers:
    """Figures by period, indicator and cell."""

    found: dict[tuple[Period, str, str], Number]
    counted_at: datetime | None

    def get(self, period: Period, indicator: Key, cell: str = "") -> Number | None:
        return self.found.get((period, indicator.value, cell))


def standing(audience: str, organisation: uuid.UUID | None = None) -> Numbers:
    """The last count for one kind of reader; the database gives nobody the rows of another."""
    rows = Standing.objects.filter(audience=audience, organisation=organisation).values_list(
        "start", "end", "indicator", "cell", "value", "hidden", "counted_at"
    )
    found = {}
    at = None
    for start, end, indicator, cell, value, hidden, counted_at in rows:
        found[(Period(start, end), indicator, cell)] = Number(value, hidden)
        at = counted_at
    return Numbers(found, at)


def frozen_numbers(freeze: Freeze) -> Numbers:
    found = {
        (Period(row.start, row.end), row.indicator, row.cell): Number(row.value, row.hidden)
        for row in freeze.figures.all()
    }
    return Numbers(found, freeze.frozen_at)


def freezes(organisation: uuid.UUID | None, *, year: int | None = None) -> list[Freeze]:
    """Frozen accounts, newest first: of the chain (None) or of one organisation."""
    rows = Freeze.objects.filter(report=CHAIN_ACCOUNT, organisation=organisation)
    if year:
        rows = rows.filter(start__year=year)
    return list(rows.select_related("organisation", "frozen_by"))


def last_freezes() -> dict[tuple[uuid.UUID | None, Period], Freeze]:
    """The last version of every account, by organisation (None is the chain) and period, without its content."""
    rows = Freeze.objects.filter(report=CHAIN_ACCOUNT).defer("content").order_by("version")
    return {(row.organisation_id, Period(row.start, row.end)): row for row in rows}


def frozen(freeze: uuid.UUID) -> Freeze | None:
    return Freeze.objects.select_related("organisation").filter(id=freeze).first()


def all_published() -> list[Published]:
    """Every figure about people that was ever frozen, for the check on differences."""
    rows: Iterable[Figure] = Figure.objects.all()
    return [
        as_published(Key(row.indicator), row.cell, Period(row.start, row.end), row.value)
        for row in rows
        if INDICATORS[Key(row.indicator)].hides
    ]


def as_published(key: Key, cell: str, period: Period, value: int | None) -> Published:
    """A figure as disclosure control knows it; the parts of a cell stand between bars."""
    labels = tuple(cell.split("|")) if cell else ()
    return Published(key, labels, period.start, period.end, value, INDICATORS[key].adds_up)
