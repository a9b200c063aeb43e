"""The meetings somebody is expected at, for the own agenda."""

from django.urls import reverse

from ketenwerk.access.api import Permission, visible
from ketenwerk.kernel.asking import Line, Lines, Question, lines
from ketenwerk.kernel.periods import Period
from ketenwerk.kernel.planned import Planned, within
from ketenwerk.meetings.models import Meeting
from ketenwerk.meetings.queries import OFF
from ketenwerk.people.api import Actor

USUAL = (Meeting.Form.PHYSICAL,)


def planned_between(actor: Actor, period: Period) -> Question[list[Planned]]:
    rows = visible(actor, Permission.MEETING_READ, Meeting)
    rows = within(rows.filter(series__people__member=actor.member), "day", period)
    part = lines(
        rows,
        "meeting_planned",
        word="series__name",
        more="form",
        day="day",
        at="start",
        number="minutes",
        since="planned_on",
    )
    return Question((part,), _read)


def _read(found: Lines) -> list[Planned]:
    return [_planned(each) for each in found["meeting_planned"]]


def _planned(each: Line) -> Planned:
    return Planned(
        each.word,
        reverse("meeting", args=[each.row]),
        each.day,
        each.at,
        each.number,
        state="" if each.more in USUAL else str(Meeting.Form(each.more).label),
        is_on=each.more not in OFF,
        before=each.since,
    )
