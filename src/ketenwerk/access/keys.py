"""Opening dossier keys for the acting organisation, and only for it."""

import uuid
from collections.abc import Iterable

from django.db.models import Q

from ketenwerk.access.doors import Refused
from ketenwerk.access.models import KeyGrant
from ketenwerk.kernel import clock, crypto
from ketenwerk.people.api import Actor


class NoGrant(Refused):
    """The acting organisation holds no valid grant for this dossier part: the same answer as for absent."""


def make_dossier_key(*, by: Actor, dossier: uuid.UUID, purpose: str, ground: str) -> bytes:
    """A new key for a dossier part of the acting organisation, with its first grant."""
    if by.organisation is None:
        raise NoGrant
    key = crypto.new_key()
    KeyGrant.objects.create(
        dossier=dossier,
        organisation_id=by.organisation,
        wrapped=crypto.wrap(key, by=crypto.key_tree().organisation(by.organisation)),
        purpose=purpose,
        ground=ground,
        start=clock.real_now(),
    )
    return key


def open_keys(*, by: Actor, dossiers: Iterable[uuid.UUID]) -> dict[uuid.UUID, bytes]:
    """The keys of those dossier parts for which the acting organisation has a valid grant, in one query."""
    if by.organisation is None:
        return {}
    now = clock.real_now()
    grants = KeyGrant.objects.filter(
        Q(end__isnull=True) | Q(end__gt=now),
        organisation_id=by.organisation,
        dossier__in=list(dossiers),
        start__lte=now,
    ).values_list("dossier", "wrapped", "version")
    return {
        dossier: crypto.unwrap(
            bytes(wrapped), by=crypto.key_tree().organisation(by.organisation, version)
        )
        for dossier, wrapped, version in grants
    }


def open_key(*, by: Actor, dossier: uuid.UUID) -> bytes:
    """The key of one dossier part; raises NoGrant."""
    try:
        return open_keys(by=by, dossiers=[dossier])[dossier]
    except KeyError:
        raise NoGrant from None


def destroy_key(*, by: Actor, dossier: uuid.UUID) -> None:
    """Takes away the key of a dossier part at the acting organisation: what was sealed with it never opens again."""
    KeyGrant.objects.filter(dossier=dossier, organisation_id=by.house).delete()
