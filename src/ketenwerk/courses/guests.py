"""Signing up without an account: what the page says, a seat or a turn, the own link, and an own evaluation (R53).

Everything here stands on the public side of the database, whoever is looking: it puts a name in and reads none back.
"""

import hashlib
import hmac
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from ketenwerk.access.api import Refused
from ketenwerk.audit.api import record
from ketenwerk.courses import events
from ketenwerk.courses.models import (
    CourseRun,
    OwnForm,
    Place,
    ProfessionalSignup,
    Session,
    SignUpPage,
    SignUpTicket,
)
from ketenwerk.courses.refusals import CourseRefused, SignedUpBefore, SignUpClosed, hold_seats
from ketenwerk.courses.schedule import last_own_form
from ketenwerk.courses.teaching import check_scores
from ketenwerk.kernel import clock
from ketenwerk.kernel.crypto import key_tree
from ketenwerk.kernel.sealed import seal_into, unseal_from
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import NOBODY

SIGNS_UP = (CourseRun.State.RECRUITING, CourseRun.State.FULL)
ON_PAGE = [
    f"run__{name}"
    for name in ("course__name", "course__goal", "state", "seats", "seated", "waiting", "where")
]
SEALED = ("name", "employer", "function", "mail")


@contextmanager
def _outside() -> Iterator[None]:
    with standing(Standpoint(DatabaseRole.PUBLIC)):
        yield


@dataclass(frozen=True)
class Meeting:
    day: date
    start: time
    minutes: int
    where: str
    online: bool

    @property
    def end(self) -> datetime:
        begin = datetime.combine(self.day, self.start, tzinfo=clock.AMSTERDAM)
        return begin + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Notice:
    """What stands on the page, and nothing more."""

    run: uuid.UUID
    name: str
    goal: str
    host: str
    where: str
    meetings: list[Meeting]
    open: bool
    full: bool
    seats: int
    finished: bool


def notice(token: uuid.UUID) -> Notice:
    """The workshop behind this address; raises Refused when there is none."""
    with _outside():
        return _notice(token=token)


def _notice(**which: uuid.UUID) -> Notice:
    row: dict[str, Any] | None = (
        SignUpPage.objects.filter(**which)
        .values("run", "closed_on", "organisation__name", *ON_PAGE)
        .order_by("id")
        .first()
    )
    if row is None:
        raise Refused
    sessions = Session.objects.filter(run=row["run"]).exclude(
        form__in=[Session.Form.POSTPONED, Session.Form.CANCELLED]
    )
    meetings = [
        Meeting(day, start, minutes, where, form == Session.Form.ONLINE)
        for day, start, minutes, where, form in sessions.order_by("number").values_list(
            "day", "start", "minutes", "where", "form"
        )
    ]
    return Notice(
        run=row["run"],
        name=row["run__course__name"],
        goal=row["run__course__goal"],
        host=row["organisation__name"],
        where=row["run__where"],
        meetings=meetings,
        open=row["closed_on"] is None and row["run__state"] in SIGNS_UP and bool(meetings),
        full=row["run__seated"] >= row["run__seats"] or row["run__waiting"] > 0,
        seats=row["run__seats"],
        finished=row["run__state"] == CourseRun.State.FINISHED,
    )


@dataclass(frozen=True)
class SignUp:
    """`key` belongs to one form and becomes the own link; the same form sent twice is one seat."""

    key: uuid.UUID
    name: str
    employer: str
    function: str
    mail: str
    heard: str


def sign_up(*, token: uuid.UUID, who: SignUp) -> None:
    """A seat, or when all are taken the next turn. Raises SignedUpBefore, SignUpClosed or CourseRefused; then nothing
    was written.
    """
    with _outside():
        shown = _notice(token=token)
        if _ticket(who.key):
            return
        if not shown.open:
            raise SignUpClosed
        hold_seats(shown.run)
        ticket = SignUpTicket(
            run_id=shown.run,
            secret_hash=_hash(who.key),
            mail_mark=_mark(shown.run, who.mail),
            asked_at=clock.now(),
        )
        try:
            with transaction.atomic():
                _write(ticket, who)
        except IntegrityError as problem:
            if _ticket(who.key):
                return
            raise _refusal(problem) from problem
        state = SignUpTicket.objects.values_list("state", flat=True).get(id=ticket.id)
    record(by=NOBODY, event=events.SIGNED_UP, target=ticket, run=str(shown.run), state=state)


