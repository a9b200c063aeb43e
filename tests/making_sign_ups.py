"""A workshop for professionals that is open for signing up, and people who sign up."""

import uuid
from datetime import date, time, timedelta

from ketenwerk.access.api import acting_for
from ketenwerk.courses.guests import SignUp, sign_up
from ketenwerk.courses.models import CourseRun, Session, SignUpPage
from ketenwerk.courses.planning import CourseFacts, RunFacts, close_run, move_run, plan_run
from ketenwerk.courses.sign_ups import open_page, sign_ups, tick
from ketenwerk.kernel import clock
from ketenwerk.people.api import NOBODY, Actor
from tests.making_courses import a_course, coordinator, entitle, worker

WORKSHOP = CourseFacts(
    "Workshop LVB en uitbuiting", "workshop", "professionals", 12, 2, 25 * 60, "Herkennen.", ""
)
DAY = date(2021, 11, 30)
LAST = DAY + timedelta(weeks=1)


def a_workshop(*trainers: Actor, first: date = DAY, seats: int = 12) -> CourseRun:
    """Of MEE, recruiting, on two days a week apart, from half past nine for three hours."""
    ilse = coordinator()
    with acting_for(ilse):
        course = a_course(ilse, facts=WORKSHOP)
    entitle(course, *trainers)
    facts = RunFacts("group", "award", seats, first, 1, time(9, 30), 180, 60, "Kantoor")
    with acting_for(ilse):
        booked = {each.person: "" for each in trainers}
        run = plan_run(by=ilse, course=course.id, facts=facts, sessions=2, trainers=booked)
        move_run(by=ilse, run=run.id, to="recruiting")
    return run


def opened(by: Actor, run: CourseRun) -> uuid.UUID:
    """The token of the page."""
    with acting_for(by):
        open_page(by=by, run=run.id)
        return SignUpPage.objects.get(run=run).token


def somebody(name: str = "Noud Verbeek", **more: object) -> SignUp:
    mail = f"{name.casefold().replace(' ', '.')}@school.example"
    return SignUp(
        **{
            "key": uuid.uuid4(),
            "name": name,
            "employer": "Het Kompas College",
            "function": "mentor",
            "mail": mail,
            "heard": "coworker",
            **more,
        }
    )


def sign(token: uuid.UUID, who: SignUp) -> uuid.UUID:
    """Signs up from outside; the own link."""
    with acting_for(NOBODY):
        sign_up(token=token, who=who)
    return who.key


def given_workshop(number: int, *, closed: bool = True) -> tuple[CourseRun, list[uuid.UUID]]:
    """A workshop of Anna that is over; so many people were there once. With their own links."""
    anna = worker()
    run = a_workshop(anna)
    token = opened(anna, run)
    links = [sign(token, somebody(f"Gast {each}")) for each in range(number)]
    with clock.on_day(LAST), acting_for(anna):
        first = Session.objects.get(run=run, number=1)
        for guest in sign_ups(anna, run.id).seated:
            tick(by=anna, session=first.id, place=guest.place.id, there=True)
    with acting_for(coordinator()):
        move_run(by=coordinator(), run=run.id, to="running")
    if closed:
        with clock.on_day(LAST), acting_for(anna):
            close_run(by=anna, run=run.id)
    return run, links
