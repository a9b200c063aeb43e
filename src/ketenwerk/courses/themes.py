"""What the participants of a group ask for, and which meeting is about what (R52)."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from ketenwerk.access.api import Permission, Refused, get
from ketenwerk.audit.api import record
from ketenwerk.courses import events
from ketenwerk.courses.models import ENDED, NEEDS, THEME_OF, CourseRun, Place, Session
from ketenwerk.courses.refusals import CourseRefused
from ketenwerk.kernel.two_writers import Stale
from ketenwerk.people.api import Actor


@dataclass(frozen=True)
class Asked:
    label: str
    count: int
    # Of a theme: whether a meeting is about it.
    planned: bool = False


@dataclass(frozen=True)
class Wishes:
    """Counts, and no names."""

    needs: list[Asked]
    themes: list[Asked]

    @property
    def open(self) -> list[str]:
        return [each.label for each in self.themes if not each.planned]


def wishes_of(places: Iterable[Place], planned: Iterable[str]) -> Wishes:
    """What is asked for most comes first."""
    rows = list(places)
    taken = {_same(each) for each in planned}
    needs = Counter(need for row in rows for need in row.needs if need in NEEDS)
    themes = Counter(theme for row in rows for theme in row.themes)
    return Wishes(
        [Asked(NEEDS[need], count) for need, count in _most_first(needs)],
        [Asked(theme, count, _same(theme) in taken) for theme, count in _most_first(themes)],
    )


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _same(theme: str) -> str:
    return theme.strip().casefold()


def version_of(sessions: Iterable[Session]) -> int:
    """Grows with every change of one of these meetings."""
    return sum(each.version for each in sessions)


def meetings_to_theme(actor: Actor, run: uuid.UUID) -> list[Session]:
    row = get(actor, Permission.COURSE_LEAD, CourseRun, along=["course"], id=run)
    if row.course.audience != row.course.Audience.CLIENTS:
        raise Refused
    return list(row.sessions.order_by("number"))


def set_themes(*, by: Actor, run: uuid.UUID, version: int, themes: dict[uuid.UUID, str]) -> None:
    """What each meeting is about, by the id of the meeting. Raises Stale when a colleague changed one meanwhile."""
    row = get(by, Permission.COURSE_LEAD, CourseRun, id=run)
    if row.state in ENDED:
        raise CourseRefused("Deze groep is voorbij. Er verandert niets meer aan.")
    there = list(Session.objects.select_for_update().filter(run=row))
    if version_of(there) != version:
        raise Stale(version_of(there), {field_of(each): each.theme for each in there})
    changed = [each for each in there if themes.get(each.id, each.theme).strip() != each.theme]
    for each in changed:
        Session.objects.filter(id=each.id).update(
            theme=themes[each.id].strip(), version=F("version") + 1
        )
    record(by=by, event=events.THEMED, target=row, count=len(changed))


def field_of(session: Session) -> str:
    """What a form calls the theme of this meeting."""
    return f"{THEME_OF}{session.number}"
