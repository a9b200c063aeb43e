"""Who may with hours: everybody own, a manager and a controller the own organisation, the coordinator all lines."""

from django.db.models import Q

from ketenwerk.access.api import Permission, Role, rule
from ketenwerk.people.api import Actor


@rule(Permission.HOURS_OWN, "hours.HourEntry")
@rule(Permission.HOURS_OWN, "hours.HourProposal")
def may_hours_own(actor: Actor) -> Q | None:
    return Q(member=actor.member)


@rule(Permission.HOURS_READ, "hours.HourEntry")
@rule(Permission.HOURS_READ, "hours.MonthTotal")
def may_hours_read(actor: Actor) -> Q | None:
    return Q() if actor.role == Role.COORDINATOR else Q(organisation=actor.organisation)


@rule(Permission.HOURS_EXPORT, "hours.HourEntry")
@rule(Permission.HOURS_EXPORT, "hours.MonthLock")
@rule(Permission.HOURS_EXPORT, "programme.BudgetLine")
def may_hours_export(actor: Actor) -> Q | None:
    """Lines of people stay with the organisation that employs them, also for the coordinator (ADR 0007)."""
    return Q(organisation=actor.organisation)


@rule(Permission.HOURS_IMPORT, "hours.ImportRun")
@rule(Permission.HOURS_IMPORT, "people.Member")
def may_hours_import(actor: Actor) -> Q | None:
    return Q(organisation=actor.organisation)


@rule(Permission.HOURS_CONNECT, "hours.ApiToken")
def may_hours_token(actor: Actor) -> Q | None:
    return Q(organisation=actor.organisation)


@rule(Permission.HOURS_LOCK, "hours.MonthLock")
def may_hours_lock(actor: Actor) -> Q | None:
    return Q(organisation=actor.organisation)
