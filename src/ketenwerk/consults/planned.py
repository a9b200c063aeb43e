"""Work of somebody that has a day: education, visits to teams, and talks of a coaching."""

from django.urls import reverse

from ketenwerk.access.api import Permission, visible
from ketenwerk.consults.models import Consult, EducationSession, TeamVisit
from ketenwerk.kernel import dutch
from ketenwerk.kernel.asking import Line, Lines, Question, lines
from ketenwerk.kernel.periods import Period
from ketenwerk.kernel.planned import Planned, within
from ketenwerk.people.api import Actor

ADDRESSES = {
    "education_planned": "edit_education",
    "visit_planned": "edit_team_visit",
    "coaching_planned": "edit_consult",
}


def planned_between(actor: Actor, period: Period) -> Question[list[Planned]]:
    write = Permission.CONSULT_WRITE
    lessons = visible(actor, write, EducationSession).filter(withdrawn_at=None)
    visits = visible(actor, write, TeamVisit).filter(withdrawn_at=None)
    talks = visible(actor, write, Consult).filter(withdrawn_at=None).exclude(coaching=None)
    parts = (
        lines(
            within(lessons, "day", period),
            "education_planned",
            word="kind",
            more="place",
            day="day",
            number="minutes",
        ),
        lines(
            within(visits, "day", period),
            "visit_planned",
            more="team__name",
            day="day",
            number="minutes",
        ),
        lines(within(talks, "day", period), "coaching_planned", day="day", number="minutes"),
    )
    return Question(parts, _read)


def _read(found: Lines) -> list[Planned]:
    return [
        Planned(
            _title(each), reverse(ADDRESSES[kind], args=[each.row]), each.day, None, each.number
        )
        for kind in ADDRESSES
        for each in found[kind]
    ]


def _title(each: Line) -> str:
    if each.kind == "coaching_planned":
        return "Gesprek coaching"
    if each.kind == "visit_planned":
        return f"Teambezoek, {each.more}"
    return f"{dutch.capital(str(EducationSession.Kind(each.word).label))}, {each.more}"
