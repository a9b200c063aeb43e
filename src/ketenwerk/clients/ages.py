"""Turning 18 or 23 changes the route (R19): a flag for who works with her, on no list of anybody else."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from ketenwerk.access.api import Permission, get
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.dossier import read_identity
from ketenwerk.clients.link_tokens import Identity
from ketenwerk.clients.models import Client
from ketenwerk.kernel import clock
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.people.api import Actor

STEPS = (18, 23)
AHEAD = timedelta(days=60)
YOUNG = frozenset(
    {
        Client.AgeBand.UNDER_12,
        Client.AgeBand.FROM_12,
        Client.AgeBand.FROM_16,
        Client.AgeBand.FROM_18,
    }
)
ROUTES = {
    18: "Bespreek de overgang van jeugdhulp naar hulp voor volwassenen.",
    23: "Bespreek de overgang van de jongerentak naar de volwassenenroute.",
}


@dataclass(frozen=True)
class AgeFlag:
    client: uuid.UUID
    code: str
    called: str
    age: int
    words: str


def step_of(identity: Identity, registered_on: date, seen: int) -> tuple[int, str] | None:
    """The change of route that is due and was not dealt with: the age, and how near it is, in words without a date.

    With a birth date from 60 days ahead; by the year alone from the first of January of that year, so that
    nobody is missed. Who was older at registration has no change of route.
    """
    for age in reversed(STEPS):
        due = _due(identity, age)
        if due is None or seen >= age or _reached_surely(identity, age) <= registered_on:
            continue
        if clock.today() >= due:
            return age, _words(identity, age)
    return None


def _due(identity: Identity, age: int) -> date | None:
    if identity.birth_date:
        return birthday(identity.birth_date, age) - AHEAD
    return date(identity.birth_year + age, 1, 1) if identity.birth_year else None


def _reached_surely(identity: Identity, age: int) -> date:
    """The day on which she certainly has this age."""
    if identity.birth_date:
        return birthday(identity.birth_date, age)
    return date((identity.birth_year or 0) + age, 12, 31)


def _words(identity: Identity, age: int) -> str:
    if clock.today() >= _reached_surely(identity, age):
        return f"Is {age} geworden"
    return f"Wordt binnenkort {age}" if identity.birth_date else f"Wordt dit jaar {age}"


def birthday(born: date, age: int) -> date:
    """The day somebody turns this age; born on 29 February: 1 March in a year without."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def on_the_way() -> Q:
    """Who was young enough at registration to come to a change of route."""
    return Q(age_band__in=YOUNG) & ~Q(state=Client.State.CLOSED)


def flags_of(rows: Iterable[Client], keys: Mapping[uuid.UUID, bytes]) -> tuple[AgeFlag, ...]:
    """The flags of these clients, of whoever has one; not logged here."""
    flags = []
    for row in rows:
        if row.id not in keys or row.age_band not in YOUNG or row.state == Client.State.CLOSED:
            continue
        step = step_of(read_identity(row, keys[row.id]), row.registered_on, row.age_seen)
        if step:
            called = unseal_from(row, keys[row.id], "called")
            flags.append(AgeFlag(row.id, row.code, called, step[0], step[1]))
    return tuple(flags)


def deal_with_age(*, by: Actor, client: uuid.UUID, age: int) -> bool:
    """The change of route at 18 or 23 was talked about; the flag goes. Another age changes nothing and gives False."""
    row = get(by, Permission.CLIENT_EDIT, Client, id=client)
    if age not in STEPS:
        return False
    Client.objects.filter(id=row.id, age_seen__lt=age).update(age_seen=age)
    record(by=by, event=events.AGE_DEALT_WITH, target=row, subjects=[row.id], age=age)
    return True
