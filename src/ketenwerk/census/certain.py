"""Links that nobody needs to weigh: same full birth date, same given name, and the same family name: a part of it
is enough, and one slip of the pen or another spelling of the same sound is allowed.

Registrations that are certainly one person become one node. The rest of the count works on nodes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ketenwerk.census.groups import Groups
from ketenwerk.census.table import BIRTH, CODE, FAMILY, GIVEN, Table

FAMILY_SOUND, FAMILY_NEAR = CODE["family-sound"], CODE["family-near"]


@dataclass(frozen=True, slots=True)
class Nodes:
    """A node is one certain person: its rows, and its organisations as bits."""

    rows: list[list[int]]
    organisations: list[int]

    def __len__(self) -> int:
        return len(self.rows)


def nodes(table: Table) -> Nodes:
    """First the doubles inside an organisation, then over organisations; never two of one organisation in a node."""
    people = Groups([1 << organisation for organisation in table.organisation])
    for rows in _born_on_one_day(table):
        keys = {row: {*_keys(table, row)} for row in rows}
        own = _own_doubles(table, keys)
        for row, double in own.items():
            people.join(row, double)
        _over_organisations(keys, own, people)
    return _gathered(table, people)


def _born_on_one_day(table: Table) -> Iterable[list[int]]:
    days: defaultdict[int, list[int]] = defaultdict(list)
    for row in table.rows:
        for birth in table.of_kind(row, BIRTH):
            days[birth].append(row)
    return days.values()


def _keys(table: Table, row: int) -> Iterator[int]:
    """Numbers that two registrations of one day share when they are certainly one person."""
    for given in table.of_kind(row, GIVEN):
        for family in table.of_kind(row, FAMILY):
            yield hash((given, family) if given < family else (family, given))
        for family in table.of_kind(row, FAMILY, FAMILY_SOUND, FAMILY_NEAR):
            yield hash((given, family, given))


def _own_doubles(table: Table, keys: dict[int, set[int]]) -> dict[int, int]:
    """For each row the first row of the same person in the same organisation."""
    rows = [*keys]
    groups = Groups(bytes(len(rows)))
    first: dict[tuple[int, int], int] = {}
    for place, row in enumerate(rows):
        for key in keys[row]:
            groups.join(place, first.setdefault((table.organisation[row], key), place))
    return {row: rows[groups.head(place)] for place, row in enumerate(rows)}


def _over_organisations(keys: dict[int, set[int]], own: dict[int, int], people: Groups) -> None:
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for row, shared in keys.items():
        for key in sorted(shared):
            if not any(people.join_as_one_person(row, holder) for holder in holders[key]):
                holders[key].append(own[row])


def _gathered(table: Table, people: Groups) -> Nodes:
    rows: dict[int, list[int]] = {}
    for row in table.rows:
        rows.setdefault(people.head(row), []).append(row)
    return Nodes(list(rows.values()), [people.organisations[head] for head in rows])
