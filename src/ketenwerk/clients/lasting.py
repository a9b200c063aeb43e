"""How long what was shared lasts by its own row. Prolonging an exception prolongs nothing beyond that day."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date

LastDays = Callable[[list[uuid.UUID]], Mapping[uuid.UUID, date]]
_last_days: list[LastDays] = []


def lasts_until(last_days: LastDays) -> LastDays:
    """Declares until when parts are shared by their own row: ids of parts to the first day no longer."""
    _last_days.append(last_days)
    return last_days


def own_ends(parts: list[uuid.UUID]) -> dict[uuid.UUID, date]:
    """Of those parts whose row has a last day of its own, the first day after it."""
    return {part: day for last_days in _last_days for part, day in last_days(parts).items()}
