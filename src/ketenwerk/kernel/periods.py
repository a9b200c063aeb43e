"""Periods are half-open: the end is the first day that no longer belongs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Period:
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError("a period ends after it starts")

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    def overlaps(self, start: date, end: date | None) -> bool:
        """Whether [start, end) shares a day with this period; no end means still going on."""
        return start < self.end and (end is None or end > self.start)

    def days(self) -> Iterator[date]:
        day = self.start
        while day < self.end:
            yield day
            day += timedelta(days=1)


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number + 1, 1, 1))


def half(number: int, which: int) -> Period:
    """The first (1) or second (2) half of a year."""
    middle = date(number, 7, 1)
    return (
        Period(date(number, 1, 1), middle) if which == 1 else Period(middle, date(number + 1, 1, 1))
    )


def quarter(number: int, which: int) -> Period:
    """Quarter 1 to 4 of a year."""
    start = date(number, 3 * which - 2, 1)
    return Period(start, date(number + 1, 1, 1) if which == 4 else date(number, 3 * which + 1, 1))


def month(day: date) -> Period:
    start = day.replace(day=1)
    return Period(start, (start + timedelta(days=32)).replace(day=1))


def iso_week(day: date) -> Period:
    """The week from Monday in which the day falls."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=7))


def months_later(day: date, months: int) -> date:
    """The same day a number of months on, or the last day of that month when it has no such day."""
    index = day.month - 1 + months
    first = date(day.year + index // 12, index % 12 + 1, 1)
    return first.replace(day=min(day.day, month(first).last_day.day))
