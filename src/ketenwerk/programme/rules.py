"""The programme is public planning: whoever signs in reads it. Focal officers are colleagues: the municipality does not see them."""

from django.db.models import Q

from ketenwerk.access.api import Permission, rule
from ketenwerk.people.api import Actor


@rule(Permission.PROGRAMME_READ, "programme.Activity")
def may_programme_read(_actor: Actor) -> Q | None:
    return Q()


@rule(Permission.FOCAL_OFFICER_READ, "programme.FocalOfficer")
def may_focal_officer_read(_actor: Actor) -> Q | None:
    return Q()


@rule(Permission.FOCAL_OFFICER_APPOINT, "programme.FocalOfficer")
def may_focal_officer_appoint(actor: Actor) -> Q | None:
    return Q(organisation=actor.organisation)
