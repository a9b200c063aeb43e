"""Registrations that lack a full birth date or a name: sorted by what they do have, and whom they could be.

The chance that such a registration is somebody who is already counted is not assumed but tried out: people whose
names and birth dates are known are looked at as if the same facts were missing, and we see how often the person found
in that way was the right one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ketenwerk.census.table import BIRTH, CODE, FAMILY, GIVEN, Table

GROUP, WORK, WORK_ANY = CODE["given-group"], CODE["work"], CODE["work-any"]
NAMES, NAMES_SOUND, NAMES_ENDS = CODE["names"], CODE["names-sound"], CODE["names-ends"]
GIVEN_NEAR, GIVEN_SOUND = CODE["given-near"], CODE["given-sound"]
FAMILY_NEAR, FAMILY_SOUND = CODE["family-near"], CODE["family-sound"]

Keys = Callable[[Table, int], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of registration.

    `keys` are shared with likely candidates, `wider` also with possible ones. `prior` is how sure one candidate makes
    us when there is nobody to try it out on.
    """

    name: str
    keys: Keys
    wider: Keys
    prior: float | None = None


def _names(table: Table, row: int) -> tuple[list[int], list[int]]:
    return table.of_kind(row, GIVEN, GROUP), table.of_kind(row, FAMILY)


def one_name_and_date(table: Table, row: int) -> Iterator[int]:
    for birth in table.of_kind(row, BIRTH):
        for name in table.of_kind(row, GIVEN, GROUP, FAMILY):
            yield hash((birth, name))


def names_and_year(table: Table, row: int) -> Iterator[int]:
    """Both names of one year, with room for a slip in one of them or the same sound of both."""
    given, family = _names(table, row)
    if not given or not family:
        return
    near_given, near_family = table.of_kind(row, GIVEN_NEAR), table.of_kind(row, FAMILY_NEAR)
    sounds = table.of_kind(row, GIVEN_SOUND), table.of_kind(row, FAMILY_SOUND)
    for left, right in ((given, family), (given, near_family), (near_given, family), sounds):
        for one in left:
            for other in right:
                yield hash((one, other) if one < other else (other, one))


def names_only(table: Table, row: int) -> list[int]:
    return table.of_kind(row, NAMES, NAMES_SOUND)


def names_roughly(table: Table, row: int) -> list[int]:
    return table.of_kind(row, NAMES, NAMES_SOUND, NAMES_ENDS)


def one_name_and_year(table: Table, row: int) -> list[int]:
    return table.of_kind(row, GIVEN, GROUP, FAMILY)


def work_and_year(table: Table, row: int) -> list[int]:
    return table.of_kind(row, WORK)


def work_only(table: Table, row: int) -> list[int]:
    return table.of_kind(row, WORK_ANY)


def nothing(_table: Table, _row: int) -> list[int]:
    return []


DATED = Sort("full birth date and both names", nothing, nothing)
NAMED = (
    Sort("one name and birth date", one_name_and_date, one_name_and_date, 0.9),
    Sort("both names and birth year", names_and_year, names_and_year, 0.9),
    Sort("both names", names_only, names_roughly, 0.9),
    Sort("one name and birth year", one_name_and_year, one_name_and_year),
)
WORKING = (
    Sort("working name and birth year", work_and_year, work_and_year),
    Sort("working name", work_only, work_only),
)
UNREADABLE = Sort("refused or nothing to go by", nothing, nothing)


def sort_of(table: Table, row: int) -> Sort:
    given, family = table.knows(row, GIVEN), table.knows(row, FAMILY)
    birth, names = table.knows(row, BIRTH), table.knows(row, NAMES)
    if names:
        return DATED if birth else NAMED[1] if given else NAMED[2]
    if given or family:
        return NAMED[0] if birth else NAMED[3]
    if table.knows(row, WORK_ANY):
        return WORKING[0] if table.knows(row, WORK) else WORKING[1]
    return UNREADABLE


def holders(
    table: Table, sort: Sort, wanted: set[int], rows: Iterable[int]
) -> dict[int, list[int]]:
    """For each wanted key the rows that have it."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        for key in wanted.intersection(sort.keys(table, row)):
            found[key].append(row)
    return found
