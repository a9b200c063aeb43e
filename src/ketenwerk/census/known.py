"""The registrations of one count in order: certain people as nodes, sorted by what is known of them."""

from array import array
from collections import Counter
from collections.abc import Iterator, MutableSequence
from dataclasses import dataclass, field

from ketenwerk.census import certain, unsure
from ketenwerk.census.certain import Nodes
from ketenwerk.census.table import Table
from ketenwerk.census.unsure import DATED, NAMED, UNREADABLE, WORKING, Sort


@dataclass(slots=True)
class Known:
    table: Table
    nodes: Nodes = field(init=False)
    node_of: MutableSequence[int] = field(init=False)
    of_sort: dict[Sort, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.nodes = certain.nodes(self.table)
        self.node_of = _inverted(self.nodes, len(self.table.refs))
        self.of_sort = self._sorted()

    def _sorted(self) -> dict[Sort, list[int]]:
        found: dict[Sort, list[int]] = {sort: [] for sort in (DATED, *NAMED, *WORKING, UNREADABLE)}
        for node, rows in enumerate(self.nodes.rows):
            found[unsure.sort_of(self.table, rows[0])].append(node)
        return found

    def rows(self, *sorts: Sort) -> Iterator[int]:
        return (
            row for sort in sorts for node in self.of_sort[sort] for row in self.nodes.rows[node]
        )

    def per_organisation(self) -> dict[str, int]:
        found = dict.fromkeys(sorted(self.table.organisations), 0)
        for bits, times in Counter(self.nodes.organisations).items():
            for index, name in enumerate(self.table.organisations):
                found[name] += times * (bits >> index & 1)
        return found


def _inverted(nodes: Nodes, size: int) -> MutableSequence[int]:
    node_of = array("L", bytes(size * array("L").itemsize))
    for node, rows in enumerate(nodes.rows):
        for row in rows:
            node_of[row] = node
    return node_of
