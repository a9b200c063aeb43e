"""Taking an item off the agenda and putting it on another day."""

import uuid

from ketenwerk.access.api import Permission, end_share, get
from ketenwerk.audit.api import record
from ketenwerk.conferences import events
from ketenwerk.conferences.actions.cases import check_agenda, grounds_of, next_slot, share_item
from ketenwerk.conferences.models import CaseItem, Conference, ConferenceSlot
from ketenwerk.conferences.refusals import ConferenceRefused
from ketenwerk.conferences.rules import PURPOSE
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor

CLOSED = "De agenda is gesloten. Alleen de voorzitter haalt nu nog een punt van de agenda."


def take_off_case(*, by: Actor, item: uuid.UUID, reason: str) -> CaseItem:
    """The owner takes an item off until the agenda closes; the item stays hers and may go to another day."""
    row = get(
        by,
        Permission.CASE_WRITE,
        CaseItem,
        along=["slot", "conference"],
        id=item,
        organisation=by.house,
    )
    if not row.conference.agenda_is_open:
        raise ConferenceRefused(CLOSED)
    _take_off(row.slot, reason)
    _stop_sharing(by, row)
    record(by=by, event=events.CASE_TAKEN_OFF, target=row, subjects=[row.client_id], reason=reason)
    return row


def take_off_place(*, by: Actor, conference: uuid.UUID, slot: uuid.UUID, reason: str) -> None:
    """Who organises takes a place off, without seeing what stands there, until the conference is held.

    For the asked partners it is gone at once, in the database as well.
    """
    day = get(by, Permission.CONFERENCE_MANAGE, Conference, id=conference)
    place = get(by, Permission.CONFERENCE_MANAGE, ConferenceSlot, conference=day, id=slot)
    if not day.is_planned:
        raise ConferenceRefused("Dit overleg is gehouden of vervallen.")
    _take_off(place, reason)
    record(by=by, event=events.CASE_TAKEN_OFF, target=place, reason=reason)


def _take_off(place: ConferenceSlot, reason: str) -> None:
    if reason not in ConferenceSlot.Off.values:
        raise ConferenceRefused("Kies waarom het punt van de agenda gaat.")
    rows = ConferenceSlot.objects.filter(id=place.id, off="")
    if not rows.update(off=reason, off_on=clock.today()):
        raise ConferenceRefused("Dit punt is al van de agenda.")


def _stop_sharing(by: Actor, item: CaseItem) -> None:
    for partner in item.asks.values_list("partner_id", flat=True):
        end_share(by=by, dossier=item.id, organisation=partner, purpose=PURPOSE)


def move_case(*, by: Actor, item: uuid.UUID, to: uuid.UUID) -> CaseItem:
    """Puts an own item on another day, at the end. The grounds are asked for again; what was written stays."""
    row = get(
        by,
        Permission.CASE_WRITE,
        CaseItem,
        along=["slot", "conference"],
        id=item,
        organisation=by.house,
    )
    day = get(by, Permission.CONFERENCE_READ, Conference, id=to)
    if not row.slot.off and not row.conference.agenda_is_open:
        raise ConferenceRefused(CLOSED)
    if day.id == row.conference_id and not row.slot.off:
        raise ConferenceRefused("Het punt staat al op dit overleg. Kies een andere dag.")
    check_agenda(day)
    asks = list(row.asks.all())
    grounds = grounds_of(by, day, row.client_id, tuple(ask.partner_id for ask in asks))
    before = row.slot
    row.slot, row.conference = next_slot(by, day, before.minutes), day
    row.save(update_fields=["slot", "conference"])
    before.delete()
    for ask in asks:
        share_item(by, day, row, ask.partner_id, grounds[ask.partner_id])
    record(
        by=by,
        event=events.CASE_MOVED,
        target=row,
        subjects=[row.client_id],
        on=day.on.isoformat(),
    )
    return row
