"""Planning: the series, its days, who is asked and who came. The coordinator does this and sees no item."""

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import QuerySet

from ketenwerk.access.api import Permission, Role, get, require
from ketenwerk.audit.api import record
from ketenwerk.conferences import events
from ketenwerk.conferences.actions.hours import offer_hours, take_back_hours
from ketenwerk.conferences.models import (
    CONFERENCE_STEPS,
    Attendee,
    Conference,
    ConferenceSeries,
)
from ketenwerk.conferences.refusals import ConferenceRefused, Overtaken
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor, Function, Member

MOST_AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class SeriesFacts:
    first_on: date
    starts_at: time
    minutes: int = 120  # MEE's 52 hours a year are 26 times two (R70)
    place: str = ""
    every_weeks: int = 2


@dataclass(frozen=True)
class DayFacts:
    """One day as it is meant now; `seen` is the version that the planner had before her."""

    on: date
    starts_at: time
    minutes: int
    place: str
    online: bool
    state: str
    reason: str
    seen: int


def start_series(*, by: Actor, facts: SeriesFacts) -> ConferenceSeries:
    require(by, Permission.CONFERENCE_MANAGE)
    row = ConferenceSeries.objects.create(
        organisation_id=by.house,
        every_weeks=facts.every_weeks,
        first_on=facts.first_on,
        starts_at=facts.starts_at,
        minutes=facts.minutes,
        place=facts.place,
    )
    record(
        by=by,
        event=events.SERIES_STARTED,
        target=row,
        weeks=facts.every_weeks,
        first=facts.first_on.isoformat(),
    )
    return row


def plan_until(*, by: Actor, series: uuid.UUID, until: date) -> int:
    """Makes the days of a series that are not there yet, up to and including a day at most a year ahead."""
    row = get(by, Permission.CONFERENCE_MANAGE, ConferenceSeries, id=series)
    if until - clock.today() > MOST_AHEAD:
        raise ConferenceRefused("Plan niet verder dan een jaar vooruit.")
    there = set(row.conferences.values_list("planned_on", flat=True))
    new = [day for day in days(row, until) if day not in there]
    Conference.objects.bulk_create(
        Conference(
            series=row,
            planned_on=day,
            on=day,
            starts_at=row.starts_at,
            minutes=row.minutes,
            place=row.place,
        )
        for day in new
    )
    record(by=by, event=events.PLANNED, target=row, count=len(new), until=until.isoformat())
    return len(new)


def days(series: ConferenceSeries, until: date) -> Iterator[date]:
    day = series.first_on
    while day <= until:
        yield day
        day += timedelta(weeks=series.every_weeks)


def change_conference(*, by: Actor, conference: uuid.UUID, facts: DayFacts) -> Conference:
    """Moves, cancels or closes one day. Raises Overtaken when somebody changed it in the meantime."""
    found = get(by, Permission.CONFERENCE_MANAGE, Conference, id=conference)
    row = Conference.objects.select_for_update().get(id=found.id)
    if row.version != facts.seen:
        raise Overtaken("Een collega paste dit overleg intussen aan. Kijk wat er nu staat.")
    _check_day(row, facts)
    row.on, row.starts_at, row.minutes = facts.on, facts.starts_at, facts.minutes
    row.place, row.online = facts.place, facts.online
    row.state, row.reason, row.version = facts.state, facts.reason, row.version + 1
    row.changed_at = clock.now()
    row.save()
    offer_hours(by, row)
    record(
        by=by,
        event=events.CHANGED,
        target=row,
        state=row.state,
        on=row.on.isoformat(),
        reason=row.reason,
    )
    return row


def _check_day(row: Conference, facts: DayFacts) -> None:
    if facts.state != row.state and facts.state not in CONFERENCE_STEPS[row.state]:
        raise ConferenceRefused("Dit kan niet meer. Het overleg is al gehouden.")
    if facts.state == Conference.State.HELD and facts.on > clock.today():
        raise ConferenceRefused("Dit overleg is nog niet geweest.")
    if not facts.reason and (
        facts.state == Conference.State.CANCELLED or facts.on not in {row.on, row.planned_on}
    ):
        raise ConferenceRefused("Kies waarom het overleg vervalt of verschuift.")


def invite(*, by: Actor, conference: uuid.UUID, members: Collection[uuid.UUID]) -> int:
    """Asks exactly these care workers. Who was asked before and is not among them is no longer asked."""
    row = get(by, Permission.CONFERENCE_MANAGE, Conference, id=conference)
    if not row.is_planned:
        raise ConferenceRefused("Dit overleg is gehouden of vervallen. De deelnemers blijven zo.")
    chosen = care_workers().filter(id__in=members)
    gone = row.attendees.exclude(member__in=chosen)
    take_back_hours(by, row, list(gone.exclude(present=None).values_list("member_id", flat=True)))
    gone.delete()
    there = set(row.attendees.values_list("member_id", flat=True))
    Attendee.objects.bulk_create(
        Attendee(conference=row, member=member, organisation_id=member.organisation_id)
        for member in chosen
        if member.id not in there
    )
    everybody = list(row.attendees.values_list("member_id", flat=True))
    row.attendees.update(seen_by=everybody)
    count = len(everybody)
    record(by=by, event=events.INVITED, target=row, count=count)
    return count


def care_workers() -> QuerySet[Member]:
    """Everybody who works as a care worker today: only they can be asked."""
    today = clock.today()
    held = Function.objects.filter(role=Role.CARE_WORKER, start__lte=today).exclude(end__lte=today)
    rows = Member.objects.filter(is_active=True, id__in=held.values("member"))
    return rows.select_related("organisation").order_by("organisation__position", "name")


def set_present(
    *,
    by: Actor,
    conference: uuid.UUID,
    members: Collection[uuid.UUID],
    online: Collection[uuid.UUID] = (),
) -> int:
    """Who came, in the room or online; everybody else who was asked was not there. It offers hours to who was."""
    row = get(by, Permission.CONFERENCE_MANAGE, Conference, id=conference)
    if row.on > clock.today():
        raise ConferenceRefused("Dit overleg is nog niet geweest.")
    if row.is_cancelled:
        raise ConferenceRefused("Dit overleg is vervallen. Niemand was erbij.")
    came = {*members, *online}
    row.attendees.exclude(member__in=came).update(present=False, online=False)
    count = row.attendees.filter(member__in=came).update(present=True, online=False)
    row.attendees.filter(member__in=set(online) - set(members)).update(online=True)
    offer_hours(by, row)
    record(by=by, event=events.ATTENDED, target=row, count=count)
    return count


def reopen_agenda(*, by: Actor, conference: uuid.UUID, reason: str) -> None:
    """After closing time an item is added only when the chair lets it, with a reason."""
    row = get(by, Permission.CONFERENCE_MANAGE, Conference, id=conference)
    if reason not in Conference.Reopened.values:
        raise ConferenceRefused("Kies waarom de agenda opnieuw open gaat.")
    if not row.is_planned or row.on < clock.today():
        raise ConferenceRefused("Dit overleg is geweest of vervallen.")
    row.reopened, row.version = reason, row.version + 1
    row.changed_at = clock.now()
    row.save(update_fields=["reopened", "version", "changed_at"])
    record(by=by, event=events.REOPENED, target=row, reason=reason)
