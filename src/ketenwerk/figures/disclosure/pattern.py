"""Which cells to hide: as few and as small as protection allows.

Cells that must be hidden anyway are given; other cells are hidden to keep them from being
computed. The choice is made in this order: the fewest totals, then the fewest other cells, then
the smallest sum of what is hidden. So totals stay exact wherever they can.

A table gets the best choice there is (fewest.py) as long as that can be proven within a fixed
budget of work; beyond it, a good one (ways_round.py). Either is tried by the attacker first.
"""

from contextlib import suppress

from ketenwerk.figures.disclosure.attack import failed
from ketenwerk.figures.disclosure.puzzle import Puzzle
from ketenwerk.figures.disclosure.tables import Cell, Protected, is_total
from ketenwerk.figures.disclosure.ways_round import cheapest_ways_round

MOST_FREE = 4_000  # cells to choose from; with more, proving the best choice takes too long


class Impossible(ValueError):  # noqa: N818 - a property of the question, not a fault
    """Even with everything hidden that can still be hidden, a demand is not met."""


def protected(puzzle: Puzzle) -> Protected:
    """What may be shown; the attacker, who knows nothing else, has tried it."""
    every = puzzle.secret.union(puzzle.free())
    for hidden in (choose(puzzle), every):
        shown = puzzle.shown(hidden)
        if not failed(shown, puzzle.demands):
            return shown
    raise Impossible


def choose(puzzle: Puzzle) -> frozenset[Cell]:
    """The cells to hide, those of the demands included."""
    if puzzle.is_met_by(puzzle.secret):
        return puzzle.secret
    free = puzzle.free()
    inner = [cell for cell in free if not is_total(cell, puzzle.grid)]
    if puzzle.is_met_by(puzzle.secret.union(inner)):
        free = inner
    elif not puzzle.is_met_by(puzzle.secret.union(free)):
        raise Impossible
    from ketenwerk.figures.disclosure.fewest import OutOfBudget, fewest

    if len(free) <= MOST_FREE:
        with suppress(OutOfBudget):
            return fewest(puzzle, free)
    return cheapest_ways_round(puzzle, free)
