"""Reading measurements, the story and aftercare."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ketenwerk.access.api import Permission, get, visible
from ketenwerk.clients.api import Dossier, my_clients
from ketenwerk.kernel import clock
from ketenwerk.kernel.asking import Lines, Question, lines
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.people.api import Actor
from ketenwerk.progress.answers import Answer, Screening, read_answers, read_screening
from ketenwerk.progress.instruments import LADDERS, Domain, Instrument, ladders
from ketenwerk.progress.models import AftercareContact, Assessment, ExitEvent
from ketenwerk.progress.path import BY_HAND, OUTCOMES
from ketenwerk.progress.story import in_order

CLOSED = "closed"


@dataclass(frozen=True)
class Measurement:
    """A measurement as the screen shows it."""

    id: uuid.UUID
    instrument: Instrument
    moment: str
    moment_label: str
    day: date
    assessor: str
    answers: dict[str, Answer]
    changed_at: datetime
    replaced: bool = False
    why: str = ""


@dataclass(frozen=True)
class Screened:
    day: date
    screening: Screening


@dataclass(frozen=True)
class Change:
    """One domain in the first and the last measurement with the same instrument."""

    domain: Domain
    before: Answer
    after: Answer

    @property
    def steps(self) -> int | None:
        """How many levels up; None when it was left open in one of the two."""
        if self.before.level is None or self.after.level is None:
            return None
        return self.after.level - self.before.level


@dataclass(frozen=True)
class Comparison:
    first: Measurement
    last: Measurement
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class StepView:
    id: uuid.UUID
    stage: str
    label: str
    day: date
    basis: str
    by: str
    words: str
    replaced: bool
    replaces: bool
    why: str


@dataclass(frozen=True)
class ContactView:
    id: uuid.UUID
    months: int
    due: date
    outcome: str
    label: str
    settled_on: date | None
    words: str
    is_due: bool
    can_settle: bool


@dataclass(frozen=True)
class DueContact:
    id: uuid.UUID
    client: uuid.UUID
    months: int
    due: date


def measurements(actor: Actor, dossier: Dossier) -> list[Measurement]:
    """All measurements on a scale, newest first, those that were replaced included. Never a SCIL (R33)."""
    rows = (
        visible(actor, Permission.PROGRESS_READ, Assessment)
        .filter(client=dossier.client, instrument__in=LADDERS)
        .select_related("assessor")
    )
    found = list(rows)
    replaced = {row.replaces_id for row in found}
    known = ladders() if found else {}
    return [measurement_of(row, dossier.key, known, replaced=row.id in replaced) for row in found]


def measurement_of(
    row: Assessment, key: bytes, known: Mapping[str, Instrument], *, replaced: bool = False
) -> Measurement:
    instrument = known[row.instrument]
    return Measurement(
        id=row.id,
        instrument=instrument,
        moment=row.moment,
        moment_label=row.get_moment_display(),
        day=row.day,
        assessor=row.assessor.name,
        answers=read_answers(unseal_from(row, key, "answers"), instrument),
        changed_at=row.changed_at,
        replaced=replaced,
        why=unseal_from(row, key, "why_replaced") if row.why_replaced else "",
    )


def assessment(actor: Actor, row: uuid.UUID) -> Assessment:
    """One measurement on a scale; Refused when absent or of somebody else's client."""
    return get(
        actor,
        Permission.PROGRESS_WRITE,
        Assessment,
        along=["assessor"],
        id=row,
        instrument__in=LADDERS,
    )


def is_replaced(row: Assessment | ExitEvent) -> bool:
    return type(row)._default_manager.filter(replaces=row.pk).exists()  # noqa: SLF001


def before(found: Sequence[Measurement], instrument: str) -> Measurement | None:
    """The latest measurement with this instrument that holds, to show faintly beside a new one."""
    return next((m for m in found if m.instrument.key == instrument and not m.replaced), None)


def comparison(found: Sequence[Measurement], instrument: str) -> Comparison | None:
    """The first and the last with this instrument; None with fewer than two (one measurement says nothing about change)."""
    held = [m for m in found if m.instrument.key == instrument and not m.replaced]
    if len(held) < 2:
        return None
    first, last = held[-1], held[0]
    changes = tuple(
        Change(domain, first.answers[domain.key], last.answers[domain.key])
        for domain in last.instrument.domains
    )
    return Comparison(first, last, changes)


