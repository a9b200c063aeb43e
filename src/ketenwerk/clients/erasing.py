"""Erasing a dossier: two people agree, then the keys go. What stays is a row without content (GDPR article 17, BW 7:455).

Numbers of past years stay as they were told. What was sealed never opens again, for nobody.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.db.models.functions import Greatest

from ketenwerk.access.api import Permission, destroy_key, get, visible
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.models import (
    Client,
    Exclusion,
    Involvement,
    LinkToken,
    OwnMark,
    PastAgreement,
)
from ketenwerk.clients.removing import ask_all_removal
from ketenwerk.kernel import clock
from ketenwerk.kernel.asking import Lines, Question, lines
from ketenwerk.kernel.ids import new_code
from ketenwerk.people.api import Actor

Parts = Callable[[uuid.UUID], Iterable[uuid.UUID]]
Forget = Callable[[Actor, uuid.UUID], None]
CODE_LENGTH = 8  # long enough that an erased dossier never takes a code that people use
_parts: list[Parts] = []
_forget: list[Forget] = []


class ErasureRefused(Exception):  # noqa: N818
    """Why this dossier cannot be erased now, and what to do first, as a sentence for the screen."""


def goes_along(parts: Parts) -> Parts:
    """Declares which other keys go with the dossier of a client: a function from her id to ids of parts."""
    _parts.append(parts)
    return parts


def when_erased(forget: Forget) -> Forget:
    """Declares what else is forgotten with a dossier, in the same transaction: an act on who erases and her id."""
    _forget.append(forget)
    return forget


@dataclass(frozen=True)
class ErasureToConfirm:
    """One dossier that a colleague asked to erase."""

    client: uuid.UUID
    code: str
    asked_on: date


def erasures_to_confirm(actor: Actor) -> Question[tuple[ErasureToConfirm, ...]]:
    """What waits for this person as the second one, the oldest first: asked by another, and this person may."""
    rows = visible(actor, Permission.CLIENT_ERASE, Client).filter(
        state=Client.State.CLOSED, erasure_asked_by__isnull=False
    )
    waiting = rows.exclude(erasure_asked_by=actor.person)
    asked = lines(waiting, "erasure", day="erasure_asked_on", word="code")
    return Question((asked,), _erasures)


def _erasures(found: Lines) -> tuple[ErasureToConfirm, ...]:
    rows = [ErasureToConfirm(line.row, line.word, line.day) for line in found["erasure"]]
    return tuple(sorted(rows, key=lambda row: (row.asked_on, row.code)))


def ask_erasure(*, by: Actor, client: uuid.UUID) -> None:
    """The first of two: somebody who works with her asks to erase a closed dossier. Opening it again ends the request."""
    row = _locked(by, client)
    if row.erasure_asked_by_id:
        raise ErasureRefused("Wissen is al gevraagd. Een tweede begeleider bevestigt het.")
    row.erasure_asked_by_id, row.erasure_asked_on = by.person, clock.today()
    row.save(update_fields=["erasure_asked_by", "erasure_asked_on"])
    record(by=by, event=events.ERASURE_ASKED, target=row, subjects=[row.id])


def erase(*, by: Actor, client: uuid.UUID) -> None:
    """The second of two destroys every key of the dossier, takes away what finds her, and nobody is involved any more.

    Who ever got something of it is asked to remove it, by a reference.
    """
    row = _locked(by, client)
    if not row.erasure_asked_by_id:
        raise ErasureRefused("Vraag eerst om het dossier te wissen. Daarna bevestigt een collega.")
    if row.erasure_asked_by_id == by.person:
        raise ErasureRefused("Een tweede begeleider bevestigt. Betrek eerst een collega.")
    keys = [row.id, *(part for parts in _parts for part in parts(row.id))]
    ask_all_removal(by, row.id)
    for part in keys:
        destroy_key(by=by, dossier=part)
    for forget in _forget:
        forget(by, row.id)
    for found in (LinkToken, OwnMark, PastAgreement, Exclusion):
        found.objects.filter(client=row).delete()
    today = clock.today()
    running = Involvement.objects.filter(client=row).exclude(end__lte=today)
    running.update(end=Greatest(F("start"), today))
    _empty(row)
    record(by=by, event=events.ERASED, target=row, subjects=[row.id])


def _empty(row: Client) -> None:
    """Shielded as well: then no emergency opens what is no longer there."""
    row.state, row.shielded, row.code = Client.State.ERASED, True, new_code(CODE_LENGTH)
    row.called = row.identity = row.own_words = b""
    row.talking = row.municipality = row.ground_since = None
    row.age_band = row.language = row.legal_regime = row.ground = ""
    row.interpreter = row.plain_words = False
    row.save()


def _locked(by: Actor, client: uuid.UUID) -> Client:
    found = get(by, Permission.CLIENT_ERASE, Client, id=client)
    row = Client.objects.select_for_update().get(id=found.id)
    if row.state != Client.State.CLOSED:
        raise ErasureRefused("Sluit het dossier eerst af. Wissen kan alleen daarna.")
    return row
