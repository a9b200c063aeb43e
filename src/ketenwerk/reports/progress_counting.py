"""Measurements as figures: how many people were measured twice, per group, and on which domains it went better (R32).

Both are one secret. With the total of the first, the second can be solved; so where the total is not
shown, nothing of the second is, and where it is, the second is protected as if everybody knew it.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence

from ketenwerk.figures.api import (
    SMALLEST_SHOWN,
    TOTAL,
    Audience,
    Counted,
    Key,
    Published,
    protect_against,
)
from ketenwerk.kernel.periods import Period
from ketenwerk.programme.api import TargetGroup
from ketenwerk.progress.api import Moved

BETTER, SAME, WORSE, OPEN = "beter", "gelijk", "slechter", "open"
WAYS = (BETTER, SAME, WORSE, OPEN)


def progress_figures(found: Sequence[Moved], period: Period) -> list[Counted]:
    """Protected for the coordinator. A partner gets its own number exactly, and never what one person scored."""
    groups = dict(TargetGroup.objects.filter(for_clients=True).values_list("id", "key"))
    figures = _chain(found, period, groups)
    for house in dict.fromkeys(each.organisation for each in found):
        figures += _own([each for each in found if each.organisation == house], period, house)
    return figures


def _chain(found: Sequence[Moved], period: Period, groups: dict[uuid.UUID, str]) -> list[Counted]:
    people = protect_against(_measured(found, period, groups), [], SMALLEST_SHOWN)
    total = next(each.value for each in people if each.cell == (TOTAL,))
    changes = _changed(found, period)
    safe = _safe(changes) if total is not None else [_hidden(each) for each in changes]
    return [_counted(Audience.COORDINATOR, None, each) for each in (*people, *safe)]


def _own(found: Sequence[Moved], period: Period, house: uuid.UUID) -> list[Counted]:
    total = Published(Key.MEASURED, (TOTAL,), period.start, period.end, len(found))
    figures = (total, *_safe(_changed(found, period)))
    return [_counted(Audience.PARTNER, house, each) for each in figures]


def _measured(
    found: Iterable[Moved], period: Period, groups: dict[uuid.UUID, str]
) -> list[Published]:
    """People per group with their total; a group that is not for clients counts nowhere."""
    per = Counter(groups[each.group] for each in found if each.group in groups)
    cells = {key: per[key] for key in sorted(groups.values())} | {TOTAL: per.total()}
    return [
        Published(Key.MEASURED, (cell,), period.start, period.end, value)
        for cell, value in cells.items()
    ]


def _changed(found: Sequence[Moved], period: Period) -> list[Published]:
    """Per domain better, the same, worse and open; each row adds up to everybody."""
    rows = []
    for domain in found[0].steps if found else ():
        per = Counter(_way(each.steps[domain]) for each in found)
        cells = {way: per[way] for way in WAYS} | {TOTAL: len(found)}
        rows += [
            Published(Key.CHANGED, (domain, way), period.start, period.end, value)
            for way, value in cells.items()
        ]
    return rows


def _way(steps: int | None) -> str:
    if steps is None:
        return OPEN
    return BETTER if steps > 0 else WORSE if steps < 0 else SAME


def _safe(changes: Sequence[Published]) -> list[Published]:
    """As if the number of people were known already: hiding it is of no use to another cell."""
    known = [each for each in changes if TOTAL in each.cell]
    if any(0 < (each.value or 0) < SMALLEST_SHOWN for each in known):
        return [_hidden(each) for each in changes]
    return protect_against(changes, known, SMALLEST_SHOWN)


def _hidden(each: Published) -> Published:
    return Published(each.indicator, each.cell, each.start, each.end, None)


def _counted(audience: Audience, organisation: uuid.UUID | None, each: Published) -> Counted:
    return Counted(
        audience,
        organisation,
        Period(each.start, each.end),
        Key(each.indicator),
        "|".join(each.cell),
        each.value,
        "" if each.value is not None else "<",
    )
