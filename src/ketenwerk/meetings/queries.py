"""Reading meetings: what comes, what somebody promised, and one meeting with all that belongs to it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from ketenwerk.access.api import Permission, Refused, acting_for, get, visible
from ketenwerk.kernel import clock
from ketenwerk.kernel.clock import AMSTERDAM
from ketenwerk.meetings.calendar import Slot, hash_of, other_slots
from ketenwerk.meetings.models import (
    ActionPoint,
    AgendaItem,
    Attendance,
    CalendarFeed,
    Meeting,
    Paper,
    Series,
    SeriesPartner,
    SeriesPerson,
)
from ketenwerk.people.api import Actor, Function, Member

OFF = (Meeting.Form.CANCELLED, Meeting.Form.POSTPONED)
SHOWN = 12
FEED_PAST = timedelta(days=60)


def all_series(actor: Actor) -> list[Series]:
    return list(visible(actor, Permission.MEETING_READ, Series))


def upcoming(actor: Actor, today: date) -> list[Meeting]:
    """The meetings to come that this actor may read, the cancelled ones too: people look for them."""
    rows = visible(actor, Permission.MEETING_READ, Meeting).filter(day__gte=today)
    return list(rows.select_related("series")[:SHOWN])


def next_meeting(actor: Actor, today: date) -> Meeting | None:
    """The first meeting to come in which this person takes part."""
    rows = visible(actor, Permission.MEETING_READ, Meeting).filter(
        day__gte=today, series__people__member=actor.member
    )
    return rows.exclude(form__in=OFF).select_related("series").first()


def own_actions(actor: Actor) -> list[ActionPoint]:
    return list(open_actions(actor).select_related("meeting__series"))


def open_actions(actor: Actor) -> QuerySet[ActionPoint]:
    """Open action points of oneself, and of the own organisation where nobody is named."""
    mine = Q(member=actor.member) | Q(member=None, organisation=actor.organisation)
    return visible(actor, Permission.MEETING_READ, ActionPoint).filter(
        mine, state=ActionPoint.State.OPEN
    )


def all_actions(actor: Actor) -> list[ActionPoint]:
    """All open action points, and the ones that were closed last."""
    rows = visible(actor, Permission.MEETING_READ, ActionPoint).select_related(
        "meeting__series", "organisation", "member"
    )
    since = clock.days_later(-90)
    return list(rows.filter(Q(state=ActionPoint.State.OPEN) | Q(closed_on__gte=since)))


@dataclass(frozen=True)
class SeriesPage:
    series: Series
    meetings: list[Meeting]
    partners: list[SeriesPartner]
    people: list[Member]


def series_page(
    actor: Actor, series: uuid.UUID, permission: Permission = Permission.MEETING_READ
) -> SeriesPage:
    row = get(actor, permission, Series, id=series)
    people = row.people.select_related("member__organisation")
    return SeriesPage(
        row,
        list(row.meetings.order_by("-day")),
        list(row.partners.select_related("organisation")),
        [each.member for each in people],
    )


@dataclass(frozen=True)
class MeetingPage:
    meeting: Meeting
    items: list[AgendaItem]
    papers: list[Paper]
    actions: list[ActionPoint]
    attendance: list[Attendance]


def meeting_page(actor: Actor, meeting: uuid.UUID) -> MeetingPage:
    row = get(actor, Permission.MEETING_READ, Meeting, along=["series"], id=meeting)
    return MeetingPage(
        row,
        list(row.items.filter(state=AgendaItem.State.ON).select_related("organisation")),
        list(row.papers.all()),
        list(row.actions.select_related("organisation", "member")),
        list(row.attendance.filter(was_there=True).select_related("member__organisation")),
    )


def meeting_to_manage(actor: Actor, meeting: uuid.UUID) -> Meeting:
    return get(actor, Permission.MEETING_MANAGE, Meeting, along=["series"], id=meeting)


def meeting_to_act_in(actor: Actor, meeting: uuid.UUID) -> Meeting:
    return get(actor, Permission.MEETING_ACT, Meeting, along=["series"], id=meeting)


def people_of(series: Series) -> list[Member]:
    rows = SeriesPerson.objects.filter(series=series).select_related("member__organisation")
    return [row.member for row in rows]


def present_at(meeting: Meeting) -> set[uuid.UUID]:
    rows = meeting.attendance.filter(was_there=True)
    return set(rows.values_list("member_id", flat=True))


def item_to_manage(actor: Actor, item: uuid.UUID) -> AgendaItem:
    return get(actor, Permission.MEETING_MANAGE, AgendaItem, along=["meeting__series"], id=item)


def paper_page(
    actor: Actor, paper: uuid.UUID, permission: Permission = Permission.MEETING_READ
) -> Paper:
    return get(actor, permission, Paper, along=["meeting__series"], id=paper)


def own_feed(actor: Actor) -> CalendarFeed | None:
    return visible(actor, Permission.MEETING_READ, CalendarFeed).filter(ended_at=None).first()


def feed_slots(secret: str) -> list[Slot]:
    """The meetings behind a secret address; Refused when it is unknown, ended, or its owner no longer has that function."""
    feeds = CalendarFeed.objects.filter(secret_hash=hash_of(secret), ended_at=None)
    found = next(iter(feeds.values_list("member_id", "role")), None)
    owner = Member.objects.filter(id=found[0], is_active=True).first() if found else None
    if found is None or owner is None or not _holds(owner, found[1]):
        raise Refused
    actor = Actor(owner.id, owner.organisation_id, found[1])
    with acting_for(actor):
        return [*(_slot(meeting) for meeting in _feed_rows(actor)), *other_slots(actor)]


def _holds(member: Member, role: str) -> bool:
    today = clock.today()
    rows = Function.objects.filter(member=member, role=role, start__lte=today)
    return rows.filter(Q(end=None) | Q(end__gt=today)).exists()


def _feed_rows(actor: Actor) -> QuerySet[Meeting]:
    return visible(actor, Permission.MEETING_READ, Meeting).filter(
        series__people__member=actor.member, day__gte=clock.today() - FEED_PAST
    )


def _slot(meeting: Meeting) -> Slot:
    start = datetime.combine(meeting.day, meeting.start, tzinfo=AMSTERDAM)
    return Slot(
        meeting.id, start, meeting.minutes, meeting.changed_at, meeting.version, meeting.is_on
    )
