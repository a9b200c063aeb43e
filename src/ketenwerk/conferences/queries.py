"""Reading conferences. An item that is not for the reader is a place with a number and nothing else."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ketenwerk.access.api import Permission, Role, end_share, get, open_key, shares_of, visible
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Client
from ketenwerk.conferences import events
from ketenwerk.conferences.grounds import consent_for
from ketenwerk.conferences.models import (
    Attendee,
    CaseAsk,
    CaseColumn,
    CaseItem,
    CaseOutcome,
    Conference,
    ConferenceSeries,
    ConferenceSlot,
)
from ketenwerk.conferences.rules import PURPOSE
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.people.api import Actor, Organisation

SHOWN = 40


@dataclass(frozen=True)
class ColumnView:
    kind: str
    label: str
    words: str
    version: int
    by: str


@dataclass(frozen=True)
class OutcomeView:
    id: uuid.UUID
    kind: str
    words: str
    partner: str
    due: date | None
    state: str
    state_label: str
    mine: bool


@dataclass(frozen=True)
class CaseView:
    """An opened item. `own` is true for who is involved with the client."""

    id: uuid.UUID
    conference: uuid.UUID
    client: uuid.UUID
    code: str
    question: str
    own: bool
    owner: Organisation
    partners: tuple[Organisation, ...]
    columns: tuple[ColumnView, ...]
    outcomes: tuple[OutcomeView, ...]

    def column(self, kind: str) -> ColumnView:
        return next(each for each in self.columns if each.kind == kind)


@dataclass(frozen=True)
class PlaceView:
    """A place on the agenda; `case` is None for everybody who has no part in it."""

    number: int
    minutes: int
    complete: bool
    late: bool
    begins: datetime
    case: CaseView | None = None
    code: str = ""
    own: bool = field(default=False)

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(minutes=self.minutes)


def all_conferences(actor: Actor) -> tuple[list[Conference], list[Conference]]:
    """Those to come, soonest first, and those that were, latest first."""
    rows = visible(actor, Permission.CONFERENCE_READ, Conference)
    today = clock.today()
    to_come = list(rows.filter(on__gte=today).order_by("on")[:SHOWN])
    return to_come, list(rows.filter(on__lt=today).order_by("-on")[:SHOWN])


def has_series(actor: Actor) -> bool:
    return visible(actor, Permission.CONFERENCE_MANAGE, ConferenceSeries).exists()


def conference(actor: Actor, row: uuid.UUID) -> Conference:
    return get(actor, Permission.CONFERENCE_READ, Conference, id=row)


def conference_to_manage(actor: Actor, row: uuid.UUID) -> Conference:
    return get(actor, Permission.CONFERENCE_MANAGE, Conference, id=row)


def invited_of(row: Conference) -> list[Attendee]:
    return list(row.attendees.select_related("member", "organisation"))


def attended(row: Conference) -> set[uuid.UUID]:
    return set(row.attendees.filter(present=True).values_list("member_id", flat=True))


def partners_of(actor: Actor, row: Conference) -> list[Organisation]:
    """The other partners that come to this conference."""
    asked = row.attendees.exclude(organisation=actor.house).values("organisation")
    return list(Organisation.objects.filter(id__in=asked))


def own_clients(actor: Actor) -> list[tuple[uuid.UUID, str]]:
    """Id and code of the own clients, for choosing one. Codes only."""
    rows = visible(actor, Permission.CLIENT_EDIT, Client).exclude(state=Client.State.CLOSED)
    return list(rows.order_by("code").values_list("id", "code"))


def invitation_text(row: Conference) -> str:
    """Neutral, for a calendar or a message: no names and no word of what it is about."""
    count = row.slots.count()
    return f"{row.name}, {dutch.counted(count, 'punt', 'punten')}"


def places_of(actor: Actor, row: Conference) -> list[PlaceView]:
    """The agenda. Codes for who has part in an item; a number for everybody else."""
    cases = _readable(actor, row)
    slots = list(row.slots.all())  # after the grounds were checked
    begins, places = row.start, []
    for number, slot in enumerate(slots, start=1):
        case = cases.get(slot.id)
        places.append(
            PlaceView(
                number=number,
                minutes=slot.minutes,
                complete=slot.complete,
                late=slot.late,
                begins=begins,
                code=case.code if case else "",
                own=case is not None and case.organisation_id == actor.house,
            )
        )
        begins += timedelta(minutes=slot.minutes)
    return places


def _readable(actor: Actor, row: Conference) -> dict[uuid.UUID, CaseItem]:
    if actor.role == Role.COORDINATOR:
        return {}
    found = list(visible(actor, Permission.CASE_READ, CaseItem).filter(conference=row))
    _check_grounds(actor, found)
    return {item.slot_id: item for item in found}


def _check_grounds(actor: Actor, items: list[CaseItem]) -> None:
    """Each time the owner opens it: a consent that is over ends the share, and the place says the ground is missing."""
    own = [item for item in items if item.organisation_id == actor.house]
    asks = list(CaseAsk.objects.filter(item__in=own)) if own else []
    shared = {
        (share.part, share.organisation) for share in shares_of(actor, parts=[i.id for i in own])
    }
    client_of = {item.id: item.client_id for item in own}
    slot_of = {item.id: item.slot_id for item in own}
    broken: set[uuid.UUID] = set()
    for ask in asks:
        valid = consent_for(client_of[ask.item_id], ask.partner_id)
        if not valid and (ask.item_id, ask.partner_id) in shared:
            end_share(by=actor, dossier=ask.item_id, organisation=ask.partner_id, purpose=PURPOSE)
        if not valid or (ask.item_id, ask.partner_id) not in shared:
            broken.add(ask.item_id)
    newly = ConferenceSlot.objects.filter(id__in=[slot_of[i] for i in broken], complete=True)
    count = newly.update(complete=False) if broken else 0
    if count:
        record(
            by=actor,
            event=events.CASE_GROUND_ENDED,
            subjects=sorted({client_of[i] for i in broken}),
            count=count,
        )


def place_at(actor: Actor, row: Conference, number: int) -> PlaceView | None:
    """One place with its opened item for who may see it, or None when there is no such place."""
    places = places_of(actor, row)
    if not 1 <= number <= len(places):
        return None
    place = places[number - 1]
    if not place.code:
        return place
    item = visible(actor, Permission.CASE_READ, CaseItem).get(
        conference=row, slot=list(row.slots.values_list("id", flat=True))[number - 1]
    )
    return PlaceView(**{**vars(place), "case": case_of(actor, item.id)})


def case_of(actor: Actor, item: uuid.UUID) -> CaseView:
    """One item, opened and logged; Refused for who has no part in it or whose ground is over."""
    row = get(actor, Permission.CASE_READ, CaseItem, along=["organisation"], id=item)
    key = open_key(by=actor, dossier=row.id)
    columns = {c.kind: c for c in CaseColumn.objects.filter(item=row).select_related("changed_by")}
    outcomes = (
        CaseOutcome.objects.filter(item=row).select_related("partner").order_by("-kind", "due")
    )
    asks = CaseAsk.objects.filter(item=row).select_related("partner")
    return CaseView(
        id=row.id,
        conference=row.conference_id,
        client=row.client_id,
        code=row.code,
        question=unseal_from(row, key, "question"),
        own=row.organisation_id == actor.house,
        owner=row.organisation,
        partners=tuple(ask.partner for ask in asks),
        columns=tuple(
            ColumnView(
                kind,
                label,
                unseal_from(columns[kind], key, "words") if columns[kind].words else "",
                columns[kind].version,
                getattr(columns[kind].changed_by, "name", ""),
            )
            for kind, label in CaseColumn.Kind.choices
        ),
        outcomes=tuple(
            OutcomeView(
                each.id,
                each.get_kind_display(),
                unseal_from(each, key, "words") if each.words else "",
                each.partner.abbreviation,
                each.due,
                each.state,
                each.get_state_display(),
                mine=each.partner_id == actor.house,
            )
            for each in outcomes
        ),
    )


@dataclass(frozen=True)
class DueAction:
    """An open action of the own organisation: where it is from and before when. Not what it is."""

    item: uuid.UUID
    conference: str
    due: date
    late: bool


def due_actions(actor: Actor, most: int = 5) -> list[DueAction]:
    rows = visible(actor, Permission.CASE_WRITE, CaseOutcome).filter(kind="action", state="open")
    return [
        DueAction(row.item_id, row.conference.name, row.due, row.due < clock.today())
        for row in rows.select_related("conference").order_by("due")[:most]
        if row.item_id and row.due
    ]
