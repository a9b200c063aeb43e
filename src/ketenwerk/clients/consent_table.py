"""Her answers about sharing as one table: a column for each organisation, a row for each life domain.

A page sends back how a column stood when it was drawn, and which boxes are ticked now. Comparing both with what stands
there today tells what the writer changed, and whether a colleague changed the same in between.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ketenwerk.clients.consenting import WITH_A_PARTNER
from ketenwerk.clients.models import Client, Consent
from ketenwerk.people.api import Organisation

# A place in a column: a life domain, or None for the choice about the organisation itself.
Place = uuid.UUID | None
UNASKED, ASKED, YES, OVER, NO, TAKEN = "o", "a", "j", "v", "n", "i"
SIGNS = {
    Consent.State.ASKED: ASKED,
    Consent.State.REFUSED: NO,
    Consent.State.GIVEN: YES,
    Consent.State.WITHDRAWN: TAKEN,
    Consent.State.EXPIRED: OVER,
}
S, P = Consent.Purpose.SHARE, Consent.Purpose.PLAN


def sign_of(row: Consent | None) -> str:
    """One letter for how an answer stands today."""
    if row is None:
        return UNASKED
    if row.is_over:
        return OVER
    return SIGNS[Consent.State(row.state)]


def ticks(signs: Mapping[Place, str]) -> frozenset[Place]:
    """The boxes that are ticked: a life domain counts only with the yes to the organisation."""
    if signs.get(None) != YES:
        return frozenset()
    return frozenset(place for place, sign in signs.items() if sign == YES)


@dataclass(frozen=True)
class Column:
    """What she answered about one organisation, for one purpose."""

    purpose: str
    house: Organisation
    places: tuple[Place, ...]
    rows: Mapping[Place, Consent]

    @property
    def key(self) -> str:
        return f"{self.purpose}.{self.house.id}"

    @property
    def signs(self) -> dict[Place, str]:
        return {place: sign_of(self.rows.get(place)) for place in self.places}

    @property
    def stands(self) -> str:
        """How it stands, as a page sends it back: a letter for each place, with the place."""
        return as_text(self.signs)


def as_text(signs: Mapping[Place, str]) -> str:
    return " ".join(f"{sign}:{place or ''}" for place, sign in signs.items())


def from_text(text: str) -> dict[Place, str]:
    """How a page says that it stood. What cannot be read was not on the page."""
    found: dict[Place, str] = {}
    for part in text.split():
        sign, _, place = part.partition(":")
        try:
            found[uuid.UUID(place) if place else None] = sign
        except ValueError:
            continue
    return found


def columns_of(client: Client, domains: Iterable[uuid.UUID]) -> tuple[Column, ...]:
    """Every organisation with which something can be shared, and those with which it once was."""
    answered: dict[tuple[str, uuid.UUID | None], dict[Place, Consent]] = {}
    for row in Consent.objects.filter(client=client, purpose__in=WITH_A_PARTNER):
        answered.setdefault((row.purpose, row.recipient_id), {})[row.domain_id] = row
    partner, places = Organisation.Kind.PARTNER, (None, *domains)
    houses = sorted(
        Organisation.objects.exclude(id=client.organisation_id),
        key=lambda house: (house.kind != partner, house.name),
    )
    return tuple(
        Column(purpose, house, places, answered.get((purpose, house.id), {}))
        for purpose in (S, P)
        for house in houses
        # A care provider takes no part in a joint plan; it gets what is handed over (R29).
        if (purpose, house.id) in answered
        or house.kind == partner
        or (purpose == S and house.kind == Organisation.Kind.PROVIDER)
    )


@dataclass(frozen=True)
class Sent:
    """One column as a page sends it. `whole` is a yes or a no to all of it at once."""

    key: str
    stood: Mapping[Place, str]
    ticked: frozenset[Place]
    whole: bool | None = None

    def wanted(self, column: Column) -> frozenset[Place]:
        if self.whole is None:
            return self.ticked.intersection(column.places)
        return frozenset(column.places) if self.whole else frozenset()

    def touched(self, column: Column) -> frozenset[Place]:
        """The boxes that the writer changed; a button above a column is about all of them."""
        if self.whole is not None:
            return frozenset(column.places)
        return self.wanted(column) ^ ticks(self.stood).intersection(column.places)


@dataclass(frozen=True)
class Merged:
    """What a sent column comes to. `clashes` are the places where a colleague said otherwise in between.

    `lapsing` is what she once said yes to and did not say again, now that the organisation may know something anew.
    """

    column: Column
    boxes: frozenset[Place]
    changes: tuple[tuple[Place, bool], ...] = ()
    lapsing: tuple[Place, ...] = ()
    clashes: frozenset[Place] = field(default=frozenset())

    @property
    def lacks_the_house(self) -> bool:
        return bool(self.boxes) and None not in self.boxes and self.column.signs[None] != YES

    @property
    def ends_all(self) -> bool:
        return self.column.signs[None] == YES and (None, False) in self.changes


def merge(column: Column, sent: Sent) -> Merged:
    """The wishes of the writer laid over what stands there now."""
    touched, wanted, now = sent.touched(column), sent.wanted(column), ticks(column.signs)
    boxes = (wanted & touched) | (now - touched)
    changes = _changes(column, sent, boxes)
    lapsing = _lapsing(column, boxes, changes)
    return Merged(column, boxes, changes, lapsing, _clashes(column, sent))


def _changes(column: Column, sent: Sent, boxes: frozenset[Place]) -> tuple[tuple[Place, bool], ...]:
    if sent.whole:
        return tuple((place, True) for place in column.places)
    said_yes = {place for place, sign in column.signs.items() if sign == YES}
    if None in boxes:
        now = ticks(column.signs)
        taken_back = said_yes & (now | sent.touched(column)) - boxes
        return tuple(
            (place, place in boxes)
            for place in column.places
            if place in boxes - now or place in taken_back
        )
    # A no to the organisation ends all that stands under it.
    return ((None, False),) if None in said_yes or sent.whole is False else ()


def _lapsing(
    column: Column, boxes: frozenset[Place], changes: tuple[tuple[Place, bool], ...]
) -> tuple[Place, ...]:
    """A yes that counted no longer does not come back by itself with a new yes to the organisation."""
    if None not in boxes:
        return ()
    decided = {place for place, _ in changes}
    return tuple(
        place
        for place, sign in column.signs.items()
        if sign == YES and place not in boxes and place not in decided
    )


def _clashes(column: Column, sent: Sent) -> frozenset[Place]:
    """Where the writer says yes, and a colleague said otherwise since the page was drawn. A no is never held up.

    A place that was not on the page counts as changed: nobody knows what the writer saw.
    """
    touched, wanted, after = sent.touched(column), sent.wanted(column), column.signs
    changed = {place for place in column.places if sent.stood.get(place) != after[place]}
    now = ticks(after)
    found = (touched & wanted & changed) - now
    if None in changed and None not in touched and touched & wanted and None not in now:
        found |= {None}
    return frozenset(found)
