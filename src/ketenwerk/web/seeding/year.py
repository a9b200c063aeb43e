"""The demo year as a list of acts, day by day. Pure: nothing here touches the database."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random

from ketenwerk.access.api import Role
from ketenwerk.web.seeding import courses, notes
from ketenwerk.web.seeding.acts import (
    Act,
    AgreeContact,
    ChangeMoney,
    Confirm,
    Correct,
    Lock,
    Meet,
    Move,
    Open,
    Register,
    TakeBackCount,
    Turn,
    Write,
)
from ketenwerk.web.seeding.advice import advised
from ketenwerk.web.seeding.calendar import workdays, working_day_after, working_day_before, works_on
from ketenwerk.web.seeding.chance import chance
from ketenwerk.web.seeding.courses import COURSES, FIRST, LAST, Course, Truth, truth
from ketenwerk.web.seeding.duties import CONFIRMED_UNTIL, DUTIES, LAST_WEEK, shares
from ketenwerk.web.seeding.people import SOMEONES
from ketenwerk.web.seeding.ways import measurements, ways_out

__all__ = ["Truth", "truth", "whole_year"]

CHIPS = (15, 30, 45, 60, 90)
# The usual length of each kind of contact, in minutes.
USUAL = {"call": 15, "arrange": 30, "talk": 60, "meeting": 60, "join": 90}
MINUTES_PER_NOTE = 58
FULL_DAY = 4 * 60
# How many working days a visit may move to fall on a day with other visits.
REACH = 2
CHECK_EVERY = timedelta(days=80)
AFTERCARE_MINUTES = 15
LOCKING = {"petra": "mee", "hanneke": "ggd"}
LOCKED_MONTHS = 9
# The coordinator writes her week in that function; in her other one she writes notes.
FUNCTIONS = {
    "ilse": Role.COORDINATOR,
    "noor": Role.FIELD_WORKER,
    "petra": Role.PARTNER_MANAGER,
    "hanneke": Role.PARTNER_MANAGER,
}


def whole_year() -> list[Act]:
    """Everything that happened, in order."""
    loads: Counter[tuple[str, date]] = Counter()
    for worker, _, day, minutes in _from_duties():
        loads[worker, day] += minutes
    told: defaultdict[tuple[str, str], set[notes.Line]] = defaultdict(set)
    goals = {key: iter(theme.goals) for key, theme in notes.THEMES.items()}
    happened: list[Act] = []
    for course in sorted(COURSES, key=_begins):
        goal = next(goals[course.activity])
        happened += [
            *_steps(course, goal),
            *_notes(course, loads, told[course.who, course.organisation]),
        ]
    happened += _contacts(happened)
    happened += [
        *_meetings(),
        TakeBackCount(courses.TOOK_BACK[2], Turn.CONTACT, "anna", *courses.TOOK_BACK[:2]),
    ]
    happened += _weeks(happened)
    happened += advised()
    happened += [*_locks(), _correction(happened), *measurements(), *ways_out()]
    return sorted(happened, key=lambda act: (act.day, act.turn))


def _begins(course: Course) -> date:
    begins = course.start or course.asked
    if begins is None:
        raise ValueError(f"{course.who} {course.activity} has no day")
    return begins


def _steps(course: Course, goal: str) -> Iterator[Act]:
    worker, begins = course.worker, _begins(course)
    yield Open(begins, Turn.OPEN, worker, course, goal)
    if course.waiting:
        yield Move(course.waiting, Turn.STEP, worker, course, "waiting")
    if course.extended:
        because = courses.EXTENDED_BECAUSE[course.who]
        yield Move(course.extended, Turn.STEP, worker, course, "extended", because)
        if course.who == courses.OTHER_MONEY[0]:
            yield ChangeMoney(course.extended, Turn.STEP, worker, course, *courses.OTHER_MONEY[1:])
    if course.scaled:
        yield Move(course.scaled, Turn.END, worker, course, "scaled_up", courses.SCALED_BECAUSE)
    if course.end:
        stopped = course.why in {"dropped", "no_contact", "moved"}
        yield Move(
            course.end,
            Turn.END,
            worker,
            course,
            "stopped" if stopped else "completed",
            "",
            course.why,
        )


def _notes(
    course: Course, loads: Counter[tuple[str, date]], told: set[notes.Line]
) -> Iterator[Act]:
    """The notes of a trajectory: they add up to exactly its hours and stand on days on which the worker works."""
    if not course.start:
        return
    rng = chance("notes", course.who, course.activity, course.start)
    days = workdays(course.worker, course.start, _last_visit(course, rng))
    times = min(round(course.hours * 60 / MINUTES_PER_NOTE), len(days))
    first_here = course == next(
        c for c in COURSES if (c.who, c.organisation) == (course.who, course.organisation)
    )
    new = course.start >= FIRST and first_here
    end = "scaled_up" if course.scaled else course.why
    lines = notes.happenings(course.activity, times, new=new, end=end, told=told, rng=rng)
    texts = notes.texts(course.activity, SOMEONES[course.who], lines, rng)
    minutes = lengths([line.kind for line in lines], course.hours * 60, rng)
    for day, text, length in zip(
        _spread(days, times, course.worker, loads), texts, minutes, strict=True
    ):
        loads[course.worker, day] += length
        yield Write(
            day, Turn.NOTE, course.worker, course.who, course.organisation, course, text, length
        )


def _last_visit(course: Course, rng: Random) -> date:
    """The day it ended, or for what still runs some day in the last week."""
    ended = course.end or course.scaled
    return course.works_until if ended else LAST - timedelta(days=rng.choice((0, 0, 4, 5, 6)))


def _spread(
    days: list[date], times: int, worker: str, loads: Counter[tuple[str, date]]
) -> Iterator[date]:
    """Days evenly over the time, the first and the last included; in between where the worker is out anyway."""
    taken = -1
    for number in range(times):
        place = round(number * (len(days) - 1) / max(times - 1, 1))
        first, last = taken + 1, len(days) - (times - number)
        near = range(max(place - REACH, first), min(place + REACH, last) + 1) or [first]
        taken = (
            place if number in {0, times - 1} else min(near, key=_fits(days, place, worker, loads))
        )
        yield days[taken]


def _fits(
    days: list[date], place: int, worker: str, loads: Counter[tuple[str, date]]
) -> Callable[[int], tuple[int, int]]:
    """How well a day suits, less is better: one with other work on it, then an empty one, then the least full one."""

    def fit(option: int) -> tuple[int, int]:
        load = loads[worker, days[option]]
        return (load, 0) if load >= FULL_DAY else (int(load == 0), abs(option - place))

    return fit


def lengths(kinds: list[str], total: int, rng: Random) -> list[int]:
    """A length for each note, from the chips on the screen, so that together they are `total` minutes."""
    found = [USUAL[kind] for kind in kinds]
    order = rng.sample(range(len(found)), len(found))
    while (missing := total - sum(found)) != 0:
        way = 1 if missing > 0 else -1
        steps = [(place, CHIPS.index(found[place]) + way) for place in order]
        fitting = [
            (place, CHIPS[to])
            for place, to in steps
            if 0 <= to < len(CHIPS) and abs(CHIPS[to] - found[place]) <= abs(missing)
        ]
        if not fitting:
            raise ValueError(f"{total} minutes do not fit in {len(kinds)} notes")
        place, length = min(fitting, key=lambda item: abs(item[1] - USUAL[kinds[item[0]]]))
        found[place] = length
    return found


def _contacts(happened: list[Act]) -> Iterator[Act]:
    """Registering, agreeing on safe contact again every 80 days, and a call after the end to keep that fresh."""
    homes: defaultdict[tuple[str, str], list[Course]] = defaultdict(list)
    for course in sorted(COURSES, key=_begins):
        homes[course.who, course.organisation].append(course)
    written: defaultdict[tuple[str, str], list[Write]] = defaultdict(list)
    for act in happened:
        if isinstance(act, Write):
            written[act.who, act.organisation].append(act)
    for (who, organisation), own in homes.items():
        rng = chance("contact", who, organisation)
        worker, reach = own[0].worker, rng.randrange(100)
        day = working_day_before(worker, _begins(own[0]) - timedelta(days=rng.randrange(9)))
        yield Register(day, Turn.REGISTER, worker, who, organisation, reach)
        yield from _kept_fresh(
            own, sorted(written[who, organisation], key=lambda w: w.day), day, reach, rng
        )


def _kept_fresh(
    own: list[Course], written: list[Write], agreed: date, reach: int, rng: Random
) -> Iterator[Act]:
    who, organisation, worker = own[0].who, own[0].organisation, own[-1].worker
    until = courses.NOT_ASKED_AGAIN.get((who, organisation), LAST)
    for note in written:
        if agreed + CHECK_EVERY <= note.day <= until:
            agreed, reach = note.day, reach + rng.randrange(2)
            yield AgreeContact(agreed, Turn.CONTACT, worker, who, organisation, reach)
    if not own[-1].end or own[-1].why in {"dropped", "no_contact", "moved"}:
        return
    calls = rng.sample(notes.AFTERCARE, len(notes.AFTERCARE))
    while agreed + CHECK_EVERY <= LAST:
        agreed = working_day_before(worker, agreed + CHECK_EVERY)
        if agreed > own[-1].end:
            yield AgreeContact(agreed, Turn.CONTACT, worker, who, organisation, reach)
            call = calls.pop()
            text = notes.Words(call.kind, notes.fitted(call.seen, SOMEONES[who]), "")
            yield Write(agreed, Turn.NOTE, worker, who, organisation, None, text, AFTERCARE_MINUTES)


def _meetings() -> Iterator[Act]:
    """The case conference, every other Tuesday, for who sits there for MEE."""
    day = date(2021, 1, 12)
    while day <= LAST:
        if works_on("anna", day):
            yield Meet(day, Turn.NOTE, "anna", "mee_mdo", 120)
        day += timedelta(days=14)


def _weeks(happened: Iterable[Act]) -> Iterator[Act]:
    """Each worker confirms each week on its last working day, with everything that stands in it."""
    grid: defaultdict[tuple[str, date], Counter[tuple[str, date]]] = defaultdict(Counter)
    for worker, activity, day, minutes in (*_booked(happened), *_from_duties()):
        monday = day - timedelta(days=day.weekday())
        grid[worker, monday][activity, day] += minutes
    for (worker, monday), cells in grid.items():
        if monday <= CONFIRMED_UNTIL.get(worker, LAST_WEEK):
            filled = tuple(
                (activity, day, minutes) for (activity, day), minutes in sorted(cells.items())
            )
            day = working_day_before(worker, monday + timedelta(days=4))
            yield Confirm(
                day, Turn.WEEK, worker, monday, filled, role=FUNCTIONS.get(worker, Role.CARE_WORKER)
            )


def _booked(happened: Iterable[Act]) -> Iterator[tuple[str, str, date, int]]:
    for act in happened:
        if isinstance(act, Write) and act.course:
            yield act.worker, act.course.activity, act.day, act.minutes
        elif isinstance(act, Meet):
            yield act.worker, act.activity, act.day, act.minutes


def _from_duties() -> Iterator[tuple[str, str, date, int]]:
    for duty in DUTIES:
        for day, minutes in shares(duty):
            yield duty.worker, duty.activity, day, minutes


def _locks() -> Iterator[Act]:
    """In the second week of a month, or after the holidays, the manager closes the month before."""
    for worker in LOCKING:
        for month in range(1, LOCKED_MONTHS + 1):
            day = working_day_after(worker, date(2021, month + 1, 9))
            yield Lock(day, Turn.MONTH, worker, date(2021, month, 1), role=FUNCTIONS[worker])


def _correction(happened: Iterable[Act]) -> Act:
    """One advice talk in June stood there for half an hour too long; found in September."""
    june = [
        (activity, day)
        for act in happened
        if isinstance(act, Confirm) and act.worker == "anna"
        for activity, day, _ in act.cells
        if activity == "mee_coach" and day.month == 6
    ]
    activity, on = min(june)
    reason = "Een half uur van dit adviesgesprek was al bij een ander gesprek geboekt."
    return Correct(date(2021, 9, 14), Turn.WEEK, "anna", activity, on, -30, reason)
