"""The meetings of groups that somebody gives, for the own agenda on screen and in a calendar program."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from ketenwerk.access.api import Permission, visible
from ketenwerk.courses.models import CourseRun, Session
from ketenwerk.kernel.asking import Line, Lines, Question, lines
from ketenwerk.kernel.clock import AMSTERDAM
from ketenwerk.kernel.periods import Period
from ketenwerk.kernel.planned import Planned, within
from ketenwerk.people.api import Actor

OFF = (Session.Form.POSTPONED, Session.Form.CANCELLED)
RUN_OFF = (CourseRun.State.POSTPONED, CourseRun.State.CANCELLED)
USUAL = (Session.Form.PHYSICAL,)


@dataclass(frozen=True)
class GivenTime:
    """When a meeting is that somebody gives, and nothing of which group it is."""

    id: uuid.UUID
    start: datetime
    minutes: int
    version: int
    is_on: bool


def given(actor: Actor) -> QuerySet[Session]:
    return visible(actor, Permission.COURSE_LEAD, Session)


def times_given(actor: Actor, since: date) -> Iterable[GivenTime]:
    """From a day on. The version grows with every change of the meeting or of its group."""
    for row in given(actor).filter(day__gte=since).select_related("run"):
        yield GivenTime(
            row.id,
            datetime.combine(row.day, row.start, tzinfo=AMSTERDAM),
            row.minutes,
            row.version + row.run.version,
            row.is_on and row.run.state not in RUN_OFF,
        )


def planned_between(actor: Actor, period: Period) -> Question[list[Planned]]:
    part = lines(
        within(given(actor), "day", period),
        "session_planned",
        row="run_id",
        word="run__course__name",
        more="form",
        day="day",
        at="start",
        number="minutes",
        yes=Q(run__state__in=RUN_OFF),
    )
    return Question((part,), _read)


def _read(found: Lines) -> list[Planned]:
    return [_planned(each) for each in found["session_planned"]]


def _planned(each: Line) -> Planned:
    off = each.yes or each.more in OFF
    usual = each.more in USUAL
    return Planned(
        each.word,
        reverse("course_run", args=[each.row]),
        each.day,
        each.at,
        each.number,
        state="gaat niet door" if each.yes else "" if usual else str(Session.Form(each.more).label),
        is_on=not off,
    )
