"""The attacker: what can be computed about hidden cells from everything that is shown.

A table with its totals is a network. Every row and every column is a point and every cell runs
between its row and its column; counts add up exactly when what flows into a point flows out of
it. One cell can be higher than supposed only if the extra can run back to where it came from
over other hidden cells, raising some and lowering others, and a cell cannot be lowered below 0.
So the highest value is found by a maximum flow, and flows of whole numbers are whole: these
intervals are exact, not estimates.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from ketenwerk.figures.disclosure.tables import Cell, Protected, ShownGrid


@dataclass(frozen=True)
class Interval:
    """Every whole number from low to high is possible; no high means there is no limit."""

    low: int
    high: int | None

    def reaches(self, value: int) -> bool:
        return self.high is None or self.high >= value


@dataclass(frozen=True, order=True)
class Demand:
    """A cell for which the attacker must hold the value `reach` possible."""

    cell: Cell
    reach: int


@dataclass(frozen=True)
class Step:
    """One cell on a path, raised or lowered."""

    cell: Cell
    up: bool


class Network:
    """One possible set of values of the hidden cells, and the ways to move to another set.

    Points are numbered: first the rows, then the columns (totals last in both). Neighbours are
    kept as bits of a whole number, which makes a search over a large table cheap.
    """

    def __init__(self, height: int, width: int, values: Mapping[Cell, int]) -> None:
        self.height, self.width = height, width
        self.values: dict[Cell, int] = {}
        self.neighbours = [0] * (height + width)
        for cell, value in values.items():
            self.hide(cell, value)

    def copy(self) -> Self:
        twin = type(self)(self.height, self.width, {})
        twin.values, twin.neighbours = dict(self.values), list(self.neighbours)
        return twin

    def ends(self, cell: Cell) -> tuple[int, int]:
        """From where to where a raise of the cell runs: totals run against the inner cells."""
        row, column = cell[0], self.height + cell[1]
        same_kind = (cell[0] == self.height - 1) == (cell[1] == self.width - 1)
        return (row, column) if same_kind else (column, row)

    def hide(self, cell: Cell, value: int) -> None:
        self.values[cell] = value
        tail, head = self.ends(cell)
        self.neighbours[tail] |= 1 << head
        self._allow_lowering(cell)

    def show(self, cell: Cell) -> None:
        del self.values[cell]
        tail, head = self.ends(cell)
        self.neighbours[tail] &= ~(1 << head)
        self.neighbours[head] &= ~(1 << tail)

    def move(self, steps: list[Step], amount: int) -> None:
        for step in steps:
            self.values[step.cell] += amount if step.up else -amount
            self._allow_lowering(step.cell)

    def raised(self, cell: Cell, enough: int | None = None) -> int | None:
        """Raise the cell as far as the rest allows, at most to `enough`; None without limit."""
        tail, head = self.ends(cell)
        while (wanted := None if enough is None else enough - self.values[cell]) != 0:
            steps = self.path(head, 1 << tail, without=cell)
            if steps is None:
                break
            amount = _least(wanted, self.room(steps))
            if amount is None:
                return None
            self.move([Step(cell, up=True), *steps], amount)
        return self.values[cell]

    def lowered(self, cell: Cell, enough: int = 0) -> int:
        """Lower the cell as far as the rest allows, at most to `enough`."""
        tail, head = self.ends(cell)
        while wanted := self.values[cell] - enough:
            steps = self.path(tail, 1 << head, without=cell)
            if steps is None:
                break
            amount = _least(wanted, self.room(steps)) or 0
            self.move([Step(cell, up=False), *steps], amount)
        return self.values[cell]

    def allows(self, demand: Demand) -> bool:
        if demand.cell not in self.values:
            return False
        if self.values[demand.cell] < demand.reach:
            self.raised(demand.cell, enough=demand.reach)
        else:
            self.lowered(demand.cell, enough=demand.reach)
        return self.values[demand.cell] == demand.reach

    def path(self, start: int, goals: int, without: Cell | None = None) -> list[Step] | None:
        """The shortest way from a point to one of the goals (bits) over hidden cells."""
        unseen = ~(1 << start)
        came_from: dict[int, int] = {}
        blocked = set() if without is None else {self.ends(without), self.ends(without)[::-1]}
        layer = [start]
        while layer:
            following: list[int] = []
            for point in layer:
                fresh = self.neighbours[point] & unseen
                for other in _bits(fresh):
                    if (point, other) in blocked:
                        continue
                    unseen &= ~(1 << other)
                    came_from[other] = point
                    if goals >> other & 1:
                        return self._steps(came_from, start, other)
                    following.append(other)
            layer = following
        return None

    def room(self, steps: list[Step]) -> int | None:
        """How much can run along a path: as much as its lowered cells hold; None without limit."""
        return min((self.values[step.cell] for step in steps if not step.up), default=None)

    def steps_from(self, point: int) -> Iterator[tuple[int, Step]]:
        """The points next to this one, each with the step that leads there."""
        return ((other, self._step(point, other)) for other in _bits(self.neighbours[point]))

    def _step(self, here: int, there: int) -> Step:
        cell = (min(here, there), max(here, there) - self.height)
        return Step(cell, up=self.ends(cell) == (here, there))

    def _steps(self, came_from: Mapping[int, int], start: int, end: int) -> list[Step]:
        """The steps from end back to start."""
        steps = []
        while end != start:
            steps.append(self._step(came_from[end], end))
            end = came_from[end]
        return steps

    def _allow_lowering(self, cell: Cell) -> None:
        tail, head = self.ends(cell)
        if self.values[cell] > 0:
            self.neighbours[head] |= 1 << tail
        else:
            self.neighbours[head] &= ~(1 << tail)


def attack(protected: Protected) -> dict[Cell, Interval]:
    """The exact interval of every hidden cell; totals have the last row or column number."""
    network = _supposed(protected)
    return {cell: _interval(network, cell) for cell in protected.hidden}


def failed(protected: Protected, demands: Iterable[Demand]) -> list[Demand]:
    """The demands that what is shown does not meet."""
    network = _supposed(protected)
    return [demand for demand in demands if not network.allows(demand)]


def _interval(network: Network, cell: Cell) -> Interval:
    high = network.raised(cell)
    return Interval(network.lowered(cell), high)


def _supposed(protected: Protected) -> Network:
    """Any values of the hidden cells that fit, found from what is shown alone."""
    grid = protected.grid
    network = Network(len(grid), len(grid[0]), dict.fromkeys(protected.hidden, 0))
    lacking = _lacking(network, grid)
    for point in [point for point, amount in enumerate(lacking) if amount > 0]:
        while lacking[point]:
            goals = sum(1 << other for other, amount in enumerate(lacking) if amount < 0)
            steps = network.path(point, goals)
            if steps is None:
                raise ValueError("what is shown of this table does not add up")
            end = _end(network, steps[0])
            amount = _least(lacking[point], -lacking[end], network.room(steps)) or 0
            network.move(steps, amount)
            lacking[point] -= amount
            lacking[end] += amount
    if any(lacking):
        raise ValueError("what is shown of this table does not add up")
    return network


def _end(network: Network, last: Step) -> int:
    tail, head = network.ends(last.cell)
    return head if last.up else tail


def _lacking(network: Network, grid: ShownGrid) -> list[int]:
    """Per point what the hidden cells must carry away from it (or, negative, bring to it)."""
    lacking = [0] * (network.height + network.width)
    for i, row in enumerate(grid):
        for j, value in enumerate(row):
            tail, head = network.ends((i, j))
            lacking[tail] -= value or 0
            lacking[head] += value or 0
    return lacking


def _least(*amounts: int | None) -> int | None:
    """The smallest amount; None counts as without limit."""
    return min((amount for amount in amounts if amount is not None), default=None)


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
