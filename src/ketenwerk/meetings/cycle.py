"""What the subsidy cycle puts on the agenda of a steering group: offered when its time has come, taken over in one go (R71)."""

import uuid

from django.db import IntegrityError, transaction
from django.db.models import Max

from ketenwerk.access.api import Permission, get
from ketenwerk.audit.api import record
from ketenwerk.kernel import clock, dutch
from ketenwerk.meetings import events
from ketenwerk.meetings.actions import MeetingRefused
from ketenwerk.meetings.models import AgendaItem, Meeting, Series
from ketenwerk.meetings.queries import OFF
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import DueMoment, moments_due


def topics_for(meeting: Meeting) -> list[DueMoment]:
    """The moments whose time has come at this meeting and that no meeting of the series has on its agenda."""
    if meeting.series.kind != Series.Kind.STEERING or not meeting.is_on:
        return []
    if meeting.day < clock.today():
        return []
    items = AgendaItem.objects.filter(meeting__series=meeting.series_id, topic__gt="")
    there = set(items.exclude(meeting__form__in=OFF).values_list("topic", flat=True))
    return [each for each in moments_due(meeting.day) if each.key not in there]


def take_topic(*, by: Actor, meeting: uuid.UUID, topic: str) -> AgendaItem:
    """Puts one moment of the cycle at the end of the agenda. Raises MeetingRefused when it is not offered (any more)."""
    row = get(by, Permission.MEETING_MANAGE, Meeting, along=["series"], id=meeting)
    found = next((each for each in topics_for(row) if each.key == topic), None)
    if found is None:
        raise MeetingRefused("Dit onderwerp staat al op een agenda, of hoort niet bij deze dag.")
    last = AgendaItem.objects.filter(meeting=row, state=AgendaItem.State.ON)
    try:
        with transaction.atomic():
            item = AgendaItem.objects.create(
                meeting=row,
                position=(last.aggregate(last=Max("position"))["last"] or 0) + 1,
                title=found.title,
                text=f"Uiterlijk op {dutch.full_day(found.due_on)}.",
                topic=found.key,
            )
    except IntegrityError:
        raise MeetingRefused("Een collega zette dit onderwerp net op de agenda.") from None
    record(by=by, event=events.TOPIC_TAKEN, target=item, topic=found.key)
    return item
