"""The days on which somebody does not work, for the own agenda."""

from datetime import timedelta

from django.urls import reverse

from ketenwerk.access.api import Permission, visible
from ketenwerk.hours.models import DayOff
from ketenwerk.kernel.asking import Line, Lines, Question, lines
from ketenwerk.kernel.periods import Period
from ketenwerk.kernel.planned import Planned
from ketenwerk.people.api import Actor


def planned_between(actor: Actor, period: Period) -> Question[list[Planned]]:
    rows = visible(actor, Permission.HOURS_OWN, DayOff)
    rows = rows.filter(start__lt=period.end, end__gt=period.start).order_by()
    part = lines(rows, "day_off", since="start", day="end")
    return Question((part,), lambda found: _read(found, period))


def _read(found: Lines, period: Period) -> list[Planned]:
    return [each for line in found["day_off"] for each in _days(line, period)]


def _days(each: Line, period: Period) -> list[Planned]:
    first, end = max(each.since, period.start), min(each.day, period.end)
    where = reverse("own_days_off")
    count = (end - first).days
    return [Planned("Vrij", where, first + timedelta(days=n), free=True) for n in range(count)]
