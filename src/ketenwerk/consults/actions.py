"""Writing advice, education and team visits. Saving books the hour in the same act (R55, R56)."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import TypeVar

from django.db import transaction

from ketenwerk.access.api import Permission, get, require
from ketenwerk.audit.api import record
from ketenwerk.consults import events
from ketenwerk.consults.models import Booked, Coaching, Consult, EducationSession, Team, TeamVisit
from ketenwerk.consults.queries import canonical
from ketenwerk.hours.api import HourEntry, book, correct, month_is_locked, unbook
from ketenwerk.kernel import clock
from ketenwerk.kernel.refusals import Refusal
from ketenwerk.kernel.two_writers import replace_version
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import activities_of

GONE = "Dit is al weggehaald. Leg het opnieuw vast als het toch klopt."
LOCKED = (
    "Deze maand is afgesloten. Je kunt alleen het aantal minuten en de tekst verbeteren,"
    " niet de dag of de activiteit."
)

Row = TypeVar("Row", Consult, EducationSession, TeamVisit)


class ConsultRefused(Refusal):
    """Why it cannot be saved."""


@dataclass(frozen=True)
class Time:
    """When, how long, and on which activity of the programme (by key, so that the year of the day decides)."""

    day: date
    minutes: int
    activity: str


@dataclass(frozen=True)
class ConsultFacts:
    kind: str
    requester: str
    function: str
    theme: str
    mode: str
    question: str = ""


@dataclass(frozen=True)
class SessionFacts:
    kind: str
    place: str
    level: str
    participants: int


@dataclass(frozen=True)
class VisitFacts:
    kind: str
    colleagues: int


@dataclass(frozen=True)
class Correction:
    """Which version is corrected, and why."""

    version: int
    reason: str


def log_consult(
    *, by: Actor, time: Time, facts: ConsultFacts, coaching: uuid.UUID | None = None
) -> Consult:
    """A talk with its hour. A talk in a coaching falls within its days."""
    require(by, Permission.CONSULT_WRITE)
    if coaching:
        _check_coaching(get(by, Permission.CONSULT_WRITE, Coaching, id=coaching), time.day)
    values = asdict(facts) | {"requester": canonical(facts.requester)}
    row = Consult(coaching_id=coaching, **values)
    return _log(by, row, time, facts.kind)


def log_session(*, by: Actor, time: Time, facts: SessionFacts) -> EducationSession:
    require(by, Permission.CONSULT_WRITE)
    return _log(by, EducationSession(**asdict(facts)), time, facts.kind)


def log_visit(*, by: Actor, team: uuid.UUID, time: Time, facts: VisitFacts) -> TeamVisit:
    row = get(by, Permission.CONSULT_WRITE, Team, id=team)
    return _log(by, TeamVisit(team=row, **asdict(facts)), time, facts.kind)


def _log(by: Actor, row: Row, time: Time, kind: str) -> Row:
    row.organisation_id, row.member_id = by.house, by.person
    row.day, row.minutes, row.made_at = time.day, time.minutes, clock.now()
    row.hour, row.activity_id = _book(by, time)
    row.save(force_insert=True)
    record(
        by=by,
        event=events.LOGGED,
        target=row,
        kind=kind,
        minutes=row.minutes,
        day=row.day.isoformat(),
    )
    return row


def _book(by: Actor, time: Time) -> tuple[uuid.UUID, uuid.UUID]:
    """The hour entry and the activity of the day's year."""
    if time.day > clock.today():
        raise ConsultRefused("De dag ligt in de toekomst. Kies vandaag of eerder.")
    own = activities_of(by.organisation, time.day.year)
    activity = next((each for each in own if each.key == time.activity), None)
    if activity is None:
        raise ConsultRefused("Deze activiteit staat niet in het programma van dat jaar.")
    done = book(
        by=by,
        activity=activity,
        day=time.day,
        minutes=time.minutes,
        origin=HourEntry.Origin.NOTE,
    )
    return done.entry, done.activity


def _check_coaching(row: Coaching, day: date) -> None:
    if day < row.start_on or (row.end_on and day > row.end_on):
        raise ConsultRefused(
            "Deze dag valt buiten het coachingstraject. Verander eerst de dagen van het traject."
        )


@transaction.atomic
def change_consult(
    *, by: Actor, consult: uuid.UUID, time: Time, facts: ConsultFacts, correction: Correction
) -> None:
    row = get(by, Permission.CONSULT_WRITE, Consult, along=["activity", "coaching"], id=consult)
    if row.coaching:
        _check_coaching(row.coaching, time.day)
    values = asdict(facts) | {"requester": canonical(facts.requester)}
    _change(by, row, time, values, correction)


@transaction.atomic
def change_session(
    *, by: Actor, session: uuid.UUID, time: Time, facts: SessionFacts, correction: Correction
) -> None:
    row = get(by, Permission.CONSULT_WRITE, EducationSession, along=["activity"], id=session)
    _change(by, row, time, asdict(facts), correction)


