"""Taking the count: once a night, never while somebody registers, so that no single step can be watched (ADR 0004).

Everything here runs as the counting role. What leaves is protected for its reader: exact for the chain
total and for a partner's own numbers, hidden below five elsewhere, and for a report also held against
every number that was published before.
"""

import uuid
from collections import Counter
from collections.abc import Iterable

from ketenwerk.access.api import counting
from ketenwerk.census.api import Register
from ketenwerk.figures.api import (
    INDICATORS,
    SMALLEST_SHOWN,
    UNIQUE,
    Audience,
    Counted,
    Fixed,
    Key,
    Published,
    all_published,
    as_published,
    protect_against,
    replace_standing,
)
from ketenwerk.kernel.periods import Period, half, quarter, year
from ketenwerk.people.api import Actor, Organisation, Source
from ketenwerk.programme.api import Activity, TargetGroup, lines_of
from ketenwerk.progress.api import moved_in
from ketenwerk.reports.account_document import Verdict, judge, words_are_safe
from ketenwerk.reports.progress_counting import progress_figures
from ketenwerk.reports.units import CLIENTS, PEOPLE_UNITS
from ketenwerk.reports.work_counting import WorkIn, exact_work, ways_told, work_in
from ketenwerk.trajectories.api import CountedTrajectory, counted_in, primary_groups

NIGHT = Actor(member=None, organisation=None, role="count", name="telling", source=Source.JOB)
LOWER, ESTIMATE, UPPER = "laagste", "schatting", "hoogste"
# Why a number is not shown: withheld, or only its word is told (decision D27).
LETTERS = {Verdict.BELOW: "o", Verdict.WITHIN: "b", Verdict.ABOVE: "m", Verdict.WITHHELD: "<"}
WORDS = {letter: verdict for verdict, letter in LETTERS.items()}


def take_count(number: int) -> int:
    """Counts a year, its first half and its quarters for each kind of reader; returns how many figures."""
    moved = moved_in(year(number))
    with counting(NIGHT):
        register = Register()
        figures = [*_for_the_coordinator(register, number), *_for_partners(number)]
        figures += progress_figures(moved, year(number))
        published = all_published()
        work = {each: work_in(each) for each in (year(number), half(number, 1))}
        figures += _work_for_the_chain(work, published)
        for holder in (None, *_partners_with_lines(number)):
            told = published
            for period in (year(number), half(number, 1)):
                outside = _for_outsiders(register, number, period, holder, told, work[period])
                figures += [_counted(Audience.OUTSIDER, holder, each) for each in outside]
                told = [*told, *_secrets(outside)]
        return replace_standing(by=NIGHT, figures=figures)


def _for_the_coordinator(register: Register, number: int) -> list[Counted]:
    """The chain total exactly; smaller cells hidden, also where two periods would give them away."""
    figures: list[Counted] = []
    told = all_published()
    for period in (year(number), half(number, 1)):
        found = counted_in(period)
        figures += [_for_coordinator(each) for each in _range(register, period, found)]
        true = [*_partners(register, period, found), *_activities(period, found)]
        fixed = _fixed_safely(true, told)
        figures += [_counted(Audience.COORDINATOR, None, each) for each in fixed]
        told = [*told, *(_published(each) for each in fixed)]
    for which in range(1, 5):
        fixed = _fixed_safely(_groups(register, quarter(number, which)), told)
        figures += [_counted(Audience.COORDINATOR, None, each) for each in fixed]
        told = [*told, *(_published(each) for each in fixed)]
    return figures


def _work_for_the_chain(work: dict[Period, WorkIn], told: list[Published]) -> list[Counted]:
    """For the coordinator protected, for each partner its own exactly."""
    figures: list[Counted] = []
    for period, done in work.items():
        fixed = done.told(told)
        if period == next(iter(work)):
            fixed += ways_told(done, told)
        figures += [_counted(Audience.COORDINATOR, None, each) for each in fixed]
        figures += exact_work(done)
        told = [*told, *_secrets(fixed)]
    return figures


def _secrets(fixed: Iterable[Fixed]) -> list[Published]:
    return [_published(each) for each in fixed if INDICATORS[each.indicator].hides]


def _for_partners(number: int) -> list[Counted]:
    return [
        each
        for period in (year(number), half(number, 1))
        for each in _own(period, counted_in(period))
    ]


def figures_for_report(number: int, period: Period, organisation: uuid.UUID | None) -> list[Fixed]:
    """The figures of a report, counted now: safe by themselves and beside everything published before."""
    with counting(NIGHT):
        told = all_published()
        return _for_outsiders(Register(), number, period, organisation, told, work_in(period))


def _partners_with_lines(number: int) -> list[uuid.UUID]:
    return list(dict.fromkeys(line.organisation_id for line in lines_of(number, funded=True)))


def _for_outsiders(
    register: Register,
    number: int,
    period: Period,
    organisation: uuid.UUID | None,
    published: list[Published],
    work: WorkIn,
) -> list[Fixed]:
    found = counted_in(period)
    ranges: list[Published] = []
    if organisation is None:
        ranges = _range(register, period, found)
        true = [*_partners(register, period, found), *_activities(period, found)]
        # Quarters per group are told once, in the account of the whole year.
        if period == year(number):
            for which in range(1, 5):
                true += _groups(register, quarter(number, which))
    else:
        mine = [each for each in found if each.organisation == organisation]
        true = [each for each in _partners(register, period, mine) if each.cell != (UNIQUE,)]
        true += _activities(period, mine)
    estimate = [each for each in ranges if each.cell == (ESTIMATE,)]
    fixed = _fixed_safely([*true, *estimate], published)
    shown = any(each.indicator is Key.PEOPLE and each.value is not None for each in fixed)
    edges = [each for each in ranges if each.cell != (ESTIMATE,)]
    house = Organisation.objects.get(id=organisation).key if organisation else ""
    return [
        *fixed,
        *(_edge(each, shown=shown) for each in edges),
        *work.told(published, house),
    ]


