"""Trajectories and notes follow the client: who is involved with her, may; a note is changed by its writer only."""

from django.db.models import Q

from ketenwerk.access.api import Permission, rule
from ketenwerk.clients.api import my_clients, readable_clients
from ketenwerk.people.api import Actor


def of_my_clients(actor: Actor) -> Q:
    return Q(organisation_id=actor.organisation, client_id__in=my_clients(actor))


def readable(actor: Actor) -> Q:
    """Of one's own clients, and of a dossier that an emergency opened."""
    return Q(organisation_id=actor.organisation) & readable_clients(actor)


@rule(Permission.TRAJECTORY_READ, "trajectories.Trajectory")
def may_trajectory_read(actor: Actor) -> Q | None:
    return readable(actor)


@rule(Permission.TRAJECTORY_EDIT, "trajectories.Trajectory")
def may_trajectory_edit(actor: Actor) -> Q | None:
    return of_my_clients(actor)


@rule(Permission.NOTE_READ, "trajectories.Note")
def may_note_read(actor: Actor) -> Q | None:
    return readable(actor)


@rule(Permission.NOTE_WRITE, "trajectories.Note")
def may_note_write(actor: Actor) -> Q | None:
    return of_my_clients(actor) & Q(author_id=actor.member)
