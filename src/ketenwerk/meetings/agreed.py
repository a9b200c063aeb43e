"""Which agreements with a care provider run on a day: the newest version that has begun decides (R7)."""

import uuid
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from ketenwerk.meetings.models import ProviderAgreement


def _running(provider: uuid.UUID, day: date) -> QuerySet[ProviderAgreement]:
    newer = ProviderAgreement.objects.filter(
        provider=OuterRef("provider"),
        partner=OuterRef("partner"),
        agreed_on__lte=day,
        version__gt=OuterRef("version"),
    )
    return ProviderAgreement.objects.order_by().filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day),
        ~Exists(newer),
        provider=provider,
        agreed_on__lte=day,
    )


def partners_under_agreement(provider: uuid.UUID, day: date) -> QuerySet[ProviderAgreement, Any]:
    """The ids of the partners with whom this provider has an agreement on this day, to filter by."""
    return _running(provider, day).values("partner_id")


def agreement_between(
    provider: uuid.UUID, partner: uuid.UUID, day: date
) -> ProviderAgreement | None:
    """What these two agreed, when that holds on this day; `ends_on` is the first day that it no longer does."""
    return _running(provider, day).filter(partner=partner).first()
