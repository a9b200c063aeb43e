"""Points for the agenda that somebody who takes part proposes; the chair puts them on or says why not."""

import uuid

from django.db.models import Max

from ketenwerk.access.api import Permission, get, visible
from ketenwerk.audit.api import record
from ketenwerk.kernel import clock
from ketenwerk.meetings import events
from ketenwerk.meetings.actions import MeetingRefused
from ketenwerk.meetings.models import ITEM_STEPS, AgendaItem, Meeting
from ketenwerk.people.api import Actor

State = AgendaItem.State


def propose_item(*, by: Actor, meeting: uuid.UUID, title: str, text: str) -> AgendaItem:
    """Proposes a point for a meeting to come in which one takes part."""
    row = get(by, Permission.MEETING_ACT, Meeting, id=meeting)
    if row.day < clock.today() or not row.is_on:
        raise MeetingRefused("Dit overleg is geweest of gaat niet door. Kies een volgend overleg.")
    item = AgendaItem.objects.create(
        meeting=row,
        position=0,
        title=title,
        text=text,
        organisation_id=by.house,
        state=State.PROPOSED,
        proposed_by_id=by.person,
    )
    record(by=by, event=events.ITEM_PROPOSED, target=item)
    return item


def answer_item(*, by: Actor, item: uuid.UUID, declined: str = "") -> AgendaItem:
    """Puts a proposed point at the end of the agenda, or declines it for one of the reasons."""
    found = get(by, Permission.MEETING_MANAGE, AgendaItem, id=item)
    row = AgendaItem.objects.select_for_update().get(id=found.id)
    to = State.DECLINED if declined else State.ON
    if to not in ITEM_STEPS[row.state]:
        raise MeetingRefused("Dit voorstel is al beantwoord.")
    last = AgendaItem.objects.filter(meeting=row.meeting_id, state=State.ON)
    row.position = (last.aggregate(last=Max("position"))["last"] or 0) + 1 if not declined else 0
    row.state, row.declined, row.version = to, declined, row.version + 1
    row.save(update_fields=["position", "state", "declined", "version"])
    record(by=by, event=events.ITEM_ANSWERED, target=row, state=to, reason=declined)
    return row


def proposals(actor: Actor, meeting: Meeting) -> list[AgendaItem]:
    """For the chair what waits; for who proposed it what became of it. On the agenda it stands with the others."""
    rows = AgendaItem.objects.filter(meeting=meeting).exclude(state=State.ON)
    mine = rows.filter(proposed_by=actor.member)
    waits = visible(actor, Permission.MEETING_MANAGE, AgendaItem).filter(
        meeting=meeting, state=State.PROPOSED
    )
    return list((mine | waits).select_related("organisation").order_by("state", "title"))


def meetings_with_proposals(actor: Actor) -> list[Meeting]:
    """For the chair: the meetings to come for which a point waits for an answer."""
    rows = visible(actor, Permission.MEETING_MANAGE, Meeting).filter(
        day__gte=clock.today(), items__state=State.PROPOSED
    )
    return list(rows.select_related("series").distinct())


def takes_part(actor: Actor, meeting: Meeting) -> bool:
    return visible(actor, Permission.MEETING_ACT, Meeting).filter(id=meeting.id).exists()
