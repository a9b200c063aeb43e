"""Tokens with which the own system of an organisation brings hours: hours and nothing else."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import connection

from ketenwerk.access.api import Permission, Role, acting_for, get, require, visible
from ketenwerk.audit.api import record
from ketenwerk.hours import events
from ketenwerk.hours.models import ApiToken
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Function, Source

MARK = "kwu_"
SECRET_BYTES = 32
LONGEST_DAYS = 366
# Requests of one token in a minute.
MOST_PER_MINUTE = 30


@dataclass(frozen=True)
class Caller:
    """A system that showed a living token: acts for its organisation, on behalf of who made the token."""

    token: uuid.UUID
    actor: Actor


def tokens(actor: Actor) -> list[tuple[ApiToken, bool]]:
    """The tokens of the own organisation, newest first, and whether each still works."""
    now = clock.real_now()
    rows = visible(actor, Permission.HOURS_CONNECT, ApiToken).select_related("made_by")
    makers = _administrators(actor.house)
    return [
        (row, row.revoked_at is None and row.expires_at > now and row.made_by_id in makers)
        for row in rows
    ]


def _administrators(house: uuid.UUID) -> set[uuid.UUID]:
    """Who stands for the tokens of an organisation today."""
    today = clock.today()
    held = Function.objects.filter(
        member__organisation=house, member__is_active=True, role=Role.ADMINISTRATOR
    )
    held = held.filter(start__lte=today).exclude(end__lte=today)
    return set(held.values_list("member", flat=True))


def make_token(*, by: Actor, name: str, days: int) -> str:
    """A token for the own organisation. The answer is the only time that it can be read."""
    require(by, Permission.HOURS_CONNECT)
    if not 0 < days <= LONGEST_DAYS:
        raise ValueError("a token lives at most a year")
    secret = MARK + secrets.token_urlsafe(SECRET_BYTES)
    now = clock.real_now()
    row = ApiToken.objects.create(
        id=new_id(),
        organisation_id=by.house,
        name=name.strip(),
        token_hash=_hash(secret),
        made_by_id=by.person,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    record(by=by, event=events.TOKEN_MADE, target=row, until=row.expires_at.date().isoformat())
    return secret


def revoke_token(*, by: Actor, token: uuid.UUID) -> None:
    """Ends a token at once. Twice is the same as once."""
    row = get(by, Permission.HOURS_CONNECT, ApiToken, id=token)
    if row.revoked_at is None:
        row.revoked_at = clock.real_now()
        row.save(update_fields=["revoked_at"])
        record(by=by, event=events.TOKEN_REVOKED, target=row)


def caller_of(secret: str) -> Caller | None:
    """Who shows this token; None for one that does not exist, was revoked or is too old, or whose maker is no administrator now."""
    with standing(Standpoint(DatabaseRole.PUBLIC)):
        rows = ApiToken.objects.filter(token_hash=_hash(secret), revoked_at=None)
        found = (
            rows.values_list("id", "organisation", "made_by", "expires_at").order_by("id").first()
        )
    if found is None or found[3] <= clock.real_now():
        return None
    token, house, maker, _ = found
    actor = Actor(None, house, Role.PARTNER_MANAGER, source=Source.JOB, on_behalf_of=maker)
    with acting_for(actor):
        return Caller(token, actor) if maker in _administrators(house) else None


def mark_used(caller: Caller) -> None:
    ApiToken.objects.filter(id=caller.token).update(used_at=clock.real_now())


def too_often(caller: Caller, now: datetime) -> bool:
    """Counts this request; whether there were too many in this minute. Requests at the same moment count one by one."""
    name = f"hours-api:{caller.token}:{now:%Y%m%d%H%M}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
    count: int = cache.get(name, 0) + 1
    cache.set(name, count, timeout=120)
    return count > MOST_PER_MINUTE


def _hash(secret: str) -> str:
    """The secret is long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
