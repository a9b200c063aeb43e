"""A unit of work: one transaction, one actor, one standpoint in the database, its log written at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from ketenwerk.access.roles import Role, card_of
from ketenwerk.audit.api import gathering
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor


def standpoint_of(actor: Actor) -> Standpoint:
    """From which side this actor sees the database. Without a known role: the public side."""
    card = card_of(actor.role)
    side = card.side if card else DatabaseRole.PUBLIC
    return Standpoint(side, actor.member, actor.organisation, actor.role)


@contextmanager
def acting_for(actor: Actor) -> Iterator[None]:
    """Everything inside happens as this actor, or not at all."""
    with standing(standpoint_of(actor)), gathering():
        yield


@contextmanager
def counting(actor: Actor) -> Iterator[None]:
    """The counting job: sees tokens and dates of all organisations, and no field that says who."""
    standpoint = Standpoint(DatabaseRole.COUNT, actor.member, actor.organisation, actor.role)
    with standing(standpoint), gathering():
        yield


@contextmanager
def reading_log(actor: Actor) -> Iterator[None]:
    """For one question to the log of the own organisation, from where its privacy officer stands.

    Only for what a client has a right to know: who looked at her dossier. The caller checks the right to the dossier.
    """
    role = Role.PRIVACY_OFFICER
    with standing(Standpoint(DatabaseRole.OFFICE, actor.member, actor.organisation, role)):
        yield
