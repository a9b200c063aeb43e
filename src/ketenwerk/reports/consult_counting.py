"""Work for professionals and groups as figures (R13, R55, R62). Counts of talks and attendances, never of people.

A partner gets its own numbers exactly; towards the coordinator one to four is hidden. There is no total over
partners, so that nothing hidden can be computed.
"""

import uuid
from collections.abc import Iterator, Sequence

from ketenwerk.consults.api import Work
from ketenwerk.figures.api import SMALLEST_SHOWN, Audience, Counted, Key
from ketenwerk.kernel.periods import Period
from ketenwerk.people.api import Organisation


def consult_figures(found: Sequence[Work], period: Period) -> list[Counted]:
    keys = dict(Organisation.objects.values_list("id", "key"))
    return [
        figure
        for work in found
        for indicator, value in _values(work)
        for figure in _figures(work.organisation, keys[work.organisation], period, indicator, value)
    ]


def _values(work: Work) -> Iterator[tuple[Key, int]]:
    yield Key.TALKS, work.talks
    yield Key.TALK_HOURS, (work.minutes + 30) // 60
    yield Key.ATTENDANCES, work.participants
    yield Key.TEAMS, work.teams


def _figures(
    house: uuid.UUID, key: str, period: Period, indicator: Key, value: int
) -> Iterator[Counted]:
    hidden = 0 < value < SMALLEST_SHOWN
    yield Counted(Audience.PARTNER, house, period, indicator, "", value)
    yield Counted(
        Audience.COORDINATOR,
        None,
        period,
        indicator,
        key,
        None if hidden else value,
        "<" if hidden else "",
    )
