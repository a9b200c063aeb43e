"""Rosters for the tests of hours."""

from collections.abc import Sequence
from datetime import date

from ketenwerk.access.api import Role, acting_for
from ketenwerk.hours.api import NewLine, plan_hours
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Activity
from ketenwerk.web import demo

MONDAY = date(2021, 11, 15)
WHOLE_YEAR = (date(2021, 1, 1), date(2022, 1, 1))


def activity(key: str) -> Activity:
    with standing(Standpoint(DatabaseRole.OFFICE)):
        return Activity.objects.select_related("line").get(key=key, year=2021)


def manager(key: str = "petra") -> Actor:
    return demo.actor_of(key, Role.PARTNER_MANAGER)


def hours_a_day(*hours: float) -> list[int]:
    """Minutes from Monday to Sunday; days that are not named have none."""
    return [round(each * 60) for each in hours] + [0] * (7 - len(hours))


def rostered(
    member: Actor,
    key: str,
    minutes: Sequence[int],
    *,
    by: str = "petra",
    start: date = WHOLE_YEAR[0],
    end: date = WHOLE_YEAR[1],
) -> None:
    boss = manager(by)
    with acting_for(boss):
        line = NewLine(activity(key), start, end, minutes)
        plan_hours(by=boss, member=member.person, line=line)
