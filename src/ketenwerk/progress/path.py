"""Which step of the way out may follow which, and what may become of an aftercare contact.

The way out is no ladder: one may go back, and fall back, at any time (R31). docs/states.md is made from these tables.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Protocol

from ketenwerk.progress.models import AftercareContact, ExitEvent

S = ExitEvent.Stage
R = AftercareContact.Outcome

STEPS: dict[str, tuple[str, ...]] = {
    S.CONTACT: (S.MOTIVATION, S.STABILISING, S.LEAVING, S.LEFT),
    S.MOTIVATION: (S.CONTACT, S.STABILISING, S.LEAVING, S.LEFT),
    S.STABILISING: (S.CONTACT, S.MOTIVATION, S.LEAVING, S.LEFT),
    S.LEAVING: (S.CONTACT, S.MOTIVATION, S.STABILISING, S.LEFT, S.RELAPSE),
    S.LEFT: (S.AFTERCARE, S.RELAPSE),
    S.AFTERCARE: (S.RELAPSE,),
    S.RELAPSE: (S.CONTACT, S.MOTIVATION, S.STABILISING, S.LEAVING, S.LEFT, S.AFTERCARE),
}
# Somebody may have left before she came here.
STARTS = (S.CONTACT, S.MOTIVATION, S.STABILISING, S.LEAVING, S.LEFT)

OUTCOMES: dict[str, tuple[str, ...]] = {
    R.PLANNED: (R.DONE, R.NOT_REACHED, R.NOT_WANTED, R.STOPPED),
    # Not reached now may be reached later.
    R.NOT_REACHED: (R.DONE, R.NOT_WANTED),
    R.DONE: (),
    R.NOT_WANTED: (),
    # What a relapse stopped goes on when that relapse turns out to be a mistake.
    R.STOPPED: (R.PLANNED,),
}
# A worker chooses these; a contact is stopped by a relapse or a correction.
BY_HAND = (R.DONE, R.NOT_REACHED, R.NOT_WANTED)
AFTERCARE_MONTHS = (3, 6, 12)


class Told(Protocol):
    @property
    def stage(self) -> str: ...


def problem_in(story: Sequence[Told]) -> str:
    """Why this row of steps cannot be, as a sentence for the screen; empty when it can."""
    if not story:
        return ""
    if story[0].stage not in STARTS:
        return f"Een verloop kan niet beginnen met {_label(story[0])}."
    for before, after in pairwise(story):
        if after.stage not in STEPS[before.stage]:
            return f"Na {_label(before)} kan {_label(after)} niet komen. Kijk de stap en de dag na."
    return ""


def _label(step: Told) -> str:
    return f"“{S(step.stage).label}”"


def months_after(day: date, months: int) -> date:
    """The same day of the month, or the last day when that month is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
