"""Who manages accounts: the administrator, of the own organisation."""

from django.db.models import Q

from ketenwerk.access.api import Permission, rule
from ketenwerk.people.api import Actor


@rule(Permission.MEMBER_MANAGE, "people.Member")
def may_member_manage(actor: Actor) -> Q | None:
    return Q(organisation_id=actor.organisation)


@rule(Permission.MEMBER_MANAGE, "people.Function")
def may_function_manage(actor: Actor) -> Q | None:
    return Q(member__organisation_id=actor.organisation)


@rule(Permission.LOG_READ, "audit.AuditEvent")
def may_log_read(actor: Actor) -> Q | None:
    return Q(organisation=actor.organisation)
