"""A conference with people and items, made by the product's own acts."""

from datetime import date, time, timedelta
from uuid import UUID

from ketenwerk.access.api import Role, acting_for
from ketenwerk.conferences.api import (
    Case,
    CaseItem,
    Conference,
    SeriesFacts,
    add_case,
    invite,
    plan_until,
    start_series,
)
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.web import demo


def chair() -> Actor:
    return demo.actor_of("ilse", Role.COORDINATOR)


def a_conference(*people: Actor, on: date | None = None) -> Conference:
    """A conference a week ahead, or on a day, to which these people are asked."""
    day = on or clock.today() + timedelta(days=7)
    by = chair()
    with acting_for(by):
        series = start_series(by=by, facts=SeriesFacts(day, time(13, 30), place="GGD, zaal 2"))
        plan_until(by=by, series=series.id, until=day)
        row = series.conferences.get()
        invite(by=by, conference=row.id, members=[each.person for each in people])
    return row


def an_item(
    by: Actor,
    conference: Conference,
    client: UUID,
    *partners: Actor,
    question: str = "Wie gaat mee naar het gesprek?",
) -> CaseItem:
    case = Case(client, question, tuple(each.house for each in partners))
    return add_case(by=by, conference=conference.id, case=case)
