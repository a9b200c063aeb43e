"""What speaks for two nodes with full birth dates being one person: pairs that are likely, and pairs that are possible.

Pairs are only sought among nodes with the same birth date (or day and month changed about) that share a name token,
and among namesakes with nearly the same date. A token that too many nodes of one date share seeks no pairs.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, MutableSequence
from dataclasses import dataclass, field
from itertools import combinations

from ketenwerk.census.certain import Nodes
from ketenwerk.census.table import BIRTH, CODE, KINDS, SWAP, Table

# How far a token carries: 3 the same name, 2 one slip of the pen or the same sound, 1 the same first or last letters.
_LEVEL = {"": 3, "group": 3, "sound": 2, "near": 2, "ends": 1}
MOST_SHARING = 60
MOST_NAMESAKES = 9
# A given name is rare when at most one other person of that birth year has it.
MOST_OF_A_NAME = 3
# People on one birth date: names need to agree less where chance meetings are rare.
VERY_FEW, FEW = 5, 12
# A pair counts as a link only when fewer than one in twenty such pairs is expected by chance.
CHANCE = 1 / 20
DAYS = 365
# Two of day, month and year agree between two random dates about once in 180.
NEAR_BY_CHANCE = 1 / 180
# Near dates are believed when they turn up three times as often as chance would have it.
MORE_THAN_CHANCE = 3

_BITS, _MASK, _LOW = 32, (1 << 32) - 1, 15
_BIRTH_PART, _NAMES, _WORK = CODE["birth-part"], CODE["names"], CODE["work"]
_COUNTED = (CODE["given"], CODE["given-group"], CODE["family"], _WORK)
_WORK_AGREES, _RARE, _GIVEN_IS_RARE = 1 << 8, 1 << 10, 1 << 11


def _slot(one: str, other: str) -> tuple[int, int]:
    """Where a shared token of these kinds is noted (bits to shift) and how far it carries."""
    if one == other == "work":
        return 8, 1
    (role, _, rule), (other_role, _, other_rule) = one.partition("-"), other.partition("-")
    if not {role, other_role} <= {"given", "family"}:
        return 0, 0
    return 2 * ((role == "family") + 2 * (other_role == "family")), min(
        _LEVEL[rule], _LEVEL[other_rule]
    )


_SLOTS = [[_slot(one, other) for other in KINDS] for one in KINDS]


@dataclass(slots=True)
class Pairs:
    """Possible pairs, and likely ones with how strong they are; a pair is two node numbers in one number."""

    possible: MutableSequence[int] = field(default_factory=lambda: array("Q"))
    likely: list[tuple[int, int]] = field(default_factory=list)

    def add(self, pair: int, strength: int) -> None:
        self.possible.append(pair)
        if strength:
            self.likely.append((strength, pair))


def split(pair: int) -> tuple[int, int]:
    return pair >> _BITS, pair & _MASK


def pairs(table: Table, nodes: Nodes, dated: list[int]) -> Pairs:
    found = Pairs()
    birth = {node: _only(table, nodes, node, BIRTH) for node in dated}
    common = Counter(
        value for node in dated for code, value in _facts(table, nodes, node) if code in _COUNTED
    )
    for block in _blocks((_only(table, nodes, node, SWAP), node) for node in dated):
        for pair, agreement in _agreements(table, nodes, block, common).items():
            one, other = split(pair)
            _weigh(found, pair, agreement, same_day=birth[one] == birth[other], on_day=len(block))
    _near_dates(table, nodes, dated, found)
    return found


def _only(table: Table, nodes: Nodes, node: int, code: int) -> int:
    return table.of_kind(nodes.rows[node][0], code)[0]


def _facts(table: Table, nodes: Nodes, node: int) -> Iterable[tuple[int, int]]:
    rows = nodes.rows[node]
    if len(rows) == 1:
        return table.facts(rows[0])
    return {fact: None for row in rows for fact in table.facts(row)}


def _blocks(keyed: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    blocks: defaultdict[int, list[int]] = defaultdict(list)
    for key, node in keyed:
        blocks[key].append(node)
    return (block for block in blocks.values() if len(block) > 1)


def _agreements(
    table: Table, nodes: Nodes, block: list[int], common: Counter[int]
) -> dict[int, int]:
    """For each pair in the block what its names have in common, noted in bits."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for node in block:
        for code, value in _facts(table, nodes, node):
            if code <= _WORK:
                holders[value].append(node << 4 | code)
    noted: dict[int, int] = {}
    for value, sharing in holders.items():
        if 1 < len(sharing) <= MOST_SHARING:
            _note(noted, sharing, nodes.organisations, common[value])
    return noted