@transaction.atomic
def change_visit(
    *, by: Actor, visit: uuid.UUID, time: Time, facts: VisitFacts, correction: Correction
) -> None:
    row = get(by, Permission.CONSULT_WRITE, TeamVisit, along=["activity"], id=visit)
    _change(by, row, time, asdict(facts), correction)


def _change(
    by: Actor, row: Booked, time: Time, values: dict[str, object], correction: Correction
) -> None:
    """Corrects with a reason; the hour follows. In a closed month a counter-entry is made beside it."""
    _check_correction(row, correction)
    before = row.minutes
    values |= {"day": time.day, "minutes": time.minutes, "reason": correction.reason.strip()}
    version = replace_version(row, correction.version, values)
    if (time.day, time.minutes, time.activity) != (row.day, before, row.activity.key):
        hour, activity = _rebook(by, row, time, correction.reason)
        type(row)._default_manager.filter(pk=row.pk).update(  # noqa: SLF001
            hour=hour, activity=activity
        )
    record(
        by=by,
        event=events.CHANGED,
        target=row,
        minutes=time.minutes,
        before=before,
        day=time.day.isoformat(),
        version=version,
    )


def _rebook(by: Actor, row: Booked, time: Time, reason: str) -> tuple[uuid.UUID, uuid.UUID]:
    if not month_is_locked(by.house, row.day):
        booked = _book(by, time)
        unbook(by=by, entry=row.hour)
        return booked
    if (time.day, time.activity) != (row.day, row.activity.key):
        raise ConsultRefused(LOCKED)
    correct(by=by, entry=row.hour, minutes=time.minutes - row.minutes, reason=reason.strip())
    return row.hour, row.activity_id


def _check_correction(row: Booked, correction: Correction) -> None:
    if row.withdrawn_at:
        raise ConsultRefused(GONE)
    if not correction.reason.strip():
        raise ConsultRefused("Schrijf waarom je dit verbetert.")


@transaction.atomic
def withdraw(
    *, by: Actor, row: Consult | EducationSession | TeamVisit, correction: Correction
) -> None:
    """Takes a record away with a reason: it no longer counts and its hour goes, in a closed month by a counter-entry."""
    found = get(by, Permission.CONSULT_WRITE, type(row), id=row.id)
    _check_correction(found, correction)
    reason = correction.reason.strip()
    replace_version(found, correction.version, {"reason": reason, "withdrawn_at": clock.now()})
    if month_is_locked(by.house, found.day):
        correct(by=by, entry=found.hour, minutes=-found.minutes, reason=reason)
    else:
        unbook(by=by, entry=found.hour)
    record(
        by=by,
        event=events.WITHDRAWN,
        target=found,
        minutes=found.minutes,
        day=found.day.isoformat(),
    )


@dataclass(frozen=True)
class CoachingFacts:
    requester: str
    function: str
    theme: str
    start_on: date
    end_on: date | None = None


def start_coaching(*, by: Actor, facts: CoachingFacts) -> Coaching:
    require(by, Permission.CONSULT_WRITE)
    row = Coaching.objects.create(organisation_id=by.house, **_coaching_values(facts))
    record(by=by, event=events.COACHING_KEPT, target=row, version=1)
    return row


def change_coaching(*, by: Actor, coaching: uuid.UUID, version: int, facts: CoachingFacts) -> None:
    """The days never leave out a talk that was written already."""
    row = get(by, Permission.CONSULT_WRITE, Coaching, id=coaching)
    values = _coaching_values(facts)
    outside = row.talks.filter(withdrawn_at__isnull=True, day__lt=facts.start_on)
    if facts.end_on:
        outside |= row.talks.filter(withdrawn_at__isnull=True, day__gt=facts.end_on)
    if outside.exists():
        raise ConsultRefused("Er staat een gesprek buiten deze dagen. Kies andere dagen.")
    new = replace_version(row, version, values)
    record(by=by, event=events.COACHING_KEPT, target=row, version=new)


def _coaching_values(facts: CoachingFacts) -> dict[str, object]:
    if facts.end_on and facts.end_on < facts.start_on:
        raise ConsultRefused("Kies een laatste dag die niet voor de eerste dag ligt.")
    return asdict(facts) | {"requester": canonical(facts.requester)}


def add_team(*, by: Actor, name: str) -> Team:
    require(by, Permission.CONSULT_WRITE)
    _check_team(by, name)
    row = Team.objects.create(organisation_id=by.house, name=name)
    record(by=by, event=events.TEAM_KEPT, target=row, version=1)
    return row


def change_team(
    *, by: Actor, team: uuid.UUID, version: int, name: str, ended_on: date | None
) -> None:
    row = get(by, Permission.CONSULT_WRITE, Team, id=team)
    _check_team(by, name, besides=row.id)
    new = replace_version(row, version, {"name": name, "ended_on": ended_on})
    record(by=by, event=events.TEAM_KEPT, target=row, version=new)


def _check_team(by: Actor, name: str, besides: uuid.UUID | None = None) -> None:
    same = Team.objects.filter(organisation_id=by.house, name__iexact=name)
    if any(each.id != besides for each in same):
        raise ConsultRefused("Dit team staat al in de lijst. Kies een andere naam.")
