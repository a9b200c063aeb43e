"""Who may see a client: who is involved, today. Membership of the organisation is not enough (decision D20)."""

from typing import Any

from django.db.models import Q, QuerySet

from ketenwerk.access.api import Permission, rule
from ketenwerk.clients.models import Involvement
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor


def my_clients(actor: Actor) -> QuerySet[Involvement, Any]:
    """The ids of the clients with whom this person works today, to filter by."""
    today = clock.today()
    mine = Involvement.objects.filter(
        Q(end__isnull=True) | Q(end__gt=today), member_id=actor.person, start__lte=today
    )
    return mine.values("client_id")


def involved_clients(actor: Actor) -> Q:
    return Q(organisation_id=actor.house, pk__in=my_clients(actor))


@rule(Permission.CLIENT_READ, "clients.Client")
def may_client_read(actor: Actor) -> Q | None:
    return involved_clients(actor)


@rule(Permission.CLIENT_EDIT, "clients.Client")
def may_client_edit(actor: Actor) -> Q | None:
    return involved_clients(actor)