def _range(
    register: Register, period: Period, found: Iterable[CountedTrajectory]
) -> list[Published]:
    people = register.count({each.client for each in found})
    values = {LOWER: people.lower, ESTIMATE: people.estimate, UPPER: people.upper}
    return [
        Published(Key.PEOPLE, (cell,), period.start, period.end, value)
        for cell, value in values.items()
    ]


def _partners(
    register: Register, period: Period, found: list[CountedTrajectory]
) -> list[Published]:
    """People of each partner, and the different people of all: who holds both can subtract (rule 10)."""
    names = dict(Organisation.objects.values_list("id", "key"))
    pairs = {(each.client, each.organisation) for each in found}
    own = Counter(names[organisation] for _, organisation in pairs)
    rows = [
        Published(Key.PEOPLE_PER_PARTNER, (name,), period.start, period.end, value)
        for name, value in sorted(own.items())
    ]
    together = register.count({client for client, _ in pairs}).estimate
    return [*rows, Published(Key.PEOPLE_PER_PARTNER, (UNIQUE,), period.start, period.end, together)]


def _activities(period: Period, found: Iterable[CountedTrajectory]) -> list[Published]:
    """Per activity the unit that was promised: trajectories, or different clients where the promise is in clients."""
    keys = dict(Activity.objects.values_list("id", "key"))
    in_clients = set(
        Activity.objects.filter(targets__unit=CLIENTS, year=period.start.year).values_list(
            "key", flat=True
        )
    )
    rows = list(found)
    per = Counter(keys[each.activity] for each in rows)
    clients = Counter(key for key, _ in {(keys[each.activity], each.client) for each in rows})
    return [
        Published(
            Key.TRAJECTORIES,
            (key,),
            period.start,
            period.end,
            clients[key] if key in in_clients else value,
        )
        for key, value in sorted(per.items())
    ]


def _groups(register: Register, period: Period) -> list[Published]:
    """Different people per group in a quarter, each in one group: that of the end of the quarter (R20)."""
    groups = primary_groups(period)
    clients = {each.client for each in counted_in(period)}
    rows = []
    for group, key in TargetGroup.objects.filter(for_clients=True).values_list("id", "key"):
        members = {client for client in clients if groups.get(client) == group}
        value = register.count(members).estimate if members else 0
        rows.append(Published(Key.PEOPLE_PER_GROUP, (key,), period.start, period.end, value))
    return rows


def _fixed_safely(true: list[Published], told: list[Published]) -> list[Fixed]:
    """Below five hidden, and what would give it away, also beside what was told before."""
    safe = protect_against(true, told, SMALLEST_SHOWN)
    values = {each.key: each.value for each in true}
    return [_fixed(each, values[each.key]) for each in safe if each.cell != (UNIQUE,)]


def _published(each: Fixed) -> Published:
    return as_published(each.indicator, each.cell, each.period, each.value)


def _counted(audience: Audience, organisation: uuid.UUID | None, each: Fixed) -> Counted:
    return Counted(
        audience, organisation, each.period, each.indicator, each.cell, each.value, each.hidden
    )


def _own(period: Period, found: list[CountedTrajectory]) -> list[Counted]:
    """Each partner's own numbers, exact, for that partner only (decision D18)."""
    rows = []
    for organisation in {each.organisation for each in found}:
        mine = [each for each in found if each.organisation == organisation]
        people = len({each.client for each in mine})
        rows.append(
            Counted(Audience.PARTNER, organisation, period, Key.PEOPLE_PER_PARTNER, "", people)
        )
        rows += [
            Counted(
                Audience.PARTNER, organisation, period, Key.TRAJECTORIES, each.cell[0], each.value
            )
            for each in _activities(period, mine)
        ]
    return rows


def _for_coordinator(each: Published) -> Counted:
    period = Period(each.start, each.end)
    return Counted(
        Audience.COORDINATOR, None, period, Key(each.indicator), "|".join(each.cell), each.value
    )


def _fixed(each: Published, true: int | None) -> Fixed:
    indicator, cell = Key(each.indicator), "|".join(each.cell)
    hidden = "" if each.value is not None else _why(indicator, cell, each.start.year, true or 0)
    return Fixed(Period(each.start, each.end), indicator, cell, each.value, hidden)


def _edge(each: Published, *, shown: bool) -> Fixed:
    """Lowest and highest go with the estimate: shown with it, hidden with it."""
    value = (
        each.value if shown and each.value is not None and each.value >= SMALLEST_SHOWN else None
    )
    return Fixed(
        Period(each.start, each.end),
        Key.PEOPLE,
        each.cell[0],
        value,
        "" if value is not None else "<",
    )


def _why(indicator: Key, cell: str, number: int, true: int) -> str:
    """A hidden result of a promise may be told in a word when the word fits more than one number."""
    if indicator is not Key.TRAJECTORIES:
        return "<"
    activity = Activity.objects.filter(key=cell, year=number).prefetch_related("targets").first()
    target = (
        next((t for t in activity.targets.all() if t.unit in PEOPLE_UNITS), None)
        if activity
        else None
    )
    if target is None or not words_are_safe(low=target.low, high=target.high):
        return "<"
    return LETTERS[judge(low=target.low, high=target.high, done=true)]
