"""The direction goes to another organisation: offered, and taken over or not. One director, all the time (R30).

With the yes the plan moves: its rows and its keys belong to the other organisation from then on, and who
directed before keeps what any partner keeps, on what she agrees to there.
"""

import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import DatabaseError, transaction

from ketenwerk.access.api import Permission, get, make_dossier_key, open_key, renew, visible
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Client, in_turn
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into, unseal_from
from ketenwerk.people.api import Actor
from ketenwerk.plans import events
from ketenwerk.plans.models import (
    DirectionOffer,
    JointPlan,
    MembershipDomain,
    PlanDirector,
    PlanItem,
    PlanMembership,
)
from ketenwerk.plans.offered import consented_until, give_key
from ketenwerk.plans.refusals import PlanRefused
from ketenwerk.plans.taking_part import agree_again, open_to_partner
from ketenwerk.programme.api import LifeDomain

State = DirectionOffer.State
NO_LONGER = "Dit aanbod klopt niet meer. Vraag de partner om de regie opnieuw aan te bieden."


@dataclass(frozen=True)
class Taken:
    """Which own client this is, and on which life domains she agrees that the former director stays."""

    client: uuid.UUID
    former: frozenset[uuid.UUID] = frozenset()


def offer_direction(*, by: Actor, plan: uuid.UUID, membership: uuid.UUID) -> DirectionOffer:
    """Asks somebody who takes part to direct. Only when she agrees that this partner sees the whole plan."""
    row = get(by, Permission.PLAN_EDIT, JointPlan, id=plan)
    in_turn(row.client_id)
    to = PlanMembership.objects.filter(
        id=membership, plan=row, state=PlanMembership.State.ACCEPTED, worker__isnull=False
    ).first()
    if to is None or to.worker_id is None:
        raise PlanRefused("Kies iemand die meedoet aan het plan, met naam.")
    parts = _parts(row)
    _check_consent(by, row, to, set(parts.values()))
    _withdraw(by, row)
    made = DirectionOffer.objects.create(
        organisation_id=by.house,
        plan=row,
        client_id=row.client_id,
        membership=to,
        partner_id=to.partner_id,
        worker_id=to.worker_id,
        by_id=by.person,
        offered_on=clock.today(),
    )
    for part, domain in parts.items():
        give_key(by, row.client_id, to.partner_id, part, domain)
    record(
        by=by,
        event=events.DIRECTION_OFFERED,
        target=row,
        subjects=[row.client_id],
        organisation=str(to.partner_id),
    )
    return made


def _parts(plan: JointPlan) -> dict[uuid.UUID, uuid.UUID | None]:
    """Everything of a plan that has a key of its own, with the life domain it is about."""
    parts: dict[uuid.UUID, uuid.UUID | None] = {plan.id: None}
    parts |= dict(PlanItem.objects.filter(plan=plan).values_list("id", "domain_id"))
    return parts | dict.fromkeys(
        PlanMembership.objects.filter(plan=plan).values_list("id", flat=True)
    )


def _check_consent(
    by: Actor, plan: JointPlan, to: PlanMembership, domains: Collection[uuid.UUID | None]
) -> None:
    if consented_until(by, plan.client_id, to.partner_id, None) is None:
        raise PlanRefused("Er is geen toestemming om het plan met deze partner te delen.")
    without = [
        row.name
        for row in LifeDomain.objects.filter(id__in=[each for each in domains if each])
        if consented_until(by, plan.client_id, to.partner_id, row.id) is None
    ]
    if without:
        raise PlanRefused(
            f"Wie de regie heeft, ziet het hele plan. Vraag haar eerst toestemming voor: {dutch.listing(without)}."
        )


def withdraw_direction(*, by: Actor, plan: uuid.UUID) -> None:
    """Takes an open offer back; the keys that went along close at once."""
    row = get(by, Permission.PLAN_EDIT, JointPlan, id=plan)
    if not _withdraw(by, row):
        raise PlanRefused("Er staat geen aanbod open. Het is misschien net beantwoord.")


def _withdraw(by: Actor, plan: JointPlan) -> int:
    rows = DirectionOffer.objects.filter(plan=plan, state=State.OFFERED)
    count = rows.update(state=State.WITHDRAWN, answered_on=clock.today())
    if count:
        record(
            by=by,
            event=events.DIRECTION_ANSWERED,
            target=plan,
            subjects=[plan.client_id],
            state=State.WITHDRAWN,
        )
    return count


