"""Writing about courses and runs: what is offered, when, by whom, and how far it is."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date, time

from django.db.models import Count, Q

from ketenwerk.access.api import Permission, Role, get, require
from ketenwerk.audit.api import record
from ketenwerk.courses import events
from ketenwerk.courses.models import (
    ENDED,
    RUN_STEPS,
    WITH_REASON,
    Course,
    CourseOwner,
    CourseRun,
    Place,
    RunTrainer,
    Session,
    Skill,
)
from ketenwerk.courses.refusals import CourseRefused, hold_seats
from ketenwerk.courses.schedule import days_of
from ketenwerk.kernel import clock
from ketenwerk.kernel.two_writers import Stale, replace_version
from ketenwerk.people.api import Actor, Member
from ketenwerk.programme.api import TargetGroup

State = CourseRun.State


@dataclass(frozen=True)
class CourseFacts:
    name: str
    kind: str
    audience: str
    seats: int
    sessions: int
    planned_minutes: int
    goal: str
    materials: str
    themes: str = ""


def keep_course(
    *,
    by: Actor,
    facts: CourseFacts,
    owners: set[uuid.UUID],
    groups: set[uuid.UUID],
    course: uuid.UUID | None = None,
    version: int = 0,
) -> Course:
    """A new course, or another version of one. Runs that are planned keep what they were planned with."""
    require(by, Permission.COURSE_PLAN)
    if by.role != Role.COORDINATOR and by.house not in owners:
        raise CourseRefused("Kies ook je eigen organisatie als eigenaar.")
    if course is None:
        row = Course(**asdict(facts))
        # Who owns it comes first: only an owner writes the course itself.
        if by.house in owners:
            CourseOwner.objects.create(course_id=row.id, organisation_id=by.house)
        row.save(force_insert=True)
        kept = 1
    else:
        row = get(by, Permission.COURSE_PLAN, Course, id=course)
        kept = replace_version(row, version, asdict(facts))
    _set_owners(by, row, owners)
    row.groups.set(TargetGroup.objects.filter(id__in=groups))
    record(by=by, event=events.COURSE_KEPT, target=row, version=kept)
    return row


def _set_owners(by: Actor, course: Course, owners: set[uuid.UUID]) -> None:
    """The coordinator says who owns it; a care worker owns what she makes."""
    there = set(course.owners.values_list("organisation_id", flat=True))
    if owners == there:
        return
    if by.role != Role.COORDINATOR:
        raise CourseRefused("Welke organisaties eigenaar zijn, past de coördinator aan.")
    course.owners.exclude(organisation_id__in=owners).delete()
    CourseOwner.objects.bulk_create(
        CourseOwner(course=course, organisation_id=each) for each in sorted(owners - there)
    )


@dataclass(frozen=True)
class RunFacts:
    mode: str
    funding: str
    seats: int
    first_on: date
    every: int
    start: time
    minutes: int
    preparation: int
    where: str


def plan_run(
    *,
    by: Actor,
    course: uuid.UUID,
    facts: RunFacts,
    sessions: int,
    trainers: dict[uuid.UUID, str],
    without: frozenset[date] = frozenset(),
) -> CourseRun:
    """One time that the course is given, with its days. `trainers` says per person on which activity time is written."""
    offer = get(by, Permission.COURSE_PLAN, Course, id=course)
    days = days_of(facts.first_on, facts.every, sessions, without)
    if facts.first_on != days[0]:
        raise CourseRefused("De eerste keer valt op een feestdag of een dag die je overslaat.")
    _check_entitled(offer, set(trainers), days[-1])
    run = CourseRun(
        course=offer,
        course_version=offer.version,
        planned_minutes=offer.planned_minutes,
        **asdict(facts),
    )
    run.save(force_insert=True)
    _set_trainers(run, trainers)
    Session.objects.bulk_create(
        Session(
            run=run,
            number=number,
            day=day,
            start=run.start,
            minutes=run.minutes,
            where=run.where,
        )
        for number, day in enumerate(days, start=1)
    )
    first = days[0].isoformat()
    record(by=by, event=events.RUN_PLANNED, target=run, sessions=len(days), first=first)
    return run


def entitled(course: Course, on: date) -> Q:
    """The people who may give a course on that day (R58), to filter members by."""
    running = Skill.objects.filter(course=course, start__lte=on, until__gte=on)
    return Q(id__in=running.values("member_id"), is_active=True)


def _check_entitled(course: Course, people: set[uuid.UUID], last: date) -> None:
    if not people:
        raise CourseRefused("Kies minstens één trainer.")
    may = Member.objects.filter(entitled(course, last), id__in=people)
    if may.count() != len(people):
        raise CourseRefused(
            "Niet iedere trainer mag dit geven tot en met de laatste bijeenkomst. Kijk bij Trainers."
        )


def _set_trainers(run: CourseRun, trainers: dict[uuid.UUID, str]) -> None:
    """Who gave a meeting and is left out, is ended today; who gave none goes."""
    gone = run.trainers.exclude(member_id__in=trainers)
    gone.filter(teachings=None).delete()
    gone.filter(ended_on=None).update(ended_on=clock.today())
    for member, key in sorted(trainers.items()):
        RunTrainer.objects.update_or_create(
            run=run, member_id=member, defaults={"activity_key": key, "ended_on": None}
        )


def change_run(
    *,
    by: Actor,
    run: uuid.UUID,
    version: int,
    seats: int,
    where: str,
    trainers: dict[uuid.UUID, str],
) -> None:
    """Seats, place and trainers. More seats go at once to who waits; fewer than are taken is refused."""
    row = _locked(by, run)
    _check_going(row)
    if seats < row.seated:
        raise CourseRefused(f"Er doen al {row.seated} mensen mee. Kies minstens zoveel plekken.")
    last = row.sessions.order_by("-day").values_list("day", flat=True).first() or row.first_on
    known = set(row.trainers.filter(ended_on=None).values_list("member_id", flat=True))
    _check_entitled(row.course, set(trainers) - known or set(trainers), last)
    kept = replace_version(row, version, {"seats": seats, "where": where})
    _set_trainers(row, trainers)
    record(by=by, event=events.RUN_CHANGED, target=row, seats=seats, version=kept)


def book_run_on(*, by: Actor, run: uuid.UUID, keys: dict[uuid.UUID, str]) -> None:
    """On which activity the time of each trainer is written, by the id of the trainer; an empty key books nothing."""
    row = get(by, Permission.COURSE_PLAN, CourseRun, id=run)
    for trainer in row.trainers.filter(id__in=keys):
        trainer.activity_key = keys[trainer.id]
        trainer.save(update_fields=["activity_key"])
    record(by=by, event=events.RUN_CHANGED, target=row, seats=row.seats, version=row.version)


def _locked(by: Actor, run: uuid.UUID) -> CourseRun:
    """The run to plan, as it stands now, until the end of this act: no seat is taken meanwhile."""
    get(by, Permission.COURSE_PLAN, CourseRun, id=run)
    hold_seats(run)
    return CourseRun.objects.select_for_update().get(id=run)


def move_run(
    *, by: Actor, run: uuid.UUID, to: str, reason: str = "", version: int | None = None
) -> None:
    """Another state; closing is `close_run`. What went otherwise than planned needs a reason (R74, R75).

    `version` is the one somebody looked at when choosing: after a colleague it raises Stale.
    """
    row = _locked(by, run)
    if version not in {None, row.version}:
        stands = {"to": row.get_state_display(), "reason": row.get_reason_display()}
        raise Stale(row.version, stands)
    if to not in RUN_STEPS[row.state] or to in {State.FULL, State.FINISHED}:
        raise CourseRefused("Deze stap kan niet vanuit de status van nu.")
    if to in WITH_REASON and not reason:
        raise CourseRefused("Kies waarom het anders gaat.")
    row.state, row.reason = to, reason if to in WITH_REASON else row.reason
    row.version += 1
    row.save(update_fields=["state", "reason", "version"])
    if to == State.CANCELLED:
        coming = row.sessions.filter(day__gte=clock.today(), present=None)
        coming.update(form=Session.Form.CANCELLED, reason=reason)
    record(by=by, event=events.RUN_MOVED, target=row, state=to, reason=row.reason)


def _check_going(run: CourseRun) -> None:
    if run.state in ENDED:
        raise CourseRefused("Deze groep is voorbij. Er verandert niets meer aan.")


@dataclass(frozen=True)
class Occasion:
    day: date
    start: time
    minutes: int
    where: str
    form: str
    reason: str


def close_run(*, by: Actor, run: uuid.UUID) -> None:
    """Ends a run and fixes its counts: who began was there once, who finished was still in the group at the end."""
    get(by, Permission.COURSE_LEAD, CourseRun, id=run)
    hold_seats(run)
    row = CourseRun.objects.get(id=run)
    if State.FINISHED not in RUN_STEPS[row.state]:
        raise CourseRefused("Deze groep loopt niet. Alleen een lopende groep kun je afronden.")
    if row.sessions.filter(day__gt=clock.today()).exclude(form=Session.Form.CANCELLED).exists():
        raise CourseRefused(
            "Er komen nog bijeenkomsten. Laat ze vervallen of wacht tot de laatste."
        )
    places = Place.objects.filter(run=row)
    counts = places.aggregate(
        started=Count("id", filter=Q(presences__there=True), distinct=True),
        completed=Count(
            "id", filter=Q(state=Place.State.SEATED, presences__there=True), distinct=True
        ),
    )
    places.filter(state=Place.State.SEATED, presences__there=True).update(
        state=Place.State.COMPLETED
    )
    row.state, row.closed_on = State.FINISHED, clock.today()
    row.started, row.completed = counts["started"], counts["completed"]
    row.save(update_fields=["state", "closed_on", "started", "completed"])
    attendances = sum(each.present or 0 for each in row.sessions.all())
    record(by=by, event=events.RUN_CLOSED, target=row, attendances=attendances, **counts)
