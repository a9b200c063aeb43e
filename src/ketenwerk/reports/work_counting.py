"""Work for professionals and groups as figures (R13, R53, R55, R59, R62, R75). Counts of talks, chairs and turns, never of people.

A partner gets its own numbers exactly. Everybody else gets them protected like every other figure: the talks of a
partner as one table with their total, because the page of advice talks tells that total.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from ketenwerk.consults.api import Work, counted_talks, counted_work
from ketenwerk.courses.api import (
    Course,
    Enrolment,
    GroupGiven,
    Otherwise,
    groups_in,
    otherwise_in,
    ways_in,
)
from ketenwerk.figures.api import (
    SMALLEST_SHOWN,
    TOTAL,
    Audience,
    Counted,
    Fixed,
    Key,
    Published,
    as_published,
    protect_against,
)
from ketenwerk.kernel.periods import Period
from ketenwerk.meetings.api import MeetingsChanged, meetings_changed_in
from ketenwerk.people.api import Organisation
from ketenwerk.programme.api import activities_in

TOGETHER = "samen"
MEETING = "meeting"
APART = "@"


@dataclass(frozen=True)
class WorkIn:
    """What was done in a period, as it is. The first part of every cell is the key of a partner."""

    period: Period
    secret: tuple[Published, ...]
    plain: tuple[Fixed, ...]
    meetings: tuple[tuple[frozenset[str], Fixed], ...]
    ways: tuple[Published, ...]

    def of(self, house: str) -> tuple[Published, ...]:
        return tuple(each for each in self.secret if each.cell[0] == house)

    def told(self, earlier: Iterable[Published], house: str = "") -> list[Fixed]:
        """As everybody else may read it, of all partners or of one, beside everything that was told before."""
        secret = self.of(house) if house else self.secret
        return [*_protected(secret, earlier), *self.without_people(house)]

    def without_people(self, house: str = "") -> list[Fixed]:
        """What hides nothing: groups given, and what went otherwise. A meeting stands there once, or with one partner."""
        plain = [each for each in self.plain if not house or each.cell.startswith(f"{house}|")]
        meetings = [
            replace(each, cell=f"{house or TOGETHER}|{each.cell}")
            for partners, each in self.meetings
            if not house or house in partners
        ]
        return [*plain, *meetings]


def work_in(period: Period) -> WorkIn:
    """Counted by the counting role, which reads no person, no member and no text."""
    houses = dict(Organisation.objects.values_list("id", "key"))
    activities = activities_in(period.start.year)
    homes = {each.key: houses[each.organisation_id] for each in activities if each.organisation_id}
    keys = {each.id: each.key for each in activities}
    groups = [(_houses(each, homes, houses), each) for each in groups_in(period)]
    changed = [(_houses(each, homes, houses), each) for each in otherwise_in(period)]
    secret = [
        *_talks(period, houses, keys),
        *_work(period, houses, counted_work(period)),
        *_groups(period, groups),
    ]
    return WorkIn(
        period,
        tuple(secret),
        (*_given(period, homes, groups), *_otherwise(period, changed)),
        tuple(_meetings(period, houses, meetings_changed_in(period))),
        tuple(_ways(period, ways_in(period))),
    )


def ways_told(work: WorkIn, earlier: Iterable[Published]) -> list[Fixed]:
    """How people came to groups, over all partners together; nothing small follows from the others and their total (R59)."""
    return _protected(work.ways, earlier)


def exact_work(work: WorkIn) -> list[Counted]:
    """Each partner's own numbers, for that partner only (decision D18)."""
    keys = dict(Organisation.objects.values_list("key", "id"))
    return [
        Counted(Audience.PARTNER, house, each.period, each.indicator, each.cell, each.value)
        for key, house in keys.items()
        for each in (*map(_as_fixed, work.of(key)), *work.without_people(key))
    ]


def _row(key: Key, period: Period, value: int, *cell: str) -> Published:
    return as_published(key, "|".join(cell), period, value)


Houses = Mapping[UUID, str]


