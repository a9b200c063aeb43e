"""Who may see a client: who is involved, today. Membership of the organisation is not enough (decision D20)."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from ketenwerk.access.api import Permission, rule
from ketenwerk.clients.models import Exclusion, Involvement
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor


def my_clients(actor: Actor) -> QuerySet[Involvement, Any]:
    """The ids of the clients with whom this person works today, to filter by."""
    today = clock.today()
    mine = Involvement.objects.filter(
        Q(end__isnull=True) | Q(end__gt=today), member_id=actor.person, start__lte=today
    )
    return mine.exclude(client_id__in=closed_to(actor)).values("client_id")


def closed_to(actor: Actor) -> QuerySet[Exclusion, Any]:
    """The ids of the clients whom this person may never see, whatever else opens them (safety S11)."""
    return Exclusion.objects.filter(member_id=actor.person).values("client_id")


def still_involved(client: str, member: str) -> Exists:
    """Whether the member in column `member` works today with the client in column `client` of a row of another table."""
    today = clock.today()
    return Exists(
        Involvement.objects.filter(
            Q(end__isnull=True) | Q(end__gt=today),
            client_id=OuterRef(client),
            member_id=OuterRef(member),
            start__lte=today,
        )
    )


def involved_clients(actor: Actor) -> Q:
    return Q(organisation_id=actor.house, pk__in=my_clients(actor))


@rule(Permission.CLIENT_READ, "clients.Client")
def may_client_read(actor: Actor) -> Q | None:
    return involved_clients(actor)


@rule(Permission.CLIENT_EXPORT, "clients.Client")
def may_client_export(actor: Actor) -> Q | None:
    return involved_clients(actor)


@rule(Permission.CLIENT_EDIT, "clients.Client")
def may_client_edit(actor: Actor) -> Q | None:
    return involved_clients(actor)
