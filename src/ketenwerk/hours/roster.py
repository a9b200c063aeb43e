"""What somebody is planned to work, day by day: the roster, without holidays and days off."""

import uuid
from collections.abc import Container, Iterable, Mapping
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from ketenwerk.access.api import Permission, get, visible
from ketenwerk.hours.models import DayOff, RosterLine
from ketenwerk.kernel.holidays import holidays_in
from ketenwerk.kernel.periods import Period
from ketenwerk.people.api import Actor

# Minutes per activity and day.
Plan = dict[uuid.UUID, dict[date, int]]


def plan_of(lines: Iterable[RosterLine], away: Container[date], period: Period) -> Plan:
    """The minutes that these roster lines plan in a period; nothing on days when one is away."""
    plan: Plan = {}
    for line in lines:
        for day in period.days():
            minutes = line.minutes[day.weekday()]
            if minutes and line.start <= day < line.end and day not in away:
                days = plan.setdefault(line.activity_id, {})
                days[day] = days.get(day, 0) + minutes
    return plan


def away_in(off: Iterable[DayOff], period: Period) -> set[date]:
    """Holidays and the own days off."""
    days = set(holidays_in(period))
    for row in off:
        days |= {day for day in period.days() if row.start <= day < row.end}
    return days


def still_open(
    planned: Mapping[date, int], booked: Mapping[date, int], closed: Container[date] = ()
) -> dict[date, int]:
    """What of one activity is planned in a week and not yet booked, on the days where there is room.

    An hour that was booked on another day of the week counts: together it is never more than was planned.
    """
    left = max(sum(planned.values()) - sum(booked.values()), 0)
    found: dict[date, int] = {}
    for day in sorted(planned):
        room = 0 if day in closed else max(planned[day] - booked.get(day, 0), 0)
        if minutes := min(room, left):
            found[day] = minutes
            left -= minutes
    return found


def lines_in(rows: QuerySet[RosterLine], period: Period) -> QuerySet[RosterLine]:
    return rows.filter(start__lt=period.end, end__gt=period.start)


def own_plan(actor: Actor, period: Period) -> Plan:
    """What this actor is planned to work; two questions at most."""
    lines = list(lines_in(visible(actor, Permission.HOURS_OWN, RosterLine), period))
    if not lines:
        return {}
    off = visible(actor, Permission.HOURS_OWN, DayOff)
    return plan_of(
        lines, away_in(off.filter(start__lt=period.end, end__gt=period.start), period), period
    )


def planned_per_month(period: Period) -> dict[tuple[uuid.UUID, date], int]:
    """Planned minutes per activity and month: of the own organisation, for the coordinator of all. No people."""
    free = list(holidays_in(period))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT activity, month, sum(minutes) FROM hours_planned(%s, %s, %s::date[]) GROUP BY 1, 2",
            [period.start, period.end, free],
        )
        return {(activity, month): int(minutes) for activity, month, minutes in cursor.fetchall()}


def own_roster(actor: Actor, today: date) -> tuple[list[RosterLine], list[DayOff]]:
    """The own roster and days off that hold today or later."""
    lines = visible(actor, Permission.HOURS_OWN, RosterLine).filter(end__gt=today)
    off = visible(actor, Permission.HOURS_OWN, DayOff).filter(end__gt=today)
    return list(lines.select_related("activity")), list(off)


def roster_line(actor: Actor, line: uuid.UUID) -> RosterLine:
    """A line of the own team, for who may stop it."""
    return get(actor, Permission.HOURS_TEAM, RosterLine, along=["activity", "member"], id=line)
