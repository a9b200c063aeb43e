"""For who plans a workshop for professionals: opening the page, who signed up, presence and certificates (R53)."""

import uuid
from dataclasses import dataclass

from ketenwerk.access.api import Permission, Refused, get, has, visible
from ketenwerk.audit.api import record
from ketenwerk.courses import events
from ketenwerk.courses.certificate import Attended, certificate_pdf
from ketenwerk.courses.guests import SIGNS_UP, unsealed
from ketenwerk.courses.models import (
    ENDED,
    Course,
    CourseRun,
    Place,
    Presence,
    ProfessionalSignup,
    Session,
    SignUpPage,
    SignUpTicket,
)
from ketenwerk.courses.refusals import CourseRefused, hold_seats
from ketenwerk.courses.teaching import mark_chair, may_lead, set_present
from ketenwerk.kernel import clock, dutch
from ketenwerk.people.api import Actor

State = Place.State


def open_page(*, by: Actor, run: uuid.UUID) -> uuid.UUID:
    """Opens signing up for a run that recruits and gives the token of its page; opened again it is the same."""
    row = get(by, Permission.COURSE_PLAN, CourseRun, along=["course"], id=run)
    if row.course.audience != Course.Audience.PROFESSIONALS:
        raise CourseRefused("Alleen een workshop voor professionals kun je openzetten.")
    if row.state not in SIGNS_UP:
        raise CourseRefused("Zet de status van de groep eerst op werving.")
    page, made = SignUpPage.objects.get_or_create(
        run=row, defaults={"organisation_id": _host(by, row.course)}
    )
    if made or page.closed_on:
        page.closed_on = None
        page.save(update_fields=["closed_on"])
        record(by=by, event=events.PAGE_OPENED, target=row)
    return page.token


def _host(by: Actor, course: Course) -> uuid.UUID | None:
    """Whose name stands on the page: the own organisation, or the first owner of the course."""
    owners = list(course.owners.values_list("organisation_id", flat=True))
    return by.organisation if by.organisation in owners or not owners else owners[0]


def close_page(*, by: Actor, run: uuid.UUID) -> None:
    """Nobody signs up any more; who did keeps the seat and the own link."""
    row = get(by, Permission.COURSE_PLAN, CourseRun, id=run)
    if SignUpPage.objects.filter(run=row, closed_on=None).update(closed_on=clock.today()):
        record(by=by, event=events.PAGE_CLOSED, target=row)


@dataclass(frozen=True)
class Tick:
    session: Session
    there: bool | None
    # Whether it can be tapped now.
    open: bool


@dataclass(frozen=True)
class Guest:
    place: Place
    name: str
    employer: str
    function: str
    mail: str
    heard: str
    ticks: list[Tick]

    @property
    def came(self) -> bool:
        return any(tick.there for tick in self.ticks)


@dataclass(frozen=True)
class SignUps:
    run: CourseRun
    page: SignUpPage | None
    sessions: list[Session]
    seated: list[Guest]
    waiting: list[Guest]
    # Whether this person may read who it is; the others see how many.
    sees: bool
    leads: bool

    @property
    def addresses(self) -> str:
        return "; ".join(guest.mail for guest in self.seated)

    @property
    def reminder(self) -> str:
        return reminder(self.sessions)

    @property
    def may_take_off(self) -> bool:
        return self.run.state not in ENDED

    @property
    def may_open(self) -> bool:
        return self.run.state in SIGNS_UP and (self.page is None or self.page.closed_on is not None)


def sign_ups(actor: Actor, run: uuid.UUID) -> SignUps:
    """One workshop with who signed up, for the organisations whose course it is; reading it is logged."""
    row = get(actor, Permission.COURSE_PLAN, CourseRun, along=["course"], id=run)
    if row.course.audience != Course.Audience.PROFESSIONALS:
        raise Refused
    sessions = list(Session.objects.filter(run=row))
    sees = has(actor.role, Permission.ENROLMENT_READ)
    guests = _guests(actor, row, sessions) if sees else []
    return SignUps(
        row,
        SignUpPage.objects.filter(run=row).first(),
        [each for each in sessions if each.is_on],
        [each for each in guests if each.place.state in {State.SEATED, State.COMPLETED}],
        [each for each in guests if each.place.state == State.WAITING],
        sees,
        may_lead(actor, row),
    )


