"""The reporting code, step by step (R35, R45). Nothing of the content of a report to Veilig Thuis is kept."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ketenwerk.access.api import Permission, get, open_key
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Dossier, age_band, dossier
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor
from ketenwerk.safeguarding import events
from ketenwerk.safeguarding.code import DECIDE, MINOR_BANDS, TALK, WEIGH, WEIGHINGS
from ketenwerk.safeguarding.models import ReportingCodeRun, ReportingCodeStep
from ketenwerk.safeguarding.refusals import WorryRefused
from ketenwerk.safeguarding.states import RUN, RUN_OPEN, may_follow

State, Outcome = ReportingCodeRun.State, ReportingCodeRun.Decision
CHANGED = "Een collega zette intussen een stap. Lees die eerst."


def band_today(opened: Dossier) -> str:
    who = opened.identity
    return age_band(who.birth_year, clock.today(), who.birth_date)


def open_run(*, by: Actor, client: uuid.UUID) -> ReportingCodeRun:
    """Begins the reporting code for an own client; one at a time."""
    opened = dossier(by, client, Permission.CLIENT_EDIT)
    if ReportingCodeRun.objects.filter(client=opened.client, state__in=RUN_OPEN).exists():
        raise WorryRefused("Er loopt al een meldcode. Ga daar verder.")
    today = clock.today()
    row = ReportingCodeRun.objects.create(
        id=new_id(),
        organisation_id=by.house,
        client=opened.client,
        opened_by_id=by.person,
        opened_on=today,
        moved_on=today,
    )
    record(by=by, event=events.RUN_OPENED, target=row, subjects=[client])
    return row


@dataclass(frozen=True)
class Taken:
    """One step as it was taken. `consulted` belongs to step 2, `skipped` to step 3, `answers` to step 4."""

    number: int
    on: date
    words: str
    consulted: tuple[str, ...] = ()
    skipped: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)


def take_step(*, by: Actor, run: uuid.UUID, taken: Taken) -> ReportingCodeRun:
    """Takes the next of the first four steps; raises WorryRefused with what is missing."""
    row = _locked(by, run)
    if row.step != taken.number or row.state != State.RUNNING or taken.number >= DECIDE:
        raise WorryRefused(CHANGED)
    opened = dossier(by, row.client_id, Permission.CLIENT_EDIT)
    _check_step(taken, minor=band_today(opened) in MINOR_BANDS)
    _keep(by, row, taken, opened.key)
    row.step, row.moved_on = taken.number + 1, clock.today()
    if "safe_at_home" in taken.consulted:
        row.advice_on = taken.on
    if taken.number == WEIGH:
        row.unsafe = taken.answers["unsafe"] == "yes"
    row.save(update_fields=["step", "moved_on", "advice_on", "unsafe"])
    record(
        by=by,
        event=events.RUN_STEPPED,
        target=row,
        subjects=[row.client_id],
        number=taken.number,
        skipped=taken.skipped,
    )
    return row


def _locked(by: Actor, run: uuid.UUID) -> ReportingCodeRun:
    found = get(by, Permission.REPORTING_CODE_EDIT, ReportingCodeRun, id=run)
    return ReportingCodeRun.objects.select_for_update().get(id=found.id)


def _check_step(taken: Taken, *, minor: bool) -> None:
    if taken.on > clock.today():
        raise WorryRefused("De dag ligt in de toekomst. Kies vandaag of een eerdere dag.")
    if not taken.words.strip():
        raise WorryRefused(
            "Schrijf waarom praten niet veilig is."
            if taken.skipped
            else "Schrijf kort wat je deed of hoorde."
        )
    if taken.skipped and taken.number != TALK:
        raise WorryRefused("Alleen het gesprek mag je overslaan, voor de veiligheid.")
    if taken.number == 2 and not taken.consulted:
        raise WorryRefused("Kies met wie je overlegde.")
    if taken.number == 2 and minor and "safe_at_home" not in taken.consulted:
        raise WorryRefused("Misschien nog geen 18. Bel eerst Veilig Thuis.")
    if taken.number == WEIGH and set(taken.answers) != {each.key for each in WEIGHINGS}:
        raise WorryRefused("Beantwoord alle vijf de vragen. ‘Weet ik niet’ mag ook.")


def _keep(by: Actor, row: ReportingCodeRun, taken: Taken, key: bytes) -> None:
    step = ReportingCodeStep.objects.create(
        organisation_id=row.organisation_id,
        run=row,
        number=taken.number,
        on=taken.on,
        by_id=by.person,
        skipped=taken.skipped,
    )
    content = {
        "words": taken.words.strip(),
        "consulted": list(taken.consulted),
        "answers": dict(taken.answers),
    }
    seal_into(step, key, content=json.dumps(content))
    step.save(update_fields=["content"])


@dataclass(frozen=True)
class Outcomes:
    """The decision of step 5. `deviation` says why not reported although it is unsafe."""

    decision: str
    on: date
    words: str
    reported_on: date | None = None
    reference: str = ""
    deviation: str = ""


def decide_run(*, by: Actor, run: uuid.UUID, outcome: Outcomes) -> ReportingCodeRun:
    """Ends the run, or waits for a second person when an unsafe situation is not reported."""
    row = _locked(by, run)
    if row.step != DECIDE or row.state != State.RUNNING:
        raise WorryRefused(CHANGED)
    deviates = bool(row.unsafe) and outcome.decision != Outcome.REPORT
    _check_outcome(outcome, deviates=deviates)
    key = open_key(by=by, dossier=row.client_id)
    row.decision, row.decided_by_id, row.moved_on = outcome.decision, by.person, clock.today()
    row.reported_on, row.reference = outcome.reported_on, outcome.reference.strip()
    if deviates:
        row.state = State.CONFIRMING
        seal_into(row, key, deviation=outcome.deviation.strip())
    else:
        row.state, row.ended_on, row.deviation = State.FINISHED, clock.today(), None
    row.save()
    _keep_decision(by, row, outcome, key)
    record(
        by=by,
        event=events.RUN_DECIDED,
        target=row,
        subjects=[row.client_id],
        decision=outcome.decision,
        deviates=deviates,
    )
    return row


def _keep_decision(by: Actor, row: ReportingCodeRun, outcome: Outcomes, key: bytes) -> None:
    """After a deviation that was not confirmed the decision is taken again; its words are replaced with it."""
    step = row.steps.filter(number=DECIDE).first()
    if step is None:
        _keep(by, row, Taken(DECIDE, outcome.on, outcome.words), key)
        return
    content = {"words": outcome.words.strip(), "consulted": [], "answers": {}}
    seal_into(step, key, content=json.dumps(content))
    step.save(update_fields=["content"])


def _check_outcome(outcome: Outcomes, *, deviates: bool) -> None:
    if outcome.decision not in Outcome.values:
        raise WorryRefused("Kies een besluit.")
    if outcome.on > clock.today() or (outcome.reported_on and outcome.reported_on > clock.today()):
        raise WorryRefused("De dag ligt in de toekomst. Kies vandaag of een eerdere dag.")
    if not outcome.words.strip():
        raise WorryRefused("Schrijf kort waarom je dit besluit neemt.")
    if outcome.decision == Outcome.REPORT and outcome.reported_on is None:
        raise WorryRefused("Bel Veilig Thuis en kies daarna de dag van de melding.")
    if outcome.decision != Outcome.REPORT and (outcome.reported_on or outcome.reference.strip()):
        raise WorryRefused("Een dag of nummer hoort bij melden. Haal die weg of kies melden.")
    if deviates and not outcome.deviation.strip():
        raise WorryRefused(
            "Het is acuut of structureel onveilig. Meld, of schrijf waarom je dat niet doet."
        )


def confirm_deviation(*, by: Actor, run: uuid.UUID, agrees: bool) -> ReportingCodeRun:
    """The second person, on another account: agrees and the run ends, or sends it back to the decision."""
    found = get(by, Permission.REPORTING_CODE_CONFIRM, ReportingCodeRun, id=run)
    row = ReportingCodeRun.objects.select_for_update().get(id=found.id)
    after = State.FINISHED if agrees else State.RUNNING
    if not may_follow(RUN, row.state, after):
        raise WorryRefused(CHANGED)
    row.state, row.moved_on = after, clock.today()
    if agrees:
        row.confirmed_by_id, row.confirmed_on = by.person, clock.today()
        row.ended_on = clock.today()
    row.save(update_fields=["state", "moved_on", "confirmed_by", "confirmed_on", "ended_on"])
    event = events.RUN_CONFIRMED if agrees else events.RUN_RETURNED
    record(by=by, event=event, target=row, subjects=[row.client_id])
    return row


def stop_run(*, by: Actor, run: uuid.UUID, reason: str) -> ReportingCodeRun:
    row = _locked(by, run)
    if not may_follow(RUN, row.state, State.STOPPED):
        raise WorryRefused("Deze meldcode is al klaar of gestopt.")
    if not reason.strip():
        raise WorryRefused("Schrijf waarom je stopt.")
    row.state, row.ended_on, row.moved_on = State.STOPPED, clock.today(), clock.today()
    seal_into(row, open_key(by=by, dossier=row.client_id), stop_reason=reason.strip())
    row.save(update_fields=["state", "ended_on", "moved_on", "stop_reason"])
    record(by=by, event=events.RUN_STOPPED, target=row, subjects=[row.client_id])
    return row


def set_reference(*, by: Actor, run: uuid.UUID, reference: str) -> ReportingCodeRun:
    """The number that Veilig Thuis gave, also when it comes later."""
    row = _locked(by, run)
    if row.decision != Outcome.REPORT:
        raise WorryRefused("Een nummer hoort bij een melding. Kies eerst melden.")
    row.reference = reference.strip()
    row.save(update_fields=["reference"])
    record(by=by, event=events.RUN_REFERENCE_SET, target=row, subjects=[row.client_id])
    return row
