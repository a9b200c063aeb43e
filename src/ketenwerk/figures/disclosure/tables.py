"""Tables of counts with their totals, before and after protection.

Everywhere in this package a table stands as one grid: the row totals are its last column, the
column totals its last row, the grand total the corner. A total is then a cell like any other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

Cell = tuple[int, int]
Grid = tuple[tuple[int, ...], ...]
ShownGrid = tuple[tuple[int | None, ...], ...]


def with_totals(inner: Sequence[Sequence[int]]) -> Grid:
    if not inner or not inner[0]:
        raise ValueError("a table has at least one row and one column")
    if any(len(row) != len(inner[0]) for row in inner):
        raise ValueError("every row of a table has the same number of cells")
    if any(value < 0 for row in inner for value in row):
        raise ValueError("a count is never negative")
    rows = [(*row, sum(row)) for row in inner]
    return (*rows, tuple(sum(column) for column in zip(*rows, strict=True)))


def cells_of(grid: Sequence[Sequence[object]]) -> Iterator[Cell]:
    return ((i, j) for i, row in enumerate(grid) for j in range(len(row)))


def is_total(cell: Cell, grid: Sequence[Sequence[object]]) -> bool:
    return cell[0] == len(grid) - 1 or cell[1] == len(grid[0]) - 1


@dataclass(frozen=True)
class Protected:
    """What may be shown of a table; None is hidden. It holds no true value of a hidden cell."""

    cells: ShownGrid
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None

    @classmethod
    def from_grid(cls, grid: ShownGrid) -> Self:
        *inner, bottom = grid
        return cls(
            cells=tuple(row[:-1] for row in inner),
            row_totals=tuple(row[-1] for row in inner),
            column_totals=bottom[:-1],
            total=bottom[-1],
        )

    @property
    def grid(self) -> ShownGrid:
        rows = zip(self.cells, self.row_totals, strict=True)
        return (*((*row, total) for row, total in rows), (*self.column_totals, self.total))

    @property
    def hidden(self) -> tuple[Cell, ...]:
        grid = self.grid
        return tuple((i, j) for i, j in cells_of(grid) if grid[i][j] is None)
