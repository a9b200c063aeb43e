"""Reading trajectories and notes."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet

from ketenwerk.access.api import Permission, get, visible
from ketenwerk.clients.api import Dossier, GroupMembership, my_clients, still_involved
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.periods import Period, year
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Activity, Promise, promises
from ketenwerk.trajectories.models import Note, StateChange, Trajectory
from ketenwerk.trajectories.regimes import Kept, kept_under, usual_regime
from ketenwerk.trajectories.states import COUNTED, ENDED, TRANSITIONS, WORKING

WARN_AT = 0.8
CLIENTS = "cliënten"
NOTES_PAGE = 20
# A line in the thread shows no more; whole rows of four tables cost more than the reading itself.
NOTE_FIELDS = (
    *("day", "kind", "minutes", "seen", "thought", "written_at"),
    *("author__name", "trajectory__activity__label"),
)


@dataclass(frozen=True)
class TrajectoryView:
    """A trajectory as the screen shows it."""

    id: uuid.UUID
    activity: Activity
    state: str
    state_label: str
    worker: str
    goal: str
    started_on: date | None
    ended_on: date | None
    used_minutes: int
    planned_minutes: int
    planned_weeks: int
    next_states: tuple[str, ...]
    source: str
    regime: str
    kept: Kept | None = None

    @property
    def works(self) -> bool:
        return self.state in WORKING

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED

    @property
    def weeks(self) -> int:
        """Weeks since the start, the running one included."""
        if self.started_on is None:
            return 0
        return ((self.ended_on or clock.today()) - self.started_on).days // 7 + 1

    @property
    def warning(self) -> str:
        """Says what to decide at 80 % of hours or weeks (R28)."""
        if self.state not in WORKING:
            return ""
        if self.planned_minutes and self.used_minutes >= WARN_AT * self.planned_minutes:
            return "De afgesproken uren zijn bijna op. Rond af, verleng met een reden of schaal op."
        if self.planned_weeks and self.weeks >= WARN_AT * self.planned_weeks:
            return (
                "De afgesproken weken zijn bijna om. Rond af, verleng met een reden of schaal op."
            )
        return ""


@dataclass(frozen=True)
class NoteView:
    id: uuid.UUID
    day: date
    kind: str
    author: str
    minutes: int
    seen: str
    thought: str
    activity: str
    written_at: datetime
    mine: bool


@dataclass(frozen=True)
class Step:
    on: date
    what: str
    activity: str
    reason: str
    agreed_before: str = ""


@dataclass(frozen=True)
class Capacity:
    """How many trajectories of an activity run or ran this year, against the promise."""

    count: int
    low: int
    high: int
    unit: str


def trajectories_of(actor: Actor, dossier: Dossier) -> list[TrajectoryView]:
    rows = (
        visible(actor, Permission.TRAJECTORY_READ, Trajectory)
        .filter(client=dossier.client)
        .select_related("activity", "activity__line", "worker")
    )
    return [view_of(row, dossier.key) for row in rows]


def paid_from(row: Trajectory) -> str:
    """The name of the source that pays now."""
    return row.funding.filter(end__isnull=True).values_list("source__name", flat=True).first() or ""


def view_of(
    row: Trajectory, key: bytes, *, source: str = "", kept: Kept | None = None
) -> TrajectoryView:
    return TrajectoryView(
        id=row.id,
        activity=row.activity,
        state=row.state,
        state_label=row.get_state_display(),
        worker=row.worker.name,
        goal=unseal_from(row, key, "goal"),
        started_on=row.started_on,
        ended_on=row.ended_on,
        used_minutes=row.used_minutes,
        planned_minutes=row.planned_minutes,
        planned_weeks=row.planned_weeks,
        next_states=TRANSITIONS[row.state],
        source=source,
        regime=row.get_legal_regime_display() if row.legal_regime else "",
        kept=kept,
    )


def notes_of(
    actor: Actor, dossier: Dossier, *, kind: str = "", before: uuid.UUID | None = None
) -> list[NoteView]:
    """Notes of a client, newest first; one more than a page tells whether there are more. `before` is the last one seen."""
    rows = visible(actor, Permission.NOTE_READ, Note).filter(
        client=dossier.client, withdrawn_at__isnull=True
    )
    last = rows.filter(id=before).first() if before else None
    if kind:
        rows = rows.filter(kind=kind)
    if last:
        rows = rows.filter(Q(day__lt=last.day) | Q(day=last.day, written_at__lt=last.written_at))
    rows = rows.select_related("author", "trajectory__activity").only(*NOTE_FIELDS)
    rows = rows.order_by("-day", "-written_at")
    return [note_view(row, dossier.key, actor) for row in rows[: NOTES_PAGE + 1]]


def note_view(row: Note, key: bytes, actor: Actor) -> NoteView:
    return NoteView(
        id=row.id,
        day=row.day,
        kind=row.get_kind_display(),
        author=row.author.name,
        minutes=row.minutes,
        seen=unseal_from(row, key, "seen"),
        thought=unseal_from(row, key, "thought"),
        activity=row.trajectory.activity.label if row.trajectory else "",
        written_at=row.written_at,
        mine=row.author_id == actor.member,
    )


def steps_of(actor: Actor, dossier: Dossier) -> list[Step]:
    """What happened with the trajectories of a client, newest first."""
    return steps_in(trajectories_of(actor, dossier), dossier)


def steps_in(trajectories: Sequence[TrajectoryView], dossier: Dossier) -> list[Step]:
    """The same, of trajectories that this person has read already."""
    labels = {each.id: each.activity.label for each in trajectories}
    rows = StateChange.objects.filter(trajectory__in=list(labels)).order_by("-on", "-id")
    return [_step(row, labels[row.trajectory_id], dossier.key) for row in rows]


def _step(row: StateChange, activity: str, key: bytes) -> Step:
    labels = dict(Trajectory.State.choices)
    return Step(
        on=row.on,
        what=labels.get(row.after, row.after),
        activity=activity,
        reason=unseal_from(row, key, "reason") if row.reason else "",
        agreed_before=_agreed_before(row),
    )


def _agreed_before(row: StateChange) -> str:
    if row.minutes_before is None:
        return ""
    return f"Eerst afgesproken: {dutch.hours(row.minutes_before)} in {row.weeks_before} weken."


def day_of_note(actor: Actor, dossier: Dossier, note: uuid.UUID) -> date | None:
    """The day of a note of this client; None when there is no such note."""
    rows = visible(actor, Permission.NOTE_READ, Note).filter(client=dossier.client, id=note)
    return rows.values_list("day", flat=True).first()


def running_count(activity: Activity, number: int, *, clients: bool = False) -> int:
    """Trajectories, or different clients, of the own organisation with a running day in a year; a number, no rows."""
    rows = _in_period(Trajectory.objects.filter(activity__key=activity.key), year(number))
    return rows.order_by().values("client").distinct().count() if clients else rows.count()


def capacity(activity: Activity) -> Capacity | None:
    """Against the promise in trajectories or clients; None when none was made."""
    promise = next(
        (
            p
            for p in promises(activity.year)
            if p.activity == activity.id and _counts_trajectories(p)
        ),
        None,
    )
    if promise is None:
        return None
    count = running_count(activity, activity.year, clients=promise.unit == CLIENTS)
    return Capacity(count, promise.low, promise.high, promise.unit)


def _counts_trajectories(promise: Promise) -> bool:
    return promise.unit in {"trajecten", CLIENTS, "casussen"}


def _in_period(rows: QuerySet[Trajectory], period: Period) -> QuerySet[Trajectory]:
    return rows.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=period.start),
        Q(state__in=COUNTED | ENDED),
        started_on__isnull=False,
        started_on__lt=period.end,
    )


def working_trajectories(actor: Actor) -> list[Trajectory]:
    """The trajectories on which this person writes hours now: the own ones, and those whose worker handed her over."""
    rows = of_own_clients(actor).filter(worked_on(actor))
    return list(rows.order_by("activity__position", "client__code"))


def of_own_clients(actor: Actor) -> QuerySet[Trajectory]:
    """What an emergency opened, is on no list."""
    rows = visible(actor, Permission.TRAJECTORY_READ, Trajectory)
    rows = rows.filter(client_id__in=my_clients(actor))
    return rows.select_related("activity", "activity__line", "client")


def worked_on(actor: Actor) -> Q:
    mine = Q(worker_id=actor.member) | ~still_involved("client_id", "worker_id")
    return Q(mine, state__in=WORKING)


def at_limit(row: Trajectory) -> bool:
    """Whether 80 % of its hours or weeks is used (R28)."""
    weeks = ((clock.today() - row.started_on) // timedelta(days=7)) + 1 if row.started_on else 0
    hours_near = bool(row.planned_minutes) and row.used_minutes >= WARN_AT * row.planned_minutes
    return hours_near or (bool(row.planned_weeks) and weeks >= WARN_AT * row.planned_weeks)


@dataclass(frozen=True)
class Offer:
    """A kind of trajectory with what usually is agreed, from the promise and the hours of its line."""

    activity: Activity
    capacity: Capacity | None
    hours_low: int | None
    hours_high: int | None
    kept: Kept | None = None


def offer_of(activity: Activity) -> Offer:
    """Usual hours: the hours of the line shared over the promised number, high to low."""
    room = capacity(activity)
    kept = kept_under(usual_regime(activity))
    hours = activity.line.hours if activity.line else None
    if room is None or not hours or not room.low:
        return Offer(activity, room, None, None, kept)
    return Offer(activity, room, hours // room.high, hours // room.low, kept)


def trajectory(actor: Actor, row: uuid.UUID) -> Trajectory:
    return get(actor, Permission.TRAJECTORY_EDIT, Trajectory, id=row)


def changes_of(row: Trajectory, dossier: Dossier) -> list[Step]:
    """The steps of one trajectory, newest first."""
    rows = row.changes.order_by("-on", "-id")
    return [_step(change, row.activity.label, dossier.key) for change in rows]


def waiting(actor: Actor) -> list[Trajectory]:
    """Who of the own clients waits: with a reason to go first before the rest, then who waits longest."""
    return by_wait(of_own_clients(actor).filter(state=Trajectory.State.WAITING))


def by_wait(rows: Iterable[Trajectory]) -> list[Trajectory]:
    return sorted(
        rows, key=lambda row: (row.activity.position, not row.priority, row.opened_on, row.id)
    )


def own_note(actor: Actor, note: uuid.UUID) -> Note:
    """An own note that was not withdrawn; Refused otherwise."""
    return get(actor, Permission.NOTE_WRITE, Note, id=note, withdrawn_at__isnull=True)


@dataclass(frozen=True)
class CountedTrajectory:
    """What the counting role sees of one trajectory."""

    client: uuid.UUID
    organisation: uuid.UUID
    activity: uuid.UUID


def counted_in(period: Period) -> list[CountedTrajectory]:
    """Trajectories with at least one running day in a period, for the counting role."""
    rows = _in_period(Trajectory.objects.order_by(), period).values_list(
        "client_id", "organisation_id", "activity_id"
    )
    return [CountedTrajectory(*row) for row in rows]


def primary_groups(period: Period) -> dict[uuid.UUID, uuid.UUID]:
    """The group of each client at the end of a period, for the counting role (R20)."""
    rows = GroupMembership.objects.filter(
        Q(end__isnull=True) | Q(end__gt=period.start), start__lt=period.end
    )
    # Changed on its first day: that membership lasted no day and counts nowhere.
    rows = rows.exclude(end=F("start"))
    return dict(rows.order_by("start").values_list("client_id", "group_id"))
