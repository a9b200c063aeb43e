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
from ketenwerk.hours.closing import MonthPage, month_page
from ketenwerk.hours.forecast import HouseOutlook, Outlook, line_outlook, outlooks
from ketenwerk.hours.import_runs import work_waiting
from ketenwerk.hours.models import (
    IMPORT_STEPS,
    PROPOSAL_STEPS,
    HourEntry,
    HourProposal,
    ImportRun,
)
from ketenwerk.hours.outlook_screen import words_of
from ketenwerk.hours.own_weeks import OwnWeeks, own_weeks
from ketenwerk.hours.planned import planned_between
from ketenwerk.hours.queries import (
    is_confirmed,
    locked_months,
    minutes_per_month,
    month_is_locked,
    month_rows,
    own_entry,
    own_minutes,
    team_entry,
    used_minutes,
)
from ketenwerk.hours.roster import own_roster, roster_line
from ketenwerk.hours.roster_actions import (
    NewLine,
    add_days_off,
    plan_hours,
    remove_days_off,
    stop_line,
)
from ketenwerk.hours.screens import long_days, week_view
from ketenwerk.hours.shares import Added, NewShare, added, set_share, shares_of
from ketenwerk.hours.team import colleague, entries_of, past_weeks, remind, team
from ketenwerk.hours.written import HouseHours, written_in

NOTE = HourEntry.Origin.NOTE

__all__ = [
    "IMPORT_STEPS",
    "NOTE",
    "PROPOSAL_STEPS",
    "Added",
    "Booked",
    "HourEntry",
    "HourProposal",
    "HoursRefused",
    "HouseHours",
    "HouseOutlook",
    "ImportRun",
    "MonthPage",
    "NewLine",
    "NewShare",
    "Offer",
    "Outlook",
    "OwnWeeks",
    "Paid",
    "add_days_off",
    "added",
    "book",
    "colleague",
    "confirm_week",
    "correct",
    "entries_of",
    "is_confirmed",
    "line_outlook",
    "lock_month",
    "locked_months",
    "long_days",
    "minutes_per_month",
    "month_is_locked",
    "month_page",
    "month_rows",
    "outlooks",
    "own_entry",
    "own_minutes",
    "own_roster",
    "own_weeks",
    "past_weeks",
    "plan_hours",
    "planned_between",
    "propose",
    "remind",
    "remove_days_off",
    "roster_line",
    "set_share",
    "shares_of",
    "stop_line",
    "team",
    "team_entry",
    "unbook",
    "used_minutes",
    "week_view",
    "withdraw",
    "words_of",
    "work_waiting",
    "written_in",
]
