"""Counting in working days: Monday to Friday. Public holidays count, so a term is at most some days short of kind."""

from datetime import date, timedelta

SATURDAY = 5


def working_days_before(day: date, number: int) -> date:
    """The day that lies `number` working days before this one."""
    while number:
        day -= timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day