def _write(ticket: SignUpTicket, who: SignUp) -> None:
    """The database makes the seat when the ticket comes, under the same id."""
    ticket.save(force_insert=True)
    row = ProfessionalSignup(run_id=ticket.run_id, place_id=ticket.id, heard=who.heard)
    texts = {name: str(getattr(who, name)).strip() for name in SEALED}
    seal_into(row, _key("sign-ups"), **texts)
    row.save(force_insert=True)


def unsealed(row: ProfessionalSignup) -> dict[str, str]:
    return {name: unseal_from(row, _key("sign-ups"), name) for name in SEALED}


def _refusal(problem: IntegrityError) -> CourseRefused:
    """What the database says, as a sentence. What it does not know here stays an error."""
    diagnosis = getattr(problem.__cause__, "diag", None)
    match getattr(diagnosis, "constraint_name", ""):
        case "signed_up_once":
            return SignedUpBefore()
        case "sign_up_is_closed":
            return SignUpClosed()
        case "waiting_list_is_full":
            return CourseRefused("De workshop en de wachtlijst zijn vol. Je bent niet aangemeld.")
        case "one_own_form":
            return CourseRefused("Je kunt de evaluatie nu niet invullen. Er is niets verstuurd.")
    raise problem


@dataclass(frozen=True)
class Turn:
    """What the own link shows: how it stands, and of which workshop."""

    notice: Notice
    state: str
    may_cancel: bool
    came: bool
    evaluated: bool

    @property
    def is_over(self) -> bool:
        meetings = self.notice.meetings
        return self.notice.finished or (
            bool(meetings) and max(each.end for each in meetings) <= clock.now()
        )

    @property
    def until(self) -> date | None:
        """The last day of the evaluation."""
        return last_own_form(each.day for each in self.notice.meetings)

    @property
    def may_evaluate(self) -> bool:
        """Who was there at least once, when it is over, once."""
        in_time = self.until is not None and clock.today() <= self.until
        return self.came and not self.evaluated and self.is_over and in_time


def turn(secret: uuid.UUID) -> Turn:
    """The seat of this link; raises Refused when there is none."""
    with _outside():
        ticket = _ticket(secret)
        if ticket is None:
            raise Refused
        shown = _notice(run=ticket.run)
    waits = ticket.state in {Place.State.WAITING, Place.State.SEATED}
    may_cancel = waits and not ticket.came and not _has_begun(shown)
    return Turn(shown, ticket.state, may_cancel, ticket.came, ticket.evaluated)


def _has_begun(shown: Notice) -> bool:
    return bool(shown.meetings) and min(each.day for each in shown.meetings) < clock.today()


def cancel(*, secret: uuid.UUID) -> None:
    """Gives the seat back and takes away who it was. Twice is the same as once."""
    if not turn(secret).may_cancel:
        return
    with _outside():
        ticket = SignUpTicket.objects.filter(secret_hash=_hash(secret), cancelled_on=None)
        run = ticket.values_list("run", flat=True).order_by("id").first()
        if run:
            hold_seats(run)
        if not ticket.update(cancelled_on=clock.today()):
            return
    record(by=NOBODY, event=events.CANCELLED, run=str(run))


def evaluate(*, secret: uuid.UUID, scores: list[int], remark: str) -> None:
    """One form over the own link. Twice is the same as once. Raises CourseRefused; then nothing was written.

    Nothing is logged: the moment would tell whose form it was.
    """
    now = turn(secret)
    if now.evaluated:
        return
    if not now.may_evaluate:
        raise CourseRefused("Je kunt de evaluatie nu niet invullen. Er is niets verstuurd.")
    check_scores(scores)
    form = OwnForm(secret_hash=_hash(secret), scores=scores, remark=remark.strip())
    try:
        with _outside(), transaction.atomic():
            hold_seats(now.notice.run)
            form.save(force_insert=True)
    except IntegrityError as problem:
        if not turn(secret).evaluated:
            raise _refusal(problem) from problem


@dataclass(frozen=True)
class _Ticket:
    run: uuid.UUID
    state: str
    came: bool
    evaluated: bool


def _ticket(secret: uuid.UUID) -> _Ticket | None:
    rows = SignUpTicket.objects.filter(secret_hash=_hash(secret))
    row = rows.values_list("run_id", "state", "came", "evaluated").order_by("id").first()
    return _Ticket(*row) if row else None


def _hash(secret: uuid.UUID) -> str:
    """The secret is long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.bytes).hexdigest()


def _mark(run: uuid.UUID, mail: str) -> str:
    text = f"{run}:{mail.strip().casefold()}"
    return hmac.digest(_key("sign-up-marks"), text.encode(), "sha256").hex()


def _key(label: str) -> bytes:
    return key_tree().derive(label)
