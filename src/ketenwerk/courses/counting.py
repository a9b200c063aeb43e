"""What the counting job reads of groups: meetings, chairs taken and how people came. It reads no client, no name and no organisation of anybody.

A group belongs to the activities of its trainers; where none was chosen, to the owners of the course. What is invoiced counts in nothing (R54).
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ketenwerk.courses.models import (
    Course,
    CourseOwner,
    CourseRun,
    Enrolment,
    RunTrainer,
    Session,
)
from ketenwerk.kernel.periods import Period

AWARD, GROUP = CourseRun.Funding.AWARD, CourseRun.Mode.GROUP
STOPPED = (CourseRun.State.POSTPONED, CourseRun.State.CANCELLED)
CHANGED_RUN = (*STOPPED, CourseRun.State.ADAPTED)
CHANGED_SESSION = (Session.Form.ADAPTED, Session.Form.POSTPONED, Session.Form.CANCELLED)


@dataclass(frozen=True)
class GroupGiven:
    """A group that met in a period. `completed` counts in the period of the last meeting, once it was closed."""

    keys: frozenset[str]
    owners: frozenset[uuid.UUID]
    audience: str
    attendances: int
    completed: int


@dataclass(frozen=True)
class Otherwise:
    """Groups or meetings of a course that went otherwise than planned, for one reason (R74, R75)."""

    keys: frozenset[str]
    owners: frozenset[uuid.UUID]
    course: str
    what: str
    form: str
    reason: str
    count: int


@dataclass(frozen=True)
class _Run:
    course: uuid.UUID
    mode: str
    state: str
    reason: str
    first_on: date
    completed: int | None


def _runs(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, _Run]:
    rows = CourseRun.objects.filter(id__in=list(ids), funding=AWARD).order_by()
    names = ("course_id", "mode", "state", "reason", "first_on", "completed")
    return {id_: _Run(*facts) for id_, *facts in rows.values_list("id", *names)}


def _keys(runs: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, frozenset[str]]:
    """The activities on which the trainers of each run write their hours."""
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    rows = RunTrainer.objects.filter(run__in=list(runs)).exclude(activity_key="").order_by()
    for run, key in rows.values_list("run_id", "activity_key"):
        found[run].add(key)
    return {run: frozenset(keys) for run, keys in found.items()}


def _owners() -> Mapping[uuid.UUID, frozenset[uuid.UUID]]:
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for course, house in CourseOwner.objects.order_by().values_list("course_id", "organisation_id"):
        found[course].add(house)
    return {course: frozenset(houses) for course, houses in found.items()}


def groups_in(period: Period) -> list[GroupGiven]:
    """The groups that met in a period. One that was given to one person is contact in a trajectory, and no group (R50)."""
    chairs: Counter[uuid.UUID] = Counter()
    # A meeting that was ticked and then did not go on, or to which nobody came, is none.
    held = Session.objects.filter(present__gt=0).exclude(form__in=Session.OFF).order_by()
    met = held.filter(day__lt=period.end)
    last: dict[uuid.UUID, date] = {}
    for run, day, present in met.values_list("run_id", "day", "present"):
        last[run] = max(day, last.get(run, day))
        if day >= period.start:
            chairs[run] += present or 0
    later = held.filter(day__gte=period.end)
    goes_on = set(later.values_list("run_id", flat=True))
    runs = {id_: run for id_, run in _runs(chairs).items() if run.mode == GROUP}
    audiences = dict(Course.objects.order_by().values_list("id", "audience"))
    keys, owners = _keys(runs), _owners()
    return [
        GroupGiven(
            keys.get(id_, frozenset()),
            owners.get(run.course, frozenset()),
            audiences[run.course],
            chairs[id_],
            0 if id_ in goes_on else run.completed or 0,
        )
        for id_, run in runs.items()
    ]


def otherwise_in(period: Period) -> list[Otherwise]:
    """What was cancelled, moved or changed: a whole group by its first day, a meeting of a group that went on by its own day.

    Nothing of a course for one person: that is hers alone (R50).
    """
    within = {"day__gte": period.start, "day__lt": period.end}
    sessions = Session.objects.filter(form__in=CHANGED_SESSION, **within).order_by()
    changed = list(sessions.values_list("run_id", "form", "reason"))
    whole = CourseRun.objects.filter(
        state__in=CHANGED_RUN, first_on__gte=period.start, first_on__lt=period.end
    ).order_by()
    touched = _runs({*whole.values_list("id", flat=True), *(run for run, _, _ in changed)})
    runs = {id_: run for id_, run in touched.items() if run.mode == GROUP}
    counts: Counter[tuple[uuid.UUID, str, str, str]] = Counter()
    for id_, run in runs.items():
        if run.state in CHANGED_RUN and period.start <= run.first_on < period.end:
            counts[id_, "group", run.state, run.reason] += 1
    for id_, form, reason in changed:
        if id_ in runs and runs[id_].state not in STOPPED:
            counts[id_, "session", form, reason] += 1
    names = dict(Course.objects.order_by().values_list("id", "name"))
    keys, owners = _keys(runs), _owners()
    return [
        Otherwise(
            keys.get(id_, frozenset()),
            owners.get(runs[id_].course, frozenset()),
            names[runs[id_].course],
            what,
            form,
            reason,
            count,
        )
        for (id_, what, form, reason), count in counts.items()
    ]


def ways_in(period: Period) -> dict[str, int]:
    """How people came to groups, by the day they were enrolled (R59). It knows a way and a day, and no person."""
    rows = Enrolment.objects.filter(
        made_on__gte=period.start,
        made_on__lt=period.end,
        place__run__funding=AWARD,
        place__run__mode=GROUP,
    ).order_by()
    return dict(Counter(rows.values_list("found", flat=True)))
