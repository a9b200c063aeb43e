"""Reading indications and observations."""

import uuid
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Permission, Role, get, open_key, open_keys, visible
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Dossier
from ketenwerk.kernel import clock
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.people.api import Actor, Function
from ketenwerk.safeguarding import events
from ketenwerk.safeguarding.models import Indication, IndicationStep, ThirdPartyObservation
from ketenwerk.safeguarding.states import INDICATION, INDICATION_ENDED


@dataclass(frozen=True)
class StepView:
    id: int
    on: date
    by: str
    state: str
    verification: str
    words: str
    handed_to: str


@dataclass(frozen=True)
class IndicationView:
    id: uuid.UUID
    client: uuid.UUID | None
    source: str
    facts: str
    interpretation: str
    urgency: str
    urgency_label: str
    verification: str
    verification_label: str
    state: str
    state_label: str
    owner: str
    next_step: str
    next_step_on: date | None
    recorded_on: date
    recorded_by: str
    next_states: tuple[str, ...]

    @property
    def draft(self) -> str:
        return f"{self.id}-opvolging"

    @property
    def is_open(self) -> bool:
        return self.state not in INDICATION_ENDED

    @property
    def late(self) -> bool:
        return self.next_step_on is not None and self.next_step_on < clock.today()


def indications_of(actor: Actor, dossier: Dossier) -> list[IndicationView]:
    """The indications about a client, newest first; refuted ones are not among them."""
    rows = visible(actor, Permission.INDICATION_READ, Indication).filter(client=dossier.client)
    rows = rows.select_related("owner", "recorded_by")
    return [_view(row, dossier.key) for row in rows]


def unnamed_indications(actor: Actor) -> list[IndicationView]:
    """The own indications without a name, those that are open; each is logged as read."""
    rows = visible(actor, Permission.INDICATION_READ, Indication).filter(client__isnull=True)
    rows = rows.exclude(state__in=INDICATION_ENDED).select_related("owner", "recorded_by")
    found = list(rows)
    keys = open_keys(by=actor, dossiers=[row.id for row in found])
    for row in found:
        record(by=actor, event=events.INDICATION_UNNAMED_READ, target=row)
    return [_view(row, keys[row.id]) for row in found if row.id in keys]


def indication(actor: Actor, row: uuid.UUID) -> Indication:
    """One indication that may be followed up; Refused otherwise. Whoever has no client reads it logged by itself."""
    found = get(
        actor, Permission.INDICATION_EDIT, Indication, along=["owner", "recorded_by"], id=row
    )
    if found.client_id is None:
        record(by=actor, event=events.INDICATION_UNNAMED_READ, target=found)
    return found


def indication_key(actor: Actor, row: Indication) -> bytes:
    return open_key(by=actor, dossier=row.client_id or row.id)


def indication_view(row: Indication, key: bytes) -> IndicationView:
    return _view(row, key)


def _view(row: Indication, key: bytes) -> IndicationView:
    return IndicationView(
        id=row.id,
        client=row.client_id,
        source=row.get_source_display(),
        facts=unseal_from(row, key, "facts"),
        interpretation=unseal_from(row, key, "interpretation"),
        urgency=row.urgency,
        urgency_label=row.get_urgency_display(),
        verification=row.verification,
        verification_label=row.get_verification_display(),
        state=row.state,
        state_label=row.get_state_display(),
        owner=row.owner.name,
        next_step=unseal_from(row, key, "next_step"),
        next_step_on=row.next_step_on,
        recorded_on=row.recorded_on,
        recorded_by=row.recorded_by.name,
        next_states=INDICATION[row.state],
    )


def follow_ups(row: Indication, key: bytes) -> list[StepView]:
    """What was done, newest first."""
    labels = dict(Indication.State.choices)
    return [
        StepView(
            id=step.id,
            on=step.on,
            by=step.by.name,
            state=labels[step.after],
            verification=step.get_verification_display(),
            words=unseal_from(step, key, "words"),
            handed_to=step.handed_to.name if step.handed_to else "",
        )
        for step in IndicationStep.objects.filter(indication=row).select_related("by", "handed_to")
    ]


@dataclass(frozen=True)
class ObservationRow:
    """An observation in a list: when, by whom and how long still. Nothing of what was told."""

    id: uuid.UUID
    written_on: date
    end: date
    author: str
    mine: bool

    @property
    def days_left(self) -> int:
        return (self.end - clock.today()).days

    @property
    def pressing(self) -> bool:
        return self.days_left <= 7


@dataclass(frozen=True)
class ObservationView:
    row: ObservationRow
    heard: str
    may_decide: bool


def observations(actor: Actor) -> list[ObservationRow]:
    rows = visible(actor, Permission.OBSERVATION_READ, ThirdPartyObservation)
    return [_observation_row(row, actor) for row in rows.select_related("author")]


def observation(actor: Actor, row: uuid.UUID) -> ObservationView:
    """One observation, opened and logged; Refused when it is not the own one, or its term is over."""
    found = get(actor, Permission.OBSERVATION_READ, ThirdPartyObservation, along=["author"], id=row)
    key = open_key(by=actor, dossier=found.id)
    record(by=actor, event=events.OBSERVATION_READ, target=found)
    return ObservationView(
        _observation_row(found, actor),
        unseal_from(found, key, "heard"),
        may_decide=actor.role == Role.FOCAL_OFFICER and found.author_id != actor.member,
    )


def _observation_row(row: ThirdPartyObservation, actor: Actor) -> ObservationRow:
    return ObservationRow(
        row.id, row.written_on, row.end, row.author.name, mine=row.author_id == actor.member
    )


def has_focal_officer(actor: Actor) -> bool:
    """Whether somebody else of the own organisation can decide: nobody does on what they wrote themselves."""
    today = clock.today()
    rows = Function.objects.filter(
        role=Role.FOCAL_OFFICER,
        member__organisation_id=actor.house,
        member__is_active=True,
        start__lte=today,
    ).exclude(member_id=actor.person)
    return rows.filter(end__isnull=True).exists() or rows.filter(end__gt=today).exists()
