"""Which keys of a plan go when the dossier of its client is erased."""

import uuid
from collections.abc import Iterator

from ketenwerk.clients.api import goes_along
from ketenwerk.plans.models import JointPlan, PlanItem, PlanMembership


@goes_along
def parts_of(client: uuid.UUID) -> Iterator[uuid.UUID]:
    for model in (JointPlan, PlanItem, PlanMembership):
        yield from model.objects.filter(client=client).values_list("id", flat=True)
