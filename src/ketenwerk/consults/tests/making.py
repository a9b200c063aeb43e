"""Talks, lessons and visits, made by the product's own acts."""

from datetime import date

from ketenwerk.consults.actions import (
    ConsultFacts,
    SessionFacts,
    Time,
    VisitFacts,
    add_team,
    log_consult,
    log_session,
    log_visit,
)
from ketenwerk.consults.models import Consult, EducationSession, TeamVisit
from ketenwerk.people.api import Actor

DAY = date(2021, 11, 22)
FACTS = ConsultFacts(
    "advice", "Sociale wijkteams", "neighbourhood", "signals", "phone", "Hoe begin ik erover?"
)


def at(day: date = DAY, minutes: int = 45, activity: str = "mee_coach") -> Time:
    return Time(day, minutes, activity)


def facts(**other: object) -> ConsultFacts:
    return ConsultFacts(**(vars(FACTS) | other))


def a_consult(by: Actor, time: Time | None = None, **other: object) -> Consult:
    return log_consult(by=by, time=time or at(), facts=facts(**other))


def a_session(by: Actor, activity: str = "mee_train", participants: int = 24) -> EducationSession:
    return log_session(
        by=by,
        time=at(activity=activity),
        facts=SessionFacts("lesson", "Roc Rivierstad", "mbo", participants),
    )


def a_visit(by: Actor, activity: str = "mee_coach", name: str = "Team Noord") -> TeamVisit:
    team = add_team(by=by, name=name)
    return log_visit(
        by=by, team=team.id, time=at(activity=activity), facts=VisitFacts("visited", 8)
    )
