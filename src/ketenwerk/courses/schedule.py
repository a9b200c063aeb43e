"""On which days a run falls: every so many weeks, not on public holidays, not on the days that are left out."""

from collections.abc import Collection
from datetime import date
from itertools import islice

from ketenwerk.kernel import recurrence
from ketenwerk.kernel.holidays import is_holiday


def days_of(first: date, every: int, number: int, without: Collection[date] = ()) -> list[date]:
    """The days of `number` meetings from the first day on. What is skipped comes behind, so that none is lost."""
    days = (day for day in recurrence.days(first, every, "weeks") if day not in without)
    return list(islice((day for day in days if not is_holiday(day)), number))
