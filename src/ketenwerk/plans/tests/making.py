"""Plans in a state, made by the product's own acts."""

import uuid

from ketenwerk.access.api import acting_for
from ketenwerk.clients.api import Choice, set_consent
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.plans.api import (
    Invitation,
    JointPlan,
    NewLine,
    PlanItem,
    PlanMembership,
    add_line,
    invite,
    open_plan,
)
from ketenwerk.plans.models import PlanMembership as Membership
from ketenwerk.programme.api import LifeDomain

MONEY, HOME = "financien", "huisvesting"


def domain(key: str) -> uuid.UUID:
    return LifeDomain.objects.values_list("id", flat=True).get(key=key)


def agree(by: Actor, client: uuid.UUID, partner: uuid.UUID, *keys: str, given: bool = True) -> None:
    """She agrees that a partner sees the plan on these life domains, or takes that back; without one: the partner."""
    with acting_for(by):
        choices = [Choice("plan", partner, domain(key)) for key in keys]
        if given or not keys:
            choices = [Choice("plan", partner), *choices]
        for choice in choices:
            set_consent(by=by, client=client, choice=choice, given=given)


def a_plan(by: Actor, client: uuid.UUID) -> JointPlan:
    with acting_for(by):
        return open_plan(by=by, client=client)


def a_line(
    by: Actor,
    plan: JointPlan,
    words: str = "Samen de post openen",
    *,
    key: str = MONEY,
    owner: uuid.UUID | None = None,
    days: int = 14,
) -> PlanItem:
    with acting_for(by):
        kind = "partner" if owner else "client"
        line = NewLine(kind, words, domain(key), owner, clock.days_later(days))
        return add_line(by=by, plan=plan.id, line=line)


def ask(
    by: Actor, plan: JointPlan, to: Actor, *keys: str, named: bool = True, called: bool = False
) -> PlanMembership:
    with acting_for(by):
        domains = frozenset(domain(key) for key in keys)
        worker = to.person if named else None
        invitation = Invitation(to.house, domains, worker, with_called=called)
        return invite(by=by, plan=plan.id, invitation=invitation)


def stands(membership: uuid.UUID) -> str:
    return Membership.objects.values_list("state", flat=True).get(id=membership)
