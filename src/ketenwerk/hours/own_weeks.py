"""How the own weeks stand, for Vandaag: which wait for their confirmation, and how full this one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ketenwerk.access.api import Permission, has, visible
from ketenwerk.hours.models import HourEntry, HourProposal, WeekConfirmation
from ketenwerk.hours.queries import locked_months
from ketenwerk.hours.roster import own_plan
from ketenwerk.kernel.asking import Line, Lines, Question, lines
from ketenwerk.kernel.periods import Period
from ketenwerk.people.api import Actor

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class OwnWeeks:
    """Mondays of past weeks with hours or a roster that were not confirmed or wait as an offer, oldest first; minutes of this week."""

    unconfirmed: tuple[date, ...]
    minutes: int


def own_weeks(actor: Actor, monday: date, *, back: int = 8) -> Question[OwnWeeks]:
    """Of the week that begins on `monday`, and of the weeks before it."""
    first = monday - back * WEEK
    entries = visible(actor, Permission.HOURS_OWN, HourEntry).filter(
        day__gte=first, day__lt=monday + WEEK
    )
    offers = visible(actor, Permission.HOURS_OWN, HourProposal).filter(
        state=HourProposal.State.OPEN, day__gte=first, day__lt=monday
    )
    confirmed = WeekConfirmation.objects.filter(member_id=actor.person, monday__gte=first)
    if not has(actor.role, Permission.HOURS_OWN):
        confirmed = confirmed.none()
    parts = (
        lines(entries.order_by(), "hours", day="day", number="minutes"),
        lines(offers.order_by(), "hours_offer", day="day"),
        lines(confirmed.order_by(), "hours_confirmed", day="monday"),
    )
    planned = _planned_mondays(actor, Period(first, monday))
    return Question(parts, lambda found: _read(found, monday, planned))


def _planned_mondays(actor: Actor, period: Period) -> set[date]:
    """Mondays of weeks in which the roster has something in a month that is still open."""
    days = {day for cells in own_plan(actor, period).values() for day in cells}
    closed = locked_months(actor.organisation, days) if days else set()
    return {day - timedelta(days=day.weekday()) for day in days if day.replace(day=1) not in closed}


def _read(found: Lines, monday: date, planned: set[date]) -> OwnWeeks:
    past = [each for each in found["hours"] if each.day < monday]
    done = {each.day for each in found["hours_confirmed"]}
    waiting = ((_mondays(past) | planned) - done) | _mondays(found["hours_offer"])
    minutes = sum(each.number for each in found["hours"] if each.day >= monday)
    return OwnWeeks(tuple(sorted(waiting)), minutes)


def _mondays(found: Sequence[Line]) -> set[date]:
    return {each.day - timedelta(days=each.day.weekday()) for each in found}
