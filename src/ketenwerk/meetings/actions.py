"""Writing about meetings: series, meetings, agenda, papers, attendance, action points and the calendar address."""

import secrets
import uuid
from dataclasses import asdict, dataclass
from datetime import date, time
from itertools import takewhile

from django.db.models import Model, QuerySet

from ketenwerk.access.api import Permission, Refused, get, require, visible
from ketenwerk.audit.api import Event, record
from ketenwerk.hours.api import Offer, propose, withdraw
from ketenwerk.kernel import clock, recurrence
from ketenwerk.kernel.refusals import Refusal
from ketenwerk.kernel.two_writers import replace_version
from ketenwerk.meetings import events
from ketenwerk.meetings.calendar import hash_of
from ketenwerk.meetings.models import (
    ACTION_STEPS,
    MEETING_STEPS,
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
from ketenwerk.people.api import Actor, Member
from ketenwerk.programme.api import activity

MOST_AT_ONCE = 60
SECRET_BYTES = 32


class MeetingRefused(Refusal):
    """Why this cannot be done with a meeting or the network."""


# Series


@dataclass(frozen=True)
class SeriesFacts:
    name: str
    kind: str
    first_on: date
    every: int
    unit: str
    start: time
    minutes: int
    place: str


def make_series(
    *, by: Actor, facts: SeriesFacts, partners: set[uuid.UUID], people: set[uuid.UUID]
) -> Series:
    require(by, Permission.MEETING_MANAGE)
    _check_members(partners, people)
    series = Series.objects.create(**asdict(facts))
    _set_members(series, partners, people)
    record(by=by, event=events.SERIES_MADE, target=series, kind=series.kind)
    return series


def change_series(
    *,
    by: Actor,
    series: uuid.UUID,
    version: int,
    facts: SeriesFacts,
    partners: set[uuid.UUID],
    people: set[uuid.UUID],
) -> None:
    """Changes what the series is from now on; meetings that are planned stay where they are."""
    row = get(by, Permission.MEETING_MANAGE, Series, id=series)
    _check_members(partners, people)
    replace_version(row, version, asdict(facts))
    _set_members(row, partners, people)
    record(by=by, event=events.SERIES_CHANGED, target=row)


def _check_members(partners: set[uuid.UUID], people: set[uuid.UUID]) -> None:
    """Somebody takes part only when the own organisation does."""
    houses = Member.objects.filter(id__in=people).values_list("organisation_id", flat=True)
    if not set(houses) <= partners:
        raise MeetingRefused("Kies ook de organisatie van iedere deelnemer.")


def _set_members(series: Series, partners: set[uuid.UUID], people: set[uuid.UUID]) -> None:
    series.partners.exclude(organisation_id__in=partners).delete()
    series.people.exclude(member_id__in=people).delete()
    SeriesPartner.objects.bulk_create(
        [SeriesPartner(series=series, organisation_id=each) for each in sorted(partners)],
        ignore_conflicts=True,
    )
    SeriesPerson.objects.bulk_create(
        [SeriesPerson(series=series, member_id=each) for each in sorted(people)],
        ignore_conflicts=True,
    )


def book_series_on(*, by: Actor, series: uuid.UUID, keys: dict[uuid.UUID, str]) -> None:
    """On which activity each organisation writes its time; an empty key books nothing."""
    row = get(by, Permission.MEETING_MANAGE, Series, id=series)
    for partner in row.partners.filter(organisation_id__in=keys):
        partner.activity_key = keys[partner.organisation_id]
        partner.save(update_fields=["activity_key"])
    record(by=by, event=events.SERIES_CHANGED, target=row)


def plan_until(*, by: Actor, series: uuid.UUID, until: date) -> int:
    """Plans the meetings of a series up to and including a day; what was planned stays. Returns how many are new."""
    row = get(by, Permission.MEETING_MANAGE, Series, id=series)
    there = set(row.meetings.values_list("planned_on", flat=True))
    days = takewhile(lambda day: day <= until, recurrence.days(row.first_on, row.every, row.unit))
    fresh = [day for day in days if day not in there]
    if len(fresh) > MOST_AT_ONCE:
        raise MeetingRefused("Plan hoogstens 60 overleggen tegelijk. Kies een eerdere datum.")
    Meeting.objects.bulk_create(
        Meeting(
            series=row,
            planned_on=day,
            day=day,
            start=row.start,
            minutes=row.minutes,
            changed_at=clock.now(),
        )
        for day in fresh
    )
    record(by=by, event=events.PLANNED, target=row, count=len(fresh), until=until.isoformat())
    return len(fresh)


# One meeting


@dataclass(frozen=True)
class Occasion:
    day: date
    start: time
    minutes: int
    form: str
    reason: str


def move_meeting(*, by: Actor, meeting: uuid.UUID, version: int, to: Occasion) -> None:
    """Another day, time or form. The offered hours follow; booked hours stay as their owner confirmed them."""
    row = get(by, Permission.MEETING_MANAGE, Meeting, id=meeting)
    if to.form not in {row.form, *MEETING_STEPS[row.form]}:
        raise MeetingRefused("Dit overleg is vervallen. Plan een nieuw overleg.")
    if to.form not in {Meeting.Form.PHYSICAL, Meeting.Form.ONLINE} and not to.reason.strip():
        raise MeetingRefused("Schrijf waarom het overleg anders gaat.")
    replace_version(row, version, {**asdict(to), "changed_at": clock.now()})
    row.refresh_from_db()
    _offer_hours(by, row)
    record(by=by, event=events.MOVED, target=row, form=row.form, day=row.day.isoformat())


def set_attendance(*, by: Actor, meeting: uuid.UUID, present: set[uuid.UUID]) -> None:
    """Who was there, of those who take part. Who was there finds the hour in the own week."""
    row = get(by, Permission.MEETING_MANAGE, Meeting, id=meeting)
    if row.day > clock.today() or not row.is_on:
        raise MeetingRefused("Vul aanwezigheid in als het overleg is geweest.")
    invited = set(row.series.people.values_list("member_id", flat=True))
    known = set(row.attendance.values_list("member_id", flat=True))
    row.attendance.filter(member_id__in=known).exclude(member_id__in=present).update(
        was_there=False
    )
    row.attendance.filter(member_id__in=known & present).update(was_there=True)
    Attendance.objects.bulk_create(
        Attendance(meeting=row, member_id=member) for member in sorted((present & invited) - known)
    )
    _offer_hours(by, row)
    record(by=by, event=events.ATTENDED, target=row, count=len(present & (invited | known)))


def _offer_hours(by: Actor, meeting: Meeting) -> None:
    """One hour row per person who was there, in the week of that person, on the activity of the own organisation."""
    keys = dict(meeting.series.partners.values_list("organisation_id", "activity_key"))
    for row in meeting.attendance.select_related("member"):
        house = row.member.organisation_id
        booked_on = activity(meeting.day.year, keys.get(house, "")) if keys.get(house) else None
        if not row.was_there or not meeting.is_on or booked_on is None:
            withdraw(by=by, source_key=row.id)
            continue
        propose(
            by=by,
            offer=Offer(row.id, row.member_id, house, booked_on, meeting.day, meeting.minutes),
        )


def write_report(*, by: Actor, meeting: uuid.UUID, version: int, report: str) -> None:
    row = get(by, Permission.MEETING_MANAGE, Meeting, id=meeting)
    new = replace_version(row, version, {"report": report, "changed_at": clock.now()})
    record(by=by, event=events.REPORTED, target=row, version=new)


@dataclass(frozen=True)
class ItemFacts:
    position: int
    title: str
    organisation_id: uuid.UUID | None
    text: str
    decision: str


def add_item(*, by: Actor, meeting: uuid.UUID, facts: ItemFacts) -> None:
    row = get(by, Permission.MEETING_MANAGE, Meeting, id=meeting)
    _kept(by, events.ITEM_KEPT, AgendaItem.objects.create(meeting=row, **asdict(facts)), 1)


def change_item(*, by: Actor, item: uuid.UUID, version: int, facts: ItemFacts) -> None:
    row = get(by, Permission.MEETING_MANAGE, AgendaItem, id=item)
    _kept(by, events.ITEM_KEPT, row, replace_version(row, version, asdict(facts)))


def add_paper(*, by: Actor, meeting: uuid.UUID, title: str, text: str) -> None:
    row = get(by, Permission.MEETING_MANAGE, Meeting, id=meeting)
    _kept(by, events.PAPER_KEPT, Paper.objects.create(meeting=row, title=title, text=text), 1)


def change_paper(*, by: Actor, paper: uuid.UUID, version: int, title: str, text: str) -> None:
    row = get(by, Permission.MEETING_MANAGE, Paper, id=paper)
    new = replace_version(row, version, {"title": title, "text": text})
    _kept(by, events.PAPER_KEPT, row, new)


def _kept(by: Actor, event: Event, row: Model, version: int) -> None:
    record(by=by, event=event, target=row, version=version)


# Action points


def add_action(
    *,
    by: Actor,
    meeting: uuid.UUID,
    text: str,
    organisation: uuid.UUID,
    member: uuid.UUID | None,
    due_on: date,
) -> None:
    row = get(by, Permission.MEETING_MANAGE, Meeting, id=meeting)
    if not row.series.partners.filter(organisation_id=organisation).exists():
        raise MeetingRefused("Kies een organisatie die aan dit overleg deelneemt.")
    if member and not Member.objects.filter(id=member, organisation_id=organisation).exists():
        raise MeetingRefused("Deze collega werkt bij een andere organisatie.")
    action = ActionPoint.objects.create(
        meeting=row, text=text, organisation_id=organisation, member_id=member, due_on=due_on
    )
    record(by=by, event=events.ACTION_MADE, target=action, due=due_on.isoformat())


def close_action(*, by: Actor, action: uuid.UUID, to: str) -> None:
    """Done, or dropped. An action point of somebody else is not there."""
    row = visible(by, Permission.MEETING_ACT, ActionPoint).filter(id=action).first()
    if row is None or not visible(by, Permission.MEETING_READ, ActionPoint).filter(id=action):
        raise Refused
    if to not in ACTION_STEPS[row.state]:
        raise MeetingRefused("Dit actiepunt is al afgesloten.")
    row.state, row.closed_on = to, clock.today()
    row.save(update_fields=["state", "closed_on"])
    record(by=by, event=events.ACTION_CLOSED, target=row, state=to)


# The calendar


def renew_feed(*, by: Actor) -> str:
    """A new secret for one's own calendar, shown once; the old one stops at once."""
    require(by, Permission.MEETING_READ)
    _own_feeds(by).update(ended_at=clock.real_now())
    secret = secrets.token_urlsafe(SECRET_BYTES)
    feed = CalendarFeed.objects.create(
        member_id=by.person, role=by.role, secret_hash=hash_of(secret), made_at=clock.real_now()
    )
    record(by=by, event=events.FEED_MADE, target=feed)
    return secret


def end_feed(*, by: Actor) -> None:
    if _own_feeds(by).update(ended_at=clock.real_now()):
        record(by=by, event=events.FEED_ENDED)


def _own_feeds(by: Actor) -> QuerySet[CalendarFeed]:
    return visible(by, Permission.MEETING_READ, CalendarFeed).filter(ended_at=None)
