"""Who may see a plan: who works with her; who directs may change it; a partner what she agreed to share."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from ketenwerk.access.api import Permission, Role, received_parts, rule
from ketenwerk.clients.api import my_clients
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.plans.models import PlanDirector, PlanMembership
from ketenwerk.plans.states import TAKES_PART

PURPOSE = "plan"
OFFER_HOLDS = timedelta(days=28)


def of_my_clients(actor: Actor) -> Q:
    return Q(organisation_id=actor.house, client_id__in=my_clients(actor))


def my_plans(actor: Actor) -> QuerySet[PlanDirector, Any]:
    """The ids of the plans this person directs now."""
    rows = PlanDirector.objects.filter(member_id=actor.person, end__isnull=True)
    return rows.values("plan_id")


def my_part(actor: Actor) -> Q:
    """Taking part that is for this person: by name, or for the focal officer of the organisation."""
    mine = Q(worker_id=actor.person)
    if actor.role == Role.FOCAL_OFFICER:
        mine |= Q(worker__isnull=True)
    return mine & Q(
        partner_id=actor.house, state__in=TAKES_PART, id__in=received_parts(actor, PURPOSE)
    )


@rule(Permission.PLAN_READ, "plans.JointPlan")
def may_plan_read(actor: Actor) -> Q | None:
    return of_my_clients(actor)


@rule(Permission.PLAN_EDIT, "plans.JointPlan")
def may_plan_edit(actor: Actor) -> Q | None:
    return of_my_clients(actor) & Q(state="active", id__in=my_plans(actor))


@rule(Permission.PLAN_READ, "plans.PlanItem")
def may_line_read(actor: Actor) -> Q | None:
    return of_my_clients(actor)


@rule(Permission.PLAN_EDIT, "plans.PlanItem")
def may_line_edit(actor: Actor) -> Q | None:
    return of_my_clients(actor) & Q(plan_id__in=my_plans(actor))


@rule(Permission.PLAN_EDIT, "plans.PlanMembership")
def may_membership_end(actor: Actor) -> Q | None:
    return of_my_clients(actor) & Q(plan_id__in=my_plans(actor))


@rule(Permission.SHARED_PLAN_READ, "plans.PlanMembership")
def may_membership_read(actor: Actor) -> Q | None:
    return my_part(actor)


@rule(Permission.SHARED_PLAN_EDIT, "plans.DirectionOffer")
def may_direction_answer(actor: Actor) -> Q | None:
    """Whom it was offered to, as care worker, within four weeks: whoever directs works with her."""
    if actor.role != Role.CARE_WORKER:
        return None
    since = clock.today() - OFFER_HOLDS
    return Q(partner_id=actor.house, worker_id=actor.person, state="offered", offered_on__gt=since)


@rule(Permission.SHARED_PLAN_READ, "plans.PlanItem")
def may_shared_line_read(actor: Actor) -> Q | None:
    joined = PlanMembership.objects.filter(my_part(actor), state="accepted")
    return Q(id__in=received_parts(actor, PURPOSE), plan_id__in=joined.values("plan_id"))


@rule(Permission.SHARED_PLAN_EDIT, "plans.PlanItem")
def may_shared_line_edit(actor: Actor) -> Q | None:
    shared = may_shared_line_read(actor)
    return None if shared is None else shared & Q(owner_id=actor.house)