def _guests(actor: Actor, run: CourseRun, sessions: list[Session]) -> list[Guest]:
    rows = visible(actor, Permission.ENROLMENT_READ, ProfessionalSignup).filter(run=run)
    found = list(rows.select_related("place").order_by("place__asked_at", "place__id"))
    if found:
        record(by=actor, event=events.SIGN_UPS_LISTED, target=run, count=len(found))
    taps = Presence.objects.filter(place__in=[each.place_id for each in found])
    there = {(each.session_id, each.place_id): each.there for each in taps}
    return [
        Guest(
            place=each.place,
            heard=each.get_heard_display(),
            ticks=[
                Tick(
                    session,
                    there.get((session.id, each.place_id)),
                    session.was_held()
                    and each.place.sits_on(session.day)
                    and run.state not in ENDED,
                )
                for session in sessions
                if session.is_on
            ],
            **unsealed(each),
        )
        for each in found
    ]


def reminder(sessions: list[Session]) -> str:
    """A text to send from the own mail: when and where, and nothing that says what it is about."""
    days = [
        f"- {dutch.full_day(each.day)}, {dutch.clock_time(each.start)}"
        + (f", {each.where}" if each.where else "")
        for each in sessions
        if each.is_on
    ]
    return "\n".join(
        (
            "Beste deelnemer,",
            "",
            "Je hebt je aangemeld. Je bent welkom op:",
            *days,
            "",
            "Kun je niet? Meld je af met de link die je kreeg toen je je aanmeldde. Dan kan iemand anders komen.",
        )
    )


def tick(*, by: Actor, session: uuid.UUID, place: uuid.UUID, there: bool) -> uuid.UUID:
    """Present or not, by who plans; a trainer who plans finds the hours in the week as well. Returns the run."""
    row = get(by, Permission.COURSE_PLAN, Session, along=["run"], id=session)
    _guest_of(by, Permission.ENROLMENT_WRITE, place)
    if may_lead(by, row.run):
        set_present(by=by, session=session, place=place, there=there)
    else:
        mark_chair(by=by, session=row, place=place, there=there)
    return row.run_id


def _guest_of(by: Actor, permission: Permission, place: uuid.UUID) -> ProfessionalSignup:
    return get(by, permission, ProfessionalSignup, along=["run__course", "place"], place=place)


def take_off(*, by: Actor, place: uuid.UUID) -> uuid.UUID:
    """Somebody says not to come: the seat goes to who is next and the data are gone. Returns the run."""
    row = _guest_of(by, Permission.ENROLMENT_WRITE, place)
    if row.run.state in ENDED or Presence.objects.filter(place=place).exists():
        raise CourseRefused(
            "Deze persoon staat al bij een bijeenkomst. Vul daar in of iemand er was."
        )
    hold_seats(row.run_id)
    SignUpTicket.objects.filter(id=place, cancelled_on=None).update(cancelled_on=clock.today())
    record(by=by, event=events.CANCELLED, run=str(row.run_id))
    return row.run_id


def run_of_guest(actor: Actor, place: uuid.UUID) -> uuid.UUID:
    return _guest_of(actor, Permission.ENROLMENT_READ, place).run_id


def certificate(actor: Actor, place: uuid.UUID) -> bytes:
    """A tagged PDF for who was there, made when asked and kept nowhere."""
    row = _guest_of(actor, Permission.ENROLMENT_READ, place)
    taps = Presence.objects.filter(place=place, there=True, session__in=row.run.sessions.all())
    came = [each.session for each in taps.select_related("session").order_by("session__day")]
    if not came:
        raise CourseRefused("Een bewijs is er voor wie er was. Vul eerst de aanwezigheid in.")
    page = SignUpPage.objects.select_related("organisation").get(run=row.run_id)
    texts = unsealed(row)
    record(by=actor, event=events.CERTIFIED, target=row.place, run=str(row.run_id))
    return certificate_pdf(
        Attended(
            name=texts["name"],
            employer=texts["employer"],
            workshop=row.run.course.name,
            days=tuple(each.day for each in came),
            minutes=sum(each.minutes for each in came),
            host=page.organisation.name,
        )
    )
