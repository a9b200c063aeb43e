"""Taking over registrations: through the acts of clients and trajectories, a part at a time, each part whole or not."""

from dataclasses import dataclass
from time import monotonic

from django.db import IntegrityError, transaction

from ketenwerk.access.api import Permission, require
from ketenwerk.audit.api import forget_gathered, record
from ketenwerk.clients.api import Choice, Client, Consent, Intake, register, set_consent
from ketenwerk.exchange import events
from ketenwerk.exchange.models import ImportedRow
from ketenwerk.exchange.offers import GroupRefused, put_right
from ketenwerk.exchange.queries import Plan, Step, plan_of
from ketenwerk.exchange.rows import Course
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.tables import Table
from ketenwerk.people.api import Actor
from ketenwerk.trajectories.api import Move, Trajectory, TrajectoryRefused, move, open_trajectory
from ketenwerk.trajectories.api import Plan as TrajectoryPlan

# Every row acts through the product's own acts, some twenty statements each, about ten milliseconds.
# A request ends after sixty seconds, so a large file goes in parts, one after the other by itself. A part that stops
# halfway leaves nothing, and a part that went in changes nothing when it comes again.
PART = 500
SECONDS = 20
COUNT = Choice(Consent.Purpose.COUNT)
BROKEN_OFF = {
    Trajectory.EndReason.DROPPED,
    Trajectory.EndReason.MOVED,
    Trajectory.EndReason.NO_CONTACT,
    Trajectory.EndReason.DIED,
}


class ExchangeRefused(Exception):  # noqa: N818
    """Why nothing was taken over, as a sentence for the screen."""


@dataclass(frozen=True)
class Taken:
    """What was taken over now, and the rows that wait for the next part."""

    plan: Plan
    left: tuple[Step, ...] = ()
    # Ticked, but the dossier was changed in between: nothing was put right there.
    missed: int = 0

    @property
    def ticked_left(self) -> frozenset[str]:
        return frozenset(
            offer.token for step in self.left for offer in step.offers if offer.token in step.ticked
        )


def take_over(
    *, by: Actor, table: Table, ticked: frozenset[str] = frozenset(), most: int = PART
) -> Taken:
    """Does what the plan of these rows says, made anew, for at most `most` rows that do something and about SECONDS.

    All rows are checked each time: one wrong row anywhere and nothing is written. Raises ExchangeRefused.
    """
    require(by, Permission.CLIENT_REGISTER)
    plan = plan_of(by, table, ticked)
    if plan.problems:
        raise ExchangeRefused("Er klopt nog iets niet in de rijen. Er is niets overgenomen.")
    try:
        with transaction.atomic():
            left = _do_some(by, plan.acting, most)
    except IntegrityError:
        forget_gathered()
        raise ExchangeRefused("Iemand anders neemt nu dezelfde rijen over. Kijk opnieuw.") from None
    except ExchangeRefused:
        forget_gathered()
        raise
    waiting = {step.row.number for step in left}
    done = Plan(tuple(step for step in plan.steps if step.row.number not in waiting))
    record(
        by=by,
        event=events.IMPORTED,
        added=done.new,
        changed=done.changed,
        same=done.same,
        left=len(left),
    )
    return Taken(done, left, len(ticked - plan.offers))


def _do_some(by: Actor, steps: tuple[Step, ...], most: int) -> tuple[Step, ...]:
    """Gives the steps that wait for the next part; at least one is done, so that every part comes further."""
    begun = monotonic()
    for number, step in enumerate(steps):
        if number == most or (number and monotonic() - begun > SECONDS):
            return steps[number:]
        _do(by, step)
    return ()


def _do(by: Actor, step: Step) -> None:
    row = step.known or _unsaved(by, step)
    try:
        if step.row.course and step.acts & {"open", "end"}:
            _follow_course(by, step, row, step.row.course)
    except TrajectoryRefused as refusal:
        raise ExchangeRefused(
            f"Rij {step.row.number}: {refusal} Er is niets overgenomen."
        ) from refusal
    if "correct" in step.acts:
        _put_right(by, step, row)
    if "choose" in step.acts:
        set_consent(by=by, client=row.client_id, choice=COUNT, given=step.row.counts)
    row.choice_mark = step.marks.choice
    row.save()


def _put_right(by: Actor, step: Step, row: ImportedRow) -> None:
    """What was not ticked is offered again next time."""
    try:
        put_right(by=by, client=row.client_id, row=step.row, fields=step.put_right)
    except GroupRefused as refusal:
        raise ExchangeRefused(
            f"Rij {step.row.number}: {refusal} Er is niets overgenomen."
        ) from refusal
    if len(step.put_right) == len(step.offers):
        row.person_mark = step.marks.person


def _unsaved(by: Actor, step: Step) -> ImportedRow:
    return ImportedRow(
        id=new_id(),
        organisation_id=by.house,
        reference=step.marks.reference,
        client=_registered(by, step),
        person_mark=step.marks.person,
        choice_mark=step.marks.choice,
        trajectory_mark=step.marks.course,
        imported_on=clock.today(),
    )


def _registered(by: Actor, step: Step) -> Client:
    """Registered on the day the help began; the choice to be counted is asked as of today, never earlier."""
    row = step.row
    intake = Intake(
        called=row.called, identity=row.identity, group=row.group, municipality=row.municipality
    )
    with clock.on_day(row.course.start if row.course else clock.today()):
        return register(by=by, intake=intake, choices={COUNT: False})


def _follow_course(by: Actor, step: Step, row: ImportedRow, course: Course) -> None:
    if "open" in step.acts:
        plan = TrajectoryPlan(course.activity, goal="", planned_minutes=0, planned_weeks=0)
        with clock.on_day(course.start):
            row.trajectory = open_trajectory(by=by, client=row.client_id, plan=plan)
    if "end" in step.acts and course.end and row.trajectory:
        broken = course.end_reason in BROKEN_OFF
        to = Trajectory.State.STOPPED if broken else Trajectory.State.COMPLETED
        with clock.on_day(course.end):
            move(by=by, trajectory=row.trajectory.id, step=Move(to, end_reason=course.end_reason))
    row.trajectory_mark = step.marks.course