def screened(actor: Actor, dossier: Dossier) -> Screened | None:
    """The latest outcome of a SCIL of one client. There is no query for more than one (R33)."""
    row = (
        visible(actor, Permission.PROGRESS_READ, Assessment)
        .filter(client=dossier.client, instrument=Assessment.Instrument.SCIL)
        .first()
    )
    if row is None:
        return None
    return Screened(row.day, read_screening(unseal_from(row, dossier.key, "answers")))


def story(actor: Actor, dossier: Dossier) -> list[StepView]:
    """Every step ever told, newest first; a replaced one stands under the one that replaces it."""
    rows = list(
        visible(actor, Permission.PROGRESS_READ, ExitEvent)
        .filter(client=dossier.client)
        .select_related("by")
    )
    by_id = {row.id: row for row in rows}
    shown: list[StepView] = []
    for row in reversed(in_order(rows)):
        step: ExitEvent | None = row
        while step is not None:
            shown.append(_step(step, dossier.key, replaced=step is not row))
            step = by_id.get(step.replaces_id) if step.replaces_id else None
    return shown


def _step(row: ExitEvent, key: bytes, *, replaced: bool) -> StepView:
    return StepView(
        id=row.id,
        stage=row.stage,
        label=row.get_stage_display(),
        day=row.day,
        basis=row.get_basis_display(),
        by=row.by.name,
        words=unseal_from(row, key, "words") if row.words else "",
        replaced=replaced,
        replaces=row.replaces_id is not None,
        why=unseal_from(row, key, "why_replaced") if row.why_replaced else "",
    )


def step(actor: Actor, row: uuid.UUID) -> ExitEvent:
    return get(actor, Permission.PROGRESS_WRITE, ExitEvent, along=["by"], id=row)


def step_view(row: ExitEvent, dossier: Dossier) -> StepView:
    return _step(row, dossier.key, replaced=is_replaced(row))


def aftercare_of(actor: Actor, dossier: Dossier) -> list[ContactView]:
    rows = visible(actor, Permission.PROGRESS_READ, AftercareContact).filter(client=dossier.client)
    return [contact_view(row, dossier) for row in rows.order_by("due", "id")]


def contact_view(row: AftercareContact, dossier: Dossier) -> ContactView:
    return ContactView(
        id=row.id,
        months=row.months,
        due=row.due,
        outcome=row.outcome,
        label=row.get_outcome_display(),
        settled_on=row.settled_on,
        words=unseal_from(row, dossier.key, "words") if row.words else "",
        is_due=row.outcome == AftercareContact.Outcome.PLANNED and row.due <= clock.today(),
        can_settle=not set(BY_HAND).isdisjoint(OUTCOMES[row.outcome]),
    )


def aftercare_contact(actor: Actor, row: uuid.UUID) -> AftercareContact:
    return get(actor, Permission.PROGRESS_WRITE, AftercareContact, id=row)


def aftercare_question(actor: Actor, most: int) -> Question[list[DueContact]]:
    """Planned contacts whose day has come, of one's own clients, the longest ago first. Not once a dossier is closed."""
    rows = (
        visible(actor, Permission.PROGRESS_READ, AftercareContact)
        .filter(
            outcome=AftercareContact.Outcome.PLANNED,
            due__lte=clock.today(),
            client_id__in=my_clients(actor),
        )
        .exclude(client__state=CLOSED)
        .order_by("due", "id")[:most]
    )
    part = lines(rows, "aftercare", client="client_id", number="months", day="due")
    return Question((part,), _due_contacts)


def _due_contacts(found: Lines) -> list[DueContact]:
    rows = [DueContact(each.row, each.client, each.number, each.day) for each in found["aftercare"]]
    return sorted(rows, key=lambda row: (row.due, row.id))


def has_planned(actor: Actor, dossier: Dossier) -> bool:
    rows = visible(actor, Permission.PROGRESS_READ, AftercareContact)
    return rows.filter(client=dossier.client, outcome=AftercareContact.Outcome.PLANNED).exists()
