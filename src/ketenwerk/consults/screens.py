"""What the pages say about promises: how many talks, how many hours, and where the year will end."""

import uuid
from dataclasses import dataclass
from datetime import date

from ketenwerk.consults.queries import (
    Reach,
    Work,
    reaches,
    talks_per_activity,
    work_for,
)
from ketenwerk.figures.api import SMALLEST_SHOWN
from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts.ruler import ruler
from ketenwerk.kernel.charts.shapes import Drawing
from ketenwerk.kernel.periods import year
from ketenwerk.people.api import Actor, Organisation

HIDDEN = "minder dan 5"
JUDGED = {
    "below": "onder de afspraak",
    "within": "binnen de afspraak",
    "above": "boven de afspraak",
}
SIGNS = {"below": "care", "within": "good", "above": "care"}
# Before this many days a forecast says nothing.
ENOUGH_DAYS = 28


def judge(count: int, low: int, high: int) -> str:
    """Below, within or above; both ends of the range are within (counting rule 5)."""
    if count < low:
        return "below"
    return "within" if count <= high else "above"


def forecast(count: int, number: int, today: date) -> int | None:
    """Where a year ends at this pace, half up; None when too little of it is gone."""
    span = year(number)
    if today >= span.end:
        return count
    gone = (today - span.start).days + 1
    if gone < ENOUGH_DAYS:
        return None
    total = (span.end - span.start).days
    return (2 * count * total + gone) // (2 * gone)


@dataclass(frozen=True)
class Verdict:
    """How a promise stands: the sign, the words, and what is expected of the whole year."""

    kind: str
    words: str
    expected: int | None


@dataclass(frozen=True)
class Bar:
    label: str
    words: str
    verdict: Verdict
    picture: Drawing


def words_of(reach: Reach) -> str:
    """12 van 20–40 gesprekken, 38 van 104 uur."""
    talks = f"{reach.talks} van {dutch.span(reach.low, reach.high)} gesprekken"
    if not reach.hours:
        return talks
    return (
        f"{talks}, {dutch.short_number(reach.minutes / 60, 1)} van {dutch.number(reach.hours)} uur"
    )


def verdict_of(reach: Reach, number: int, today: date) -> Verdict:
    expected = forecast(reach.talks, number, today)
    if expected is None:
        return Verdict("soft", "te vroeg voor een verwachting", None)
    found = judge(expected, reach.low, reach.high)
    return Verdict(SIGNS[found], JUDGED[found], expected)


def bar_of(reach: Reach, number: int, today: date) -> Bar:
    verdict = verdict_of(reach, number, today)
    picture = ruler(
        reach.talks,
        title=f"{reach.activity.label}: {words_of(reach)}.",
        expected=verdict.expected,
        low=reach.low,
        high=reach.high,
        numbers=True,
    )
    return Bar(reach.activity.label, words_of(reach), verdict, picture)


def bars(actor: Actor, number: int, today: date) -> list[Bar]:
    """The promises in talks of the own organisation."""
    counted = talks_per_activity(actor, number)
    return [bar_of(each, number, today) for each in reaches(actor.organisation, number, counted)]


def chip(actor: Actor, number: int) -> str:
    """What saving a talk gave: used and available; without a promise the number of talks."""
    counted = talks_per_activity(actor, number)
    found = reaches(actor.organisation, number, counted)
    if found:
        return ". ".join(words_of(each) for each in found)
    return dutch.capital(
        dutch.counted(sum(counted.values()), "gesprek", "gesprekken") + f" in {number}"
    )


@dataclass(frozen=True)
class NumberRow:
    name: str
    talks: str
    hours: str
    promise: str
    verdict: Verdict | None
    participants: str
    teams: str


def number_rows(actor: Actor, number: int, today: date) -> list[NumberRow]:
    """One row for each organisation that is counted; of others a number from one to four is hidden (decision D18).

    No totals are shown, so that nothing hidden can be computed.
    """
    work_done, counted = work_for(actor, number)
    done = {each.organisation: each for each in work_done}
    houses = Organisation.objects.filter(kind=Organisation.Kind.PARTNER)
    found = []
    for house in houses:
        own = reaches(house.id, number, counted)
        if house.id in done or (own and _counts(actor, house.id)):
            work = done.get(house.id, Work(house.id))
            found.append(_number_row(actor, house, work, own, number, today))
    return found


def _counts(actor: Actor, house: uuid.UUID) -> bool:
    return actor.role == "coordinator" or actor.organisation == house


def _number_row(
    actor: Actor, house: Organisation, work: Work, own: list[Reach], number: int, today: date
) -> NumberRow:
    shown = _exact if actor.organisation == house.id else _protected
    hidden = shown(work.talks) == HIDDEN
    verdict = verdict_of(own[0], number, today) if own else None
    if hidden and verdict:
        verdict = Verdict("soft", "te klein om te laten zien", None)
    return NumberRow(
        house.name,
        shown(work.talks),
        HIDDEN if hidden else dutch.short_number(work.minutes / 60, 1),
        dutch.span(own[0].low, own[0].high) if own else "geen aantal",
        verdict,
        shown(work.participants),
        shown(work.teams),
    )


def _exact(count: int) -> str:
    return dutch.number(count)


def _protected(count: int) -> str:
    return HIDDEN if 0 < count < SMALLEST_SHOWN else dutch.number(count)
