"""Who may see a client: who is involved, today. Membership of the organisation is not enough (decision D20)."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from ketenwerk.access.api import Permission, rule
from ketenwerk.clients.models import Exclusion, Involvement
from ketenwerk.clients.reach import involved_with, may_open
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor


def my_clients(actor: Actor) -> RawSQL:
    """The ids of the clients with whom this person works today, to filter by: client_id__in."""
    return involved_with(actor)


def closed_to(actor: Actor) -> QuerySet[Exclusion, Any]:
    """The ids of the clients whom this person may never see, whatever else opens them (safety S11)."""
    return Exclusion.objects.filter(member_id=actor.person).values("client_id")


def readable_clients(actor: Actor) -> Q:
    """For rules of reading, on a column `client`: with whom this person works, and what an emergency opened.

    Excluding or shielding ends an emergency at once. Lists hold on to `my_clients`: an emergency opens one
    dossier and puts it on no list.
    """
    return Q(client_id__in=may_open(actor))


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
    return Q(organisation_id=actor.house, pk__in=may_open(actor))


@rule(Permission.EMERGENCY_OPEN, "clients.Client")
def may_emergency_open(actor: Actor) -> Q | None:
    """Every dossier of the own organisation that is not shielded and not closed to this person (S11, S12)."""
    open_to = Q(organisation_id=actor.house, shielded=False)
    return open_to & ~Q(pk__in=closed_to(actor))


@rule(Permission.EMERGENCY_REVIEW, "clients.EmergencyReview")
def may_emergency_review(actor: Actor) -> Q | None:
    """Privacy of the own organisation; nobody judges themselves."""
    return Q(organisation_id=actor.house) & ~Q(member_id=actor.person)


@rule(Permission.CLIENT_EXPORT, "clients.Client")
def may_client_export(actor: Actor) -> Q | None:
    return involved_clients(actor)


@rule(Permission.CLIENT_ERASE, "clients.Client")
def may_client_erase(actor: Actor) -> Q | None:
    """Two of them: the action asks for a second person."""
    return involved_clients(actor)


@rule(Permission.CLIENT_EDIT, "clients.Client")
def may_client_edit(actor: Actor) -> Q | None:
    return involved_clients(actor)
