"""On which days a run falls: every so many weeks, not on public holidays, not on the days that are left out."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from itertools import islice

from ketenwerk.courses.models import OWN_FORM_DAYS
from ketenwerk.kernel import recurrence
from ketenwerk.kernel.holidays import is_holiday


def days_of(first: date, every: int, number: int, without: Collection[date] = ()) -> list[date]:
    """The days of `number` meetings from the first day on. What is skipped comes behind, so that none is lost."""
    days = (day for day in recurrence.days(first, every, "weeks") if day not in without)
    return list(islice((day for day in days if not is_holiday(day)), number))


def last_own_form(days: Iterable[date]) -> date | None:
    """Until which day the participants of these meetings fill in the evaluation on their own link."""
    last = max(days, default=None)
    return last + timedelta(days=OWN_FORM_DAYS) if last else None