def decline_direction(*, by: Actor, membership: uuid.UUID) -> None:
    """Whom it was offered to says no: nothing moves, and the keys that went along close at once."""
    offer = get(by, Permission.SHARED_PLAN_EDIT, DirectionOffer, membership=membership)
    DirectionOffer.objects.filter(id=offer.id).update(
        state=State.DECLINED, answered_on=clock.today()
    )
    record(
        by=by,
        event=events.DIRECTION_ANSWERED,
        target=offer,
        subjects=[offer.client_id],
        state=State.DECLINED,
    )


def take_direction(*, by: Actor, membership: uuid.UUID, taken: Taken) -> JointPlan:
    """Whom it was offered to says yes: the plan, its history and its keys move to an own client.

    All or nothing. Other partners see nothing until the new director has asked her again.
    """
    offer = get(
        by,
        Permission.SHARED_PLAN_EDIT,
        DirectionOffer,
        along=["membership", "organisation"],
        membership=membership,
    )
    client = get(by, Permission.CLIENT_EDIT, Client, id=taken.client)
    if JointPlan.objects.filter(client=client, state=JointPlan.State.ACTIVE).exists():
        raise PlanRefused("Voor deze cliënt loopt al een plan. Sluit dat eerst af.")
    mine = offer.membership
    code = json.loads(unseal_from(mine, open_key(by=by, dossier=mine.id), "who"))["code"]
    try:
        with transaction.atomic():
            plan = _move(by, offer, client)
            if taken.former:
                _keep_former(by, plan, offer, code, taken.former)
    except DatabaseError:
        # The database refuses a move in which a part would lose its key: consent or offer ended meanwhile.
        raise PlanRefused(NO_LONGER) from None
    record(
        by=by,
        event=events.DIRECTION_TAKEN,
        target=plan,
        subjects=[client.id],
        organisation=str(offer.organisation_id),
        count=len(taken.former),
    )
    return plan


def _move(by: Actor, offer: DirectionOffer, client: Client) -> JointPlan:
    """The database moves rows and keys on this answer, and ends who directed until now.

    Every part gets a new key: who directed and who took part open nothing that is written from now on.
    """
    today = clock.today()
    DirectionOffer.objects.filter(id=offer.id).update(
        state=State.ACCEPTED, answered_on=today, into=client
    )
    PlanDirector.objects.create(
        organisation_id=by.house, plan_id=offer.plan_id, member_id=by.person, start=today
    )
    plan = JointPlan.objects.get(id=offer.plan_id)
    renew(by=by, parts=_parts(plan))
    return plan


def _keep_former(
    by: Actor, plan: JointPlan, offer: DirectionOffer, code: str, domains: Collection[uuid.UUID]
) -> None:
    """Who directed takes part from now on like any partner, on what she agrees to with the new director."""
    made = PlanMembership(
        id=new_id(),
        organisation_id=by.house,
        plan=plan,
        client_id=plan.client_id,
        partner_id=offer.organisation_id,
        worker_id=offer.by_id,
        state=PlanMembership.State.ACCEPTED,
        invited_on=clock.today(),
        start=clock.today(),
    )
    key = make_dossier_key(by=by, dossier=made.id, purpose="plan")
    seal_into(made, key, who=json.dumps({"code": code, "called": ""}))
    made.save(force_insert=True)
    MembershipDomain.objects.bulk_create(
        MembershipDomain(organisation_id=by.house, membership=made, domain_id=domain)
        for domain in sorted(domains)
    )
    agree_again(by, made, domains)
    open_to_partner(by, made)


def offer_to(actor: Actor, membership: uuid.UUID) -> DirectionOffer:
    """The offer that this person may answer now; Refused otherwise."""
    return get(
        actor,
        Permission.SHARED_PLAN_EDIT,
        DirectionOffer,
        along=["membership", "organisation", "by"],
        membership=membership,
    )


def is_offered(actor: Actor, membership: uuid.UUID) -> bool:
    """Whether an offer for this person waits for an answer."""
    rows = visible(actor, Permission.SHARED_PLAN_EDIT, DirectionOffer)
    return rows.filter(membership=membership).exists()
