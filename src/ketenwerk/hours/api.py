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
from ketenwerk.hours.models import (
    IMPORT_STEPS,
    PROPOSAL_STEPS,
    HourEntry,
    HourProposal,
    ImportRun,
)
from ketenwerk.hours.queries import (
    is_confirmed,
    minutes_per_month,
    month_is_locked,
    month_rows,
    own_entry,
    own_minutes,
    unconfirmed_weeks,
    used_by_activity,
    used_minutes,
)
from ketenwerk.hours.screens import week_view

NOTE = HourEntry.Origin.NOTE

__all__ = [
    "IMPORT_STEPS",
    "NOTE",
    "PROPOSAL_STEPS",
    "Booked",
    "HourEntry",
    "HourProposal",
    "HoursRefused",
    "ImportRun",
    "Offer",
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
    "propose",
    "unbook",
    "unconfirmed_weeks",
    "used_by_activity",
    "used_minutes",
    "week_view",
    "withdraw",
]