def _note(noted: dict[int, int], sharing: list[int], organisations: list[int], times: int) -> None:
    for one, other in combinations(sharing, 2):
        if organisations[one >> 4] & organisations[other >> 4]:
            continue
        shift, level = _SLOTS[one & _LOW][other & _LOW]
        pair = (one >> 4) << _BITS | other >> 4
        so_far = noted.get(pair, 0)
        if (so_far >> shift) & 3 < level:
            so_far = so_far & ~(3 << shift) | level << shift
        if times <= CHANCE * DAYS and (level == 3 or shift == 8):
            so_far |= _RARE | (_GIVEN_IS_RARE if shift == 0 and times <= MOST_OF_A_NAME else 0)
        noted[pair] = so_far


def _weigh(found: Pairs, pair: int, agreement: int, *, same_day: bool, on_day: int) -> None:
    weak, strong = _both_names(agreement)
    work = bool(agreement & _WORK_AGREES)
    if same_day:
        names = _names_suffice(weak, strong, rare=bool(agreement & _RARE), on_day=on_day)
        likely = names or (work and strong >= 2) or agreement & _GIVEN_IS_RARE
        possible = weak or (work and strong) or ((work or strong == 3) and agreement & _RARE)
    else:
        likely = weak + strong >= 5 or (work and strong == 3)
        possible = weak + strong >= 4
    if likely or possible:
        found.add(pair, (weak + strong + work + 2 * same_day) if likely else 0)


def _names_suffice(weak: int, strong: int, *, rare: bool, on_day: int) -> bool:
    """The more people share one birth date, the better their names have to agree."""
    if on_day <= VERY_FEW:
        return weak >= 1 and strong >= 2
    if on_day <= FEW or rare:
        return weak >= 1 and weak + strong >= 4
    return weak >= 2


def _both_names(agreement: int) -> tuple[int, int]:
    """How well given and family names agree, the weaker first; also when one organisation changed them about."""
    given, crossed, back, family = (agreement >> shift & 3 for shift in (0, 2, 4, 6))
    straight, swapped = sorted((given, family)), sorted((crossed, back))
    weak, strong = max(straight, swapped)
    return weak, strong


def _near_dates(table: Table, nodes: Nodes, dated: list[int], found: Pairs) -> None:
    """Namesakes whose dates differ in one of day, month and year; only where a name is rare."""
    tried, near = 0, []
    names = (
        (name, node)
        for node in dated
        for name in {n for r in nodes.rows[node] for n in table.of_kind(r, _NAMES)}
    )
    for block in _blocks(names):
        if len(block) > MOST_NAMESAKES:
            continue
        for one, other in combinations(block, 2):
            if nodes.organisations[one] & nodes.organisations[other]:
                continue
            shared = _shared_date_parts(table, nodes.rows[one][0], nodes.rows[other][0])
            tried += shared < 3
            if shared == 1:
                near.append(one << _BITS | other)
    believed = len(near) > MORE_THAN_CHANCE * NEAR_BY_CHANCE * tried
    for pair in near:
        found.add(pair, int(believed))


def _shared_date_parts(table: Table, one: int, other: int) -> int:
    return len({*table.of_kind(one, _BIRTH_PART)} & {*table.of_kind(other, _BIRTH_PART)})
