"""Partners in a plan: inviting, answering, stopping."""

import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q

from ketenwerk.access.api import (
    Permission,
    Refused,
    Role,
    end_share,
    get,
    make_dossier_key,
    visible,
)
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Choice, NotTheirs, dossier, in_turn, set_consent, valid_consent
from ketenwerk.clients.api import share_part as share_on_consent
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor, Function, Member, Organisation
from ketenwerk.plans import events
from ketenwerk.plans.actions import consented, share_line
from ketenwerk.plans.models import (
    DirectionOffer,
    JointPlan,
    MembershipDomain,
    PlanItem,
    PlanMembership,
)
from ketenwerk.plans.offered import check_offered, key_to_offered
from ketenwerk.plans.refusals import PlanRefused
from ketenwerk.plans.rules import PURPOSE
from ketenwerk.plans.states import MEMBERSHIP, TAKES_PART
from ketenwerk.programme.api import life_domains

State = PlanMembership.State


@dataclass(frozen=True)
class Invitation:
    """Whom, for which life domains. Without a worker it is for the focal officer of the partner."""

    partner: uuid.UUID
    domains: frozenset[uuid.UUID]
    worker: uuid.UUID | None = None
    with_called: bool = False


@dataclass(frozen=True)
class Invitable:
    """Somebody who can be asked; without a worker the focal officer."""

    partner: uuid.UUID
    partner_name: str
    worker: uuid.UUID | None
    worker_name: str


def invitable(by: Actor, client: uuid.UUID) -> tuple[Invitable, ...]:
    """Who can be asked: care workers and focal officers of the partners she agreed to share the plan with."""
    houses = [
        house
        for house in Organisation.objects.exclude(id=by.house)
        if valid_consent(by, client, Choice(PURPOSE, house.id))
    ]
    today = clock.today()
    held = Function.objects.filter(
        Q(end__isnull=True) | Q(end__gt=today),
        role__in=[Role.CARE_WORKER, Role.FOCAL_OFFICER],
        start__lte=today,
        member__organisation__in=houses,
        member__is_active=True,
    ).select_related("member")
    found = []
    for house in houses:
        own = [each for each in held if each.member.organisation_id == house.id]
        workers = {each.member for each in own if each.role == Role.CARE_WORKER}
        found += [
            Invitable(house.id, house.name, worker.id, worker.name)
            for worker in sorted(workers, key=lambda each: each.name)
        ]
        if any(each.role == Role.FOCAL_OFFICER for each in own):
            found.append(Invitable(house.id, house.name, None, "de aandachtsfunctionaris"))
    return tuple(found)


def invite(*, by: Actor, plan: uuid.UUID, invitation: Invitation) -> PlanMembership:
    """Asks a partner to take part, on what she agrees to now. What it may see opens with its yes."""
    row = get(by, Permission.PLAN_EDIT, JointPlan, id=plan)
    in_turn(row.client_id)
    _check(by, row, invitation)
    opened = dossier(by, row.client_id)
    made = PlanMembership(
        id=new_id(),
        organisation_id=by.house,
        plan=row,
        client_id=row.client_id,
        partner_id=invitation.partner,
        worker_id=invitation.worker,
        invited_on=clock.today(),
    )
    called = opened.called if invitation.with_called else ""
    key = make_dossier_key(by=by, dossier=made.id, purpose=PURPOSE)
    seal_into(made, key, who=json.dumps({"code": opened.client.code, "called": called}))
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise PlanRefused("Deze partner doet al mee of is al uitgenodigd.") from None
    MembershipDomain.objects.bulk_create(
        MembershipDomain(organisation_id=by.house, membership=made, domain_id=domain)
        for domain in sorted(invitation.domains)
    )
    open_to_partner(by, made)
    key_to_offered(by, row, part=made.id, domain=None)
    record(
        by=by,
        event=events.INVITED,
        target=made,
        subjects=[row.client_id],
        organisation=str(invitation.partner),
        count=len(invitation.domains),
    )
    return made


def open_to_partner(by: Actor, row: PlanMembership) -> None:
    """Shares the part itself and every line on its domains, as long as she agrees to that now."""
    choice = Choice(PURPOSE, row.partner_id)
    share_on_consent(by=by, client=row.client_id, part=row.id, choice=choice)
    domains = MembershipDomain.objects.filter(membership=row).values("domain")
    for item in PlanItem.objects.filter(plan=row.plan_id, domain__in=domains):
        share_line(by, item, row.partner_id)


