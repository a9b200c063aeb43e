"""A new release made safe, by itself and beside everything that was published before.

The order, and why:

1. What an earlier release hid stays hidden, and what one showed counts as known: hiding it now
   would be of no use to another cell.
2. Each table is protected as a table (protect.py), for then its hidden cells have the intervals
   that subtraction between releases has to reckon with.
3. The differences with earlier releases are looked for. For each, one new figure must be hidden:
   the fewest, and of those the smallest. In a table that is a new demand: the attacker must hold
   possible a value with which the difference reaches the threshold. So step 2 is done again.
4. That repeats until nothing is found. Hiding more never uncovers anything, so it ends.

Figures outside tables get the fewest hidden that suffices. In tables the choice of the figure and
the choice of the cells around it are each the best, one after the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ketenwerk.figures.disclosure.attack import Demand
from ketenwerk.figures.disclosure.pattern import Impossible, protected
from ketenwerk.figures.disclosure.protect import hide_small, small_cells
from ketenwerk.figures.disclosure.published import (
    TOTAL,
    UNIQUE,
    Group,
    Key,
    Labels,
    Published,
    bounded,
    layout,
)
from ketenwerk.figures.disclosure.puzzle import Puzzle
from ketenwerk.figures.disclosure.releases import Finding, differences
from ketenwerk.figures.disclosure.tables import Cell, Grid, cells_of, with_totals

MOST_ROUNDS = 50

Reaches = Mapping[Key, frozenset[int]]
Options = frozenset[tuple[Key, int]]  # hide this figure, so that this value is possible


def protect_against(
    new: Sequence[Published], earlier: Sequence[Published], threshold: int
) -> list[Published]:
    """The new figures, given with their true values, with None where they must stay hidden."""
    choices: list[Options] = []
    known = {figure.key: figure.value for figure in earlier if figure.value is not None}
    forced = {figure.key for figure in earlier if figure.key not in known}
    for _ in range(MOST_ROUNDS):
        hiding = Hiding(_reaches(new, choices), frozenset(forced), known, threshold)
        shown = hiding.applied(new)
        findings = differences(shown, earlier, threshold)
        if not findings:
            return shown
        tried = frozenset(choices)
        for finding in findings:
            options = _options(finding, shown, earlier, threshold)
            if options and options not in tried:
                choices.append(options)
            else:
                forced |= _all_about(finding, new)
    return [replace(figure, value=None) for figure in new]


@dataclass(frozen=True)
class Hiding:
    """What must be hidden of a release and what is no longer a secret."""

    reaches: Reaches
    forced: frozenset[Key]
    known: Mapping[Key, int | None]
    threshold: int

    def applied(self, new: Iterable[Published]) -> list[Published]:
        new = list(new)
        tables: dict[Group, dict[Labels, int | None]] = defaultdict(dict)
        for figure in new:
            if 0 < len(figure.cell) <= 2 and UNIQUE not in figure.cell:
                tables[figure.group][figure.cell] = figure.value
        shown = {
            group: self._table(group, values)
            for group, values in tables.items()
            if any(TOTAL in cell for cell in values)
        }
        return [
            replace(figure, value=shown[figure.group][figure.cell])
            if figure.group in shown and UNIQUE not in figure.cell
            else self._single(figure)
            for figure in new
        ]

    def _single(self, figure: Published) -> Published:
        if figure.value is None or figure.key in self.forced or figure.key in self.reaches:
            return replace(figure, value=None)
        return replace(figure, value=hide_small(figure.value, self.threshold))

    def _table(self, group: Group, values: Mapping[Labels, int | None]) -> dict[Labels, int | None]:
        indicator, start, end, _ = group
        labels = layout(values)
        grid = _true_grid(labels, values)
        keys = {(i, j): (indicator, labels[i][j], start, end) for i, j in cells_of(grid)}
        puzzle = Puzzle(grid, self._demands(grid, keys), self._open(grid, keys))
        try:
            shown = protected(puzzle).grid
        except Impossible:
            return dict.fromkeys(values)
        hidden = {labels[i][j] for i, j in cells_of(shown) if shown[i][j] is None}
        return {cell: None if cell in hidden else value for cell, value in values.items()}

    def _open(self, grid: Grid, keys: Mapping[Cell, Key]) -> frozenset[Cell]:
        return frozenset(c for c, key in keys.items() if self.known.get(key) == grid[c[0]][c[1]])

    def _demands(self, grid: Grid, keys: Mapping[Cell, Key]) -> tuple[Demand, ...]:
        known = self._open(grid, keys)
        small = [d for d in small_cells(grid, self.threshold) if d.cell not in known]
        differing = [Demand(c, reach) for c, k in keys.items() for reach in self.reaches.get(k, ())]
        kept = [Demand((i, j), grid[i][j]) for (i, j), key in keys.items() if key in self.forced]
        return tuple(sorted({*small, *differing, *kept}))


def _true_grid(labels: tuple[tuple[Labels, ...], ...], values: Mapping[Labels, int | None]) -> Grid:
    inner_labels = labels[:-1]
    inner = [[values.get(cell) for cell in row[:-1]] for row in inner_labels]
    whole = [[value for value in row if value is not None] for row in inner]
    if [len(row) for row in whole] != [len(row) for row in inner]:
        raise ValueError("a table with totals is protected with all its true values")
    grid = with_totals(whole)
    if any(values.get(labels[i][j], grid[i][j]) != grid[i][j] for i, j in cells_of(grid)):
        raise ValueError("a total is not the sum of its parts")
    return grid


def _reaches(new: Sequence[Published], choices: Sequence[Options]) -> Reaches:
    """The fewest figures with which every finding is met, and what each must leave possible."""
    if not choices:
        return {}
    from ketenwerk.figures.disclosure.cover import Cover, Rule

    keys = sorted({key for options in choices for key, _ in options})
    cover = Cover(keys)
    cover.add(Rule.of({key: 1 for key, _ in options}, 1) for options in choices)
    cover.least(dict.fromkeys(keys, 1))
    chosen = cover.least({figure.key: figure.value or 0 for figure in new if figure.key in keys})
    return {
        key: frozenset(reach for options in choices for k, reach in options if k == key)
        for key in chosen
    }


def _options(
    finding: Finding, shown: Sequence[Published], earlier: Sequence[Published], threshold: int
) -> Options:
    lacking = threshold - finding.at_most
    known = {one.figure: one for one in bounded([*earlier, *shown]) if one.figure in shown}
    higher = [known[figure] for figure in finding.plus if figure in known]
    lower = [known[figure] for figure in finding.minus if figure in known]
    reaches = [(one.figure.key, (one.high or 0) + lacking) for one in higher]
    reaches += [(one.figure.key, one.low - lacking) for one in lower if one.low >= lacking]
    return frozenset(reaches)


def _all_about(finding: Finding, new: Sequence[Published]) -> set[Key]:
    """The last resort: everything of the tables concerned, or else of the indicators."""
    groups = {figure.group for figure in finding.figures}
    near = {figure.key for figure in new if figure.group in groups}
    names = {figure.indicator for figure in finding.figures}
    return near or {figure.key for figure in new if figure.indicator in names}
