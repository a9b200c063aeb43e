"""What other packages may use of hours. Nothing here knows a client."""

from ketenwerk.hours.actions import (
    Booked,
    HoursRefused,
    Offer,
    Paid,
    book,
    confirm_week,
    correct,
    lock_month,
    propose,
    unbook,
    withdraw,
)
from ketenwerk.hours.models import PROPOSAL_STEPS, HourEntry, HourProposal
from ketenwerk.hours.own_weeks import OwnWeeks, own_weeks, unconfirmed_weeks
from ketenwerk.hours.queries import (
    is_confirmed,
    minutes_per_month,
    month_is_locked,
    month_rows,
    own_entry,
    own_minutes,
    used_by_activity,
    used_minutes,
)
from ketenwerk.hours.screens import week_view

NOTE = HourEntry.Origin.NOTE

__all__ = [
    "NOTE",
    "PROPOSAL_STEPS",
    "Booked",
    "HourEntry",
    "HourProposal",
    "HoursRefused",
    "Offer",
    "OwnWeeks",
    "Paid",
    "book",
    "confirm_week",
    "correct",
    "is_confirmed",
    "lock_month",
    "minutes_per_month",
    "month_is_locked",
    "month_rows",
    "own_entry",
    "own_minutes",
    "own_weeks",
    "propose",
    "unbook",
    "unconfirmed_weeks",
    "used_by_activity",
    "used_minutes",
    "week_view",
    "withdraw",
]
