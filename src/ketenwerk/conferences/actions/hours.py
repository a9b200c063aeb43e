"""Time of who was there, offered to the own week as meetings do: once, and taken back while it waits."""

import uuid
from collections.abc import Mapping

from ketenwerk.access.api import Permission, get
from ketenwerk.audit.api import record
from ketenwerk.conferences import events
from ketenwerk.conferences.models import Conference, ConferenceBooking, ConferenceSeries
from ketenwerk.hours.api import Offer, propose, withdraw
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import activity


def book_on(*, by: Actor, series: uuid.UUID, keys: Mapping[uuid.UUID, str]) -> None:
    """On which activity each organisation writes its time from now on; an empty key offers nothing."""
    row = get(by, Permission.CONFERENCE_MANAGE, ConferenceSeries, id=series)
    row.bookings.all().delete()
    ConferenceBooking.objects.bulk_create(
        ConferenceBooking(series=row, organisation_id=house, activity_key=key)
        for house, key in keys.items()
        if key
    )
    record(by=by, event=events.BOOKED_ON, target=row, count=row.bookings.count())


def offer_hours(by: Actor, day: Conference) -> None:
    """An hour for everybody who was there, on the activity of the own organisation; for who was not, nothing."""
    keys = dict(day.series.bookings.values_list("organisation_id", "activity_key"))
    for asked in day.attendees.exclude(present=None):
        key = keys.get(asked.organisation_id)
        on = activity(day.on.year, key) if key else None
        source = source_of(day.id, asked.member_id)
        if not asked.present or day.is_cancelled or on is None:
            withdraw(by=by, source_key=source)
            continue
        propose(
            by=by,
            offer=Offer(source, asked.member_id, asked.organisation_id, on, day.on, day.minutes),
        )


def take_back_hours(by: Actor, day: Conference, members: list[uuid.UUID]) -> None:
    for member in members:
        withdraw(by=by, source_key=source_of(day.id, member))


def source_of(conference: uuid.UUID, member: uuid.UUID) -> uuid.UUID:
    """The same for one person at one conference, however often she is asked again: one hour at most."""
    return uuid.uuid5(conference, str(member))
