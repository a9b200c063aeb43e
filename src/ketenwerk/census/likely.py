"""The estimate: likely links are made, and whoever could not be compared adds a tried-out share."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from ketenwerk.census import evidence, unsure
from ketenwerk.census.groups import Groups
from ketenwerk.census.known import Known
from ketenwerk.census.unsure import DATED, NAMED, UNREADABLE, WORKING, Sort

MOST_TRIED = 5000
MOST_HOLDERS = 100
MANY = 6
# A chance that rests on few examples is held back by this many examples of what we expected beforehand.
DOUBT = 1
RESERVE = 3


@dataclass(slots=True)
class Estimate:
    """`people` holds who is taken together, and grows while `total` works through the registrations."""

    known: Known
    pairs: list[tuple[int, int]]
    people: Groups = field(init=False)

    def __post_init__(self) -> None:
        self.people = Groups(self.known.nodes.organisations)

    def total(self) -> float:
        """The people with full birth dates, and what each other sort of registration is expected to add."""
        for pair in _strongest_first(self.pairs):
            self.people.join_as_one_person(*evidence.split(pair))
        dated = {self.people.head(node) for node in self.known.of_sort[DATED]}
        sizes = [self.people.organisations[head].bit_count() for head in dated]
        repeats = _Repeats(sum(sizes), len(sizes), sizes.count(1))
        total, comparable = float(len(dated)), sum(sizes)
        for place, sort in enumerate((*NAMED, *WORKING)):
            if self.known.of_sort[sort]:
                total += self._new_people(
                    sort, (DATED, *(*NAMED, *WORKING)[:place]), repeats.share()
                )
                comparable += len(self.known.of_sort[sort])
        return total + len(self.known.of_sort[UNREADABLE]) * (1 - repeats.share(total, comparable))

    def _new_people(self, sort: Sort, among: tuple[Sort, ...], again: float) -> float:
        """How many people these registrations are expected to add."""
        rows, tried = [*self.known.rows(sort)], self._to_try_out(sort)
        wanted = {key for row in chain(rows, tried) for key in sort.keys(self.known.table, row)}
        holders = unsure.holders(self.known.table, sort, wanted, self.known.rows(*among))
        chance = _Chance(0.0 if sort.prior else again, again if sort.prior is None else sort.prior)
        for row in tried:
            chance.learn(len(self._candidates(sort, row, holders)), known=self._is_elsewhere(row))
        return sum(1 - self._place(sort, row, holders, chance) for row in rows)

    def _to_try_out(self, sort: Sort) -> list[int]:
        able = [
            row
            for row in self.known.rows(DATED)
            if any(True for _ in sort.keys(self.known.table, row))
        ]
        return able[:: max(1, len(able) // MOST_TRIED)]

    def _candidates(self, sort: Sort, row: int, holders: dict[int, list[int]]) -> set[int]:
        """People at other organisations whom this registration could be."""
        own, found = 1 << self.known.table.organisation[row], set()
        me = self.people.head(self.known.node_of[row])
        for key in sort.keys(self.known.table, row):
            for holder in holders.get(key, ())[:MOST_HOLDERS]:
                person = self.people.head(self.known.node_of[holder])
                elsewhere = (
                    self.known.table.organisation[holder] != self.known.table.organisation[row]
                )
                if elsewhere and (person == me or not self.people.organisations[person] & own):
                    found.add(person)
        return found

    def _is_elsewhere(self, row: int) -> bool:
        return self.people.organisations[self.people.head(self.known.node_of[row])].bit_count() > 1

    def _place(
        self, sort: Sort, row: int, holders: dict[int, list[int]], chance: "_Chance"
    ) -> float:
        """The chance that this registration is somebody already counted; joins when there is one likely candidate."""
        candidates = self._candidates(sort, row, holders)
        known = chance.of(len(candidates))
        if len(candidates) == 1 and known > 1 / 2:
            self.people.join_as_one_person(self.known.node_of[row], candidates.pop())
        for key in set(sort.keys(self.known.table, row)):
            holders.setdefault(key, []).append(row)
        return known


def _strongest_first(pairs: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Strong pairs first; among equals those whose nodes have the fewest other candidates."""
    rivals = Counter(chain.from_iterable(evidence.split(pair) for _, pair in pairs))

    def order(link: tuple[int, int]) -> tuple[int, int, int]:
        one, other = evidence.split(link[1])
        return -link[0], rivals[one] + rivals[other], link[1]

    return (pair for _, pair in sorted(pairs, key=order))


@dataclass(frozen=True, slots=True)
class _Repeats:
    """What people with full birth dates show about coming to more than one organisation."""

    registrations: int
    people: int
    at_one_place: int

    def share(self, people: float = 0, registrations: int = 0) -> float:
        """For who cannot be compared: the chance of being somebody who is counted elsewhere.

        If people refuse everywhere, that is the share of registrations beyond a person's first. If they refuse at one
        organisation and not at another, it is the share that is not a person's only registration. Nobody knows which;
        consent is asked at each organisation anew, so the second weighs twice.
        """
        first = self.registrations - self.people
        if not first:
            return 0.0
        ratio = (self.registrations - self.at_one_place) / first
        all_people, all_registrations = people or self.people, registrations or self.registrations
        beyond_first = (all_registrations - all_people) / (all_registrations + RESERVE)
        return min(1.0, max(0.0, beyond_first) * (1 + 2 * ratio) / 3)


class _Chance:
    """The chance of being known already, by number of candidates."""

    def __init__(self, without_candidate: float, with_candidate: float) -> None:
        self._right = [DOUBT * without_candidate, *[DOUBT * with_candidate] * MANY]
        self._tried = [float(DOUBT)] * (MANY + 1)

    def learn(self, candidates: int, *, known: bool) -> None:
        place = min(candidates, MANY)
        self._right[place] += known
        self._tried[place] += 1

    def of(self, candidates: int) -> float:
        place = min(candidates, MANY)
        return self._right[place] / self._tried[place]
