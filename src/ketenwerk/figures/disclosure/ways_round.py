"""A good choice of hidden cells where the best one is out of reach.

Each demand in turn takes the cheapest ways round over cells that are hidden already or may be
hidden. Afterwards every cell that proves superfluous is shown again.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from ketenwerk.figures.disclosure.attack import Demand, Network, Step
from ketenwerk.figures.disclosure.puzzle import Puzzle
from ketenwerk.figures.disclosure.tables import Cell, is_total

Price = tuple[int, int, int]  # totals, cells and values that a way round hides
FREE: Price = (0, 0, 0)


def cheapest_ways_round(puzzle: Puzzle, free: list[Cell]) -> frozenset[Cell]:
    """The hidden cells; the demands must be possible to meet with all free cells hidden."""
    hidden = puzzle.network(puzzle.secret)
    may_hide = puzzle.network(puzzle.secret.union(free))
    for demand in sorted(puzzle.demands, key=lambda demand: -_amount(puzzle, demand)):
        if not hidden.copy().allows(demand):
            _make_way(puzzle, demand, hidden, may_hide.copy())
    return _without_superfluous(puzzle, hidden)


def _amount(puzzle: Puzzle, demand: Demand) -> int:
    return abs(demand.reach - puzzle.value(demand.cell))


def _make_way(puzzle: Puzzle, demand: Demand, hidden: Network, moving: Network) -> None:
    """Hide what the demand needs; `moving` is a copy in which all cells that may be are hidden."""
    up = demand.reach > puzzle.value(demand.cell)
    tail, head = moving.ends(demand.cell)
    start, goal = (head, tail) if up else (tail, head)
    while left := abs(demand.reach - moving.values[demand.cell]):
        steps = _cheapest(puzzle, moving, hidden, Route(start, goal, demand.cell, left))
        for step in steps:
            if step.cell not in hidden.values:
                hidden.hide(step.cell, puzzle.value(step.cell))
        room = moving.room(steps)
        amount = left if room is None else min(left, room)
        moving.move([Step(demand.cell, up), *steps], amount)


@dataclass(frozen=True)
class Route:
    """From where to where, not over this cell, for this amount."""

    start: int
    goal: int
    around: Cell
    amount: int


def _cheapest(puzzle: Puzzle, moving: Network, hidden: Network, route: Route) -> list[Step]:
    def price(step: Step) -> Price:
        if step.cell in hidden.values:
            return FREE
        room = route.amount if step.up else min(route.amount, moving.values[step.cell])
        times = -(-route.amount // room)  # a narrow cell will need others beside it
        return (times * is_total(step.cell, puzzle.grid), times, puzzle.value(step.cell))

    best: dict[int, Price] = {route.start: FREE}
    came_by: dict[int, tuple[int, Step]] = {}
    queue: list[tuple[Price, int]] = [(FREE, route.start)]
    while queue:
        spent, point = heapq.heappop(queue)
        if point == route.goal:
            return _walked(came_by, route)
        for other, step in moving.steps_from(point):
            extra = price(step)
            total = (spent[0] + extra[0], spent[1] + extra[1], spent[2] + extra[2])
            if step.cell != route.around and (other not in best or total < best[other]):
                best[other] = total
                came_by[other] = (point, step)
                heapq.heappush(queue, (total, other))
    raise ValueError("there is no way round this cell")


def _walked(came_by: dict[int, tuple[int, Step]], route: Route) -> list[Step]:
    steps, point = [], route.goal
    while point != route.start:
        point, step = came_by[point]
        steps.append(step)
    return steps


def _without_superfluous(puzzle: Puzzle, hidden: Network) -> frozenset[Cell]:
    """Show again, largest first, what no demand needs; only demands that used a cell are asked."""
    used = {demand: _used(hidden, demand) for demand in puzzle.demands}
    for cell in _dearest_first(puzzle, hidden.values):
        askers = [demand for demand, cells in used.items() if cell in cells]
        hidden.show(cell)
        if all(hidden.copy().allows(demand) for demand in askers):
            used |= {demand: _used(hidden, demand) for demand in askers}
        else:
            hidden.hide(cell, puzzle.value(cell))
    return frozenset(hidden.values)


def _dearest_first(puzzle: Puzzle, cells: Iterable[Cell]) -> list[Cell]:
    spare = [cell for cell in cells if cell not in puzzle.secret]
    return sorted(
        spare,
        key=lambda cell: (is_total(cell, puzzle.grid), puzzle.value(cell), cell),
        reverse=True,
    )


def _used(hidden: Network, demand: Demand) -> frozenset[Cell]:
    """The cells that move when the demand is met."""
    moving = hidden.copy()
    moving.allows(demand)
    return frozenset(c for c, value in moving.values.items() if value != hidden.values[c])
