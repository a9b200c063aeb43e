"""Measurements and the way out follow the client: who works with her today, may (decision D20)."""

from django.db.models import Q

from ketenwerk.access.api import Permission, rule
from ketenwerk.clients.api import my_clients, readable_clients
from ketenwerk.people.api import Actor


def of_my_clients(actor: Actor) -> Q:
    return Q(organisation_id=actor.organisation, client_id__in=my_clients(actor))


def readable(actor: Actor) -> Q:
    """Of one's own clients, and of a dossier that an emergency opened."""
    return Q(organisation_id=actor.organisation) & readable_clients(actor)


@rule(Permission.PROGRESS_READ, "progress.Assessment")
def may_assessment_read(actor: Actor) -> Q | None:
    return readable(actor)


@rule(Permission.PROGRESS_WRITE, "progress.Assessment")
def may_assessment_write(actor: Actor) -> Q | None:
    return of_my_clients(actor)


@rule(Permission.PROGRESS_READ, "progress.ExitEvent")
def may_step_read(actor: Actor) -> Q | None:
    return readable(actor)


@rule(Permission.PROGRESS_WRITE, "progress.ExitEvent")
def may_step_replace(actor: Actor) -> Q | None:
    return of_my_clients(actor)


@rule(Permission.PROGRESS_READ, "progress.AftercareContact")
def may_aftercare_read(actor: Actor) -> Q | None:
    return readable(actor)


@rule(Permission.PROGRESS_WRITE, "progress.AftercareContact")
def may_aftercare_settle(actor: Actor) -> Q | None:
    return of_my_clients(actor)
