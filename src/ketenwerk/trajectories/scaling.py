"""The phase of a trajectory (R24), and scaling up to a municipal provision (R29)."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ketenwerk.access.api import Permission, get, open_key
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Dossier
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into, unseal_from
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.trajectories import events
from ketenwerk.trajectories.actions import TrajectoryRefused, note_step
from ketenwerk.trajectories.models import Phase, ScaleUp, Trajectory
from ketenwerk.trajectories.states import WORKING, may_decide, may_follow


def begin_phase(*, by: Actor, trajectory: uuid.UUID, kind: str, day: date) -> None:
    """From a day on the guidance is about something else; earlier phases stay in the story (R24, R31)."""
    row = _locked(by, trajectory)
    last = row.phases.order_by("-start").first()
    now = last.kind if last else Phase.Kind.GUIDANCE
    if row.state not in WORKING:
        raise TrajectoryRefused("Een fase kies je bij een lopend traject.")
    if kind not in Phase.Kind.values or kind == now:
        raise TrajectoryRefused("Deze fase loopt al. Kies een andere fase.")
    if day > clock.today() or day < (row.started_on or day) or (last and day <= last.start):
        raise TrajectoryRefused("Kies een dag na de vorige stap, en niet in de toekomst.")
    Phase.objects.create(
        organisation_id=row.organisation_id, trajectory=row, kind=kind, start=day, by_id=by.person
    )
    record(
        by=by,
        event=events.PHASE_BEGUN,
        target=row,
        subjects=[row.client_id],
        phase=kind,
        day=day.isoformat(),
    )


def phase_of(row: Trajectory) -> Phase | None:
    """The running phase; None while nothing but guidance was ever chosen."""
    return row.phases.order_by("-start").first()


def providers() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=Organisation.Kind.PROVIDER).order_by("name")


@dataclass(frozen=True)
class ScaleUpView:
    id: uuid.UUID
    state: str
    state_label: str
    requested_on: date
    decided_on: date | None
    provider: str
    provider_key: str
    reference: str


def scale_ups_of(row: Trajectory, dossier: Dossier) -> list[ScaleUpView]:
    """All requests of a trajectory, newest first."""
    return [
        ScaleUpView(
            id=each.id,
            state=each.state,
            state_label=each.get_state_display(),
            requested_on=each.requested_on,
            decided_on=each.decided_on,
            provider=each.provider.name if each.provider else "",
            provider_key=each.provider.key if each.provider else "",
            reference=unseal_from(each, dossier.key, "reference") if each.reference else "",
        )
        for each in row.scale_ups.select_related("provider").order_by("-requested_on", "-id")
    ]


@dataclass(frozen=True)
class Request:
    day: date
    provider: Organisation | None = None
    reference: str = ""


def request_scale_up(*, by: Actor, trajectory: uuid.UUID, request: Request) -> ScaleUp:
    """Notes that the municipality was asked. Hours go on as before until it decides."""
    row = _locked(by, trajectory)
    if row.state not in WORKING:
        raise TrajectoryRefused("Opschalen kan alleen bij een lopend traject.")
    if row.scale_ups.filter(state=ScaleUp.State.REQUESTED).exists():
        raise TrajectoryRefused("Er loopt al een aanvraag. Leg eerst vast wat de gemeente besloot.")
    if request.day > clock.today() or request.day < (row.started_on or request.day):
        raise TrajectoryRefused("Kies een dag tussen de start van het traject en vandaag.")
    _check_provider(request.provider)
    asked = ScaleUp(
        id=new_id(),
        organisation_id=row.organisation_id,
        trajectory=row,
        requested_on=request.day,
        provider=request.provider,
    )
    if request.reference.strip():
        key = open_key(by=by, dossier=row.client_id)
        seal_into(asked, key, reference=request.reference.strip())
    asked.save()
    record(
        by=by,
        event=events.SCALE_UP_REQUESTED,
        target=asked,
        subjects=[row.client_id],
        day=request.day.isoformat(),
    )
    return asked


@dataclass(frozen=True)
class Decision:
    after: str
    day: date
    provider: Organisation | None = None
    reference: str = ""


def decide_scale_up(*, by: Actor, trajectory: uuid.UUID, decision: Decision) -> ScaleUp:
    """What the municipality decided. Granted: no more hours on this trajectory (R29). Rejected: it goes on."""
    row = _locked(by, trajectory)
    asked = row.scale_ups.filter(state=ScaleUp.State.REQUESTED).first()
    if asked is None or not may_decide(asked.state, decision.after):
        raise TrajectoryRefused(
            "Er loopt geen aanvraag. Iemand legde het besluit misschien al vast."
        )
    if not asked.requested_on <= decision.day <= clock.today():
        raise TrajectoryRefused("Kies een dag tussen de aanvraag en vandaag.")
    _check_provider(decision.provider)
    asked.state, asked.decided_on = decision.after, decision.day
    asked.provider = decision.provider or asked.provider
    if decision.after == ScaleUp.State.GRANTED and asked.provider is None:
        raise TrajectoryRefused("Kies welke zorgaanbieder verdergaat.")
    if decision.reference.strip():
        key = open_key(by=by, dossier=row.client_id)
        seal_into(asked, key, reference=decision.reference.strip())
    asked.save()
    if decision.after == ScaleUp.State.GRANTED:
        _hand_over(by, row, decision.day)
    record(
        by=by,
        event=events.SCALE_UP_DECIDED,
        target=asked,
        subjects=[row.client_id],
        after=decision.after,
        day=decision.day.isoformat(),
    )
    return asked


def _hand_over(by: Actor, row: Trajectory, day: date) -> None:
    before = row.state
    if not may_follow(before, Trajectory.State.SCALED_UP):
        raise TrajectoryRefused("Deze stap kan nu niet. Het traject is intussen veranderd.")
    row.state = Trajectory.State.SCALED_UP
    row.save(update_fields=["state"])
    row.funding.filter(end__isnull=True, start__lt=day).update(end=day)
    note_step(by, row, before=before, reason="", on=day)


def _check_provider(provider: Organisation | None) -> None:
    if provider and provider.kind != Organisation.Kind.PROVIDER:
        raise TrajectoryRefused("Kies een zorgaanbieder uit de lijst.")


def _locked(by: Actor, trajectory: uuid.UUID) -> Trajectory:
    """The trajectory, held: whoever comes second waits and sees what the first did."""
    found = get(by, Permission.TRAJECTORY_EDIT, Trajectory, id=trajectory)
    return Trajectory.objects.select_for_update().get(id=found.id)
