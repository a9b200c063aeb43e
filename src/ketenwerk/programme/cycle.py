"""When which part of the subsidy cycle is up: the moments of a programme as days (R71)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from ketenwerk.programme.models import SubsidyMoment


@dataclass(frozen=True)
class DueMoment:
    """One moment on a day; `key` names it with the year it is about, and stays the same."""

    key: str
    title: str
    due_on: date
    is_confirmed: bool


def moments_due(day: date) -> list[DueMoment]:
    """What has to be discussed by this day: from so many weeks before its last day, up to and including that day."""
    found = [
        _on(row, year)
        for row in SubsidyMoment.objects.all()
        for year in (day.year, day.year + 1)
        if _last_day(row, year) - timedelta(weeks=row.discuss_weeks) <= day <= _last_day(row, year)
    ]
    return sorted(found, key=lambda moment: moment.due_on)


def _last_day(row: SubsidyMoment, year: int) -> date:
    """In a short month its last day."""
    return date(year, row.month, min(row.day, monthrange(year, row.month)[1]))


def _on(row: SubsidyMoment, year: int) -> DueMoment:
    about = year + row.about_year
    return DueMoment(
        f"{row.key}-{about}", f"{row.name} {about}", _last_day(row, year), bool(row.confirmed_by)
    )
