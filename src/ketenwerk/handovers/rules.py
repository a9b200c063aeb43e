"""Who may: at the partner who works with her; at the provider the one worker named, while everything under it holds.

What must hold for the outside worker (R7): a running agreement of the two organisations, a valid key, the last
day not passed, and no end. Each is asked anew at every request.
"""

from django.db.models import Q

from ketenwerk.access.api import Permission, received_parts, rule
from ketenwerk.clients.api import my_clients
from ketenwerk.handovers.models import Handover
from ketenwerk.kernel import clock
from ketenwerk.meetings.api import partners_under_agreement
from ketenwerk.people.api import Actor

PURPOSE = "handover"


def handed_to_me(actor: Actor) -> Q:
    return Q(
        provider_id=actor.house,
        worker_id=actor.person,
        until__gt=clock.today(),
        ending__isnull=True,
        organisation_id__in=partners_under_agreement(actor.house, clock.today()),
        id__in=received_parts(actor, PURPOSE),
    )


@rule(Permission.HANDOVER_EDIT, "handovers.Handover")
def may_handover_edit(actor: Actor) -> Q | None:
    return Q(organisation_id=actor.house, client_id__in=my_clients(actor))


@rule(Permission.RECEIVED_READ, "handovers.Handover")
def may_received_read(actor: Actor) -> Q | None:
    return handed_to_me(actor)


@rule(Permission.RECEIVED_WRITE, "handovers.Handover")
def may_received_write(actor: Actor) -> Q | None:
    return handed_to_me(actor)


@rule(Permission.RECEIVED_READ, "handovers.HandoverContact")
def may_contact_read(actor: Actor) -> Q | None:
    open_now = Handover.objects.filter(handed_to_me(actor))
    return Q(author_id=actor.person, handover_id__in=open_now.values("id"))
