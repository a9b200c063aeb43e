"""Putting a dossier right: each change leaves what stood there."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ketenwerk.access.api import Permission, get, open_key
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.dossier import (
    SCREENINGS,
    Talking,
    age_band,
    identity_text,
    read_identity,
    read_talking,
)
from ketenwerk.clients.link_tokens import Identity
from ketenwerk.clients.marks import mark_anew
from ketenwerk.clients.models import Client, Correction
from ketenwerk.clients.queries import Dossier
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into, unseal_from
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Municipality

# Each field that can be put right, with its name on screen.
CORRECTED = Correction.Field.choices
EMPTY = "niets"


@dataclass(frozen=True)
class Details:
    """Everything about her that can be put right, as it should stand."""

    called: str
    identity: Identity
    own_words: str
    talking: Talking
    language: str
    interpreter: bool
    plain_words: bool
    municipality: Municipality | None
    ground: str
    ground_since: date | None


class DetailsChanged(Exception):  # noqa: N818
    """Somebody else put something right while this form was open. Holds which fields, in words."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def correct_details(*, by: Actor, client: uuid.UUID, details: Details, seen: int) -> list[str]:
    """Puts the details right and gives the fields that changed. `seen` is the number of corrections the writer saw."""
    found = get(by, Permission.CLIENT_EDIT, Client, id=client)
    rows = Client.objects.select_for_update(of=("self",)).select_related("municipality")
    row = rows.get(id=found.id)
    _check_unchanged(row, seen)
    key = open_key(by=by, dossier=row.id)
    before = _read(row, key)
    old, new = words_of(before), words_of(details)
    changed = [field for field in Correction.Field.values if old[field] != new[field]]
    if not changed:
        return []
    for field in changed:
        _trace(by, row, key, field, old[field])
    _write(row, key, details)
    if details.identity != before.identity:
        mark_anew(by, row, details.identity)
    record(
        by=by, event=events.EDITED, target=row, subjects=[row.id], fields=",".join(sorted(changed))
    )
    return changed


def corrections_of(client: Client) -> int:
    return Correction.objects.filter(client=client).count()


def _check_unchanged(client: Client, seen: int) -> None:
    rows = Correction.objects.filter(client=client).order_by("at")
    later = list(rows[seen:]) if rows.count() != seen else []
    if later:
        raise DetailsChanged(list(dict.fromkeys(row.get_field_display() for row in later)))


def _read(client: Client, key: bytes) -> Details:
    return Details(
        called=unseal_from(client, key, "called"),
        identity=read_identity(client, key),
        own_words=unseal_from(client, key, "own_words"),
        talking=read_talking(client, key),
        language=client.language,
        interpreter=client.interpreter,
        plain_words=client.plain_words,
        municipality=client.municipality,
        ground=client.ground,
        ground_since=client.ground_since,
    )


def words_of(details: Details) -> Mapping[str, str]:
    """Each field as a person reads it; also what is kept of it when it is put right."""
    who, talking = details.identity, details.talking
    return {
        "called": details.called,
        "given_name": who.given_name,
        "family_name": who.family_name,
        "working_name": who.working_name,
        "birth_date": _day(who.birth_date),
        "birth_year": str(who.year or ""),
        "pronoun": talking.pronoun,
        "own_words": details.own_words,
        "language": details.language,
        "interpreter": _yes(given=details.interpreter),
        "plain_words": _yes(given=details.plain_words),
        "support": talking.support,
        "screening": SCREENINGS[talking.screening],
        "municipality": details.municipality.name if details.municipality else "",
        "ground": Client.Ground(details.ground).label,
        "ground_since": _day(details.ground_since),
    }


def _day(day: date | None) -> str:
    return dutch.full_day(day) if day else ""


def _yes(*, given: bool) -> str:
    return "ja" if given else "nee"


def _trace(by: Actor, client: Client, key: bytes, field: str, before: str) -> None:
    row = Correction(
        id=new_id(),
        organisation_id=client.organisation_id,
        client=client,
        field=field,
        at=clock.now(),
        by_id=by.person,
    )
    seal_into(row, key, before=before)
    row.save()


def _write(client: Client, key: bytes, details: Details) -> None:
    who = details.identity
    seal_into(
        client,
        key,
        called=details.called,
        identity=identity_text(who),
        own_words=details.own_words,
        talking=details.talking.sealed_text(),
    )
    client.age_band = age_band(who.birth_year, client.registered_on, who.birth_date)
    client.language, client.interpreter = details.language, details.interpreter
    client.plain_words, client.municipality = details.plain_words, details.municipality
    client.ground, client.ground_since = details.ground, details.ground_since
    client.save()


@dataclass(frozen=True)
class Corrected:
    what: str
    before: str
    by: str
    at: datetime


def corrected(dossier: Dossier) -> tuple[Corrected, ...]:
    """Every correction, newest first, with what stood there."""
    rows = Correction.objects.filter(client=dossier.client).select_related("by")
    return tuple(
        Corrected(
            row.get_field_display(),
            unseal_from(row, dossier.key, "before") or EMPTY,
            row.by.name,
            row.at,
        )
        for row in rows
    )


def details_of(dossier: Dossier) -> Details:
    return _read(dossier.client, dossier.key)
