"""A course, who may give it and a run that recruits, made by the product's own acts."""

import uuid
from datetime import date, time

from ketenwerk.access.api import Role, acting_for
from ketenwerk.courses.models import Course, CourseRun, Place, Session
from ketenwerk.courses.planning import CourseFacts, RunFacts, keep_course, move_run, plan_run
from ketenwerk.courses.seats import Booking, enrol
from ketenwerk.courses.skills import Entitled, give_skill
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import TargetGroup
from ketenwerk.web import demo

FIRST = date(2021, 10, 5)
PEERS = CourseFacts(
    "Lotgenotengroep", "peers", "clients", 8, 8, 50 * 60, "Elkaars verhaal herkennen.", ""
)
FACTS = RunFacts("group", "award", 8, FIRST, 1, time(10), 120, 60, "Buurthuis")
ADULTS = ("risicogroep", "uitbuiting", "sekswerkers", "oggz")


def coordinator() -> Actor:
    return demo.actor_of("ilse", Role.COORDINATOR)


def worker(key: str = "anna") -> Actor:
    return demo.actor_of(key)


def a_course(by: Actor, *owners: str, facts: CourseFacts = PEERS) -> Course:
    houses = set(
        Organisation.objects.filter(key__in=owners or ("mee",)).values_list("id", flat=True)
    )
    groups = set(TargetGroup.objects.filter(key__in=ADULTS).values_list("id", flat=True))
    return keep_course(by=by, facts=facts, owners=houses, groups=groups)


def entitle(course: Course, *people: Actor, until: date = date(2022, 12, 31)) -> None:
    ilse = coordinator()
    with acting_for(ilse):
        for person in people:
            facts = Entitled(person.person, course.id, date(2021, 1, 1), until)
            give_skill(by=ilse, facts=facts)


def a_run(
    *trainers: Actor,
    facts: RunFacts = FACTS,
    sessions: int = 8,
    keys: tuple[str, ...] = ("mee_peergroup", "r75_train"),
    state: str = "recruiting",
) -> CourseRun:
    """A run of the coordinator, in this state, given by these people."""
    ilse = coordinator()
    with acting_for(ilse):
        course = a_course(ilse)
    entitle(course, *trainers)
    with acting_for(ilse):
        booked = {each.person: key for each, key in zip(trainers, keys, strict=False)}
        run = plan_run(by=ilse, course=course.id, facts=facts, sessions=sessions, trainers=booked)
        for step in ("recruiting", "running") if state == "running" else (state,):
            if step != "planned":
                move_run(by=ilse, run=run.id, to=step)
    return run


def booking(alias: str, **more: object) -> Booking:
    return Booking(uuid.uuid4(), alias, **{"found": "own", **more})


def fill(by: Actor, run: CourseRun, number: int, *, name: str = "Vogel") -> list[Place]:
    """This many people under an alias, each on a seat."""
    with acting_for(by):
        return [enrol(by=by, run=run.id, booking=booking(f"{name} {n}")) for n in range(number)]


def first_session(run: CourseRun) -> Session:
    with acting_for(coordinator()):
        return Session.objects.get(run=run, number=1)
