"""Writing about seats: enrolling, stopping, and who comes next.

The database holds the seats: a trigger locks the run, refuses one too many, and moves the waiting list up.
"""

import re
import unicodedata
import uuid
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from ketenwerk.access.api import Permission, Refused, get, visible
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Client, Dossier, GroupMembership, dossier
from ketenwerk.courses import events
from ketenwerk.courses.models import OPEN, PLACE_STEPS, CourseRun, Enrolment, Place
from ketenwerk.courses.refusals import CourseRefused, RunFull, hold_seats
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor

State = Place.State
SHORTEST = 3
# Small words of a surname are in too many other words to point at somebody.
SMALL_WORDS = frozenset({"van", "der", "den", "ten", "ter", "het", "von"})


@dataclass(frozen=True)
class Booking:
    """`key` belongs to one form: the same form sent twice is one enrolment."""

    key: uuid.UUID
    alias: str
    found: str
    client: uuid.UUID | None = None
    needs: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    priority: str = ""
    wait: bool = False


def enrol(*, by: Actor, run: uuid.UUID, booking: Booking) -> Place:
    """A seat, or with `wait` a turn on the waiting list. Raises RunFull when there is none; then nothing was written."""
    row = get(by, Permission.ENROLMENT_WRITE, CourseRun, along=["course"], id=run)
    earlier = _earlier(by, booking.key)
    if earlier:
        return earlier
    if row.state not in OPEN:
        raise CourseRefused("Voor deze groep kun je nu niet aanmelden.")
    if not set(booking.themes) <= set(row.course.theme_list):
        raise CourseRefused("Dit thema staat niet meer bij het aanbod. Kies opnieuw.")
    if booking.client:
        subjects = [_check_client(by, row, booking.client, booking.alias)]
    else:
        subjects = _check_stranger(booking.alias)
    place = Place(
        run=row,
        alias=booking.alias.strip(),
        needs=sorted(booking.needs),
        themes=sorted(booking.themes),
        first=bool(booking.priority),
        asked_at=clock.now(),
        state=State.WAITING if booking.wait else State.SEATED,
    )
    hold_seats(row.id)
    try:
        with transaction.atomic():
            _write(by, place, booking)
    except IntegrityError as problem:
        earlier = _earlier(by, booking.key)
        if earlier is None:
            raise _refusal(problem) from problem
        return earlier
    place.refresh_from_db()
    record(
        by=by,
        event=events.ENROLLED,
        target=place,
        subjects=subjects,
        run=str(row.id),
        state=place.state,
    )
    return place


def _write(by: Actor, place: Place, booking: Booking) -> None:
    """The enrolment comes first: a seat is written only by the organisation that holds its enrolment."""
    Enrolment(
        id=booking.key,
        organisation_id=by.house,
        client_id=booking.client,
        place_id=place.id,
        member_id=by.person,
        found=booking.found,
        priority=booking.priority,
        made_on=clock.today(),
    ).save(force_insert=True)
    place.save(force_insert=True)


def _earlier(by: Actor, key: uuid.UUID) -> Place | None:
    found = visible(by, Permission.ENROLMENT_WRITE, Enrolment).filter(id=key).first()
    return found.place if found else None


def _refusal(problem: IntegrityError) -> CourseRefused:
    """What the database says, as a sentence. What it does not know here stays an error."""
    diagnosis = getattr(problem.__cause__, "diag", None)
    match getattr(diagnosis, "constraint_name", ""):
        case "run_is_full":
            return RunFull()
        case "alias_once_in_a_run":
            return CourseRefused("Deze naam is in de groep al van een ander. Kies een andere naam.")
        case "stopped_place_has_a_reason":
            return CourseRefused("Deze persoon wacht niet meer. Kijk nog eens wie er nu wacht.")
    raise problem


