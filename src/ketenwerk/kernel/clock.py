"""The one clock of the house. Nothing else asks the machine what time it is."""

import contextvars
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_day: contextvars.ContextVar[date | None] = contextvars.ContextVar("day", default=None)


def now() -> datetime:
    """The moment, in UTC. On a demo day the date is that day and the time of day is real."""
    day: date | None = _day.get() or settings.KETENWERK_TODAY
    if day is None:
        return real_now()
    local = real_now().astimezone(AMSTERDAM)
    return datetime.combine(day, local.time(), tzinfo=AMSTERDAM).astimezone(UTC)


def today() -> date:
    """The day in Amsterdam."""
    return now().astimezone(AMSTERDAM).date()


def real_now() -> datetime:
    """The moment in UTC whatever the demo day, for sessions, keys and time limits."""
    return datetime.now(UTC)  # noqa: TID251


def days_later(days: int) -> date:
    return today() + timedelta(days=days)


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Acts as if it were that day: for demo data, tests, and what a partner already did on an earlier day."""
    token = _day.set(day)
    try:
        yield
    finally:
        _day.reset(token)
