"""What somebody has in the coming days, of every package, asked in one statement and drawn as a week, a month or a list."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from ketenwerk.clients.api import shown_by_code
from ketenwerk.conferences import api as conferences
from ketenwerk.consults import api as consults
from ketenwerk.courses import api as courses
from ketenwerk.hours import api as hours
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.asking import Question, ask_together
from ketenwerk.kernel.holidays import is_holiday
from ketenwerk.kernel.periods import Period, iso_week, month
from ketenwerk.kernel.planned import Planned
from ketenwerk.meetings import api as meetings
from ketenwerk.people.api import Actor
from ketenwerk.plans import api as plans
from ketenwerk.progress import api as progress
from ketenwerk.referrals import api as referrals
from ketenwerk.safeguarding import api as safeguarding

SOURCES: tuple[Callable[[Actor, Period], Question[list[Planned]]], ...] = (
    meetings.planned_between,
    conferences.planned_between,
    courses.planned_between,
    consults.planned_between,
    hours.planned_between,
    progress.planned_between,
    referrals.planned_between,
    safeguarding.planned_between,
    plans.planned_between,
)
LIST_DAYS = timedelta(days=60)
IN_A_LIST = 40
IN_A_CELL = 3
WORKDAYS = 5


@dataclass(frozen=True)
class Day:
    """One day with what stands on it. `over` is how many did not fit."""

    day: date
    rows: tuple[Planned, ...]
    over: int = 0
    outside: bool = False

    @property
    def appointments(self) -> int:
        return sum(each.is_on and not each.free for each in self.rows) + self.over

    @property
    def is_today(self) -> bool:
        return self.day == clock.today()

    @property
    def is_holiday(self) -> bool:
        return is_holiday(self.day)

    @property
    def weekday(self) -> str:
        return dutch.WEEKDAYS[self.day.weekday()]

    @property
    def week(self) -> str:
        return week_name(self.day)


def week_name(day: date) -> str:
    """As in an address: 2021-W47."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def planned(actor: Actor, period: Period) -> list[Planned]:
    """All of this person in a period, by day and time; what has no time comes first."""
    questions = [ask(actor, period) for ask in SOURCES]
    found = ask_together(*questions)
    rows = [row for question in questions for row in question.read(found)]
    return sorted(rows, key=lambda row: (row.day, row.start or time.min, row.title, row.url))


def week_of(actor: Actor, day: date) -> tuple[Day, ...]:
    """Monday to Friday, and the weekend when something stands on it."""
    period = iso_week(day)
    days = _days(period, planned(actor, period))
    shown = days if any(each.rows for each in days[WORKDAYS:]) else days[:WORKDAYS]
    return _told(actor, shown)


def month_of(actor: Actor, day: date) -> tuple[tuple[Day, ...], ...]:
    """Whole weeks from Monday; the days before and after the month are empty."""
    period = month(day)
    first = iso_week(period.start).start
    whole = Period(first, iso_week(period.last_day).end)
    days = _told(
        actor,
        [
            Day(each.day, each.rows[:IN_A_CELL], len(each.rows[IN_A_CELL:]), each.day not in period)
            for each in _days(whole, planned(actor, period))
        ],
    )
    return tuple(days[start : start + 7] for start in range(0, len(days), 7))


def list_from(actor: Actor, day: date) -> tuple[tuple[Day, ...], date]:
    """The days of sixty that have something, as many as fit, and the day from which the rest goes on."""
    period = Period(day, day + LIST_DAYS)
    shown: list[Day] = []
    count = 0
    for each in _days(period, planned(actor, period)):
        if count >= IN_A_LIST:
            return _told(actor, shown), each.day
        count += len(each.rows)
        if each.rows:
            shown.append(each)
    return _told(actor, shown), period.end


def _days(period: Period, rows: Iterable[Planned]) -> list[Day]:
    by_day = defaultdict(list)
    for row in rows:
        by_day[row.day].append(row)
    return [Day(day, tuple(by_day[day])) for day in period.days()]


def _told(actor: Actor, days: Sequence[Day]) -> tuple[Day, ...]:
    """Logs of whom something is shown: only what really stands there."""
    shown_by_code(actor, {row.client for day in days for row in day.rows if row.client})
    return tuple(days)
