"""Who may ask for sharing without consent, who may judge it, and who may see that it happened."""

from django.db.models import Q

from ketenwerk.access.api import Permission, Role, rule
from ketenwerk.clients.rules import closed_to, my_clients
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor


@rule(Permission.OVERRIDE_ASK, "clients.OverrideGround")
def may_override_ask(actor: Actor) -> Q | None:
    """Who works with her today. Emergency access is for reading and does not count."""
    return Q(organisation_id=actor.house, client_id__in=my_clients(actor))


@rule(Permission.OVERRIDE_DECIDE, "clients.OverrideGround")
def may_override_decide(actor: Actor) -> Q | None:
    """A second person, on another account: a colleague who works with her, or the focal officer.

    Nobody for whom the dossier is closed (S11); a shielded one stays with who works with her (S12).
    """
    waiting = Q(organisation_id=actor.house, state="asked", review_on__gt=clock.today())
    others = waiting & ~Q(asked_by_id=actor.person)
    if actor.role == Role.FOCAL_OFFICER:
        return others & Q(client__shielded=False) & ~Q(client_id__in=closed_to(actor))
    return others & Q(client_id__in=my_clients(actor))


@rule(Permission.OVERRIDE_OVERSEE, "clients.OverrideNotice")
def may_override_oversee(actor: Actor) -> Q | None:
    """Privacy of the own organisation."""
    return Q(organisation_id=actor.house)
