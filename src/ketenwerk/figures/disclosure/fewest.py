"""The best choice of hidden cells there is: the fewest, and of those the smallest.

The solver starts from what each cell costs. Wherever its proposal leaves a demand unmet, the
narrowest place in the network says which cells would widen it, and that becomes a rule for the
next proposal, until no demand is unmet.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress

from ketenwerk.figures.disclosure.attack import Demand, Network
from ketenwerk.figures.disclosure.cover import WHOLE, Cover, OutOfBudget, Rule
from ketenwerk.figures.disclosure.flow import UNIT, Pipes, narrow_sides
from ketenwerk.figures.disclosure.puzzle import Puzzle
from ketenwerk.figures.disclosure.tables import Cell, is_total

__all__ = ["OutOfBudget", "fewest"]


def fewest(puzzle: Puzzle, free: list[Cell]) -> frozenset[Cell]:
    totals = [cell for cell in free if is_total(cell, puzzle.grid)]
    inner = [cell for cell in free if not is_total(cell, puzzle.grid)]
    cover = _cover(puzzle, puzzle.secret, free)
    if totals:
        # With every inner cell hidden, how many totals does it take? No choice needs fewer.
        alone = _cover(puzzle, puzzle.secret.union(inner), totals)
        needed = alone.least(dict.fromkeys(totals, 1))
        cover.add([Rule.of(dict.fromkeys(totals, -1), -len(needed))])
    chosen = cover.least(dict.fromkeys(inner, 1))
    with suppress(OutOfBudget):  # Then as few as can be, and not proven to be the smallest.
        chosen = cover.least({cell: puzzle.value(cell) for cell in free})
    return puzzle.secret | chosen


def _cover(puzzle: Puzzle, hidden: frozenset[Cell], free: list[Cell]) -> Cover[Cell]:
    def broken(shares: Mapping[Cell, float]) -> list[Rule[Cell]]:
        open_shares = dict.fromkeys(hidden, 1.0) | {c: s for c, s in shares.items() if s > WHOLE}
        found = (_narrow_places(puzzle, open_shares, d, hidden, free) for d in puzzle.demands)
        return list(dict.fromkeys(rule for rules in found for rule in rules))

    cover = Cover(free, broken)
    cover.add(_no_cell_alone(hidden, free))
    return cover


def _no_cell_alone(hidden: frozenset[Cell], free: list[Cell]) -> list[Rule[Cell]]:
    """A cell that is the only hidden one of its row or column is solved, so hiding it is no use."""
    rules = []
    for axis in (0, 1):
        for cell in free:
            line = [other for other in free if other[axis] == cell[axis] and other != cell]
            if not any(other[axis] == cell[axis] for other in hidden):
                rules.append(Rule.of({**dict.fromkeys(line, 1), cell: -1}, 0))
    return rules


def _narrow_places(
    puzzle: Puzzle,
    shares: Mapping[Cell, float],
    demand: Demand,
    hidden: frozenset[Cell],
    free: list[Cell],
) -> list[Rule[Cell]]:
    """The rules that the narrowest places on the way round give, if they are too narrow."""
    amount = abs(demand.reach - puzzle.value(demand.cell))
    layout = puzzle.network(())
    tail, head = layout.ends(demand.cell)
    start, goal = (head, tail) if demand.reach > puzzle.value(demand.cell) else (tail, head)

    def width(cell: Cell, side: Collection[int]) -> int:
        here, there = layout.ends(cell)
        if cell == demand.cell or (here in side) == (there in side):
            return 0
        return amount if here in side else min(amount, puzzle.value(cell))

    pipes = _pipes(puzzle, shares, demand, layout)
    rules = []
    for side in narrow_sides(pipes, start, goal, enough=round(UNIT * amount * (1 - WHOLE))):
        lacking = amount - sum(width(cell, side) for cell in hidden)
        rules.append(Rule.of({c: min(width(c, side), lacking) for c in free}, lacking))
    return rules


def _pipes(puzzle: Puzzle, shares: Mapping[Cell, float], demand: Demand, layout: Network) -> Pipes:
    amount = abs(demand.reach - puzzle.value(demand.cell))
    pipes: Pipes = [{} for _ in layout.neighbours]
    for cell, share in shares.items():
        if cell != demand.cell:
            here, there = layout.ends(cell)
            pipes[here][there] = round(UNIT * amount * share)
            pipes[there][here] = round(UNIT * min(amount, puzzle.value(cell)) * share)
    return pipes
