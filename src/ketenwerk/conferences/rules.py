"""An item is for who is involved with the client, and for the invited people of the asked partners while a ground is valid."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from ketenwerk.access.api import Permission, Role, received_parts, rule
from ketenwerk.clients.api import my_clients
from ketenwerk.conferences.models import KEPT_MONTHS, Attendee, CaseItem
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import month, months_later
from ketenwerk.people.api import Actor

PURPOSE = "conference"


def last_gone() -> date:
    """Of conferences up to and including this day the content has ended."""
    today = clock.today()
    before = months_later(today, -KEPT_MONTHS)
    # Three months after 29 or 30 November is the last of February as well.
    return month(before).last_day if today == month(today).last_day else before


def my_conferences(actor: Actor) -> QuerySet[Attendee, Any]:
    return Attendee.objects.filter(member_id=actor.person).values("conference_id")


def _items(actor: Actor) -> Q:
    own = Q(organisation_id=actor.house, client_id__in=my_clients(actor))
    asked = Q(
        id__in=received_parts(actor, PURPOSE),
        conference_id__in=my_conferences(actor),
        slot__off="",
    )
    return (own | asked) & Q(conference__on__gt=last_gone())


@rule(Permission.CASE_READ, "conferences.CaseItem")
def may_case_read(actor: Actor) -> Q | None:
    return _items(actor)


@rule(Permission.CASE_WRITE, "conferences.CaseItem")
def may_case_write(actor: Actor) -> Q | None:
    return _items(actor)


@rule(Permission.CASE_WRITE, "conferences.CaseOutcome")
def may_case_write_outcome(actor: Actor) -> Q | None:
    """Only the partner that took it on settles it."""
    return Q(item_id__in=CaseItem.objects.filter(_items(actor)).values("id"), partner=actor.house)


@rule(Permission.CONFERENCE_READ, "conferences.Conference")
def may_conference_read(actor: Actor) -> Q | None:
    """Who organises sees every day; a care worker those of today and later, and those she was asked for."""
    if actor.role == Role.COORDINATOR:
        return Q()
    return Q(on__gte=clock.today()) | Q(id__in=my_conferences(actor))


@rule(Permission.CONFERENCE_MANAGE, "conferences.Conference")
@rule(Permission.CONFERENCE_MANAGE, "conferences.ConferenceSeries")
@rule(Permission.CONFERENCE_MANAGE, "conferences.ConferenceSlot")
def may_conference_manage(_actor: Actor) -> Q | None:
    return Q()
