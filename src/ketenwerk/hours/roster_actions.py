"""Writing rosters and days off."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Permission, get, require, visible
from ketenwerk.audit.api import record
from ketenwerk.hours import events
from ketenwerk.hours.actions import DAY_MAX, NOT_OURS, HoursRefused
from ketenwerk.hours.models import DayOff, RosterLine
from ketenwerk.hours.roster import lines_in
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import Period, year
from ketenwerk.people.api import Actor, Member
from ketenwerk.programme.api import Activity

DAYS_MAX = 366
WEEKDAYS = 7


@dataclass(frozen=True)
class NewLine:
    """What somebody is planned for: minutes from Monday to Sunday; `end` is the first day that it no longer holds."""

    activity: Activity
    start: date
    end: date
    minutes: Sequence[int]


def plan_hours(*, by: Actor, member: uuid.UUID, line: NewLine) -> None:
    """Puts a line on the roster of a colleague. One activity stands there once at a time."""
    colleague = get(by, Permission.HOURS_TEAM, Member, id=member)
    _check_line(by, line)
    period = Period(line.start, line.end)
    there = lines_in(visible(by, Permission.HOURS_TEAM, RosterLine), period)
    rows = list(there.filter(member=colleague))
    if any(row.activity_id == line.activity.id for row in rows):
        raise HoursRefused(
            "Deze activiteit staat in die weken al in het rooster. Stop eerst de oude regel."
        )
    for weekday in range(WEEKDAYS):
        if line.minutes[weekday] + sum(row.minutes[weekday] for row in rows) > DAY_MAX:
            raise HoursRefused("Op een dag passen niet meer dan 24 uur.")
    row = RosterLine.objects.create(
        organisation_id=by.house,
        member=colleague,
        activity=line.activity,
        start=line.start,
        end=line.end,
        minutes=list(line.minutes),
        made_by_id=by.person,
        made_at=clock.now(),
    )
    record(
        by=by,
        event=events.ROSTER_ADDED,
        target=row,
        start=line.start.isoformat(),
        end=line.end.isoformat(),
        minutes=sum(line.minutes),
    )


def _check_line(by: Actor, line: NewLine) -> None:
    if line.activity.organisation_id not in {by.organisation, None}:
        raise HoursRefused(NOT_OURS)
    if line.end <= line.start:
        raise HoursRefused("De laatste dag ligt voor de eerste.")
    whole = year(line.activity.year)
    if line.start not in whole or line.end > whole.end:
        raise HoursRefused(f"Deze activiteit is van {line.activity.year}. Kies dagen in dat jaar.")
    if not any(line.minutes):
        raise HoursRefused("Vul op minstens één dag uren in.")


def stop_line(*, by: Actor, line: uuid.UUID, last_day: date) -> None:
    """A roster line ends after this day. What did not begin by then is taken away; what was planned before stays."""
    row = get(by, Permission.HOURS_TEAM, RosterLine, id=line)
    end = date.fromordinal(last_day.toordinal() + 1)
    if end >= row.end:
        raise HoursRefused("Deze regel stopt al eerder.")
    record(by=by, event=events.ROSTER_ENDED, target=row, end=end.isoformat())
    if end <= row.start:
        row.delete()
    else:
        row.end = end
        row.save(update_fields=["end"])


def add_days_off(*, by: Actor, member: uuid.UUID, first: date, last: date) -> None:
    """Days on which nothing is proposed: for oneself, or by a manager for a colleague. Without a reason."""
    if member == by.person:
        require(by, Permission.HOURS_OWN)
    else:
        get(by, Permission.HOURS_TEAM, Member, id=member)
    if last < first:
        raise HoursRefused("De laatste dag ligt voor de eerste.")
    if (last - first).days >= DAYS_MAX:
        raise HoursRefused("Leg hoogstens een jaar tegelijk vast.")
    end = date.fromordinal(last.toordinal() + 1)
    row = DayOff.objects.create(organisation_id=by.house, member_id=member, start=first, end=end)
    record(
        by=by,
        event=events.DAYS_OFF_ADDED,
        target=row,
        start=first.isoformat(),
        end=end.isoformat(),
    )


def remove_days_off(*, by: Actor, days_off: uuid.UUID) -> uuid.UUID:
    """Takes days off away again, of oneself or of the own team; returns whose they were."""
    own = visible(by, Permission.HOURS_OWN, DayOff).filter(id=days_off).first()
    row = own or get(by, Permission.HOURS_TEAM, DayOff, id=days_off)
    member = row.member_id
    record(
        by=by,
        event=events.DAYS_OFF_REMOVED,
        target=row,
        start=row.start.isoformat(),
        end=row.end.isoformat(),
    )
    row.delete()
    return member
