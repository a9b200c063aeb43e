"""The lower bound: every possible link is made."""

from collections import Counter
from collections.abc import Iterable

from ketenwerk.census import evidence
from ketenwerk.census.groups import Groups
from ketenwerk.census.known import Known
from ketenwerk.census.unsure import DATED, NAMED, Sort


def fewest(known: Known, possible: Iterable[int]) -> int:
    """The least number of people that the evidence allows.

    Whoever could be one person stands in one cluster. A cluster holds at least as many people as its largest
    organisation has in it, and at least as many as its better known parts need on their own. Clusters grow in
    steps, from full birth dates to names alone, and end with everybody: who refused may be anybody elsewhere.
    """
    clusters, seen = Groups(bytes(len(known.nodes))), [*known.of_sort[DATED]]
    for pair in possible:
        clusters.join(*evidence.split(pair))
    need = _needed(known, {}, clusters, seen)
    for place, sort in enumerate(NAMED):
        if known.of_sort[sort]:
            seen += known.of_sort[sort]
            _join_whoever_could_be_one(known, clusters, sort, (DATED, *NAMED[: place + 1]))
            need = _needed(known, need, clusters, seen)
    return max(sum(need.values()), *known.per_organisation().values(), 0)


def _join_whoever_could_be_one(
    known: Known, clusters: Groups, sort: Sort, among: tuple[Sort, ...]
) -> None:
    wanted = {key for row in known.rows(sort) for key in sort.wider(known.table, row)}
    first: dict[int, int] = {}
    for row in known.rows(*among):
        for key in wanted.intersection(sort.wider(known.table, row)):
            clusters.join(known.node_of[row], first.setdefault(key, known.node_of[row]))


def _needed(
    known: Known, before: dict[int, int], clusters: Groups, seen: list[int]
) -> dict[int, int]:
    parts: Counter[int] = Counter()
    for head, need in before.items():
        parts[clusters.head(head)] += need
    present = Counter((clusters.head(node), known.nodes.organisations[node]) for node in seen)
    return _largest(present, parts)


def _largest(present: Counter[tuple[int, int]], parts: Counter[int]) -> dict[int, int]:
    """For each cluster the people of its largest organisation, or what its parts need when that is more."""
    size: Counter[tuple[int, int]] = Counter()
    for (head, organisations), times in present.items():
        for index in range(organisations.bit_length()):
            if organisations >> index & 1:
                size[head, index] += times
    need = dict(parts)
    for (head, _), times in size.items():
        need[head] = max(need.get(head, 0), times)
    return need
