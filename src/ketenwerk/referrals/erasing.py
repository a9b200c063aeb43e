"""Which keys of a referral go when the dossier of its client is erased."""

import uuid
from collections.abc import Iterable

from ketenwerk.clients.api import goes_along
from ketenwerk.referrals.models import Referral


@goes_along
def parts_of(client: uuid.UUID) -> Iterable[uuid.UUID]:
    return Referral.objects.filter(client=client).values_list("id", flat=True)