def agree_again(by: Actor, row: PlanMembership, domains: Collection[uuid.UUID]) -> None:
    """Records that she says yes now, to the partner and to these domains; refused when it is not hers alone to say."""
    try:
        for domain in (None, *sorted(domains)):
            choice = Choice(PURPOSE, row.partner_id, domain)
            set_consent(by=by, client=row.client_id, choice=choice, given=True)
    except NotTheirs:
        raise PlanRefused(
            "Zij beslist hier niet alleen over. Leg het eerst vast bij Toestemming."
        ) from None


def renew(*, by: Actor, membership: uuid.UUID, domains: Collection[uuid.UUID]) -> uuid.UUID:
    """She says yes again on these domains: the partner reads on for as long as that holds. Gives whose plan it is."""
    row = get(by, Permission.PLAN_EDIT, PlanMembership, id=membership)
    if row.state not in TAKES_PART:
        raise PlanRefused("Deze partner doet niet meer mee. Nodig de partner opnieuw uit.")
    own = set(MembershipDomain.objects.filter(membership=row).values_list("domain", flat=True))
    if not domains or not own.issuperset(domains):
        raise PlanRefused("Kies minstens één leefgebied waar zij ja op zegt.")
    with transaction.atomic():
        agree_again(by, row, domains)
        open_to_partner(by, row)
    record(
        by=by,
        event=events.MEMBER_RENEWED,
        target=row,
        subjects=[row.client_id],
        organisation=str(row.partner_id),
        count=len(domains),
    )
    return row.client_id


def _check(by: Actor, plan: JointPlan, invitation: Invitation) -> None:
    if not invitation.domains:
        raise PlanRefused("Kies minstens één leefgebied.")
    check_offered(by, plan, None)
    if invitation.partner == by.house:
        raise PlanRefused("Kies een andere organisatie. Een collega voeg je toe bij Betrokken.")
    if not consented(by, plan.client_id, invitation.partner, None):
        raise PlanRefused("Er is geen toestemming om het plan met deze partner te delen.")
    without = [
        domain.name
        for domain in life_domains().filter(id__in=invitation.domains)
        if not consented(by, plan.client_id, invitation.partner, domain.id)
    ]
    if without:
        raise PlanRefused(
            f"Zonder toestemming kun je dit niet delen: {', '.join(without)}. Vraag het eerst bij Toestemming."
        )
    workers = Member.objects.filter(organisation=invitation.partner, is_active=True)
    if invitation.worker and not workers.filter(id=invitation.worker).exists():
        raise Refused


def answer(*, by: Actor, membership: uuid.UUID, accept: bool) -> PlanMembership:
    """The invited person says yes or no. With a no every key that waited closes at once, in the database."""
    row = get(by, Permission.SHARED_PLAN_READ, PlanMembership, id=membership)
    to = State.ACCEPTED if accept else State.DECLINED
    if to not in MEMBERSHIP[row.state]:
        raise PlanRefused("Deze uitnodiging is al beantwoord.")
    start = clock.today() if accept else None
    PlanMembership.objects.filter(id=row.id, state=State.INVITED).update(state=to, start=start)
    row.state, row.start = to, start
    record(by=by, event=events.ANSWERED, target=row, subjects=[row.client_id], state=to)
    return row


def end_membership(*, by: Actor, membership: uuid.UUID) -> uuid.UUID:
    """Stops taking part: every line and the invitation close for the partner at once. Gives whose plan it is.

    What it still held closes in the database as well, whichever way the part ended.
    """
    row = get(by, Permission.PLAN_EDIT, PlanMembership, id=membership)
    if State.ENDED not in MEMBERSHIP[row.state]:
        raise PlanRefused("Deze partner doet al niet meer mee.")
    DirectionOffer.objects.filter(membership=row, state="offered").update(
        state="withdrawn", answered_on=clock.today()
    )
    items = visible(by, Permission.PLAN_READ, PlanItem).filter(plan=row.plan_id)
    for part in [row.id, *items.values_list("id", flat=True)]:
        end_share(by=by, dossier=part, organisation=row.partner_id, purpose=PURPOSE)
    PlanMembership.objects.filter(id=row.id).update(state=State.ENDED, end=clock.today())
    record(
        by=by,
        event=events.MEMBER_ENDED,
        target=row,
        subjects=[row.client_id],
        organisation=str(row.partner_id),
    )
    return row.client_id
