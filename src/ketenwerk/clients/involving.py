"""Who works with a client: involving, handing over, stepping back, and who may never look."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from ketenwerk.access.api import Permission, Refused, Role, get, visible
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.models import Client, EmergencyAccess, Exclusion, Involvement
from ketenwerk.clients.queries import Dossier
from ketenwerk.kernel import clock, dutch
from ketenwerk.people.api import Actor, Member


class InvolvementRefused(Exception):  # noqa: N818
    """Why this cannot be, and what to do instead, as a sentence for the screen."""


NOBODY_LEFT = "Dan begeleidt niemand haar meer. Draag haar eerst over aan een collega."
NOT_AVAILABLE = "Deze collega kan dit dossier niet krijgen. Kies een andere collega."


def involve(*, by: Actor, client: uuid.UUID, member: uuid.UUID, start: date | None = None) -> None:
    """Lets a colleague of the own organisation work with this client, from today or a later day."""
    row = _locked(by, client)
    _add(row, _colleague(by, row, member), _from(start))
    record(by=by, event=events.INVOLVED, target=row, subjects=[row.id], member=str(member))


def hand_over(
    *,
    by: Actor,
    client: uuid.UUID,
    member: uuid.UUID,
    start: date | None = None,
    kept_until: date | None = None,
) -> None:
    """From `start` a colleague has this client; the giver's own access ends then, or on `kept_until`."""
    row, first = _locked(by, client), _from(start)
    last = kept_until or first
    if last < first:
        raise InvolvementRefused("Je eigen toegang kan niet eerder stoppen dan de overdracht.")
    if member == by.member:
        raise InvolvementRefused("Kies een collega, niet jezelf.")
    _add(row, _colleague(by, row, member), first)
    _running(row, clock.today()).filter(member_id=by.person).update(end=last)
    record(
        by=by,
        event=events.HANDED_OVER,
        target=row,
        subjects=[row.id],
        member=str(member),
        start=first.isoformat(),
        kept_until=last.isoformat(),
    )


def leave(*, by: Actor, client: uuid.UUID) -> None:
    """Ends the own involvement as of today; never leaves a client without anybody."""
    row = _locked(by, client)
    _take_away(row, by.person)
    record(by=by, event=events.LEFT, target=row, subjects=[row.id])


def exclude(*, by: Actor, client: uuid.UUID, member: uuid.UUID) -> None:
    """Closes this dossier to a colleague, at once and also in an emergency (safety S11)."""
    row = _locked(by, client)
    if member == by.member:
        raise InvolvementRefused("Jezelf uitsluiten kan niet. Draag haar over aan een collega.")
    if not _of_house(by).filter(id=member).exists():
        raise Refused
    _take_away(row, member)
    _end_emergencies(row, member)
    Exclusion.objects.get_or_create(
        organisation_id=row.organisation_id,
        client=row,
        member_id=member,
        defaults={"since": clock.today(), "recorded_by_id": by.person},
    )
    record(by=by, event=events.EXCLUDED, target=row, subjects=[row.id], member=str(member))


def readmit(*, by: Actor, client: uuid.UUID, member: uuid.UUID) -> None:
    """Takes an exclusion back. That gives no access yet: only involving does."""
    row = _locked(by, client)
    Exclusion.objects.filter(client=row, member_id=member).delete()
    record(by=by, event=events.READMITTED, target=row, subjects=[row.id], member=str(member))


def shield(*, by: Actor, client: uuid.UUID, on: bool) -> None:
    """Only the named workers, found by nobody else, and the privacy officer sees each view (safety S12)."""
    row = _locked(by, client)
    Client.objects.filter(id=row.id).update(shielded=on)
    if on:
        _end_emergencies(row)
    what = events.SHIELDED if on else events.UNSHIELDED
    record(by=by, event=what, target=row, subjects=[row.id], code=row.code)


def _locked(by: Actor, client: uuid.UUID) -> Client:
    """Two people at once: the second waits, so that both cannot be the last to leave."""
    found = get(by, Permission.CLIENT_EDIT, Client, id=client)
    return Client.objects.select_for_update().get(id=found.id)


def _from(start: date | None) -> date:
    first = start or clock.today()
    if first < clock.today():
        raise InvolvementRefused("Kies vandaag of een latere dag.")
    return first


def _of_house(by: Actor) -> QuerySet[Member]:
    return Member.objects.filter(organisation=by.house, is_active=True)


