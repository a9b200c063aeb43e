"""How many different people stand behind the registrations of several organisations: a number with its range.

`upper` makes only the certain links, `lower` makes all possible ones, `estimate` makes the likely ones and adds to that
the tried-out chance for whoever could not be compared. Nobody can see from the answer who was linked with whom.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from ketenwerk.census import evidence
from ketenwerk.census.fewest import fewest
from ketenwerk.census.known import Known
from ketenwerk.census.likely import Estimate
from ketenwerk.census.table import Registration, read
from ketenwerk.census.unsure import DATED

__all__ = ["Count", "Registration", "count", "links"]


@dataclass(frozen=True, slots=True)
class Count:
    lower: int
    estimate: int
    upper: int
    per_organisation: dict[str, int]
    sum_of_organisations: int


def count(registrations: Iterable[Registration]) -> Count:
    known = Known(read(registrations))
    pairs = evidence.pairs(known.table, known.nodes, known.of_sort[DATED])
    own = known.per_organisation()
    lower, upper = fewest(known, pairs.possible), len(known.nodes)
    likely = int(Estimate(known, pairs.likely).total() + 0.5)
    return Count(lower, min(max(lower, likely), upper), upper, own, sum(own.values()))


def links(registrations: Iterable[Registration]) -> list[list[Hashable]]:
    """Who was taken for one person in the estimate. For measuring quality on invented people, never for a screen."""
    known = Known(read(registrations))
    pairs = evidence.pairs(known.table, known.nodes, known.of_sort[DATED])
    estimate = Estimate(known, pairs.likely)
    estimate.total()
    groups: defaultdict[int, list[Hashable]] = defaultdict(list)
    for node, rows in enumerate(known.nodes.rows):
        groups[estimate.people.head(node)].extend(known.table.refs[row] for row in rows)
    return list(groups.values())
