"""Who may with meetings and the network. The database holds the same rules once more, in walls.py."""

from django.db.models import Q

from ketenwerk.access.api import Permission, Role, rule
from ketenwerk.people.api import Actor


@rule(Permission.MEETING_READ, "meetings.Series")
def may_meeting_read_series(actor: Actor) -> Q | None:
    return _in_series(actor, "")


@rule(Permission.MEETING_READ, "meetings.Meeting")
def may_meeting_read(actor: Actor) -> Q | None:
    return _in_series(actor, "series__")


@rule(Permission.MEETING_READ, "meetings.Paper")
@rule(Permission.MEETING_READ, "meetings.ActionPoint")
def may_meeting_read_parts(actor: Actor) -> Q | None:
    return _in_series(actor, "meeting__series__")


@rule(Permission.MEETING_ACT, "meetings.Meeting")
def may_meeting_act_in(actor: Actor) -> Q | None:
    """Who takes part proposes what goes on the agenda."""
    return Q(series__people__member=actor.member)


def _in_series(actor: Actor, path: str) -> Q:
    if actor.role == Role.COORDINATOR:
        return Q()
    return Q(**{f"{path}partners__organisation": actor.organisation})


@rule(Permission.MEETING_MANAGE, "meetings.Series")
@rule(Permission.MEETING_MANAGE, "meetings.Meeting")
@rule(Permission.MEETING_MANAGE, "meetings.AgendaItem")
@rule(Permission.MEETING_MANAGE, "meetings.Paper")
def may_meeting_manage(_actor: Actor) -> Q | None:
    return Q()


@rule(Permission.MEETING_ACT, "meetings.ActionPoint")
def may_meeting_act(actor: Actor) -> Q | None:
    """An action point of oneself, or of the own organisation when nobody is named."""
    if actor.role == Role.COORDINATOR:
        return Q()
    return Q(member=actor.member) | Q(member=None, organisation=actor.organisation)


@rule(Permission.MEETING_READ, "meetings.CalendarFeed")
def may_meeting_read_feed(actor: Actor) -> Q | None:
    return Q(member=actor.member, role=actor.role)


@rule(Permission.NETWORK_READ, "meetings.NetworkContact")
@rule(Permission.NETWORK_READ, "meetings.NetworkTalk")
@rule(Permission.NETWORK_READ, "meetings.Bottleneck")
@rule(Permission.NETWORK_READ, "meetings.ProviderAgreement")
@rule(Permission.NETWORK_READ, "meetings.Evaluation")
@rule(Permission.NETWORK_EDIT, "meetings.NetworkContact")
@rule(Permission.NETWORK_EDIT, "meetings.Bottleneck")
@rule(Permission.NETWORK_EDIT, "meetings.ProviderAgreement")
@rule(Permission.NETWORK_EDIT, "meetings.Evaluation")
@rule(Permission.NETWORK_EDIT, "meetings.Finding")
def may_network(_actor: Actor) -> Q | None:
    return Q()
