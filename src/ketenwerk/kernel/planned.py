"""What stands in somebody's agenda: each package answers in this one shape, and one statement reads them all."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Model, QuerySet

from ketenwerk.kernel import dutch
from ketenwerk.kernel.periods import Period

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Planned:
    """Something on one day of one person. Without a start it has no time of day; `state` says what is unusual."""

    title: str
    url: str
    day: date
    start: time | None = None
    minutes: int = 0
    state: str = ""
    is_on: bool = True
    # The day it stood on before it was moved.
    before: date | None = None
    # About whom, by code alone. Whoever shows it logs that.
    client: uuid.UUID | None = None
    code: str = ""
    # A day off fills the day and is no appointment.
    free: bool = False

    @property
    def time(self) -> str:
        """From and until as 10.00–11.30; only how long it took where that is all we know."""
        if self.start is None:
            return dutch.hours(self.minutes) if self.minutes else ""
        until = datetime.combine(self.day, self.start) + timedelta(minutes=self.minutes)
        return f"{self.start:%H.%M}–{until:%H.%M}" if self.minutes else f"{self.start:%H.%M}"

    @property
    def moved(self) -> str:
        return f"eerst {dutch.day(self.before)}" if self.before and self.before != self.day else ""


def within(rows: QuerySet[M], day: str, period: Period) -> QuerySet[M]:
    """The rows of which the day falls in the period, in no order."""
    limits = {f"{day}__gte": period.start, f"{day}__lt": period.end}
    return rows.filter(**limits).order_by()
