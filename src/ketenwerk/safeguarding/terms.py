"""How long worries stay: an observation 28 days (R36), a refuted indication three months (R34)."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from ketenwerk.access.api import Term, destroy_key, term
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.safeguarding.models import Indication, ThirdPartyObservation


def _observations(by: Actor) -> QuerySet[ThirdPartyObservation]:
    return ThirdPartyObservation.objects.filter(organisation_id=by.house, end__lte=clock.today())


def _refuted(by: Actor) -> QuerySet[Indication]:
    return Indication.objects.filter(
        organisation_id=by.house, state="refuted", delete_on__lte=clock.today()
    )


def _with_own_key(by: Actor, ids: Iterable[uuid.UUID]) -> None:
    for each in ids:
        destroy_key(by=by, dossier=each)


def _end_observations(by: Actor) -> int:
    ids = list(_observations(by).values_list("id", flat=True))
    _with_own_key(by, ids)
    ThirdPartyObservation.objects.filter(id__in=ids).delete()
    return len(ids)


def _end_refuted(by: Actor) -> int:
    rows = list(_refuted(by).values_list("id", "client_id"))
    _with_own_key(by, (row for row, client in rows if client is None))
    Indication.objects.filter(id__in=[row for row, _ in rows]).delete()
    return len(rows)


OBSERVATIONS = term(
    Term(
        "observation",
        "waarnemingen van derden, na 28 dagen",
        lambda by: _observations(by).count(),
        _end_observations,
    )
)
REFUTED = term(
    Term(
        "refuted_indication",
        "weerlegde signalen, na drie maanden",
        lambda by: _refuted(by).count(),
        _end_refuted,
    )
)
