"""Numbers that were published, and what is known of those that were hidden."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ketenwerk.figures.disclosure.attack import Interval, attack
from ketenwerk.figures.disclosure.tables import Protected

TOTAL = "totaal"  # the label of a cell that is the sum of the others
UNIQUE = "uniek"  # the label of a cell that counts the people of the others once

Labels = tuple[str, ...]
Key = tuple[str, Labels, date, date]
Group = tuple[str, date, date, int]


@dataclass(frozen=True)
class Published:
    """One number of a release; periods are half-open, None is hidden.

    `adds_up`: the number of a period is the sum of its parts, as with trajectories that began,
    and not with people who were helped.
    """

    indicator: str
    cell: Labels
    start: date
    end: date
    value: int | None
    adds_up: bool = False

    @property
    def key(self) -> Key:
        return (self.indicator, self.cell, self.start, self.end)

    @property
    def group(self) -> Group:
        """Figures of one group can form a table."""
        return (self.indicator, self.start, self.end, len(self.cell))

    def __str__(self) -> str:
        last = self.end - timedelta(days=1)
        period = f"{self.start:%d-%m-%Y} t/m {last:%d-%m-%Y}"
        value = "verborgen" if self.value is None else str(self.value)
        return f"{', '.join((self.indicator, *self.cell))} ({period}: {value})"


@dataclass(frozen=True)
class Bounded:
    """A figure with what can be known of it."""

    figure: Published
    low: int
    high: int | None


def bounded(figures: Sequence[Published]) -> list[Bounded]:
    """Every version of every figure that was ever shown, and what is known of the others."""
    shown = {figure.key for figure in figures if figure.value is not None}
    intervals = table_intervals(figures)
    known = []
    for figure in dict.fromkeys(figures):
        if figure.value is not None:
            known.append(Bounded(figure, figure.value, figure.value))
        elif figure.key not in shown:
            interval = intervals.get(figure.key, Interval(0, None))
            known.append(Bounded(figure, interval.low, interval.high))
    return known


def table_intervals(figures: Iterable[Published]) -> dict[Key, Interval]:
    """What a table leaves open for its hidden cells; later figures count over earlier ones."""
    intervals: dict[Key, Interval] = {}
    for (indicator, start, end, _), values in grouped(figures).items():
        labels = layout(values)
        grid = tuple(tuple(values.get(cell) for cell in row) for row in labels)
        try:
            found = attack(Protected.from_grid(grid))
        except ValueError:
            continue  # Numbers of different versions that do not fit solve nothing together.
        for (i, j), interval in found.items():
            intervals.setdefault((indicator, labels[i][j], start, end), interval)
    return intervals


def layout(cells: Iterable[Labels]) -> tuple[tuple[Labels, ...], ...]:
    """The labels of a table in their places, totals last; a series becomes a table of one row."""
    rows, columns = [list(dict.fromkeys(c[at] for c in cells if c[at] != TOTAL)) for at in (0, -1)]
    if any(len(cell) == 1 for cell in cells):
        series = (*((column,) for column in columns), (TOTAL,))
        return (series, series)
    return tuple(tuple((row, column) for column in (*columns, TOTAL)) for row in (*rows, TOTAL))


def grouped(figures: Iterable[Published]) -> dict[Group, dict[Labels, int | None]]:
    groups: dict[Group, dict[Labels, int | None]] = defaultdict(dict)
    for figure in figures:
        if figure.cell and len(figure.cell) <= 2 and UNIQUE not in figure.cell:
            values = groups[figure.group]
            values[figure.cell] = values.get(figure.cell) if figure.value is None else figure.value
    return {group: values for group, values in groups.items() if _has_inner(values)}


def _has_inner(cells: Iterable[Labels]) -> bool:
    return any(TOTAL not in cell for cell in cells)
