"""The question that hiding has to answer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ketenwerk.figures.disclosure.attack import Demand, Network
from ketenwerk.figures.disclosure.tables import Cell, Grid, Protected, cells_of


@dataclass(frozen=True)
class Puzzle:
    """A table, the demands on it, and the cells that can no longer be hidden."""

    grid: Grid
    demands: tuple[Demand, ...]
    known: frozenset[Cell] = frozenset()

    @property
    def secret(self) -> frozenset[Cell]:
        return frozenset(demand.cell for demand in self.demands)

    def free(self) -> list[Cell]:
        """Cells that may be shown or hidden."""
        return [c for c in cells_of(self.grid) if c not in self.secret and c not in self.known]

    def value(self, cell: Cell) -> int:
        return self.grid[cell[0]][cell[1]]

    def network(self, hidden: Iterable[Cell]) -> Network:
        values = {cell: self.value(cell) for cell in sorted(hidden)}
        return Network(len(self.grid), len(self.grid[0]), values)

    def is_met_by(self, hidden: Collection[Cell]) -> bool:
        network = self.network(hidden)
        return all(network.allows(demand) for demand in self.demands)

    def shown(self, hidden: Collection[Cell]) -> Protected:
        rows = enumerate(self.grid)
        return Protected.from_grid(
            tuple(
                tuple(None if (i, j) in hidden else value for j, value in enumerate(row))
                for i, row in rows
            )
        )
