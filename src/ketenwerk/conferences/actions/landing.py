"""Where an outcome lands: in the joint plan when that can be, else with its partner and why (R72)."""

import uuid
from datetime import date

from ketenwerk.access.api import Permission, Refused, get, open_key
from ketenwerk.audit.api import record
from ketenwerk.conferences import events
from ketenwerk.conferences.models import OUTCOME_STEPS, CaseItem, CaseOutcome
from ketenwerk.conferences.refusals import ConferenceRefused
from ketenwerk.kernel import clock
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.people.api import Actor
from ketenwerk.plans import api as plans

Why, State = CaseOutcome.WhyNot, CaseOutcome.State
WHY: dict[type[plans.PlanRefused], str] = {
    plans.NoPlan: Why.NO_PLAN,
    plans.NotTakingPart: Why.NO_PART,
    plans.NotAgreed: Why.NO_CONSENT,
}


def land(by: Actor, item: CaseItem, outcome: CaseOutcome, words: str) -> None:
    """Fills in the line of the plan, or why there is none. The caller saves."""
    outcome.plan_line, outcome.not_in_plan = None, ""
    if item.organisation_id != by.house:
        outcome.not_in_plan = Why.NOT_OURS
    elif outcome.due is None:
        outcome.not_in_plan = Why.NO_DAY
    elif outcome.partner_id != by.house and outcome.domain_id is None:
        outcome.not_in_plan = Why.NO_DOMAIN
    else:
        _add(by, item, outcome, words, outcome.due)


def _add(by: Actor, item: CaseItem, outcome: CaseOutcome, words: str, due: date) -> None:
    try:
        line = plans.add_decision(
            by=by,
            client=item.client_id,
            text=words,
            owner=outcome.partner_id,
            due=due,
            domain=outcome.domain_id,
        )
    except tuple(WHY) as refusal:
        outcome.not_in_plan = WHY[type(refusal)]
    else:
        outcome.plan_line = line.id


def put_in_plan(
    *, by: Actor, outcome: uuid.UUID, domain: uuid.UUID | None, due: date | None
) -> CaseOutcome:
    """What did not land lands now, by who directs the plan. ConferenceRefused says why it still cannot."""
    item, row = own_outcome(by, outcome)
    if row.plan_line or row.state != State.OPEN:
        raise ConferenceRefused("Dit staat al in het plan, of het is afgerond.")
    row.domain_id, row.due = domain or row.domain_id, due or row.due
    words = unseal_from(row, open_key(by=by, dossier=item.id), "words")
    land(by, item, row, words)
    if row.not_in_plan:
        raise ConferenceRefused(f"Dit kan nog niet in het plan: {row.get_not_in_plan_display()}.")
    row.save(update_fields=["domain", "due", "plan_line", "not_in_plan"])
    record(by=by, event=events.OUTCOME_PLANNED, target=row, subjects=[item.client_id])
    return row


def own_outcome(by: Actor, outcome: uuid.UUID) -> tuple[CaseItem, CaseOutcome]:
    """An outcome of an own item. Raises Refused."""
    found = CaseOutcome.objects.filter(id=outcome, organisation=by.house).first()
    if found is None or found.item_id is None:
        raise Refused
    item = get(by, Permission.CASE_WRITE, CaseItem, id=found.item_id)
    return item, CaseOutcome.objects.select_for_update().get(id=found.id)


def take_back_outcome(*, by: Actor, outcome: uuid.UUID) -> CaseOutcome:
    """Undoes an outcome while the conference is not closed: by who wrote it, or by the owner of the item.

    Its words go; a line of the plan is dropped there, with that reason. Who directs the plan alone can do that.
    """
    found = CaseOutcome.objects.filter(id=outcome).first()
    if found is None or found.item_id is None:
        raise Refused
    item = get(by, Permission.CASE_WRITE, CaseItem, along=["conference"], id=found.item_id)
    if by.house != item.organisation_id and found.recorded_by_id != by.person:
        raise Refused
    row = CaseOutcome.objects.select_for_update().get(id=found.id)
    if not item.conference.is_planned:
        raise ConferenceRefused(
            "Het overleg is gesloten. Rond de afspraak af, of pas het plan aan."
        )
    if State.DROPPED not in OUTCOME_STEPS[row.state]:
        raise ConferenceRefused("Deze afspraak is al afgerond.")
    if row.plan_line:
        _drop_line(by, row.plan_line)
    row.state, row.settled_on, row.words, row.plan_line = State.DROPPED, clock.today(), None, None
    row.save(update_fields=["state", "settled_on", "words", "plan_line"])
    record(by=by, event=events.OUTCOME_TAKEN_BACK, target=row, subjects=[item.client_id])
    return row


def _drop_line(by: Actor, line: uuid.UUID) -> None:
    change = plans.Change("dropped", "Teruggenomen in het overleg.")
    try:
        _, now = plans.writable_line(by, line)
        plans.change_line(by=by, item=line, seen=now.now.number, change=change)
    except (Refused, plans.PlanRefused):
        raise ConferenceRefused(
            "Dit staat in het plan. Alleen wie de regie over het plan heeft neemt het terug."
        ) from None
