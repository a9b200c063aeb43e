"""Making, inviting and giving functions: what an administrator does with accounts of the own organisation.

No password is ever chosen for somebody else: who is invited gets a link that works once.
"""

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.db.models import Q

from ketenwerk.access.api import Permission, Role, get, require
from ketenwerk.audit.api import record
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor, Function, Invitation, Member, Organisation, Unit
from ketenwerk.web import events
from ketenwerk.web.account_rules import why_not

LINK_DAYS = 7
TOKEN_BYTES = 32
TAKEN = "Met dit e-mailadres is al een account. Gebruik een ander adres, of kijk bij Gebruikers."
NOT_YOURSELF = (
    "Je kunt jezelf geen functie geven of afnemen. Zo kijkt er altijd een tweede beheerder mee."
)
NOT_YOUR_ACCOUNT = "Je kunt je eigen account niet beëindigen. Vraag een andere beheerder."
HAS_IT = "Deze persoon heeft deze functie al in die tijd."
LEFT = "Dit account is beëindigd."
JOINED = (
    "Deze persoon heeft al een wachtwoord. Een nieuw wachtwoord vraag je aan op het inlogscherm."
)


class AccountRefused(Exception):  # noqa: N818
    """Why an account stays as it is, as a sentence for the screen. `field` is where it belongs in a form."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


@dataclass(frozen=True)
class NewAccount:
    name: str
    email: str
    roles: Sequence[Role]
    unit: Unit | None = None
    minutes_per_week: int = 0


@dataclass(frozen=True)
class Invited:
    """The token of the link stands here and nowhere else."""

    member: uuid.UUID
    token: str


def add_member(*, by: Actor, organisation: Organisation, account: NewAccount) -> Invited:
    """An account without a password in the own organisation, its functions from today, and the way in."""
    require(by, Permission.MEMBER_MANAGE)
    if organisation.id != by.house:
        raise AccountRefused("Je maakt alleen accounts van je eigen organisatie.")
    for role in account.roles:
        _check_fit(role, organisation, account.unit)
    member = _make(organisation, account)
    Function.objects.bulk_create(
        Function(member=member, role=role, start=clock.today()) for role in account.roles
    )
    token = _invite(member)
    roles = ",".join(account.roles)
    record(by=by, event=events.MEMBER_ADDED, target=member, member=str(member.id), roles=roles)
    return Invited(member.id, token)


def _make(organisation: Organisation, account: NewAccount) -> Member:
    email = account.email.strip().lower()
    if Member.objects.filter(email__iexact=email).exists():
        raise AccountRefused(TAKEN, "email")
    member = Member(
        organisation=organisation,
        email=email,
        name=account.name.strip(),
        unit=account.unit,
        minutes_per_week=account.minutes_per_week,
    )
    member.set_unusable_password()
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError:
        raise AccountRefused(TAKEN, "email") from None
    return member


def _invite(member: Member) -> str:
    """A fresh link; the one before stops working."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    until = clock.real_now() + timedelta(days=LINK_DAYS)
    Invitation.objects.update_or_create(
        member=member,
        defaults={"token_hash": hash_of(token), "expires_at": until, "used_at": None},
    )
    return token


