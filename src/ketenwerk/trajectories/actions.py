"""Writing trajectories and notes. A note books its hour in the same transaction."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F

from ketenwerk.access.api import Permission, get, open_key
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Client, close, mark_active
from ketenwerk.hours.api import NOTE, Booked, Paid, book, unbook
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Activity
from ketenwerk.programme.api import activity as activity_of_year
from ketenwerk.trajectories import events
from ketenwerk.trajectories.models import FundingPeriod, Note, ScaleUp, StateChange, Trajectory
from ketenwerk.trajectories.regimes import usual_regime
from ketenwerk.trajectories.states import ENDED, WORKING, may_follow

UNDO_WITHIN = timedelta(minutes=15)
MINUTES_MAX = 720
# What a step may change; the rest of a trajectory stays as somebody else may just have saved it.
STEP_FIELDS = (
    "state",
    "started_on",
    "planned_minutes",
    "planned_weeks",
    "ended_on",
    "end_reason",
)


class TrajectoryRefused(Exception):  # noqa: N818
    """Why a step or a note is not possible, as a sentence for the screen."""


@dataclass(frozen=True)
class Plan:
    activity: Activity
    goal: str
    planned_minutes: int
    planned_weeks: int
    start_now: bool = True
    regime: str = ""
    # On the waiting list, and why she goes first; without it she waits her turn.
    waits: bool = False
    priority: str = ""

    @property
    def first_state(self) -> str:
        if self.waits:
            return Trajectory.State.WAITING
        return Trajectory.State.RUNNING if self.start_now else Trajectory.State.REQUESTED


def open_trajectory(*, by: Actor, client: uuid.UUID, plan: Plan) -> Trajectory:
    """Opens a trajectory for an own client: running at once, waiting or requested."""
    row = get(by, Permission.CLIENT_EDIT, Client, id=client)
    if plan.activity.organisation_id != by.organisation or not plan.activity.for_trajectories:
        raise TrajectoryRefused("Kies een soort traject van je eigen organisatie.")
    if (
        Trajectory.objects.filter(client=row, activity__key=plan.activity.key)
        .exclude(state__in=ENDED)
        .exists()
    ):
        raise TrajectoryRefused("Er loopt al een traject van deze soort. Rond dat eerst af.")
    if plan.priority and plan.priority not in Trajectory.Priority.values:
        raise TrajectoryRefused("Kies een reden voor voorrang uit de lijst.")
    today, first = clock.today(), plan.first_state
    trajectory = Trajectory(
        id=new_id(),
        organisation_id=by.house,
        client=row,
        activity=plan.activity,
        worker_id=by.person,
        state=first,
        opened_on=today,
        started_on=today if first == Trajectory.State.RUNNING else None,
        planned_minutes=plan.planned_minutes,
        planned_weeks=plan.planned_weeks,
        legal_regime=plan.regime or usual_regime(plan.activity),
        priority=plan.priority if plan.waits else "",
    )
    seal_into(trajectory, open_key(by=by, dossier=row.id), goal=plan.goal)
    trajectory.save()
    _start_funding(trajectory, plan.activity)
    note_step(by, trajectory, before="", reason="")
    mark_active(by=by, client=row)
    record(
        by=by, event=events.OPENED, target=trajectory, subjects=[row.id], activity=plan.activity.key
    )
    return trajectory


def _start_funding(trajectory: Trajectory, activity: Activity) -> None:
    if activity.line and activity.line.source_id:
        FundingPeriod.objects.create(
            organisation_id=trajectory.organisation_id,
            trajectory=trajectory,
            source_id=activity.line.source_id,
            line=activity.line,
            start=trajectory.opened_on,
        )


@dataclass(frozen=True)
class Move:
    """One step of a trajectory. Extending needs a reason and may bring a new agreement on hours and weeks."""

    to: str
    reason: str = ""
    end_reason: str = ""
    planned_minutes: int | None = None
    planned_weeks: int | None = None


def move(*, by: Actor, trajectory: uuid.UUID, step: Move) -> Trajectory:
    """Takes a step that the table allows; raises TrajectoryRefused with what is missing."""
    found = get(by, Permission.TRAJECTORY_EDIT, Trajectory, id=trajectory)
    # Two people at once: the second waits, and then sees the step of the first.
    row = Trajectory.objects.select_for_update().get(id=found.id)
    before = row.state
    agreed = (row.planned_minutes, row.planned_weeks)
    _check_step(before, step)
    today = clock.today()
    row.state = step.to
    if step.to == Trajectory.State.RUNNING:
        row.started_on = today
    if step.to == Trajectory.State.EXTENDED:
        row.planned_minutes = step.planned_minutes or row.planned_minutes
        row.planned_weeks = step.planned_weeks or row.planned_weeks
    if step.to in ENDED:
        _check_no_request(row)
        row.ended_on, row.end_reason = today, step.end_reason
        row.funding.filter(end__isnull=True, start__lt=today).update(end=today)
    row.save(update_fields=STEP_FIELDS)
    longer = step.to == Trajectory.State.EXTENDED
    note_step(by, row, before=before, reason=step.reason, agreed_before=agreed if longer else None)
    if step.to in WORKING:
        mark_active(by=by, client=row.client)
    record(
        by=by,
        event=events.MOVED,
        target=row,
        subjects=[row.client_id],
        before=before,
        after=step.to,
    )
    return row


def _check_step(before: str, step: Move) -> None:
    if not may_follow(before, step.to):
        raise TrajectoryRefused("Deze stap kan nu niet. Het traject is intussen veranderd.")
    if step.to == Trajectory.State.SCALED_UP:
        raise TrajectoryRefused("Opschalen kan pas als de gemeente ja zegt. Vraag het eerst aan.")
    if step.to == Trajectory.State.EXTENDED and not step.reason.strip():
        raise TrajectoryRefused("Schrijf waarom het traject langer duurt.")
    if step.to in ENDED and step.end_reason not in Trajectory.EndReason.values:
        raise TrajectoryRefused("Kies waarom het traject eindigt.")


def _check_no_request(row: Trajectory) -> None:
    if row.scale_ups.filter(state=ScaleUp.State.REQUESTED).exists():
        raise TrajectoryRefused(
            "De aanvraag voor opschaling loopt nog. Leg eerst vast wat de gemeente besloot."
        )


def note_step(
    by: Actor,
    trajectory: Trajectory,
    *,
    before: str,
    reason: str,
    on: date | None = None,
    agreed_before: tuple[int, int] | None = None,
) -> None:
    """Keeps a step that was just taken, on today when no day is given; `agreed_before` is in minutes and weeks."""
    step = StateChange(
        organisation_id=trajectory.organisation_id,
        trajectory=trajectory,
        before=before,
        after=trajectory.state,
        on=on or clock.today(),
        minutes_before=agreed_before[0] if agreed_before else None,
        weeks_before=agreed_before[1] if agreed_before else None,
        by_id=by.person,
    )
    step.save()
    if reason.strip():
        key = open_key(by=by, dossier=trajectory.client_id)
        seal_into(step, key, reason=reason.strip())
        step.save(update_fields=["reason"])


@dataclass(frozen=True)
class Written:
    note: Note
    booked: Booked | None
    trajectory: Trajectory | None


def write_note(
    *,
    by: Actor,
    client: uuid.UUID,
    trajectory: uuid.UUID | None,
    day: date,
    kind: str,
    minutes: int,
    seen: str,
    thought: str = "",
) -> Written:
    """Writes a note about an own client; with a running trajectory the minutes are booked on its activity and source."""
    row = get(by, Permission.CLIENT_EDIT, Client, id=client)
    running = (
        get(
            by,
            Permission.TRAJECTORY_EDIT,
            Trajectory,
            along=["activity__line"],
            id=trajectory,
            client=row,
        )
        if trajectory
        else None
    )
    if running:
        # Whoever ends or scales up at this moment goes first or waits: no hour slips in behind (R29).
        running.state = (
            Trajectory.objects.select_for_update()
            .values_list("state", flat=True)
            .get(id=running.id)
        )
    _check_note(running, day, minutes, seen)
    booked = _book(by, running, day, minutes) if running and minutes else None
    note = Note(
        id=new_id(),
        organisation_id=by.house,
        client=row,
        trajectory=running,
        author_id=by.person,
        day=day,
        kind=kind,
        minutes=minutes,
        hour=booked.entry if booked else None,
        written_at=clock.now(),
    )
    seal_into(note, open_key(by=by, dossier=row.id), seen=seen.strip(), thought=thought.strip())
    note.save()
    if running and minutes:
        Trajectory.objects.filter(id=running.id).update(used_minutes=F("used_minutes") + minutes)
    record(
        by=by,
        event=events.NOTE_WRITTEN,
        target=note,
        subjects=[row.id],
        minutes=minutes,
        day=day.isoformat(),
    )
    return Written(note, booked, running)


def _check_note(trajectory: Trajectory | None, day: date, minutes: int, seen: str) -> None:
    if not seen.strip():
        raise TrajectoryRefused("Schrijf wat er gebeurde. Een paar woorden is genoeg.")
    if not 0 <= minutes <= MINUTES_MAX:
        raise TrajectoryRefused("Kies hoe lang het duurde, hoogstens 12 uur.")
    if day > clock.today():
        raise TrajectoryRefused("De dag ligt in de toekomst. Kies vandaag of een eerdere dag.")
    if trajectory and trajectory.state not in WORKING:
        raise TrajectoryRefused(
            "Dit traject loopt niet. Uren kun je alleen schrijven bij een lopend traject."
        )
    if trajectory and trajectory.started_on and day < trajectory.started_on:
        raise TrajectoryRefused("Deze dag is van voor het traject. Kies een latere dag.")


def _book(by: Actor, trajectory: Trajectory, day: date, minutes: int) -> Booked:
    """In another year the same activity of that year is booked, on its own line."""
    paid = trajectory.funding.filter(start__lte=day).order_by("-start").first()
    activity = trajectory.activity
    if day.year != activity.year:
        later = activity_of_year(day.year, activity.key)
        if later is not None:
            activity, paid = later, None
    return book(
        by=by,
        activity=activity,
        day=day,
        minutes=minutes,
        origin=NOTE,
        paid=Paid(paid.line_id, paid.source_id) if paid else None,
    )


def withdraw_note(*, by: Actor, note: uuid.UUID) -> None:
    """Undoes an own note shortly after writing: the note leaves the timeline and its hour is taken away."""
    row = get(by, Permission.NOTE_WRITE, Note, id=note, withdrawn_at__isnull=True)
    if clock.now() - row.written_at > UNDO_WITHIN:
        raise TrajectoryRefused(
            "Ongedaan maken kan een kwartier lang. Schrijf een nieuwe notitie met de verbetering."
        )
    if row.hour:
        unbook(by=by, entry=row.hour)
    if row.trajectory_id and row.minutes:
        Trajectory.objects.filter(id=row.trajectory_id).update(
            used_minutes=F("used_minutes") - row.minutes
        )
    row.withdrawn_at = clock.now()
    row.save(update_fields=["withdrawn_at"])
    record(by=by, event=events.NOTE_WITHDRAWN, target=row, subjects=[row.client_id])


def close_client(*, by: Actor, client: uuid.UUID) -> None:
    """Closes the dossier of an own client once nothing runs any more."""
    row = get(by, Permission.CLIENT_EDIT, Client, id=client)
    if Trajectory.objects.filter(client=row).exclude(state__in=ENDED).exists():
        raise TrajectoryRefused("Er loopt nog een traject. Rond dat eerst af.")
    close(by=by, client=row)