def _check_client(by: Actor, run: CourseRun, client: uuid.UUID, alias: str) -> uuid.UUID:
    """An own client, not yet in this run, in a group it is meant for, under a name that does not give her away."""
    opened = dossier(by, client, Permission.CLIENT_EDIT)
    if opened.client.state in {Client.State.CLOSED, Client.State.ERASED}:
        raise CourseRefused("Dit dossier is afgesloten. Open het eerst weer.")
    if _gives_away(alias, opened):
        raise CourseRefused(
            "Deze naam staat in het dossier. Kies een andere naam voor in de groep."
        )
    here = Enrolment.objects.filter(client=opened.client, place__run=run)
    if here.filter(place__state__in=[State.SEATED, State.WAITING]).exists():
        raise CourseRefused("Deze cliënt is al aangemeld voor deze groep.")
    meant_for = set(run.course.groups.values_list("key", flat=True))
    now = GroupMembership.objects.filter(client=opened.client, end=None)
    if meant_for and not meant_for & set(now.values_list("group__key", flat=True)):
        raise CourseRefused("Deze groep is niet bedoeld voor de doelgroep van deze cliënt.")
    return opened.client.id


def _check_stranger(alias: str) -> list[uuid.UUID]:
    """Of who has no dossier here nothing is known to compare with: only what looks like a whole name is refused."""
    if sum(word[0].isupper() for word in re.findall(r"[^\W\d_]+", alias)) > 1:
        raise CourseRefused(
            "Dit lijkt op een voornaam en een achternaam. Kies één naam voor in de groep."
        )
    return []


def _gives_away(alias: str, opened: Dossier) -> bool:
    """Whether a word of her names, or her code, stands in the alias: accents, signs and what is written around it aside."""
    who = opened.identity
    names = f"{opened.called} {who.given_name} {who.family_name} {who.working_name}"
    words = [*_words(names), "".join(_words(opened.client.code))]
    parts = _words(alias)
    whole = "".join(parts)
    return any(
        word in parts or (len(word) >= SHORTEST and word in whole)
        for word in words
        if word not in SMALL_WORDS
    )


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.findall(r"[^\W_]+", bare.casefold())


def stop(*, by: Actor, place: uuid.UUID, why: str) -> None:
    """Somebody leaves the group or the waiting list. A seat that comes free goes to who is next, before the start."""
    hold_seats(_own_or_led(by, place).run_id)
    row = _own_or_led(by, place)
    to = State.WITHDRAWN if row.state == State.WAITING else State.STOPPED
    if to not in PLACE_STEPS[row.state]:
        raise CourseRefused("Deze deelname is al gestopt.")
    row.state, row.why, row.ended_on = to, why, clock.today()
    row.save(update_fields=["state", "why", "ended_on"])
    record(
        by=by,
        event=events.STOPPED,
        target=row,
        subjects=_subject(by, row),
        run=str(row.run_id),
        state=to,
    )


def _own_or_led(by: Actor, place: uuid.UUID) -> Place:
    """For who enrolled, and for the trainers of the run."""
    own = visible(by, Permission.ENROLMENT_WRITE, Enrolment).filter(place=place)
    led = visible(by, Permission.COURSE_LEAD, Place).filter(id=place)
    found = Place.objects.filter(id=place).first()
    if found is None or not (own.exists() or led.exists()):
        raise Refused
    return found


def place_to_stop(by: Actor, place: uuid.UUID) -> Place:
    return _own_or_led(by, place)


def _subject(by: Actor, place: Place) -> list[uuid.UUID]:
    found = visible(by, Permission.ENROLMENT_READ, Enrolment).filter(place=place)
    return [client for client in found.values_list("client_id", flat=True) if client]


def seat_next(*, by: Actor, run: uuid.UUID) -> Place:
    """Gives a free seat of a run that has begun to who is first in line; before that the database does it by itself."""
    get(by, Permission.COURSE_LEAD, CourseRun, id=run)
    hold_seats(run)
    row = CourseRun.objects.get(id=run)
    # Locked, so that who is taken off the list meanwhile gets no seat.
    first = Place.objects.select_for_update().filter(run=row, state=State.WAITING).first()
    if first is None or row.free < 1 or row.state not in OPEN:
        raise CourseRefused("Er is nu geen vrije plek, of er wacht niemand. Kijk nog eens.")
    first.state = State.SEATED
    try:
        with transaction.atomic():
            first.save(update_fields=["state"])
    except IntegrityError as problem:
        raise _refusal(problem) from problem
    record(by=by, event=events.SEATED, target=first, run=str(row.id))
    return first
