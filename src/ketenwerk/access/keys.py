"""Opening dossier keys for the acting organisation, and sharing them with another one for a while.

When a share ends, its part gets a new key: what is written after that does not open with what the receiver had.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from ketenwerk.access import events
from ketenwerk.access.doors import Refused
from ketenwerk.access.models import KeyGrant
from ketenwerk.audit.api import record
from ketenwerk.kernel import clock, crypto
from ketenwerk.people.api import Actor

Ground = KeyGrant.Ground
MOST_DAYS = 366


class NoGrant(Refused):
    """The acting organisation holds no valid grant for this dossier part: the same answer as for absent."""


@dataclass(frozen=True)
class Share:
    """One grant that the acting organisation gave to another; `ended_on` is None while it runs."""

    part: uuid.UUID
    organisation: uuid.UUID
    purpose: str
    ground: str
    basis: uuid.UUID
    until: date | None = None
    ended_on: date | None = None


def make_dossier_key(*, by: Actor, dossier: uuid.UUID, purpose: str) -> bytes:
    """A new key for a dossier part of the acting organisation, with the owner's grant."""
    if by.organisation is None:
        raise NoGrant
    key = crypto.new_key()
    KeyGrant.objects.create(
        dossier=dossier,
        organisation_id=by.organisation,
        giver_id=by.organisation,
        wrapped=crypto.wrap(key, by=crypto.key_tree().organisation(by.organisation)),
        purpose=purpose,
        ground=Ground.OWN,
        start=clock.real_now(),
    )
    return key


def share_key(
    *,
    by: Actor,
    dossier: uuid.UUID,
    organisation: uuid.UUID,
    purpose: str,
    ground: str,
    basis: uuid.UUID,
    until: date,
) -> None:
    """Gives another organisation the key of a dossier part until a day (that day no longer), twelve months at most.

    Only the owner can: a key that was shared cannot be passed on. `basis` is the id of the consent or the
    override behind it. Sharing anew replaces the term and the basis. Raises NoGrant, or ValueError on a term
    or receiver that cannot be. Whether the consent is valid is for the caller: see clients.api.
    """
    if organisation == by.organisation:
        raise ValueError("an organisation has its own key already")
    key = _own_key(by, dossier)
    start = clock.real_now()
    term = {
        "wrapped": crypto.wrap(key, by=crypto.key_tree().organisation(organisation)),
        "version": 1,
        "ground": ground,
        "basis": basis,
        "start": start,
        "end": start + _term(until),
    }
    KeyGrant.objects.update_or_create(
        dossier=dossier,
        organisation_id=organisation,
        giver_id=by.organisation,
        purpose=purpose,
        defaults=term,
    )
    record(
        by=by,
        event=events.SHARED,
        purpose=purpose,
        ground=ground,
        part=str(dossier),
        organisation=str(organisation),
        until=until.isoformat(),
    )


def _own_key(by: Actor, dossier: uuid.UUID) -> bytes:
    """The key of a part of the acting organisation itself; a share does not count."""
    own = _hold(by, {dossier}).get(dossier)  # so that no new key comes between reading and giving
    if own is None or by.organisation is None:
        raise NoGrant
    return _ring(own)


def _hold(by: Actor, parts: Iterable[uuid.UUID]) -> dict[uuid.UUID, KeyGrant]:
    """The owner's grants of these parts, held: meanwhile nobody gives a share of them, ends one or renews the key."""
    own = _valid(by).filter(dossier__in=list(parts), giver_id=F("organisation_id"))
    return {grant.dossier: grant for grant in own.select_for_update().order_by("id")}


def _ring(grant: KeyGrant) -> bytes:
    return crypto.unwrap(bytes(grant.wrapped), by=_of_holder(grant))


def _of_holder(grant: KeyGrant) -> bytes:
    return crypto.key_tree().organisation(grant.organisation_id, grant.version)


def _term(until: date) -> timedelta:
    """From now to the start of that day in Amsterdam, as a length: grants run on the real clock, also on a demo day."""
    if not 0 < (until - clock.today()).days <= MOST_DAYS:
        raise ValueError("a share lasts one day to twelve months")
    midnight = datetime.combine(until, time(), tzinfo=clock.AMSTERDAM)
    return midnight.astimezone(UTC) - clock.now()


def end_share(*, by: Actor, dossier: uuid.UUID, organisation: uuid.UUID, purpose: str) -> int:
    """Ends what the acting organisation shared, at once. Gives how many grants that ended."""
    return _end(by, Q(dossier=dossier, organisation_id=organisation, purpose=purpose))


def end_shares_of(*, by: Actor, basis: uuid.UUID) -> int:
    """Ends everything that was shared on one consent or override. Gives how many grants that ended."""
    return _end(by, Q(basis=basis))


def _end(by: Actor, which: Q) -> int:
    """Ended is ended: the wrapped key goes too, so that no clock can bring it back."""
    found = _given(by).filter(which)
    owned = _hold(by, found.values_list("dossier", flat=True))
    ended = list(found.all())
    now = clock.real_now()
    KeyGrant.objects.filter(id__in=[grant.id for grant in ended]).update(end=now, wrapped=b"")
    for grant in ended:
        record(
            by=by,
            event=events.SHARE_ENDED,
            purpose=grant.purpose,
            ground=grant.ground,
            part=str(grant.dossier),
            organisation=str(grant.organisation_id),
        )
    _renew(by, owned)
    return len(ended)


