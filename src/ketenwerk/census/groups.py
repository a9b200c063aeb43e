"""Groups that grow by joining: which numbers belong together, and which organisations a group already has."""

from collections.abc import Sequence


class Groups:
    """Disjoint groups of 0..n-1. Each group carries the organisations of its members as bits of a number."""

    def __init__(self, organisations: Sequence[int]) -> None:
        self._parent = list(range(len(organisations)))
        self.organisations = list(organisations)

    def head(self, one: int) -> int:
        parent = self._parent
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.head(one), self.head(other)))
        if first != second:
            self._parent[second] = first
            self.organisations[first] |= self.organisations[second]

    def join_as_one_person(self, one: int, other: int) -> bool:
        """Joins unless both already have a person in the same organisation: those are known to be two."""
        first, second = self.head(one), self.head(other)
        if first != second and self.organisations[first] & self.organisations[second]:
            return False
        self.join(first, second)
        return True
