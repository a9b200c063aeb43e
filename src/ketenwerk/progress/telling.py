"""Telling the way out: steps that are never changed, and the contacts that follow an exit (R31)."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from ketenwerk.access.api import Permission, get, open_key
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Client
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into, unseal_from
from ketenwerk.people.api import Actor
from ketenwerk.progress import events
from ketenwerk.progress.actions import ProgressRefused
from ketenwerk.progress.models import AftercareContact, ExitEvent
from ketenwerk.progress.path import (
    AFTERCARE_MONTHS,
    BY_HAND,
    OUTCOMES,
    months_after,
    problem_in,
)
from ketenwerk.progress.story import in_order

S, Outcome = ExitEvent.Stage, AftercareContact.Outcome
GO_ON, STOP = "go_on", "stop"


@dataclass(frozen=True)
class Step:
    """One step as it is told. `aftercare` says after a relapse what becomes of the planned contacts."""

    stage: str
    day: date
    basis: str = ""
    words: str = ""
    plan_aftercare: bool = True
    aftercare: str = ""


def tell_step(*, by: Actor, client: uuid.UUID, step: Step) -> ExitEvent:
    """Adds a step to the story of an own client; raises ProgressRefused with what is missing."""
    row = get(by, Permission.CLIENT_EDIT, Client, id=client)
    _lock(row.id)
    told = _saved(by, row.id, step)
    _follow(by, told, step)
    record(by=by, event=events.STEP_TOLD, target=told, subjects=[row.id], day=step.day.isoformat())
    return told


def replace_step(*, by: Actor, step: uuid.UUID, new: Step, why: str) -> ExitEvent:
    """Puts a step right by a new one that names it. The old one stays in the story, marked as replaced."""
    old = get(by, Permission.PROGRESS_WRITE, ExitEvent, id=step)
    if not why.strip():
        raise ProgressRefused("Schrijf waarom je deze stap vervangt.")
    _lock(old.client_id)
    if ExitEvent.objects.filter(replaces=old.id).exists():
        raise ProgressRefused("Deze stap is al vervangen. Kijk naar de nieuwe.")
    told = _saved(by, old.client_id, new, old=old, why=why)
    if old.stage == S.LEFT and told.stage == S.LEFT:
        _move_aftercare(old, told)
    else:
        if old.stage == S.LEFT:
            _stop(by, old.aftercare.filter(outcome=Outcome.PLANNED))
        if old.stage == S.RELAPSE:
            _take_back_stop(old, told, new)
        _follow(by, told, new)
    record(
        by=by,
        event=events.STEP_REPLACED,
        target=told,
        subjects=[old.client_id],
        day=new.day.isoformat(),
        old=str(old.id),
    )
    return told


def _lock(client: uuid.UUID) -> None:
    """Two people tell at once: the second waits, and then sees the step of the first."""
    Client.objects.select_for_update().get(id=client)


def _saved(
    by: Actor, client: uuid.UUID, step: Step, *, old: ExitEvent | None = None, why: str = ""
) -> ExitEvent:
    _check(client, step, asks_aftercare=old is None)
    told = ExitEvent(
        id=new_id(),
        organisation_id=by.house,
        client_id=client,
        stage=step.stage,
        day=step.day,
        basis=step.basis if step.stage == S.LEFT else "",
        by_id=by.person,
        recorded_at=clock.now(),
        replaces=old,
    )
    problem = problem_in(in_order([*ExitEvent.objects.filter(client=client), told]))
    if problem:
        raise ProgressRefused(problem)
    key = open_key(by=by, dossier=client)
    if step.words.strip():
        seal_into(told, key, words=step.words.strip())
    if old:
        seal_into(told, key, why_replaced=why.strip())
    told.save(force_insert=True)
    return told


def _check(client: uuid.UUID, step: Step, *, asks_aftercare: bool) -> None:
    if step.stage not in S.values:
        raise ProgressRefused("Kies een stap.")
    if step.day > clock.today():
        raise ProgressRefused("De dag ligt in de toekomst. Kies vandaag of een eerdere dag.")
    if step.stage == S.LEFT and step.basis not in ExitEvent.Basis.values:
        raise ProgressRefused("Kies waaruit blijkt dat iemand is uitgestapt.")
    unsaid = step.stage == S.RELAPSE and step.aftercare not in {GO_ON, STOP}
    if unsaid and asks_aftercare and _planned(client).exists():
        raise ProgressRefused("Kies of de geplande nazorg doorgaat of stopt.")


def _follow(by: Actor, told: ExitEvent, step: Step) -> None:
    """What a step means for aftercare. A relapse leaves every earlier exit as it was."""
    if told.stage == S.LEFT:
        _stop(by, _planned(told.client_id))
        if step.plan_aftercare:
            _plan(told)
    if told.stage == S.RELAPSE and step.aftercare == STOP:
        _stop(by, _planned(told.client_id), relapse=told)


def _planned(client: uuid.UUID) -> QuerySet[AftercareContact]:
    return AftercareContact.objects.filter(client=client, outcome=Outcome.PLANNED)


def _plan(told: ExitEvent) -> None:
    AftercareContact.objects.bulk_create(
        AftercareContact(
            organisation_id=told.organisation_id,
            client_id=told.client_id,
            exit=told,
            months=months,
            due=months_after(told.day, months),
        )
        for months in AFTERCARE_MONTHS
    )


def _move_aftercare(old: ExitEvent, told: ExitEvent) -> None:
    """What was done stays where it was; what is planned, or may be again, follows the new day."""
    for contact in old.aftercare.filter(Q(outcome=Outcome.PLANNED) | Q(stopped_by__isnull=False)):
        contact.exit, contact.due = told, months_after(told.day, contact.months)
        contact.save(update_fields=["exit", "due"])


def _stop(
    by: Actor, contacts: QuerySet[AftercareContact], relapse: ExitEvent | None = None
) -> None:
    contacts.update(
        outcome=Outcome.STOPPED,
        settled_on=clock.today(),
        settled_by=by.person,
        stopped_by=relapse,
    )


def _take_back_stop(old: ExitEvent, told: ExitEvent, step: Step) -> None:
    """A relapse was put right: what it stopped goes on, unless there still was one and nobody says it goes on.

    Only of the exit that holds now: an earlier one got its own contacts.
    """
    stopped = AftercareContact.objects.filter(stopped_by=old, outcome=Outcome.STOPPED)
    if told.stage == S.RELAPSE and step.aftercare != GO_ON:
        stopped.update(stopped_by=told)
        return
    steps = in_order(list(ExitEvent.objects.filter(client=told.client_id)))
    exits = [each for each in steps if each.stage == S.LEFT]
    stopped.filter(exit__in=exits[-1:]).update(
        outcome=Outcome.PLANNED, settled_on=None, settled_by=None, stopped_by=None
    )
    stopped.update(stopped_by=None)


def settle(*, by: Actor, contact: uuid.UUID, outcome: str, words: str = "") -> AftercareContact:
    """Says what came of an aftercare contact: done, not reached or not wanted."""
    found = get(by, Permission.PROGRESS_WRITE, AftercareContact, id=contact)
    row = AftercareContact.objects.select_for_update().get(id=found.id)
    if outcome not in BY_HAND:
        raise ProgressRefused("Kies wat het contact opleverde.")
    if outcome not in OUTCOMES[row.outcome]:
        raise ProgressRefused(
            "Dit contact is intussen al bijgewerkt. Kijk bij de nazorg wat er staat."
        )
    row.outcome, row.settled_on, row.settled_by_id = outcome, clock.today(), by.person
    if words.strip():
        _add_words(row, open_key(by=by, dossier=row.client_id), words.strip())
    row.save(update_fields=["outcome", "settled_on", "settled_by", "words"])
    if outcome == Outcome.NOT_WANTED:
        _stop(by, _planned(row.client_id))
    record(
        by=by,
        event=events.AFTERCARE_SETTLED,
        target=row,
        subjects=[row.client_id],
        day=clock.today().isoformat(),
    )
    return row


def _add_words(row: AftercareContact, key: bytes, words: str) -> None:
    """After what was written before: a second try takes nothing of the first away."""
    before = unseal_from(row, key, "words") if row.words else ""
    seal_into(row, key, words=f"{before}\n{words}".strip())
