"""A second opinion without networks or solvers: simply try everything."""

from collections.abc import Iterator
from itertools import combinations, pairwise, product

from ketenwerk.figures.disclosure.tables import Cell, Grid, cells_of, is_total, with_totals

Inner = list[list[int]]
Cost = tuple[int, int, int]  # hidden totals, other hidden cells, sum of hidden values


def intervals(shown: tuple[tuple[int | None, ...], ...]) -> dict[Cell, tuple[int, int]]:
    """The lowest and highest value of every hidden cell; the grand total must be shown."""
    total = shown[-1][-1]
    height, width = len(shown) - 1, len(shown[0]) - 1
    fitting = [
        grid
        for flat in _sharings(total or 0, height * width)
        if _fits(grid := with_totals(_folded(flat, width)), shown)
    ]
    hidden = [(i, j) for i, j in cells_of(shown) if shown[i][j] is None]
    return {
        (i, j): (min(g[i][j] for g in fitting), max(g[i][j] for g in fitting)) for i, j in hidden
    }


def _sharings(total: int, places: int) -> Iterator[tuple[int, ...]]:
    for bars in combinations(range(total + places - 1), places - 1):
        edges = (-1, *bars, total + places - 1)
        yield tuple(b - a - 1 for a, b in pairwise(edges))


def _folded(flat: tuple[int, ...], width: int) -> Inner:
    return [list(flat[at : at + width]) for at in range(0, len(flat), width)]


def _fits(grid: Grid, shown: tuple[tuple[int | None, ...], ...]) -> bool:
    return all(shown[i][j] in {None, grid[i][j]} for i, j in cells_of(shown))


def least_cost(table: Inner, threshold: int) -> Cost:
    """The cost of the best of all patterns, tried one by one.

    A small count is safe if another table that agrees on all that is shown has it at the
    threshold or higher. Such a table need differ from the true one by no more than the threshold.
    """
    grid = with_totals(table)
    small = [(i, j) for i, j in cells_of(grid) if 0 < grid[i][j] < threshold]
    escapes = _escapes(grid, small, threshold)
    others = [cell for cell in cells_of(grid) if cell not in small]
    costs = []
    for choice in product((False, True), repeat=len(others)):
        hidden = {*small, *(cell for cell, taken in zip(others, choice, strict=True) if taken)}
        if all(any(way <= hidden for way in escapes[cell]) for cell in small):
            costs.append(cost(grid, hidden))
    return min(costs)


def fewest_inner(table: Inner, threshold: int) -> int | None:
    """The fewest inner cells to hide while every total is shown; None if that is never safe."""
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    small = [(i, j) for i, j in cells_of(table) if 0 < table[i][j] < threshold]
    escapes: dict[Cell, set[frozenset[Cell]]] = {cell: set() for cell in small}
    for other in _with_sums(rows, columns):
        differing = frozenset((i, j) for i, j in cells_of(table) if table[i][j] != other[i][j])
        for i, j in small:
            if other[i][j] >= threshold:
                escapes[i, j].add(differing)
    ways = [_smallest(escapes[cell]) for cell in small]
    others = [cell for cell in cells_of(table) if cell not in small]
    for extra in range(len(others) + 1):
        for taken in combinations(others, extra):
            if all(any(way <= {*small, *taken} for way in found) for found in ways):
                return len(small) + extra
    return None


def _with_sums(rows: list[int], columns: list[int]) -> Iterator[Inner]:
    if not rows:
        if not any(columns):
            yield []
        return
    for row in product(*(range(min(rows[0], most) + 1) for most in columns)):
        if sum(row) == rows[0]:
            left = [most - value for most, value in zip(columns, row, strict=True)]
            for others in _with_sums(rows[1:], left):
                yield [list(row), *others]


def _escapes(grid: Grid, small: list[Cell], threshold: int) -> dict[Cell, set[frozenset[Cell]]]:
    """Per small count the sets of cells that differ in a table where it reaches the threshold."""
    inner = [value for row in grid[:-1] for value in row[:-1]]
    escapes: dict[Cell, set[frozenset[Cell]]] = {cell: set() for cell in small}
    for flat in product(*(range(value + threshold) for value in inner)):
        other = with_totals(_folded(flat, len(grid[0]) - 1))
        differing = frozenset((i, j) for i, j in cells_of(grid) if grid[i][j] != other[i][j])
        for i, j in small:
            if other[i][j] >= threshold:
                escapes[i, j].add(differing)
    return {cell: _smallest(ways) for cell, ways in escapes.items()}


def _smallest(ways: set[frozenset[Cell]]) -> set[frozenset[Cell]]:
    kept: list[frozenset[Cell]] = []
    for way in sorted(ways, key=len):
        if not any(other <= way for other in kept):
            kept.append(way)
    return set(kept)


def cost(grid: Grid, hidden: set[Cell]) -> Cost:
    totals = sum(is_total(cell, grid) for cell in hidden)
    return totals, len(hidden) - totals, sum(grid[i][j] for i, j in hidden)
