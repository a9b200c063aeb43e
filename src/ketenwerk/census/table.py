"""All registrations of one count in flat arrays: an organisation and the tokens, as numbers that can only be compared."""

from array import array
from collections.abc import Hashable, Iterable, Iterator, MutableSequence
from dataclasses import dataclass, field

from ketenwerk.clients.link_tokens import Token

KINDS = (
    "given",
    "given-group",
    "given-sound",
    "given-near",
    "given-ends",
    "family",
    "family-sound",
    "family-near",
    "family-ends",
    "work",
    "birth",
    "birth-swap",
    "birth-part",
    "names",
    "names-sound",
    "names-ends",
    "work-any",
)
CODE = {kind: code for code, kind in enumerate(KINDS)}
BIRTH, SWAP, GIVEN, FAMILY = (CODE[kind] for kind in ("birth", "birth-swap", "given", "family"))
VALUE_BYTES = 8


@dataclass(frozen=True, slots=True)
class Registration:
    """One person at one organisation. Without consent the tokens are not read, and should not have been made."""

    ref: Hashable
    organisation: str
    consent: bool
    tokens: tuple[Token, ...] = ()


@dataclass(slots=True)
class Table:
    """Rows stand in an order that does not depend on the order in which they came."""

    refs: list[Hashable] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    organisation: list[int] = field(default_factory=list)
    start: MutableSequence[int] = field(default_factory=lambda: array("Q", [0]))
    kinds: bytearray = field(default_factory=bytearray)
    values: MutableSequence[int] = field(default_factory=lambda: array("Q"))
    known: MutableSequence[int] = field(default_factory=lambda: array("I"))
    rows: list[int] = field(default_factory=list)

    def facts(self, row: int) -> Iterator[tuple[int, int]]:
        """The tokens of a row as (code of the kind, value)."""
        low, high = self.start[row], self.start[row + 1]
        return zip(self.kinds[low:high], self.values[low:high], strict=True)

    def of_kind(self, row: int, *codes: int) -> list[int]:
        return [value for code, value in self.facts(row) if code in codes]

    def knows(self, row: int, code: int) -> bool:
        return bool(self.known[row] >> code & 1)


def read(registrations: Iterable[Registration]) -> Table:
    table = Table()
    number: dict[str, int] = {}
    for registration in registrations:
        index = number.setdefault(registration.organisation, len(number))
        _append(table, registration, index)
    table.organisations = list(number)
    table.rows = _steady_order(table)
    return table


def _append(table: Table, registration: Registration, organisation: int) -> None:
    known = 0
    for kind, value in registration.tokens if registration.consent else ():
        code = CODE[kind]
        known |= 1 << code
        table.kinds.append(code)
        table.values.append(int.from_bytes(value[:VALUE_BYTES]))
    table.refs.append(registration.ref)
    table.organisation.append(organisation)
    table.start.append(len(table.values))
    table.known.append(known)


def _steady_order(table: Table) -> list[int]:
    """By organisation, then by the sum of the tokens, which says as little as a token does."""
    sums = [
        sum(table.values[table.start[row] : table.start[row + 1]]) for row in range(len(table.refs))
    ]
    names = table.organisations
    return sorted(range(len(sums)), key=lambda row: (names[table.organisation[row]], sums[row]))