def _houses(
    each: GroupGiven | Otherwise, homes: Mapping[str, str], houses: Houses
) -> frozenset[str]:
    """Whose group it is: of the activities of its trainers, else of the owners of the course."""
    found = frozenset(homes[key] for key in each.keys if homes.get(key))
    return found or frozenset(houses[owner] for owner in each.owners)


def _talks(period: Period, houses: Houses, keys: Mapping[UUID, str]) -> Iterator[Published]:
    totals: Counter[str] = Counter()
    for (house, activity), count in counted_talks(period).items():
        totals[houses[house]] += count
        yield _row(Key.TALKS, period, count, houses[house], keys[activity])
    for key, total in totals.items():
        yield _row(Key.TALKS, period, total, key, TOTAL)


def _work(period: Period, houses: Houses, found: Iterable[Work]) -> Iterator[Published]:
    for each in found:
        for key, value in (
            (Key.TALK_HOURS, (each.minutes + 30) // 60),
            (Key.ATTENDANCES, each.participants),
            (Key.TEAMS, each.teams),
        ):
            yield _row(key, period, value, houses[each.organisation])


Given = Sequence[tuple[frozenset[str], GroupGiven]]


def _groups(period: Period, groups: Given) -> Iterator[Published]:
    chairs: Counter[str] = Counter()
    trained: Counter[str] = Counter()
    for whose, each in groups:
        for house in whose:
            chairs[house] += each.attendances
            if each.audience == Course.Audience.PROFESSIONALS:
                trained[house] += each.completed
    for key, counts in ((Key.GROUP_ATTENDANCES, chairs), (Key.PROFESSIONALS, trained)):
        yield from (_row(key, period, value, house) for house, value in counts.items())


def _given(period: Period, homes: Mapping[str, str], groups: Given) -> Iterator[Fixed]:
    counts = Counter(key for _, each in groups for key in each.keys if homes.get(key))
    for key, count in counts.items():
        yield Fixed(period, Key.GROUPS, f"{homes[key]}|{key}", count)


def _otherwise(
    period: Period, changed: Iterable[tuple[frozenset[str], Otherwise]]
) -> Iterator[Fixed]:
    counts: Counter[str] = Counter()
    for whose, each in changed:
        name = each.course.replace("|", "/")
        for house in whose:
            counts[f"{house}|{each.what}|{name}|{each.form}|{each.reason}"] += each.count
    for cell, count in sorted(counts.items()):
        yield Fixed(period, Key.OTHERWISE, cell, count)


def _meetings(
    period: Period, houses: Houses, changed: Iterable[MeetingsChanged]
) -> Iterator[tuple[frozenset[str], Fixed]]:
    counts: Counter[tuple[frozenset[str], str]] = Counter()
    for each in changed:
        cell = f"{MEETING}|{each.kind}|{each.form}|"
        counts[frozenset(houses[house] for house in each.partners), cell] += each.count
    for (partners, cell), count in counts.items():
        yield partners, Fixed(period, Key.OTHERWISE, cell, count)


def _ways(period: Period, found: Mapping[str, int]) -> Iterator[Published]:
    for way in Enrolment.Found.values:
        yield _row(Key.WAYS, period, found.get(way, 0), way)
    yield _row(Key.WAYS, period, sum(found.values()), TOTAL)


def _protected(true: Iterable[Published], earlier: Iterable[Published]) -> list[Fixed]:
    """By the one way there is; each partner's talks are a table of their own."""
    found = protect_against(
        [_apart(each) for each in true], [_apart(each) for each in earlier], SMALLEST_SHOWN
    )
    return [_as_fixed(_together(each)) for each in found]


def _apart(each: Published) -> Published:
    if each.indicator != Key.TALKS:
        return each
    return replace(each, indicator=f"{each.indicator}{APART}{each.cell[0]}", cell=each.cell[1:])


def _together(each: Published) -> Published:
    key, apart, house = each.indicator.partition(APART)
    return replace(each, indicator=key, cell=(house, *each.cell)) if apart else each


def _as_fixed(each: Published) -> Fixed:
    hidden = "" if each.value is not None else "<"
    period = Period(each.start, each.end)
    return Fixed(period, Key(each.indicator), "|".join(each.cell), each.value, hidden)
