"""Reading runs of the reporting code."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, Q, QuerySet, When

from ketenwerk.access.api import Permission, get, open_key, visible
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Dossier
from ketenwerk.kernel import clock
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.people.api import Actor
from ketenwerk.safeguarding import events
from ketenwerk.safeguarding.code import (
    ANSWER_WORDS,
    CONSULTED,
    STANDS_STILL_AFTER,
    WEIGHINGS,
)
from ketenwerk.safeguarding.models import ReportingCodeRun, ReportingCodeStep
from ketenwerk.safeguarding.states import OFFER, RUN_OPEN

RUNS_PAGE = 50


@dataclass(frozen=True)
class RunRow:
    """A run without any content."""

    id: uuid.UUID
    client: uuid.UUID
    code: str
    step: int
    state: str
    state_label: str
    opened_on: date
    moved_on: date
    mine_to_confirm: bool = False

    @property
    def is_open(self) -> bool:
        return self.state in RUN_OPEN

    @property
    def stands_still(self) -> bool:
        return self.is_open and (clock.today() - self.moved_on).days >= STANDS_STILL_AFTER


@dataclass(frozen=True)
class TakenView:
    number: int
    on: date
    by: str
    skipped: bool
    words: str
    consulted: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RunView:
    row: ReportingCodeRun
    taken: tuple[TakenView, ...]
    deviation: str
    stop_reason: str
    offer_state: str
    offer_label: str
    offer_next: tuple[str, ...]
    offer_on: date | None


def runs_of(actor: Actor, dossier: Dossier) -> list[RunRow]:
    rows = visible(actor, Permission.REPORTING_CODE_READ, ReportingCodeRun)
    return [_row(row, actor) for row in rows.filter(client=dossier.client).select_related("client")]


def _row(row: ReportingCodeRun, actor: Actor) -> RunRow:
    return RunRow(
        id=row.id,
        client=row.client_id,
        code=row.client.code,
        step=row.step,
        state=row.state,
        state_label=row.get_state_display(),
        opened_on=row.opened_on,
        moved_on=row.moved_on,
        mine_to_confirm=row.state == "confirming" and row.decided_by_id != actor.member,
    )


def run(actor: Actor, row: uuid.UUID) -> ReportingCodeRun:
    return get(actor, Permission.REPORTING_CODE_READ, ReportingCodeRun, id=row)


def run_view(row: ReportingCodeRun, key: bytes) -> RunView:
    steps = ReportingCodeStep.objects.filter(run=row).select_related("by")
    offer = getattr(row, "offer", None)
    return RunView(
        row=row,
        taken=tuple(_taken(step, key) for step in steps),
        deviation=unseal_from(row, key, "deviation") if row.deviation else "",
        stop_reason=unseal_from(row, key, "stop_reason") if row.stop_reason else "",
        offer_state=offer.state if offer else "",
        offer_label=offer.get_state_display() if offer else "",
        offer_next=OFFER[offer.state] if offer else ("offered",),
        offer_on=(offer.done_on or offer.answered_on or offer.offered_on) if offer else None,
    )


def _taken(step: ReportingCodeStep, key: bytes) -> TakenView:
    content = json.loads(unseal_from(step, key, "content"))
    answers = content["answers"]
    return TakenView(
        number=step.number,
        on=step.on,
        by=step.by.name,
        skipped=step.skipped,
        words=content["words"],
        consulted=tuple(words for key_, words in CONSULTED if key_ in content["consulted"]),
        answers=tuple(
            (each.question, ANSWER_WORDS[answers[each.key]])
            for each in WEIGHINGS
            if each.key in answers
        ),
    )


def overseen(actor: Actor, after: int = 0) -> list[RunRow]:
    """Runs of the own organisation, open ones first: code, step and dates, and no content. A page, and one more."""
    is_open = Case(When(state__in=RUN_OPEN, then=0), default=1)
    rows = _of_organisation(actor).order_by(is_open, "moved_on", "id")
    return _shown(actor, rows[after : after + RUNS_PAGE + 1])


@dataclass(frozen=True)
class Oversight:
    """How many runs are open, how many of those stand still, and which wait for this person."""

    running: int
    still: int
    to_confirm: tuple[RunRow, ...]


def oversight(actor: Actor) -> Oversight:
    rows = _of_organisation(actor).filter(state__in=RUN_OPEN)
    since = clock.today() - timedelta(days=STANDS_STILL_AFTER)
    told = rows.aggregate(running=Count("id"), still=Count("id", filter=Q(moved_on__lte=since)))
    waits = rows.filter(state="confirming").exclude(decided_by_id=actor.member)
    shown = _shown(actor, waits.order_by("moved_on", "id"))
    return Oversight(told["running"], told["still"], tuple(shown))


def _of_organisation(actor: Actor) -> QuerySet[ReportingCodeRun]:
    rows = visible(actor, Permission.REPORTING_CODE_OVERSEE, ReportingCodeRun)
    return rows.select_related("client").only(
        *("id", "client__code", "step", "state", "opened_on", "moved_on", "decided_by_id")
    )


def _shown(actor: Actor, rows: Iterable[ReportingCodeRun]) -> list[RunRow]:
    found = [_row(row, actor) for row in rows]
    if found:
        subjects = [row.client for row in found]
        record(by=actor, event=events.RUNS_OVERSEEN, subjects=subjects, count=len(found))
    return found


@dataclass(frozen=True)
class Deviation:
    run: uuid.UUID
    code: str
    decision: str
    by: str
    on: date
    reason: str


def deviation(actor: Actor, row: uuid.UUID) -> Deviation:
    """What the second person needs to judge, and nothing else of the dossier; logged."""
    found = get(
        actor,
        Permission.REPORTING_CODE_CONFIRM,
        ReportingCodeRun,
        along=["client", "decided_by"],
        id=row,
    )
    key = open_key(by=actor, dossier=found.client_id)
    record(by=actor, event=events.RUN_DEVIATION_READ, target=found, subjects=[found.client_id])
    return Deviation(
        found.id,
        found.client.code,
        found.get_decision_display(),
        found.decided_by.name if found.decided_by else "",
        found.moved_on,
        unseal_from(found, key, "deviation"),
    )