def renew(*, by: Actor, parts: Iterable[uuid.UUID]) -> None:
    """A new key for own parts, when who held one until now is not to open what is written from now on."""
    _renew(by, _hold(by, parts))


def _renew(by: Actor, owned: dict[uuid.UUID, KeyGrant]) -> None:
    """A new key for these held parts, for the owner and for whoever still has a share. The earlier keys go along with it.

    The shares are read after the owner's grants are held, so a share that was given meanwhile is among them.
    """
    rings = {part: crypto.with_new_key(_ring(grant)) for part, grant in owned.items()}
    mine = KeyGrant.objects.filter(giver=by.organisation, dossier__in=rings)
    running = mine.exclude(end__lte=clock.real_now())
    renewed = list(running.select_for_update().order_by("id"))
    for grant in renewed:
        grant.wrapped = crypto.wrap(rings[grant.dossier], by=_of_holder(grant))
        grant.renewed_at = clock.real_now()
    KeyGrant.objects.bulk_update(renewed, ["wrapped", "renewed_at"])


def lapsed_shares(by: Actor) -> QuerySet[KeyGrant]:
    """What ended by itself, or by the receiver, on parts that got no new key since."""
    owner = KeyGrant.objects.filter(
        dossier=OuterRef("dossier"), giver=by.organisation, organisation=by.organisation
    )
    stale = owner.filter(Q(renewed_at__isnull=True) | Q(renewed_at__lt=OuterRef("end")))
    return _ever_given(by).filter(Exists(stale), end__lte=clock.real_now())


def renew_lapsed(by: Actor) -> int:
    """Takes the wrapped keys of those away and gives their parts a new key. Gives how many shares that were."""
    lapsed = lapsed_shares(by)
    owned = _hold(by, lapsed.values_list("dossier", flat=True))
    ended = list(lapsed.all())
    KeyGrant.objects.filter(id__in=[grant.id for grant in ended]).update(wrapped=b"")
    _renew(by, owned)
    return len(ended)


def shares_of(by: Actor, *, parts: Iterable[uuid.UUID] | None = None) -> list[Share]:
    """What the acting organisation shares now, of these parts or of all; for screens and rules of the owner."""
    rows = _given(by) if parts is None else _given(by).filter(dossier__in=list(parts))
    return _as_shares(rows)


def given_on(by: Actor, *, bases: Iterable[uuid.UUID]) -> list[Share]:
    """Everything that the acting organisation gave on these consents and overrides, also when that has ended."""
    return _as_shares(_ever_given(by).filter(basis__in=list(bases)))


def _as_shares(rows: QuerySet[KeyGrant]) -> list[Share]:
    return [
        Share(
            grant.dossier,
            grant.organisation_id,
            grant.purpose,
            grant.ground,
            grant.basis,
            _last_day(grant.end),
            _ended_on(grant.end),
        )
        for grant in rows
        if grant.basis is not None
    ]


def _last_day(end: datetime | None) -> date | None:
    """The first day no longer, on the day that holds here: the opposite of `_term`."""
    if end is None:
        return None
    there = clock.now() + (end - clock.real_now()) + timedelta(hours=1)
    return there.astimezone(clock.AMSTERDAM).date()


def _ended_on(end: datetime | None) -> date | None:
    """The day on which it ended, on the day that holds here; None while it runs."""
    now = clock.real_now()
    if end is None or end > now:
        return None
    return (clock.now() + (end - now)).astimezone(clock.AMSTERDAM).date()


def received_parts(by: Actor, purpose: str) -> QuerySet[KeyGrant, Any]:
    """The ids of the parts that others share with the acting organisation now, for a rule: Q(id__in=received_parts(...))."""
    received = _valid(by).exclude(giver_id=F("organisation_id")).filter(purpose=purpose)
    return received.values("dossier")


def _given(by: Actor) -> QuerySet[KeyGrant]:
    return _running(_ever_given(by))


def _ever_given(by: Actor) -> QuerySet[KeyGrant]:
    return KeyGrant.objects.filter(giver=by.organisation).exclude(giver_id=F("organisation_id"))


def _valid(by: Actor) -> QuerySet[KeyGrant]:
    """The grants by which the acting organisation opens something now, its own and those it was given."""
    return _running(KeyGrant.objects.filter(organisation=by.organisation))


def _running(rows: QuerySet[KeyGrant]) -> QuerySet[KeyGrant]:
    now = clock.real_now()
    return rows.filter(Q(end__isnull=True) | Q(end__gt=now), start__lte=now)


def open_keys(*, by: Actor, dossiers: Iterable[uuid.UUID]) -> dict[uuid.UUID, bytes]:
    """The keys of those dossier parts for which the acting organisation has a valid grant, in one query."""
    if by.organisation is None:
        return {}
    grants = _valid(by).filter(dossier__in=list(dossiers))
    return {
        dossier: crypto.unwrap(
            bytes(wrapped), by=crypto.key_tree().organisation(by.organisation, version)
        )
        for dossier, wrapped, version in grants.values_list("dossier", "wrapped", "version")
    }


def open_key(*, by: Actor, dossier: uuid.UUID) -> bytes:
    """The key of one dossier part; raises NoGrant."""
    try:
        return open_keys(by=by, dossiers=[dossier])[dossier]
    except KeyError:
        raise NoGrant from None


def destroy_key(*, by: Actor, dossier: uuid.UUID) -> None:
    """Takes away the key of an own dossier part, also where it was shared: what was sealed with it never opens again."""
    KeyGrant.objects.filter(dossier=dossier, giver_id=by.house).delete()
