"""Opening a dossier in an emergency, and looking at it afterwards (NEN 7513, decision D20)."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache

from ketenwerk.access.api import Permission, Refused, open_key, require, visible
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.emergencies import EmergencyAccess, EmergencyReview
from ketenwerk.clients.models import Client
from ketenwerk.clients.queries import Dossier
from ketenwerk.clients.rules import my_clients
from ketenwerk.kernel import clock, crypto
from ketenwerk.kernel.sealed import seal_into, unseal_from
from ketenwerk.people.api import Actor

LASTS = timedelta(hours=4)
TRIES_PER_HOUR = 5
SHOWN_REVIEWS = 50


class EmergencyBraked(Exception):  # noqa: N818
    """This person tried too often this hour; whatever the code is, nothing was looked up."""


@dataclass(frozen=True)
class Emergency:
    """Why somebody opens a dossier that is not theirs: a kind for privacy, and words that stay in the dossier."""

    kind: str
    reason: str


def open_in_emergency(*, by: Actor, code: str, why: Emergency) -> uuid.UUID | None:
    """Opens one dossier of the own organisation for four hours. None when there is nothing to open.

    An unknown code, one of another organisation, a shielded dossier and one that is closed to this person
    are all None, after the same questions. Raises EmergencyBraked after five tries in an hour.
    A refusal gives no exception, so that its entry in the log stays.
    """
    require(by, Permission.EMERGENCY_OPEN)
    _brake(by)
    found = visible(by, Permission.EMERGENCY_OPEN, Client).filter(code=code.strip().upper()).first()
    if found is None:
        record(by=by, event=events.EMERGENCY_REFUSED, result="denied", emergency=True)
        return None
    if not Client.objects.filter(id=found.id, id__in=my_clients(by)).exists():
        _open(by, found, why)
    return found.id


def _open(by: Actor, client: Client, why: Emergency) -> None:
    opened_at = clock.now()
    access = EmergencyAccess(
        organisation_id=client.organisation_id,
        client=client,
        member_id=by.person,
        kind=why.kind,
        opened_at=opened_at,
        until=opened_at + LASTS,
    )
    seal_into(access, open_key(by=by, dossier=client.id), reason=why.reason)
    access.save(force_insert=True)
    EmergencyReview.objects.create(
        id=access.id,
        organisation_id=client.organisation_id,
        member_id=by.person,
        kind=why.kind,
        opened_at=opened_at,
    )
    record(
        by=by,
        event=events.EMERGENCY_OPENED,
        target=access,
        subjects=[client.id],
        emergency=True,
        kind=why.kind,
        code=client.code,
    )


def _brake(by: Actor) -> None:
    """Five tries for each person in each hour of the clock, right or wrong, so that codes cannot be guessed."""
    name = f"emergency:{by.member}:{clock.real_now():%Y%m%d%H}"
    tries = cache.get(name, 0)
    if tries >= TRIES_PER_HOUR:
        raise EmergencyBraked
    cache.set(name, tries + 1, timeout=3600)


@dataclass(frozen=True)
class Opened:
    """One time that a colleague opened this dossier in an emergency, for who works with her."""

    who: str
    opened_at: datetime
    kind: str
    reason: str


def opened_in_emergency(dossier: Dossier) -> tuple[Opened, ...]:
    """Who opened this dossier in an emergency and why, newest first."""
    rows = EmergencyAccess.objects.filter(client=dossier.client).select_related("member")
    return tuple(
        Opened(
            row.member.name,
            row.opened_at.astimezone(clock.AMSTERDAM),
            row.get_kind_display(),
            unseal_from(row, dossier.key, "reason"),
        )
        for row in rows.order_by("-opened_at")
    )


@dataclass(frozen=True)
class ReviewRow:
    """One emergency access as privacy sees it."""

    id: uuid.UUID
    who: str
    kind: str
    opened_at: datetime
    waiting: bool
    right: bool
    words: str
    reviewed: str


def emergency_reviews(actor: Actor) -> tuple[ReviewRow, ...]:
    """What waits first, then what was judged, newest first."""
    rows = visible(actor, Permission.EMERGENCY_REVIEW, EmergencyReview)
    rows = rows.select_related("member", "reviewed_by").order_by("-opened_at")[:SHOWN_REVIEWS]
    return tuple(
        sorted((_row(row, review_key(actor)) for row in rows), key=lambda row: not row.waiting)
    )


def review_key(actor: Actor) -> bytes:
    """Privacy has no key of any dossier, so its own words are sealed for the organisation."""
    return crypto.key_tree().derive(f"emergency-reviews:{actor.house}")


def _row(row: EmergencyReview, key: bytes) -> ReviewRow:
    return ReviewRow(
        id=row.id,
        who=row.member.name,
        kind=row.get_kind_display(),
        opened_at=row.opened_at.astimezone(clock.AMSTERDAM),
        waiting=not row.judgement,
        right=row.judgement == EmergencyReview.Judgement.RIGHT,
        words=unseal_from(row, key, "words") if row.words else "",
        reviewed=row.reviewed_by.name if row.reviewed_by else "",
    )


def emergencies_to_review(actor: Actor) -> int:
    """How many wait for the judgement of privacy."""
    return visible(actor, Permission.EMERGENCY_REVIEW, EmergencyReview).filter(judgement="").count()


def review_emergency(*, by: Actor, emergency: uuid.UUID, right: bool, words: str) -> None:
    """Privacy says once whether it was right. A judgement stays as it is; Refused when there is none to give."""
    rows = visible(by, Permission.EMERGENCY_REVIEW, EmergencyReview)
    row = rows.filter(id=emergency, judgement="").select_for_update(of=("self",)).first()
    if row is None:
        raise Refused
    Judgement = EmergencyReview.Judgement  # noqa: N806
    row.judgement = Judgement.RIGHT if right else Judgement.WRONG
    if words:
        seal_into(row, review_key(by), words=words)
    row.reviewed_by_id, row.reviewed_on = by.person, clock.today()
    row.save(update_fields=["judgement", "words", "reviewed_by", "reviewed_on"])
    record(by=by, event=events.EMERGENCY_REVIEWED, target=row, judgement=row.judgement)
