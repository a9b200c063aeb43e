"""Counting in working days: Monday to Friday."""

from collections.abc import Iterator
from datetime import date, timedelta

from ketenwerk.kernel.holidays import is_holiday
from ketenwerk.kernel.periods import Period

SATURDAY = 5


def working_days_before(day: date, number: int) -> date:
    """The day that lies `number` working days before this one.

    Public holidays count, so a term is at most some days short of kind.
    """
    while number:
        day -= timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day


def working_days_after(day: date, period: Period) -> Iterator[date]:
    """The days of a period later than this one on which people work: no weekend, no public holiday."""
    for each in period.days():
        if each > day and each.weekday() < SATURDAY and not is_holiday(each):
            yield each
