"""The public holidays of the Netherlands: article 3 of the Algemene termijnenwet, Good Friday included."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from ketenwerk.kernel.periods import Period

SUNDAY = 6


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the method of Butcher (1876)."""
    century, rest = divmod(year, 100)
    leaps = century // 4
    golden = year % 19
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=32)
def holidays(year: int) -> frozenset[date]:
    sunday = easter(year)
    moving = {sunday + timedelta(days=days) for days in (-2, 1, 39, 50)}
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == SUNDAY:
        kings_day -= timedelta(days=1)
    fixed = {date(year, 1, 1), kings_day, date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)}
    return frozenset(moving | fixed)


def is_holiday(day: date) -> bool:
    return day in holidays(day.year)


def holidays_in(period: Period) -> Iterator[date]:
    """The holidays of a period, in order."""
    for year in range(period.start.year, period.last_day.year + 1):
        yield from (day for day in sorted(holidays(year)) if day in period)
