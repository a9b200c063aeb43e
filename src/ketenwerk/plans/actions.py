"""Making and changing a plan. Each act is one transaction and one entry in the log."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from ketenwerk.access.api import Permission, get, make_dossier_key, open_key
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Choice, Client, circle_of, dossier, in_turn, valid_consent
from ketenwerk.clients.api import share_part as share_on_consent
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor
from ketenwerk.plans import events
from ketenwerk.plans.models import (
    DirectionOffer,
    JointPlan,
    MembershipDomain,
    PlanChange,
    PlanDirector,
    PlanItem,
    PlanReview,
)
from ketenwerk.plans.offered import check_offered, given_away, key_to_offered
from ketenwerk.plans.queries import active_plan, writable_line
from ketenwerk.plans.refusals import ChangedMeanwhile, NoPlan, NotAgreed, NotTakingPart, PlanRefused
from ketenwerk.plans.rules import PURPOSE
from ketenwerk.plans.states import LINE, TAKES_PART

Kind, State = PlanItem.Kind, PlanChange.State


@dataclass(frozen=True)
class NewLine:
    """What is agreed. A partner does it when it has an owner."""

    kind: str
    words: str
    domain: uuid.UUID | None
    owner: uuid.UUID | None = None
    due: date | None = None
    origin: str = PlanItem.Origin.PLAN


@dataclass(frozen=True)
class Change:
    """What a line becomes. Without words or day those stay."""

    state: str
    remark: str = ""
    words: str | None = None
    due: date | None = None


@dataclass(frozen=True)
class Reviewed:
    day: date
    agreed: bool
    changed: str = ""
    words: str = ""


def consented(by: Actor, client: uuid.UUID, partner: uuid.UUID, domain: uuid.UUID | None) -> bool:
    """Whether she agrees now that this partner sees this part of the plan."""
    return valid_consent(by, client, Choice(PURPOSE, partner, domain)) is not None


def open_plan(*, by: Actor, client: uuid.UUID) -> JointPlan:
    """Begins the plan of an own client; who begins it, directs it. One plan at a time."""
    row = get(by, Permission.CLIENT_EDIT, Client, id=client)
    if given_away(by, row.id):
        raise PlanRefused(
            "De regie ligt bij een andere organisatie. Zolang dat plan loopt, begin je er geen."
        )
    today = clock.today()
    plan = JointPlan(id=new_id(), organisation_id=by.house, client=row, opened_on=today)
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError:
        raise PlanRefused("Er loopt al een plan. Werk daarin verder.") from None
    make_dossier_key(by=by, dossier=plan.id, purpose=PURPOSE)
    PlanDirector.objects.create(
        organisation_id=by.house, plan=plan, member_id=by.person, start=today
    )
    record(by=by, event=events.OPENED, target=plan, subjects=[row.id])
    return plan


def add_line(*, by: Actor, plan: uuid.UUID, line: NewLine) -> PlanItem:
    """Adds a line and shares it at once with who takes part on its domain and may see it."""
    row = get(by, Permission.PLAN_EDIT, JointPlan, id=plan)
    in_turn(row.client_id)
    _check(by, row, line)
    item = PlanItem(
        id=new_id(),
        organisation_id=by.house,
        plan=row,
        client_id=row.client_id,
        kind=line.kind,
        domain_id=line.domain,
        owner_id=line.owner,
        origin=line.origin,
        added_on=clock.today(),
    )
    item.save(force_insert=True)
    key = make_dossier_key(by=by, dossier=item.id, purpose=PURPOSE)
    _write(by, item, key, 1, Change(State.OPEN, words=line.words, due=line.due))
    for partner in _partners(row, line.domain):
        share_line(by, item, partner)
    key_to_offered(by, row, part=item.id, domain=line.domain)
    record(
        by=by,
        event=events.LINE_ADDED,
        target=item,
        subjects=[row.client_id],
        plan=str(row.id),
        kind=line.kind,
        organisation=str(line.owner or ""),
    )
    return item


def add_decision(
    *,
    by: Actor,
    client: uuid.UUID,
    text: str,
    owner: uuid.UUID,
    due: date,
    domain: uuid.UUID | None = None,
) -> PlanItem:
    """A decision of a case conference becomes a line of the plan of an own client (R72).

    `by` directs the plan; `owner` is the organisation that does it. A partner needs a domain, because
    that decides what it may see. Raises PlanRefused with a sentence for the screen.
    """
    plan = active_plan(by, client)
    if plan is None:
        raise NoPlan("Er loopt geen plan waarvan jij de regie hebt. Begin eerst een plan.")
    line = NewLine(Kind.PARTNER, text, domain, owner, due, PlanItem.Origin.CONFERENCE)
    return add_line(by=by, plan=plan.id, line=line)


def _check(by: Actor, plan: JointPlan, line: NewLine) -> None:
    if line.kind not in Kind.values or not line.words.strip():
        raise PlanRefused("Schrijf wat jullie afspreken.")
    if (line.kind == Kind.PARTNER) != (line.owner is not None):
        raise PlanRefused("Kies wie het doet.")
    if line.kind != Kind.GOAL and line.due is None:
        raise PlanRefused("Kies voor wanneer.")
    check_offered(by, plan, line.domain)
    if line.owner is None or line.owner == by.house:
        return
    if line.owner not in _partners(plan, line.domain):
        raise NotTakingPart(
            "Deze partner doet niet mee op dit leefgebied. Nodig de partner eerst uit."
        )
    if not consented(by, plan.client_id, line.owner, line.domain):
        raise NotAgreed("Er is geen toestemming om dit leefgebied met deze partner te delen.")


def _partners(plan: JointPlan, domain: uuid.UUID | None) -> list[uuid.UUID]:
    """Who takes part, or is asked to, on this domain."""
    rows = MembershipDomain.objects.filter(
        membership__plan=plan, membership__state__in=TAKES_PART, domain=domain
    )
    return list(rows.values_list("membership__partner", flat=True))


def share_line(by: Actor, item: PlanItem, partner: uuid.UUID) -> None:
    """Shares the key of one line when she agrees to that now, no longer than she does; else not."""
    if item.domain_id and consented(by, item.client_id, partner, item.domain_id):
        choice = Choice(PURPOSE, partner, item.domain_id)
        share_on_consent(by=by, client=item.client_id, part=item.id, choice=choice)


def change_line(*, by: Actor, item: uuid.UUID, seen: int, change: Change) -> PlanItem:
    """Adds a version to a line. `seen` is the number of the version on the screen.

    A partner writes how far it is; what was agreed and for when only changes with who directs the plan.
    """
    row, line = writable_line(by, item)
    before = line.now
    if before.number != seen:
        raise ChangedMeanwhile(
            "Iemand anders heeft deze regel intussen bijgewerkt. Jouw tekst staat er nog; ernaast staat wat nu is opgeslagen."
        )
    if change.state != before.state and change.state not in LINE[before.state]:
        raise PlanRefused(f"Van {before.state_label} kan deze regel niet daarheen.")
    if change.state == State.DROPPED and not change.remark.strip():
        raise PlanRefused("Schrijf waarom deze regel vervalt.")
    directs = row.organisation_id == by.house
    words = change.words if directs and change.words else before.words
    due = change.due if directs and change.due else before.due
    new = Change(change.state, change.remark, words, due)
    try:
        with transaction.atomic():
            _write(by, row, open_key(by=by, dossier=row.id), seen + 1, new)
    except IntegrityError:
        raise ChangedMeanwhile("Iemand anders was net eerder. Jouw tekst staat er nog.") from None
    record(
        by=by,
        event=events.LINE_CHANGED,
        target=row,
        subjects=[row.client_id],
        number=seen + 1,
        state=change.state,
    )
    return row


def _write(by: Actor, item: PlanItem, key: bytes, number: int, change: Change) -> None:
    made = PlanChange(
        id=new_id(),
        organisation_id=item.organisation_id,
        item=item,
        number=number,
        state=change.state,
        due=change.due,
        house_id=by.house,
        by_id=by.person,
        at=clock.now(),
    )
    seal_into(made, key, words=(change.words or "").strip())
    if change.remark.strip():
        seal_into(made, key, remark=change.remark.strip())
    made.save(force_insert=True)


def review(*, by: Actor, plan: uuid.UUID, reviewed: Reviewed) -> PlanReview:
    """Records that the plan was talked through with her; the next is three months later."""
    row = get(by, Permission.PLAN_EDIT, JointPlan, id=plan)
    if reviewed.day > clock.today():
        raise PlanRefused("De dag ligt in de toekomst. Kies vandaag of een eerdere dag.")
    made = PlanReview(
        id=new_id(),
        organisation_id=by.house,
        plan=row,
        client_id=row.client_id,
        day=reviewed.day,
        agreed=reviewed.agreed,
        by_id=by.person,
    )
    key = open_key(by=by, dossier=row.id)
    seal_into(made, key, changed=reviewed.changed.strip(), words=reviewed.words.strip())
    made.save(force_insert=True)
    record(
        by=by,
        event=events.REVIEWED,
        target=row,
        subjects=[row.client_id],
        day=reviewed.day.isoformat(),
        agreed=reviewed.agreed,
    )
    return made


def hand_over(*, by: Actor, plan: uuid.UUID, to: uuid.UUID) -> None:
    """Gives the direction to a colleague who works with her too; who did it before stays readable.

    Anyone who works with her may do this, so that a plan never stands still because somebody left.
    """
    row = get(by, Permission.PLAN_READ, JointPlan, id=plan, state=JointPlan.State.ACTIVE)
    circle = circle_of(by, dossier(by, row.client_id))
    if to not in {each.id for each in circle.involved}:
        raise PlanRefused("Deze collega werkt niet met deze cliënt. Voeg de collega eerst toe.")
    today = clock.today()
    PlanDirector.objects.filter(plan=row, end__isnull=True).update(end=today)
    PlanDirector.objects.create(organisation_id=by.house, plan=row, member_id=to, start=today)
    record(by=by, event=events.DIRECTOR_SET, target=row, subjects=[row.client_id], member=str(to))


def close_plan(*, by: Actor, plan: uuid.UUID) -> None:
    """Closes the plan. Partners keep reading their lines until the term of the consent ends."""
    row = get(by, Permission.PLAN_EDIT, JointPlan, id=plan)
    today = clock.today()
    JointPlan.objects.filter(id=row.id).update(state=JointPlan.State.CLOSED, closed_on=today)
    PlanDirector.objects.filter(plan=row, end__isnull=True).update(end=today)
    DirectionOffer.objects.filter(plan=row, state="offered").update(
        state="withdrawn", answered_on=today
    )
    DirectionOffer.objects.filter(plan=row, state="accepted").update(ended_on=today)
    record(by=by, event=events.CLOSED, target=row, subjects=[row.client_id])
