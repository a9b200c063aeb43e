"""What can be computed by laying releases side by side.

Two published numbers give a third by subtraction: the year less the first half, a corrected
number less the old one, the partners together less the unduplicated number. If the third is a
small count, that is a finding. Persons do not add up over periods; still the year less the first
half is exactly the number of people who were new, and 35 + 30 - 62 the number who came in both.
A hidden number counts with the interval that its table leaves for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, permutations, product

from ketenwerk.figures.disclosure.attack import attack
from ketenwerk.figures.disclosure.published import (
    TOTAL,
    UNIQUE,
    Bounded,
    Labels,
    Published,
    bounded,
    grouped,
    layout,
    table_intervals,
)
from ketenwerk.figures.disclosure.tables import Protected


@dataclass(frozen=True)
class Finding:
    """The figures of `plus` less those of `minus` show a count of 1 to at most `at_most`."""

    plus: tuple[Published, ...]
    minus: tuple[Published, ...]
    at_most: int

    @property
    def figures(self) -> tuple[Published, ...]:
        return self.plus + self.minus

    def __str__(self) -> str:
        taken = f" min {_listed(self.minus)}" if self.minus else ""
        return f"{_listed(self.plus)}{taken} laat een aantal van ten hoogste {self.at_most} zien"


def _listed(figures: Iterable[Published]) -> str:
    return " en ".join(str(figure) for figure in figures)


def differences(
    new: Iterable[Published], earlier: Iterable[Published], threshold: int
) -> list[Finding]:
    """What the new figures give away, by themselves or beside the earlier ones.

    What the earlier ones gave away without them is no finding: hiding cannot undo it.
    """
    new, earlier = list(new), list(earlier)
    known = set(_computed(earlier, threshold))
    found = [f for f in _computed([*earlier, *new], threshold) if f not in known]
    return found + _solved_tables(new, earlier, threshold)


def _computed(figures: Sequence[Published], threshold: int) -> list[Finding]:
    return _subtractions(bounded(figures), threshold) + _subtracted_tables(figures, threshold)


def _solved_tables(
    new: Sequence[Published], earlier: Sequence[Published], threshold: int
) -> list[Finding]:
    """Hidden cells that a release kept safe and that several releases together do not."""
    apart = [table_intervals(new), table_intervals(earlier)]
    together = table_intervals([*earlier, *new])
    hidden = {figure.key: figure for figure in [*earlier, *new] if figure.value is None}
    findings = []
    for key, interval in together.items():
        was_safe = all(key not in known or known[key].reaches(threshold) for known in apart)
        if key in hidden and was_safe and 0 < (interval.high or 0) < threshold:
            findings.append(Finding((hidden[key],), (), interval.high or 0))
    return findings


def _subtracted_tables(figures: Sequence[Published], threshold: int) -> list[Finding]:
    """A table less the table of a period within it is a table too, and is attacked as one."""
    shown = {figure.key: figure for figure in figures if figure.value is not None}
    findings = []
    for whole, part in permutations(grouped(figures).items(), 2):
        (indicator, start, end, depth), (name, first, last, other_depth) = whole[0], part[0]
        if (indicator, depth) == (name, other_depth) and start <= first and last <= end:
            for line, at_most in _small_rest_cells(whole[1], part[1], threshold):
                plus = [shown.get((indicator, cell, start, end)) for cell in line]
                minus = [shown.get((indicator, cell, first, last)) for cell in line]
                findings.append(Finding(_present(plus), _present(minus), at_most))
    return list(dict.fromkeys(findings))


def _present(figures: Iterable[Published | None]) -> tuple[Published, ...]:
    return tuple(figure for figure in figures if figure is not None)


def _small_rest_cells(
    whole: Mapping[Labels, int | None], part: Mapping[Labels, int | None], threshold: int
) -> Iterator[tuple[list[Labels], int]]:
    """Hidden cells of the difference that stay small, each as the labels of its row and column."""
    labels = layout([*whole, *part])
    grid = tuple(tuple(_less(whole.get(c), part.get(c)) for c in row) for row in labels)
    if any(value is not None and value < 0 for row in grid for value in row):
        return  # The part was corrected since, so the tables cannot be subtracted.
    try:
        found = attack(Protected.from_grid(grid))
    except ValueError:
        return
    for (i, j), interval in found.items():
        if labels[i][j] in {*whole, *part} and 0 < (interval.high or 0) < threshold:
            around = [*labels[i], *(row[j] for row in labels)]
            yield list(dict.fromkeys(around)), interval.high or 0


def _less(whole: int | None, part: int | None) -> int | None:
    return None if whole is None or part is None else whole - part


def _subtractions(known: Sequence[Bounded], threshold: int) -> list[Finding]:
    findings: list[Finding] = []
    series: dict[tuple[str, Labels], list[Bounded]] = defaultdict(list)
    for one in known:
        series[one.figure.indicator, one.figure.cell].append(one)
    for members in series.values():
        findings += _nested(members, threshold)
        if members[0].figure.adds_up:
            findings += _rests(members, threshold)
        else:
            findings += _returned(members, threshold)
    findings += _in_several(known, threshold)
    for one in known:
        if one.figure.value is not None:
            findings += _finding([one], [], threshold)
    return list(dict.fromkeys(findings))


def _finding(
    plus: Sequence[Bounded], minus: Sequence[Bounded], threshold: int
) -> Iterator[Finding]:
    """The finding, if the most that the difference can be is small."""
    if any(one.high is None for one in plus):
        return
    at_most = sum(one.high or 0 for one in plus) - sum(one.low for one in minus)
    if 0 < at_most < threshold:
        yield Finding(_in_order(plus), _in_order(minus), at_most)


def _in_order(known: Iterable[Bounded]) -> tuple[Published, ...]:
    return tuple(sorted((one.figure for one in known), key=lambda f: (f.start, f.end, f.cell)))


def _nested(members: Sequence[Bounded], threshold: int) -> list[Finding]:
    """A period less a period within it, or the same period in another version."""
    return [
        finding
        for whole in members
        for part in members
        if part is not whole and _within(part.figure, whole.figure)
        for finding in _finding([whole], [part], threshold)
    ]


def _within(part: Published, whole: Published) -> bool:
    return whole.start <= part.start and part.end <= whole.end


def _returned(members: Sequence[Bounded], threshold: int) -> list[Finding]:
    """Periods that follow one another less the period that they fill: who came more than once."""
    return [
        finding
        for whole in members
        for parts in _fillings(whole.figure.start, whole.figure.end, members)
        if len(parts) > 1
        for finding in _finding(parts, [whole], threshold)
    ]


def _fillings(start: date, end: date, members: Sequence[Bounded]) -> Iterator[list[Bounded]]:
    if start == end:
        yield []
    for first in members:
        if first.figure.start == start and first.figure.end <= end:
            for others in _fillings(first.figure.end, end, members):
                yield [first, *others]


def _in_several(known: Sequence[Bounded], threshold: int) -> list[Finding]:
    """Organisations together less the people they count once: who is with more than one."""
    return [
        finding
        for whole in known
        if UNIQUE in whole.figure.cell
        for finding in _finding(_counted_in(whole.figure, known), [whole], threshold)
    ]


def _counted_in(unique: Published, known: Sequence[Bounded]) -> list[Bounded]:
    at = unique.cell.index(UNIQUE)

    def is_part(other: Published) -> bool:
        around = (*other.cell[:at], UNIQUE, *other.cell[at + 1 :])
        return other.group == unique.group and around == unique.cell and other.cell[at] != TOTAL

    parts = {one.figure.cell: one for one in known if is_part(one.figure)}
    return [one for cell, one in parts.items() if cell != unique.cell]


def _rests(members: Sequence[Bounded], threshold: int) -> list[Finding]:
    """Every stretch of time whose count follows from adding and subtracting periods.

    With the counts summed from the first day on, the count of a stretch is the difference of two
    sums, and the most that two sums can differ is a shortest path (Floyd and Warshall).
    """
    stretches = _stretches(members)
    days = sorted({day for stretch in stretches for day in stretch})
    for via, first, last in product(days, days, days):
        before, after = stretches.get((first, via)), stretches.get((via, last))
        if before and after:
            _keep_least(stretches, (first, last), before + after)
    if any(stretches[day, day].most < 0 for day in days):
        return []  # Corrections that do not fit: then nothing follows from them with certainty.
    small = [stretch for stretch, rest in stretches.items() if _is_small(rest, threshold, *stretch)]
    widest = [s for s in small if not any(o[0] <= s[0] and s[1] <= o[1] and o != s for o in small)]
    found = (_finding(*stretches[stretch].sides, threshold) for stretch in widest)
    return [finding for findings in found for finding in findings]


@dataclass(frozen=True)
class Rest:
    """The most that a stretch of time can count, and the figures that say so."""

    most: int
    plus: tuple[Bounded, ...] = ()
    minus: tuple[Bounded, ...] = ()

    @property
    def sides(self) -> tuple[tuple[Bounded, ...], tuple[Bounded, ...]]:
        return self.plus, self.minus

    def __add__(self, other: "Rest") -> "Rest":
        return Rest(self.most + other.most, self.plus + other.plus, self.minus + other.minus)


def _is_small(rest: Rest, threshold: int, first: date, last: date) -> bool:
    return first < last and 0 < rest.most < threshold


def _stretches(members: Sequence[Bounded]) -> dict[tuple[date, date], Rest]:
    latest = {one.figure.key: one for one in members}
    days = sorted({day for one in latest.values() for day in (one.figure.start, one.figure.end)})
    stretches = {(day, day): Rest(0) for day in days}
    stretches |= {(later, day): Rest(0) for day, later in pairwise(days)}
    for one in latest.values():
        start, end = one.figure.start, one.figure.end
        _keep_least(stretches, (end, start), Rest(-one.low, minus=(one,)))
        if one.high is not None:
            _keep_least(stretches, (start, end), Rest(one.high, plus=(one,)))
    return stretches


def _keep_least(
    stretches: dict[tuple[date, date], Rest], stretch: tuple[date, date], rest: Rest
) -> None:
    known = stretches.get(stretch)
    if known is None or rest.most < known.most:
        stretches[stretch] = rest
