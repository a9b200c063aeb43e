"""Which keys of a case conference go when the dossier of a client is erased."""

import uuid
from collections.abc import Iterable

from ketenwerk.clients.api import goes_along
from ketenwerk.conferences.models import CaseItem


@goes_along
def parts_of(client: uuid.UUID) -> Iterable[uuid.UUID]:
    return CaseItem.objects.filter(client=client).values_list("id", flat=True)
