"""What a row says otherwise than the dossier: shown beside each other, and put right only where somebody ticks it."""

import hmac
import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace

from ketenwerk.clients.api import (
    Details,
    Dossier,
    GroupRefused,
    Identity,
    correct_details,
    corrections_of,
    details_of,
    dossier,
    move_group,
)
from ketenwerk.exchange.rows import Registration
from ketenwerk.kernel import clock, dutch
from ketenwerk.people.api import Actor

NAME, BIRTH, GROUP, TOWN = "naam", "geboorte", "groep", "gemeente"
REASON = "Zo staat het in het eigen systeem van de organisatie."


@dataclass(frozen=True)
class Offer:
    """One difference. `token` stands for this row, this field and what stood there: ticked later, it holds no more
    when somebody changed the dossier in between.
    """

    field: str
    now: str
    new: str
    token: str


def offers_for(actor: Actor, client: uuid.UUID, row: Registration, key: bytes) -> tuple[Offer, ...]:
    """The differences between a row and a dossier. An empty cell is no difference: it never takes away."""
    opened = dossier(actor, client)
    now = details_of(opened)
    return tuple(
        Offer(field, before, after, _token(key, client, field, before, after))
        for field, before, after in (
            (NAME, *_name(now, row)),
            (BIRTH, *_birth(now.identity, row.identity)),
            (GROUP, *_group(opened, row)),
            (TOWN, *_town(now, row)),
        )
        if after and before != after
    )


def _name(now: Details, row: Registration) -> tuple[str, str]:
    known = {now.called, now.identity.working_name}
    return now.identity.working_name or now.called, "" if row.called in known else row.called


def _birth(now: Identity, new: Identity) -> tuple[str, str]:
    if new.birth_date:
        before = dutch.full_day(now.birth_date) if now.birth_date else str(now.year or "")
        return before, dutch.full_day(new.birth_date)
    return str(now.year or ""), str(new.year or "")


def _group(opened: Dossier, row: Registration) -> tuple[str, str]:
    return opened.group, row.group.label if opened.group else ""


def _town(now: Details, row: Registration) -> tuple[str, str]:
    before = now.municipality.name if now.municipality else ""
    return before, row.municipality.name if row.municipality else ""


def _token(key: bytes, client: uuid.UUID, *parts: str) -> str:
    text = "\x1f".join(["offer", str(client), *parts])
    return hmac.digest(key, text.encode(), "sha256").hex()[:24]


def put_right(*, by: Actor, client: uuid.UUID, row: Registration, fields: Collection[str]) -> None:
    """Puts the ticked fields right, with their history. Raises GroupRefused when the group cannot change today."""
    if GROUP in fields:
        move_group(by=by, client=client, group=row.group, start=clock.today(), reason=REASON)
    if set(fields) - {GROUP}:
        opened = dossier(by, client)
        details = _with(details_of(opened), row, fields)
        correct_details(by=by, client=client, details=details, seen=corrections_of(opened.client))


def _with(now: Details, row: Registration, fields: Collection[str]) -> Details:
    who, called = now.identity, now.called
    if NAME in fields:
        # Who is called by the working name, is called by the new one; her own choice of a name stays (D7).
        called = row.called if called in {who.working_name, ""} else called
        who = replace(who, working_name=row.called)
    if BIRTH in fields:
        new = row.identity
        who = replace(who, birth_date=new.birth_date, birth_year=new.birth_year)
    town = row.municipality if TOWN in fields else now.municipality
    return replace(now, called=called, identity=who, municipality=town)


__all__ = ["GroupRefused", "Offer", "offers_for", "put_right"]
