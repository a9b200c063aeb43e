"""Who can take over an indication."""

import uuid

from django.db.models import Q

from ketenwerk.access.api import Role
from ketenwerk.clients.api import circle_of, dossier
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor, Function
from ketenwerk.safeguarding.models import Indication


def next_owners(actor: Actor, row: Indication) -> tuple[tuple[uuid.UUID, str], ...]:
    """Colleagues who work with her today; for one without a name every care worker of the organisation."""
    people = _involved(actor, row.client_id) if row.client_id else _care_workers(actor)
    return tuple(each for each in people if each[0] != row.owner_id)


def _involved(actor: Actor, client: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    circle = circle_of(actor, dossier(actor, client))
    return [(each.id, each.name) for each in circle.involved if each.start <= clock.today()]


def _care_workers(actor: Actor) -> list[tuple[uuid.UUID, str]]:
    today = clock.today()
    held = Function.objects.filter(
        Q(end__isnull=True) | Q(end__gt=today),
        role=Role.CARE_WORKER,
        start__lte=today,
        member__organisation_id=actor.house,
        member__is_active=True,
    )
    return list(held.order_by("member__name").values_list("member_id", "member__name").distinct())
