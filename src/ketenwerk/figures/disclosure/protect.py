"""Small counts leave the house only hidden, and so that nobody can compute them.

Domain rule 9: every count of 1 up to the threshold is hidden, and others with it, until the
highest value that each of them can have, given all that is shown, reaches the threshold. Nobody
can then say of any hidden cell that it is small. A total is a count like any other.

What this protects against is that somebody says "fewer than five". That a cell counts at least
some number may be derived; it gives nobody away, since the number may as well be large.
"""

from collections.abc import Sequence

from ketenwerk.figures.disclosure.attack import Demand
from ketenwerk.figures.disclosure.pattern import protected
from ketenwerk.figures.disclosure.puzzle import Puzzle
from ketenwerk.figures.disclosure.tables import Grid, Protected, cells_of, with_totals

PUBLIC_LEAST = 10
PUBLIC_STEP = 5


def protect(table: Sequence[Sequence[int]], threshold: int) -> Protected:
    """A table of inner cells, row by row; totals are derived."""
    grid = with_totals(table)
    return protected(Puzzle(grid, small_cells(grid, threshold)))


def hide_small(value: int, threshold: int) -> int | None:
    return None if 0 < value < threshold else value


def small_cells(grid: Grid, threshold: int) -> tuple[Demand, ...]:
    return tuple(Demand((i, j), threshold) for i, j in cells_of(grid) if 0 < grid[i][j] < threshold)


def public(count: int) -> int | str:
    """Towards the public no count below 10, and others rounded to 5."""
    if count < PUBLIC_LEAST:
        return f"<{PUBLIC_LEAST}"
    return (count + PUBLIC_STEP // 2) // PUBLIC_STEP * PUBLIC_STEP
