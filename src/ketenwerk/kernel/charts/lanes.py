"""Where the cards of one partner and mode stand: side by side in lanes, running down the groups."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Rows = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A card's lane. A card for one group may share its cell: it is number `part` of `parts`."""

    lane: int
    part: int = 0
    parts: int = 1


def runs(rows: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Neighbouring rows together: 1, 2, 4 become (1, 2) and (4, 4)."""
    found: list[tuple[int, int]] = []
    for row in sorted(rows):
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return tuple(found)


def packed(cards: Sequence[Rows]) -> tuple[tuple[Place, ...], int]:
    """A place for every card, given the rows it counts for, and the number of lanes.

    A card holds its lane from its first to its last row, gaps included: the thread runs there.
    Cards for one row fill what is left, two in a cell before a lane is added.
    """
    long = [number for number, rows in enumerate(cards) if max(rows) > min(rows)]
    places = dict(_long_places(cards, long))
    occupied = {
        (row, places[number].lane)
        for number in long
        for row in range(min(cards[number]), max(cards[number]) + 1)
    }
    short: dict[int, list[int]] = {}
    for number, rows in enumerate(cards):
        if number not in places:
            short.setdefault(min(rows), []).append(number)
    taken = {row: sum(1 for each, _lane in occupied if each == row) for row in short}
    lanes = max(
        [place.lane + 1 for place in places.values()]
        + [taken[row] + -(-len(numbers) // 2) for row, numbers in short.items()],
        default=0,
    )
    for row, numbers in short.items():
        free = [lane for lane in range(lanes) if (row, lane) not in occupied]
        places.update(_short_places(numbers, free))
    return tuple(places[number] for number in range(len(cards))), lanes


def _long_places(cards: Sequence[Rows], long: list[int]) -> Iterator[tuple[int, Place]]:
    """The first lane that is free from the card's first row on: no more lanes than overlap."""
    last_row: list[int] = []
    for number in sorted(long, key=lambda each: (min(cards[each]), -max(cards[each]))):
        first = min(cards[number])
        free = next((lane for lane, last in enumerate(last_row) if last < first), len(last_row))
        last_row[free : free + 1] = [max(cards[number])]
        yield number, Place(free)


def _short_places(numbers: list[int], free: list[int]) -> Iterator[tuple[int, Place]]:
    each = -(-len(numbers) // len(free))
    for at, number in enumerate(numbers):
        lane, part = divmod(at, each)
        parts = min(each, len(numbers) - lane * each)
        yield number, Place(free[lane], part, parts)
