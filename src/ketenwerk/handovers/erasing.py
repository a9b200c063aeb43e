"""Which keys of a hand-over go when the dossier of its client is erased. What a care provider wrote is its own record and stays with it."""

import uuid
from collections.abc import Iterable

from ketenwerk.clients.api import goes_along
from ketenwerk.handovers.models import Handover


@goes_along
def parts_of(client: uuid.UUID) -> Iterable[uuid.UUID]:
    return Handover.objects.filter(client=client).values_list("id", flat=True)
