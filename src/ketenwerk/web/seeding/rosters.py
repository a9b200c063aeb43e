"""Rosters for the last months of the demo year, days off around Christmas, and the fixed part of two partners."""

from datetime import date
from decimal import Decimal

from ketenwerk.access.api import Role, acting_for
from ketenwerk.hours.api import NewLine, NewShare, add_days_off, plan_hours, set_share
from ketenwerk.kernel import clock
from ketenwerk.programme.api import activity
from ketenwerk.web import demo

YEAR, NEW_YEAR = 2021, date(2022, 1, 1)
NOVEMBER, LAST_WEEK = date(2021, 11, 1), date(2021, 11, 22)
PLANNED_ON, AGREED_ON = date(2021, 10, 28), date(2021, 1, 11)

# Who plans whom for what: quarters of an hour from Monday to Friday.
ROSTERS = (
    ("petra", "petra", "mee_pm", NOVEMBER, (0, 0, 8, 0, 0)),
    ("petra", "anna", "mee_coach", NOVEMBER, (0, 0, 6, 0, 0)),
    ("petra", "emma", "mee_coach", NOVEMBER, (0, 6, 0, 0, 0)),
    ("petra", "emma", "mee_peergroup", NOVEMBER, (0, 0, 0, 12, 0)),
    ("hanneke", "ilse", "coord", NOVEMBER, (16, 12, 0, 12, 0)),
    ("hanneke", "noor", "peer", NOVEMBER, (14, 14, 14, 12, 0)),
    ("hanneke", "joost", "ggd_mbz", NOVEMBER, (0, 12, 0, 0, 12)),
    ("koen", "roos", "r75_outreach", LAST_WEEK, (0, 0, 0, 8, 0)),
)
AWAY = (
    ("anna", date(2021, 12, 27), date(2021, 12, 31)),
    ("ilse", date(2021, 12, 20), date(2021, 12, 31)),
    ("noor", date(2021, 12, 24), date(2021, 12, 31)),
)
AGREED = (("petra", "indirect", "12"), ("petra", "travel", "4.5"), ("hanneke", "travel", "6"))


def agree_on_shares() -> None:
    """In January, before any month is closed."""
    for manager, kind, percent in AGREED:
        by = demo.actor_of(manager, Role.PARTNER_MANAGER)
        new = NewShare(kind, Decimal(percent), date(YEAR, 1, 1), AGREED_ON)
        with clock.on_day(AGREED_ON), acting_for(by):
            set_share(by=by, new=new)


def plan_the_last_months() -> None:
    for manager, who, key, start, quarters in ROSTERS:
        by = demo.actor_of(manager, Role.PARTNER_MANAGER)
        with clock.on_day(PLANNED_ON), acting_for(by):
            found = activity(YEAR, key)
            if found is None:
                raise ValueError(f"no activity {key}")
            minutes = [each * 15 for each in (*quarters, 0, 0)]
            line = NewLine(found, start, NEW_YEAR, minutes)
            plan_hours(by=by, member=demo.actor_of(who).person, line=line)
    for who, first, last in AWAY:
        by = demo.actor_of(who)
        with clock.on_day(PLANNED_ON), acting_for(by):
            add_days_off(by=by, member=by.person, first=first, last=last)
