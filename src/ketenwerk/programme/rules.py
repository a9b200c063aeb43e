"""The programme is public planning: whoever signs in reads it."""

from django.db.models import Q

from ketenwerk.access.api import Permission, rule
from ketenwerk.people.api import Actor


@rule(Permission.PROGRAMME_READ, "programme.Activity")
def may_programme_read(_actor: Actor) -> Q | None:
    return Q()