def _colleague(by: Actor, client: Client, member: uuid.UUID) -> Member:
    """Somebody who guides at the own organisation and for whom this dossier is not closed."""
    if not _of_house(by).filter(id=member).exists():
        raise Refused
    if member not in {each.id for each in _available(by, client)}:
        raise InvolvementRefused(NOT_AVAILABLE)
    return Member.objects.get(id=member)


def _available(by: Actor, client: Client) -> QuerySet[Member]:
    today = clock.today()
    guiding = Q(functions__role=Role.CARE_WORKER, functions__start__lte=today) & (
        Q(functions__end__isnull=True) | Q(functions__end__gt=today)
    )
    closed = Exclusion.objects.filter(client=client).values("member_id")
    return _of_house(by).filter(guiding).exclude(id__in=closed).distinct().order_by("name")


def _running(client: Client, today: date) -> QuerySet[Involvement]:
    return Involvement.objects.filter(
        Q(end__isnull=True) | Q(end__gt=today), client=client, start__lte=today
    )


def _add(client: Client, member: Member, start: date) -> None:
    """An open involvement from `start`, or earlier when it runs already; one that was to end goes on."""
    running = _running(client, clock.today()).filter(member=member)
    if running.exists():
        running.update(end=None)
        return
    Involvement.objects.update_or_create(
        organisation_id=client.organisation_id,
        client=client,
        member=member,
        end=None,
        defaults={"start": start},
    )


def _take_away(client: Client, member: uuid.UUID) -> None:
    """Ends what runs and what was still to start, as long as somebody else stays."""
    today = clock.today()
    theirs = Involvement.objects.filter(
        Q(end__isnull=True) | Q(end__gt=today), client=client, member_id=member
    )
    if not theirs.exists():
        return
    others = _running(client, today).exclude(member_id=member).filter(end__isnull=True)
    if not others.filter(member__is_active=True).exists():
        raise InvolvementRefused(NOBODY_LEFT)
    theirs.filter(start__gt=today).update(start=today, end=today)
    theirs.filter(start__lte=today).update(end=today)


def _end_emergencies(client: Client, *members: uuid.UUID) -> None:
    """Ended is ended: letting in again or lifting the shield gives nothing back without a new reason."""
    rows = EmergencyAccess.objects.filter(client=client)
    if members:
        rows = rows.filter(member__in=members)
    rows.update(until=F("opened_at"))


def still_mine(actor: Actor, client: uuid.UUID) -> bool:
    """Whether this person may still open the dossier."""
    return visible(actor, Permission.CLIENT_EDIT, Client).filter(id=client).exists()


@dataclass(frozen=True)
class Involved:
    """One person who works with her now or from a later day."""

    id: uuid.UUID
    name: str
    start: date
    end: date | None
    me: bool

    @property
    def when(self) -> str:
        """Since or from when, and until when if that is known."""
        word = "vanaf" if self.start > clock.today() else "sinds"
        until = f", tot {dutch.full_day(self.end)}" if self.end else ""
        return f"{word} {dutch.full_day(self.start)}{until}"


@dataclass(frozen=True)
class Circle:
    """Who is around a client: involved, who could be, and who never may."""

    involved: tuple[Involved, ...]
    available: tuple[tuple[uuid.UUID, str], ...]
    colleagues: tuple[tuple[uuid.UUID, str], ...]
    excluded: tuple[tuple[uuid.UUID, str, date], ...]


def involved_over_time(dossier: Dossier) -> tuple[Involved, ...]:
    """Everybody who ever worked with her, first to last."""
    rows = Involvement.objects.filter(client=dossier.client).select_related("member")
    return tuple(
        Involved(row.member_id, row.member.name, row.start, row.end, me=False)
        for row in rows.order_by("start", "member__name")
    )


def circle_of(actor: Actor, dossier: Dossier) -> Circle:
    client, today = dossier.client, clock.today()
    rows = Involvement.objects.filter(Q(end__isnull=True) | Q(end__gt=today), client=client)
    involved = tuple(
        Involved(row.member_id, row.member.name, row.start, row.end, row.member_id == actor.member)
        for row in rows.select_related("member").order_by("start", "member__name")
    )
    staying = {each.id for each in involved if each.end is None}
    free = _available(actor, client).exclude(id__in=staying)
    closed = Exclusion.objects.filter(client=client).select_related("member")
    excluded = tuple((row.member_id, row.member.name, row.since) for row in closed)
    others = _of_house(actor).exclude(id__in=[actor.person, *(each[0] for each in excluded)])
    return Circle(
        involved,
        tuple(free.values_list("id", "name")),
        tuple(others.order_by("name").values_list("id", "name")),
        excluded,
    )