def hash_of(token: str) -> str:
    """A plain hash is enough: the token is 256 random bits, there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()


def renew_invitation(*, by: Actor, member: uuid.UUID) -> Invited:
    """A new link for somebody who has not chosen a password yet."""
    person = _of_own_house(by, member)
    if person.has_usable_password():
        raise AccountRefused(JOINED)
    token = _invite(person)
    until = person.invitation.expires_at.date().isoformat()
    record(by=by, event=events.MEMBER_INVITED, target=person, member=str(person.id), expires=until)
    return Invited(person.id, token)


def open_invitation(token: str) -> Invitation | None:
    """The invitation of this link while it works: in time, unused, of an account in service without a password."""
    invitation = (
        Invitation.objects.select_related("member")
        .filter(
            token_hash=hash_of(token),
            used_at__isnull=True,
            expires_at__gt=clock.real_now(),
            member__is_active=True,
        )
        .first()
    )
    if invitation is None or invitation.member.has_usable_password():
        return None
    return invitation


def join(*, by: Actor, invitation: Invitation, password: str) -> Member:
    """Uses the link and sets the password that the person chose. A link that was used meanwhile is refused."""
    used = Invitation.objects.filter(id=invitation.id, used_at__isnull=True).update(
        used_at=clock.real_now()
    )
    if not used:
        raise AccountRefused("Deze link is al gebruikt.")
    member = invitation.member
    member.set_password(password)
    member.save(update_fields=["password"])
    record(by=by, event=events.MEMBER_JOINED, target=member, member=str(member.id))
    return member


def give_function(
    *, by: Actor, member: uuid.UUID, role: Role, start: date, end: date | None = None
) -> Function:
    """A function with dates for a colleague: never for oneself, never the same one twice in a time."""
    person = _of_own_house(by, member)
    _check_other(by, person)
    _check_fit(role, person.organisation, person.unit)
    if end and end <= start:
        raise AccountRefused("De laatste dag ligt voor de eerste dag. Kies een latere dag.", "end")
    same = person.functions.filter(Q(end__isnull=True) | Q(end__gt=start), role=role)
    if (same.filter(start__lt=end) if end else same).exists():
        raise AccountRefused(HAS_IT, "role")
    function = Function.objects.create(member=person, role=role, start=start, end=end)
    record(
        by=by,
        event=events.FUNCTION_GIVEN,
        target=function,
        member=str(person.id),
        role=role.value,
        start=start.isoformat(),
        end=end.isoformat() if end else "",
    )
    return function


def end_function(*, by: Actor, member: uuid.UUID, function: uuid.UUID, end: date) -> None:
    """Ends a function of a colleague. `end` is the first day on which it no longer holds."""
    person = _of_own_house(by, member)
    _check_other(by, person)
    row = person.functions.filter(id=function).first()
    if row is None or (row.end and row.end <= clock.today()):
        raise AccountRefused("Deze functie is al beëindigd.")
    if end <= row.start or end < clock.today():
        raise AccountRefused("De laatste dag ligt in het verleden of voor de eerste dag.", "last")
    if row.end and end > row.end:
        raise AccountRefused("De functie eindigt al eerder. Geef een nieuwe functie.", "last")
    row.end = end
    row.save(update_fields=["end"])
    record(
        by=by,
        event=events.FUNCTION_ENDED,
        target=row,
        member=str(person.id),
        role=row.role,
        end=end.isoformat(),
    )


def end_account(*, by: Actor, member: uuid.UUID) -> Member:
    """Somebody leaves: out at the next request, all sessions and functions gone."""
    person = _of_own_house(by, member)
    if person.id == by.member:
        raise AccountRefused(NOT_YOUR_ACCOUNT)
    Member.objects.filter(id=person.id).update(is_active=False, left_on=clock.today())
    running = Q(end__isnull=True) | Q(end__gt=clock.today())
    person.functions.filter(running, start__lt=clock.today()).update(end=clock.today())
    for session in UserSession.objects.filter(user=person):
        session.end()
    record(by=by, event=events.MEMBER_LEFT, target=person, member=str(person.id))
    return person


def _of_own_house(by: Actor, member: uuid.UUID) -> Member:
    """A colleague in service, held so that two acts on one account go one after the other."""
    person = get(by, Permission.MEMBER_MANAGE, Member, id=member)
    held = Member.objects.select_for_update(of=("self",)).get(id=person.id)
    if not held.is_active:
        raise AccountRefused(LEFT)
    return held


def _check_other(by: Actor, person: Member) -> None:
    if person.id == by.member:
        raise AccountRefused(NOT_YOURSELF)


def _check_fit(role: Role, organisation: Organisation, unit: Unit | None) -> None:
    problem = why_not(role, organisation, unit)
    if problem:
        raise AccountRefused(problem, "role")
