"""What was handed over was given to one worker: that one is asked to remove it, and nobody else at the provider."""

import uuid

from ketenwerk.clients.api import held_by_one
from ketenwerk.handovers.models import Handover


@held_by_one
def workers_of(parts: list[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    return dict(Handover.objects.filter(id__in=parts).values_list("id", "worker_id"))
