"""A series with partners and people, made by the product's own acts."""

import uuid
from datetime import date, time

from ketenwerk.access.api import Role
from ketenwerk.meetings.actions import SeriesFacts, book_series_on, make_series, plan_until
from ketenwerk.meetings.models import Meeting, Series
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.web import demo

HELD = date(2021, 11, 22)
FACTS = SeriesFacts("Projectgroep", "project", HELD, 1, "months", time(10), 90, "Kantoor")


def house(key: str) -> uuid.UUID:
    return Organisation.objects.get(key=key).id


def coordinator() -> Actor:
    return demo.actor_of("ilse", Role.COORDINATOR)


def a_series(
    by: Actor, *people: Actor, kind: str = "project", booked_on: dict[str, str] | None = None
) -> Series:
    """With these people and their organisations, and the one meeting of 22 November."""
    facts = SeriesFacts(**{**vars(FACTS), "kind": kind})
    everybody = (by, *people)
    series = make_series(
        by=by,
        facts=facts,
        partners={each.house for each in everybody},
        people={each.person for each in everybody},
    )
    plan_until(by=by, series=series.id, until=HELD)
    keys = {house(key): activity for key, activity in (booked_on or {}).items()}
    if keys:
        book_series_on(by=by, series=series.id, keys=keys)
    return series


def the_meeting(series: Series) -> Meeting:
    return Meeting.objects.get(series=series, planned_on=HELD)
