"""Reading groups: what is offered, what runs, and one run with what this person may see of it."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet, Sum

from ketenwerk.access.api import Permission, Role, get, has, visible
from ketenwerk.audit.api import record
from ketenwerk.clients.api import called_names, caseload
from ketenwerk.courses import events
from ketenwerk.courses.models import (
    CHAIRS,
    ENDED,
    NEEDS,
    QUESTIONS,
    Course,
    CourseRun,
    Enrolment,
    Place,
    Presence,
    Remark,
    RunTrainer,
    Score,
    Session,
    SignUpPage,
    Skill,
    Teaching,
)
from ketenwerk.courses.planning import entitled
from ketenwerk.courses.schedule import last_own_form
from ketenwerk.courses.teaching import may_lead
from ketenwerk.courses.themes import Wishes, wishes_of
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor, Member

PAST_SHOWN = 6
ENOUGH_FORMS = 5


def _with_all(rows: QuerySet[CourseRun]) -> QuerySet[CourseRun]:
    trainers = RunTrainer.objects.filter(ended_on=None).select_related("member__organisation")
    return rows.select_related("course").prefetch_related(
        Prefetch("trainers", queryset=trainers),
        Prefetch("sessions", queryset=Session.objects.order_by("number")),
    )


@dataclass(frozen=True)
class Chairs:
    """Drawn as chairs, told as words."""

    taken: range
    free: range
    waiting: int


@dataclass(frozen=True)
class RunCard:
    run: CourseRun
    chairs: Chairs
    next_session: Session | None
    held: int
    used_minutes: int
    attendances: int
    mine: bool

    @property
    def hours_over(self) -> bool:
        return self.used_minutes > self.run.planned_minutes


def _card(run: CourseRun, used: dict[uuid.UUID, int], actor: Actor) -> RunCard:
    today = clock.today()
    sessions = list(run.sessions.all())
    coming = [each for each in sessions if each.is_on and each.day >= today]
    return RunCard(
        run=run,
        chairs=Chairs(range(run.seated), range(run.free), run.waiting),
        next_session=coming[0] if coming and run.state not in ENDED else None,
        held=sum(each.is_on and each.present is not None for each in sessions),
        used_minutes=used.get(run.id, 0),
        attendances=sum(each.present or 0 for each in sessions),
        mine=any(each.member_id == actor.member for each in run.trainers.all()),
    )


def _used(runs: Iterable[CourseRun]) -> dict[uuid.UUID, int]:
    """Minutes of meetings that were held, preparation included, over all trainers."""
    held = Teaching.objects.filter(session__run__in=[run.id for run in runs])
    held = held.exclude(session__form__in=[Session.Form.POSTPONED, Session.Form.CANCELLED])
    rows = held.values("session__run").annotate(total=Sum("minutes"))
    return {row["session__run"]: row["total"] for row in rows}


@dataclass(frozen=True)
class Overview:
    going: list[RunCard]
    past: list[RunCard]


def overview(actor: Actor) -> Overview:
    rows = _with_all(visible(actor, Permission.COURSE_READ, CourseRun))
    going = list(rows.exclude(state__in=ENDED))
    past = list(rows.filter(state__in=ENDED).order_by("-first_on")[:PAST_SHOWN])
    used = _used([*going, *past])
    return Overview(
        [_card(run, used, actor) for run in going], [_card(run, used, actor) for run in past]
    )


@dataclass(frozen=True)
class Totals:
    """What counts towards the promises of a year: without what is invoiced. Attendances are no persons (R62)."""

    runs: int = 0
    attendances: int = 0
    # Of a course that was given to one person: contacts within a trajectory, no group (R50).
    contacts: int = 0


def totals(actor: Actor, year: int) -> Totals:
    sessions = Session.objects.filter(
        day__year=year,
        run__funding=CourseRun.Funding.AWARD,
        run__in=visible(actor, Permission.COURSE_READ, CourseRun),
    )
    sessions = sessions.exclude(present=None).exclude(form__in=Session.OFF)
    by_mode: Counter[str] = Counter()
    for mode, present in sessions.values_list("run__mode", "present"):
        by_mode[mode] += present or 0
    group = sessions.filter(run__mode=CourseRun.Mode.GROUP)
    return Totals(
        group.values("run").distinct().count(),
        by_mode[CourseRun.Mode.GROUP],
        by_mode[CourseRun.Mode.INDIVIDUAL],
    )


# One run


@dataclass(frozen=True)
class Cell:
    session: Session
    there: bool | None
    # Whether this person may tap it now.
    open: bool


@dataclass(frozen=True)
class Chair:
    place: Place
    needs: list[str]
    cells: list[Cell]
    # Set for an own client of whoever looks.
    client: uuid.UUID | None = None
    code: str = ""
    called: str = ""
    own: bool = False

    @property
    def came(self) -> int:
        return sum(cell.there is True for cell in self.cells)

    @property
    def sat_there(self) -> bool:
        """Who left before the first meeting has no row of chairs."""
        left = self.place.ended_on
        return self.place.state in CHAIRS and (
            left is None or any(cell.session.day <= left for cell in self.cells)
        )


@dataclass(frozen=True)
class Answer:
    question: str
    average: float
    count: int


@dataclass(frozen=True)
class RunPage:
    card: RunCard
    trainers: list[tuple[RunTrainer, bool]]
    sessions: list[Session]
    seated: list[Chair]
    waiting: list[Chair]
    gone: list[Chair]
    leads: bool
    plans: bool
    # All meetings were held or cancelled.
    is_over: bool
    # Only when nothing is added any more: from a running average one form could be told.
    answers: list[Answer]
    remarks: list[str]
    forms: int
    # Until then participants fill it in themselves; after closing it is shown from the next day on.
    own_forms_until: date | None
    # Of who sits there in a group of clients, for its trainers.
    wishes: Wishes

    @property
    def run(self) -> CourseRun:
        return self.card.run

    @property
    def own_forms_open(self) -> bool:
        return self.own_forms_until is not None and clock.today() <= self.own_forms_until


def run_page(actor: Actor, run: uuid.UUID) -> RunPage:
    """Whoever sits there is listed for the trainers and, of own clients, for who enrolled them; reading it is logged."""
    found = get(actor, Permission.COURSE_READ, CourseRun, id=run)
    row = _with_all(CourseRun.objects.filter(id=found.id)).get()
    leads = may_lead(actor, row)
    chairs = chairs_of(actor, row, leads=leads)
    last = max((each.day for each in row.sessions.all()), default=row.first_on)
    fit = set(
        Member.objects.filter(entitled(row.course, max(last, row.first_on))).values_list(
            "id", flat=True
        )
    )
    seated = [each for each in chairs if each.place.state in {"seated", "completed"}]
    until = _own_forms_until(row)
    answers = _answers(row)
    forms = max((each.count for each in answers), default=0)
    settled = row.state in ENDED and (until is None or until < clock.today())
    return RunPage(
        card=_card(row, _used([row]), actor),
        trainers=[(each, each.member_id in fit) for each in row.trainers.all()],
        sessions=list(row.sessions.all()),
        seated=seated,
        waiting=[each for each in chairs if each.place.state == Place.State.WAITING],
        gone=[each for each in chairs if each.place.state in {"stopped", "withdrawn"}],
        leads=leads,
        plans=visible(actor, Permission.COURSE_PLAN, CourseRun).filter(id=row.id).exists(),
        is_over=all(
            each.day <= clock.today() or each.form == Session.Form.CANCELLED
            for each in row.sessions.all()
        ),
        answers=answers if settled and forms >= ENOUGH_FORMS else [],
        remarks=_remarks(row) if leads and _tells_nobody(until, forms, settled=settled) else [],
        forms=forms,
        own_forms_until=until,
        wishes=_wishes(row, seated if leads else []),
    )


def _tells_nobody(until: date | None, forms: int, *, settled: bool) -> bool:
    """A remark on paper was taken over by who leads; one over an own link waits for the others."""
    return until is None or (settled and forms >= ENOUGH_FORMS)


def _own_forms_until(run: CourseRun) -> date | None:
    if run.course.audience != Course.Audience.PROFESSIONALS:
        return None
    if not SignUpPage.objects.filter(run=run).exists():
        return None
    return last_own_form(each.day for each in run.sessions.all() if each.is_on)


def _remarks(run: CourseRun) -> list[str]:
    return [each.text for each in Remark.objects.filter(run=run)]


def _wishes(run: CourseRun, seated: list[Chair]) -> Wishes:
    return wishes_of([each.place for each in seated], [each.theme for each in run.sessions.all()])


def chairs_of(actor: Actor, run: CourseRun, *, leads: bool) -> list[Chair]:
    """Nothing for the office: it has no right to look there."""
    if not has(actor.role, Permission.ENROLMENT_READ):
        return []
    own = visible(actor, Permission.ENROLMENT_READ, Enrolment).filter(place__run=run)
    clients = dict(own.values_list("place_id", "client_id"))
    places = Place.objects.filter(run=run)
    rows = list(places if leads else places.filter(id__in=clients))
    if not rows:
        return []
    names = called_names(actor, [client for client in clients.values() if client])
    subjects = [client for client in clients.values() if client]
    record(by=actor, event=events.ENROLMENT_LISTED, target=run, subjects=subjects, count=len(rows))
    there = {
        (session, place): was
        for session, place, was in Presence.objects.filter(place__in=rows).values_list(
            "session_id", "place_id", "there"
        )
    }
    sessions = list(run.sessions.all())
    return [
        Chair(
            place,
            [NEEDS[each] for each in place.needs if each in NEEDS],
            [
                Cell(
                    session,
                    there.get((session.id, place.id)),
                    leads
                    and session.was_held()
                    and place.sits_on(session.day)
                    and run.state not in ENDED,
                )
                for session in sessions
            ],
            clients.get(place.id) if clients.get(place.id) in names else None,
            *names.get(clients.get(place.id) or place.id, ("", "")),
            own=place.id in clients,
        )
        for place in rows
    ]


def _answers(run: CourseRun) -> list[Answer]:
    rows = list(Score.objects.filter(run=run))
    answers = []
    for number, question in enumerate(QUESTIONS):
        given = [(row.score, row.count) for row in rows if row.question == number]
        count = sum(count for _, count in given)
        if count:
            total = sum(score * count for score, count in given)
            answers.append(Answer(question, total / count, count))
    return answers


# Doors for the forms


def run_to(actor: Actor, permission: Permission, run: uuid.UUID) -> CourseRun:
    return get(actor, permission, CourseRun, along=["course"], id=run)


def run_of(actor: Actor, session: uuid.UUID) -> uuid.UUID:
    """The run of a meeting that this person gives."""
    return get(actor, Permission.COURSE_LEAD, Session, id=session).run_id


def session_to_plan(actor: Actor, session: uuid.UUID) -> Session:
    return get(actor, Permission.COURSE_PLAN, Session, along=["run__course"], id=session)


def course_to_plan(actor: Actor, course: uuid.UUID) -> Course:
    return get(actor, Permission.COURSE_PLAN, Course, id=course)


def courses(actor: Actor) -> list[tuple[Course, bool]]:
    """All that is offered, and whether this person may plan it."""
    rows = visible(actor, Permission.COURSE_READ, Course).filter(ended_on=None)
    mine = set(visible(actor, Permission.COURSE_PLAN, Course).values_list("id", flat=True))
    found = rows.prefetch_related("owners__organisation", "groups")
    return [(row, row.id in mine) for row in found]


def trainers_for(actor: Actor, course: Course, on: date) -> list[Member]:
    """Who may give this course on that day; nobody else is offered (R58)."""
    if not has(actor.role, Permission.COURSE_PLAN):
        return []
    rows = Member.objects.filter(entitled(course, on))
    return list(rows.order_by("organisation__position", "name"))


def own_clients(actor: Actor) -> list[tuple[uuid.UUID, str, str]]:
    """Id, code and called-name of all open own clients, for choosing one."""
    found, after = [], ""
    while True:
        page = caseload(actor, after=after)
        found += [(row.id, row.code, row.called) for row in page.rows]
        after = page.more_after
        if not after:
            return found


def skills(actor: Actor) -> list[Skill]:
    rows = visible(actor, Permission.COURSE_READ, Skill).select_related(
        "member__organisation", "course"
    )
    return list(rows.filter(until__gte=clock.days_later(-365)))


def members_to_skill(actor: Actor) -> list[Member]:
    """Care workers of the own organisation; for the coordinator of all partners."""
    people = Member.objects.filter(is_active=True, functions__role=Role.CARE_WORKER).distinct()
    if actor.role != Role.COORDINATOR:
        people = people.filter(organisation=actor.organisation)
    return list(people.order_by("organisation__position", "name"))


def next_session(actor: Actor, today: date) -> Session | None:
    """The first meeting to come that this person gives."""
    rows = visible(actor, Permission.COURSE_LEAD, Session).filter(day__gte=today)
    rows = rows.exclude(form__in=[Session.Form.POSTPONED, Session.Form.CANCELLED])
    open_runs = rows.exclude(run__state__in=[*ENDED, CourseRun.State.POSTPONED])
    return open_runs.select_related("run__course").order_by("day", "start").first()
