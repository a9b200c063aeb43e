"""On which days a series falls: every so many weeks, or on the same weekday of the month every so many months."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count


def days(first: date, every: int, unit: str) -> Iterator[date]:
    """Without end, from the first day on. A fifth weekday of the month is taken as the last one."""
    for step in count():
        if unit == "weeks":
            yield first + timedelta(weeks=step * every)
        else:
            yield _same_place(first, step * every)


def _same_place(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    start = date(first.year + years, month + 1, 1)
    day = 1 + (first.weekday() - start.weekday()) % 7 + 7 * ((first.day - 1) // 7)
    last = monthrange(start.year, start.month)[1]
    return start.replace(day=day if day <= last else day - 7)
