"""What can happen in the demo year: one frozen act for each thing a worker does in the product."""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from ketenwerk.access.api import Role
from ketenwerk.consults.api import ConsultFacts, SessionFacts, VisitFacts
from ketenwerk.progress.api import Measured, Screening, Step
from ketenwerk.web.seeding.courses import Course
from ketenwerk.web.seeding.notes import Words


class Turn(IntEnum):
    """In which order things happen on one day."""

    REGISTER = 0
    OPEN = 1
    STEP = 2
    CONTACT = 3
    NOTE = 4
    END = 5
    WEEK = 6
    MONTH = 7


@dataclass(frozen=True)
class Act:
    """Something one worker did on a day."""

    day: date
    turn: Turn
    worker: str
    role: Role = field(default=Role.CARE_WORKER, kw_only=True)


@dataclass(frozen=True)
class Register(Act):
    who: str
    organisation: str
    reach: int


@dataclass(frozen=True)
class Open(Act):
    course: Course
    goal: str


@dataclass(frozen=True)
class Move(Act):
    course: Course
    to: str
    reason: str = ""
    end_reason: str = ""


@dataclass(frozen=True)
class ChangeMoney(Act):
    course: Course
    source: str
    reason: str


@dataclass(frozen=True)
class AgreeContact(Act):
    who: str
    organisation: str
    reach: int


@dataclass(frozen=True)
class TakeBackCount(Act):
    who: str
    organisation: str


@dataclass(frozen=True)
class Write(Act):
    """A note; without a course it books no hour."""

    who: str
    organisation: str
    course: Course | None
    text: Words
    minutes: int


@dataclass(frozen=True)
class Measure(Act):
    who: str
    organisation: str
    measured: Measured


@dataclass(frozen=True)
class Screen(Act):
    who: str
    organisation: str
    screening: Screening


@dataclass(frozen=True)
class Tell(Act):
    """A step on the way out."""

    who: str
    organisation: str
    step: Step


@dataclass(frozen=True)
class Aftercare(Act):
    """What came of the contact so many months after the last exit."""

    who: str
    organisation: str
    months: int
    outcome: str
    words: str = ""


@dataclass(frozen=True)
class Meet(Act):
    activity: str
    minutes: int


@dataclass(frozen=True)
class Advise(Act):
    """A talk, a lesson or a visit on a day of which the week holds more time than this."""

    activity: str
    minutes: int
    facts: ConsultFacts | SessionFacts | VisitFacts
    # The coaching by its organisation, or the team by its name.
    within: str = ""


@dataclass(frozen=True)
class Confirm(Act):
    """The whole week as it stands in the grid: minutes per activity and day, notes and meetings included."""

    monday: date
    cells: tuple[tuple[str, date, int], ...]


@dataclass(frozen=True)
class Lock(Act):
    first: date


@dataclass(frozen=True)
class Correct(Act):
    activity: str
    on: date
    minutes: int
    reason: str
