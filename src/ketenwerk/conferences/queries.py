"""Reading conferences. An item that is not for the reader is a place with a number and nothing else."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from ketenwerk.access.api import (
    Permission,
    Refused,
    Role,
    end_share,
    get,
    open_key,
    shares_of,
    visible,
)
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Client
from ketenwerk.conferences import events
from ketenwerk.conferences.grounds import ground_for
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
from ketenwerk.conferences.rules import PURPOSE, my_conferences
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
    domain: uuid.UUID | None
    state: str
    state_label: str
    mine: bool
    in_plan: bool
    why_not: str
    can_put: bool
    can_take_back: bool


@dataclass(frozen=True)
class CaseView:
    """An opened item. `own` is true for who is involved with the client."""

    id: uuid.UUID
    conference: uuid.UUID
    client: uuid.UUID
    code: str
    question: str
    own: bool
    off: str
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
    slot: uuid.UUID
    case: CaseView | None = None
    code: str = ""
    own: bool = field(default=False)
    item: uuid.UUID | None = None

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


def attended(row: Conference, *, online: bool) -> set[uuid.UUID]:
    came = row.attendees.filter(present=True, online=online)
    return set(came.values_list("member_id", flat=True))


def partners_of(actor: Actor, row: Conference) -> list[Organisation]:
    """The other partners that come to this conference."""
    asked = row.attendees.exclude(organisation=actor.house).values("organisation")
    return list(Organisation.objects.filter(id__in=asked))


def days_open(actor: Actor) -> list[Conference]:
    """The days to come for which she is asked and of which the agenda is open, soonest first."""
    rows = visible(actor, Permission.CONFERENCE_READ, Conference).filter(
        on__gte=clock.today(), id__in=my_conferences(actor)
    )
    return [row for row in rows.order_by("on")[:SHOWN] if row.agenda_is_open]


def place_to_manage(row: Conference, slot: uuid.UUID) -> int | None:
    """Which number a place has on the agenda now, or None when it is not on it."""
    slots = list(row.slots.filter(off="").values_list("id", flat=True))
    return slots.index(slot) + 1 if slot in slots else None


@dataclass(frozen=True)
class SeriesHours:
    """A series and, of each organisation that was ever asked, on which activity it books."""

    series: uuid.UUID
    houses: tuple[Organisation, ...]
    keys: dict[uuid.UUID, str]


def hours_of_series(actor: Actor) -> SeriesHours | None:
    row = visible(actor, Permission.CONFERENCE_MANAGE, ConferenceSeries).first()
    if row is None:
        return None
    asked = Attendee.objects.filter(conference__series=row).values("organisation")
    return SeriesHours(
        row.id,
        tuple(Organisation.objects.filter(id__in=asked)),
        dict(row.bookings.values_list("organisation_id", "activity_key")),
    )


def outcome_to_plan(actor: Actor, outcome: uuid.UUID) -> tuple[CaseView, OutcomeView]:
    """An outcome of an own item with its item; Refused when it is not there or of another."""
    found = CaseOutcome.objects.filter(id=outcome, organisation=actor.house).first()
    if found is None or found.item_id is None:
        raise Refused
    seen = case_of(actor, found.item_id)
    row = next((each for each in seen.outcomes if each.id == outcome), None)
    if row is None:
        raise Refused
    return seen, row


def own_clients(actor: Actor) -> list[tuple[uuid.UUID, str]]:
    """Id and code of the own clients, for choosing one. Codes only."""
    rows = visible(actor, Permission.CLIENT_EDIT, Client).exclude(state=Client.State.CLOSED)
    return list(rows.order_by("code").values_list("id", "code"))


def invitation_text(row: Conference) -> str:
    """Neutral, for a calendar or a message: no names and no word of what it is about."""
    count = row.slots.filter(off="").count()
    return f"{row.name}, {dutch.counted(count, 'punt', 'punten')}"


def places_of(actor: Actor, row: Conference) -> list[PlaceView]:
    """The agenda. Codes for who has part in an item; a number for everybody else."""
    cases = _readable(actor, row)
    slots = list(row.slots.filter(off=""))  # after the grounds were checked
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
                slot=slot.id,
                item=case.id if case else None,
                code=case.code if case else "",
                own=case is not None and case.organisation_id == actor.house,
            )
        )
        begins += timedelta(minutes=slot.minutes)
    return places


def _readable(actor: Actor, row: Conference) -> dict[uuid.UUID, CaseItem]:
    if actor.role == Role.COORDINATOR:
        return {}
    rows = visible(actor, Permission.CASE_READ, CaseItem).filter(conference=row)
    found = list(rows.select_related("slot"))
    _check_grounds(actor, found)
    return {item.slot_id: item for item in found}


def _check_grounds(actor: Actor, items: list[CaseItem]) -> None:
    """Each time the owner opens it: a consent that is over ends the share, and the place says the ground is missing."""
    own = [item for item in items if item.organisation_id == actor.house]
    asks = list(CaseAsk.objects.filter(item__in=own)) if own else []
    shared = {
        (share.part, share.organisation) for share in shares_of(actor, parts=[i.id for i in own])
    }
    item_of = {item.id: item for item in own}
    broken: set[uuid.UUID] = set()
    for ask in asks:
        item = item_of[ask.item_id]
        holds = (item.id, ask.partner_id) in shared
        if holds and (item.slot.off or ground_for(actor, item.client_id, ask.partner_id) is None):
            end_share(by=actor, dossier=item.id, organisation=ask.partner_id, purpose=PURPOSE)
            holds = False
        if not holds:
            broken.add(item.slot_id)
    newly = ConferenceSlot.objects.filter(id__in=broken, complete=True, off="")
    count = newly.update(complete=False) if broken else 0
    if count:
        record(
            by=actor,
            event=events.CASE_GROUND_ENDED,
            subjects=sorted({item.client_id for item in own if item.slot_id in broken}),
            count=count,
        )


def place_at(actor: Actor, row: Conference, number: int) -> PlaceView | None:
    """One place with its opened item for who may see it, or None when there is no such place."""
    places = places_of(actor, row)
    if not 1 <= number <= len(places):
        return None
    place = places[number - 1]
    return replace(place, case=case_of(actor, place.item)) if place.item else place


@dataclass(frozen=True)
class OffView:
    """A place that was taken off: why and when. What it was only for its owner."""

    reason: str
    on: date | None
    code: str = ""
    item: uuid.UUID | None = None


def taken_off(actor: Actor, row: Conference) -> list[OffView]:
    """For who organises all of them, for an owner the own ones, for others nothing."""
    if actor.role == Role.COORDINATOR:
        slots = row.slots.exclude(off="").order_by("off_on", "order")
        return [OffView(slot.get_off_display(), slot.off_on) for slot in slots]
    items = visible(actor, Permission.CASE_READ, CaseItem).filter(conference=row)
    items = items.exclude(slot__off="").select_related("slot").order_by("slot__order")
    return [
        OffView(item.slot.get_off_display(), item.slot.off_on, item.code, item.id) for item in items
    ]


def case_of(actor: Actor, item: uuid.UUID) -> CaseView:
    """One item, opened and logged; Refused for who has no part in it or whose ground is over."""
    along = ["organisation", "conference", "slot"]
    row = get(actor, Permission.CASE_READ, CaseItem, along=along, id=item)
    key = open_key(by=actor, dossier=row.id)
    asks = CaseAsk.objects.filter(item=row).select_related("partner")
    return CaseView(
        id=row.id,
        conference=row.conference_id,
        client=row.client_id,
        code=row.code,
        question=unseal_from(row, key, "question"),
        own=row.organisation_id == actor.house,
        off=row.slot.get_off_display() if row.slot.off else "",
        owner=row.organisation,
        partners=tuple(ask.partner for ask in asks),
        columns=_columns(row, key),
        outcomes=_outcomes(actor, row, key),
    )


def _columns(row: CaseItem, key: bytes) -> tuple[ColumnView, ...]:
    found = {c.kind: c for c in CaseColumn.objects.filter(item=row).select_related("changed_by")}
    return tuple(
        ColumnView(
            kind,
            label,
            unseal_from(found[kind], key, "words") if found[kind].words else "",
            found[kind].version,
            getattr(found[kind].changed_by, "name", ""),
        )
        for kind, label in CaseColumn.Kind.choices
    )


def _outcomes(actor: Actor, row: CaseItem, key: bytes) -> tuple[OutcomeView, ...]:
    """What came out of it, without what was taken back."""
    rows = CaseOutcome.objects.filter(item=row).exclude(words=None).select_related("partner")
    own = row.organisation_id == actor.house
    return tuple(
        OutcomeView(
            each.id,
            each.get_kind_display(),
            unseal_from(each, key, "words") if each.words else "",
            each.partner.abbreviation,
            each.due,
            each.domain_id,
            each.state,
            each.get_state_display(),
            mine=each.partner_id == actor.house,
            in_plan=each.plan_line is not None,
            why_not=each.get_not_in_plan_display() if own or each.partner_id == actor.house else "",
            can_put=own and each.plan_line is None and each.state == "open",
            can_take_back=row.conference.is_planned
            and each.state == "open"
            and (own or each.recorded_by_id == actor.member),
        )
        for each in rows.order_by("-kind", "due")
    )
