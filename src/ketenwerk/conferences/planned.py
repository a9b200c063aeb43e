"""The days of the case conference that somebody is asked for; for who organises every day."""

from django.db.models import QuerySet
from django.urls import reverse

from ketenwerk.access.api import Permission, Role, visible
from ketenwerk.conferences.models import Conference, neutral_name
from ketenwerk.conferences.rules import my_conferences
from ketenwerk.kernel import dutch
from ketenwerk.kernel.asking import Line, Lines, Question, lines
from ketenwerk.kernel.periods import Period
from ketenwerk.kernel.planned import Planned, within
from ketenwerk.people.api import Actor


def expected_on(actor: Actor) -> QuerySet[Conference]:
    rows = visible(actor, Permission.CONFERENCE_READ, Conference)
    return rows if actor.role == Role.COORDINATOR else rows.filter(id__in=my_conferences(actor))


def planned_between(actor: Actor, period: Period) -> Question[list[Planned]]:
    part = lines(
        within(expected_on(actor), "on", period),
        "conference_planned",
        word="state",
        day="on",
        at="starts_at",
        number="minutes",
        since="planned_on",
        yes="online",
    )
    return Question((part,), _read)


def _read(found: Lines) -> list[Planned]:
    return [_planned(each) for each in found["conference_planned"]]


def _planned(each: Line) -> Planned:
    off = each.word == Conference.State.CANCELLED
    return Planned(
        dutch.capital(neutral_name(each.day)),
        reverse("conference", args=[each.row]),
        each.day,
        each.at,
        each.number,
        state=str(Conference.State.CANCELLED.label) if off else "online" if each.yes else "",
        is_on=not off,
        before=each.since,
    )
