"""The public holidays of the Netherlands. Liberation Day is a day off for most people once in five years only."""

from datetime import date, timedelta

SUNDAY = 6
AFTER_EASTER = (
    0,
    1,
    39,
    49,
    50,
)  # Easter, Easter Monday, Ascension Day, Whit Sunday and Whit Monday
LUSTRUM = 5


def is_holiday(day: date) -> bool:
    return day in holidays(day.year)


def holidays(year: int) -> set[date]:
    king = date(year, 4, 27)
    fixed = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    fixed.add(king - timedelta(days=1) if king.weekday() == SUNDAY else king)
    if year % LUSTRUM == 0:
        fixed.add(date(year, 5, 5))
    return fixed | {easter(year) + timedelta(days=days) for days in AFTER_EASTER}


def easter(year: int) -> date:
    """By the rule of Meeus, Jones and Butcher for the Gregorian calendar."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leaps, odd = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - shift + 15) % 30
    week = (32 + 2 * odd + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
