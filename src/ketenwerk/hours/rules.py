"""Who may with hours: everybody own, a manager the own team, the coordinator totals without people."""

from django.db.models import Q

from ketenwerk.access.api import Permission, Role, rule
from ketenwerk.people.api import Actor


@rule(Permission.HOURS_OWN, "hours.HourEntry")
@rule(Permission.HOURS_OWN, "hours.HourProposal")
@rule(Permission.HOURS_OWN, "hours.RosterLine")
@rule(Permission.HOURS_OWN, "hours.DayOff")
@rule(Permission.HOURS_OWN, "hours.WeekReminder")
def may_hours_own(actor: Actor) -> Q | None:
    return Q(member=actor.member)


@rule(Permission.HOURS_READ, "hours.HourEntry")
def may_hours_read(actor: Actor) -> Q | None:
    """Whose hours are whose stays inside the organisation, also for the coordinator."""
    return Q(organisation=actor.organisation)


@rule(Permission.HOURS_READ, "hours.MonthTotal")
@rule(Permission.HOURS_READ, "hours.MonthLock")
@rule(Permission.HOURS_READ, "hours.FixedShare")
def may_hours_totals(actor: Actor) -> Q | None:
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
@rule(Permission.HOURS_SHARE, "hours.FixedShare")
@rule(Permission.HOURS_OWN, "hours.FixedShare")
def may_hours_lock(actor: Actor) -> Q | None:
    return Q(organisation=actor.organisation)


@rule(Permission.HOURS_TEAM, "people.Member")
@rule(Permission.HOURS_TEAM, "hours.HourEntry")
@rule(Permission.HOURS_TEAM, "hours.HourProposal")
@rule(Permission.HOURS_TEAM, "hours.RosterLine")
@rule(Permission.HOURS_TEAM, "hours.DayOff")
@rule(Permission.HOURS_TEAM, "hours.WeekConfirmation")
@rule(Permission.HOURS_TEAM, "hours.WeekReminder")
def may_hours_team(actor: Actor) -> Q | None:
    """Minutes, days and activities of the own colleagues. Hours know no clients, so neither does this."""
    return Q(organisation=actor.organisation)
