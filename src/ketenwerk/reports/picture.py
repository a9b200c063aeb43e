"""The whole picture: a number with its range and three drawings, each with a sentence, a table and how it was counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ketenwerk.access.api import Permission, Role, has
from ketenwerk.figures.api import (
    Audience,
    Key,
    Numbers,
    freezes,
    frozen_numbers,
    standing,
)
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.charts import (
    MORE,
    NOT_SHOWN,
    NOT_STARTED,
    ON_TRACK,
    Drawing,
    GroupPanel,
    Hidden,
    HoursPanel,
    Mark,
    Promise,
    Verdict,
    count_with_range,
    hours_left,
    people_per_group,
    planned_and_done,
    still_needed,
)
from ketenwerk.kernel.periods import Period, quarter, year
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import (
    TargetGroup,
    client_groups,
    expected_people,
    programme_years,
    range_words,
    unit_word,
)
from ketenwerk.reports.account_beside import HouseHours, hours_rows
from ketenwerk.reports.counting import ESTIMATE, LOWER, UPPER
from ketenwerk.reports.figure import HIDDEN_WORDS, Column, Figure, how_counted, value_of
from ketenwerk.reports.house_hours import house_hours
from ketenwerk.reports.lines import LineFacts, PromisedNumber, line_facts
from ketenwerk.reports.progress_picture import progress_pictures
from ketenwerk.reports.units import COUNTED_BY
from ketenwerk.reports.work_picture import work_pictures

MONTHS = 12
ENOUGH = 0.06
QUIET_MONTHS = 3
# A small result is told in a word only where the count allowed that word (decision D27).
SMALL_WORDS = {"o": Verdict(Mark.DOWN, "onder de afspraak"), "b": ON_TRACK, "m": MORE}


@dataclass(frozen=True)
class People:
    estimate: int
    sentence: str
    drawing: Drawing
    how: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WholePicture:
    year: int
    until: str
    counted_at: datetime | None
    people: People | None
    figures: tuple[Figure, ...]
    is_frozen: bool


def picture_years() -> list[int]:
    """The years that have a picture, newest first: with a programme, and begun. Never empty."""
    this = clock.today().year
    return [number for number in reversed(programme_years()) if number <= this] or [this]


def whole_picture(actor: Actor, number: int) -> WholePicture:
    """One of the picture years: for the coordinator and partners the last count, for outsiders what was frozen."""
    numbers, period, frozen = _numbers(actor, number)
    if numbers.counted_at is None:
        return WholePicture(number, "", None, None, (), is_frozen=frozen)
    organisation = (
        None if has(actor.role, Permission.PICTURE_EXACT) or frozen else actor.organisation
    )
    lines = line_facts(number, period, numbers, organisation)
    slots = partner_slots()
    drawn = [promised_figure(lines, slots), groups_figure(numbers, number)]
    if not frozen:  # hours go on after a freeze: they would not belong to the same moment
        houses = list(dict.fromkeys(facts.line.organisation for facts in lines))
        drawn.insert(1, hours_figure(lines, period, slots, house_hours(houses, period)))
    drawn += work_pictures(numbers, period, organisation)
    drawn += progress_pictures(numbers, period)
    figures = [figure for figure in drawn if figure.rows]
    return WholePicture(
        year=number,
        until=dutch.full_day(min(clock.today(), period.last_day)),
        counted_at=numbers.counted_at,
        people=people_of(numbers, period),
        figures=tuple(figures),
        is_frozen=frozen,
    )


def _numbers(actor: Actor, number: int) -> tuple[Numbers, Period, bool]:
    if actor.role in {Role.COORDINATOR, Role.PARTNER_MANAGER, Role.CONTROLLER}:
        if actor.role == Role.COORDINATOR:
            return standing(Audience.COORDINATOR), year(number), False
        return standing(Audience.PARTNER, actor.organisation), year(number), False
    last = next(iter(freezes(None, year=number)), None)
    if last is None:
        return Numbers({}, None), year(number), True
    return frozen_numbers(last), Period(last.start, last.end), True


def partner_slots() -> dict[str, int]:
    """The place of each partner in the palette, by abbreviation."""
    partners = Organisation.objects.filter(kind=Organisation.Kind.PARTNER)
    return {partner.abbreviation: slot for slot, partner in enumerate(partners, 1)}


def people_of(numbers: Numbers, period: Period) -> People | None:
    """Different people with the honest range; None when there is no count or it is too small."""
    found = [numbers.get(period, Key.PEOPLE, cell) for cell in (LOWER, ESTIMATE, UPPER)]
    values = [each.value for each in found if each is not None and each.value is not None]
    if len(values) < 3 or not values[1]:
        return None
    lower, estimate, upper = values
    expected = expected_people(period.start.year)
    sentence = people_sentence(lower, upper, expected)
    together = together_of(numbers, period)
    if together is not None:
        sentence += f" Tel je de partners bij elkaar op, dan kom je op {together}."
    title = f"{estimate} verschillende mensen met een traject. {sentence}"
    drawing = count_with_range(lower, estimate, upper, expected=expected, title=title)
    return People(estimate, sentence, drawing, how_counted(Key.PEOPLE))


def together_of(numbers: Numbers, period: Period) -> int | None:
    """The sum of what each partner counts (R23); None as soon as one of them is not shown.

    The partners' numbers and the number of different people were protected as one: where their
    difference would be a small number, one of them is hidden, and then there is no sum.
    """
    mine = (period, Key.PEOPLE_PER_PARTNER.value)
    values = [each.value for place, each in numbers.found.items() if place[:2] == mine]
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def people_sentence(lower: int, upper: int, expected: int | None) -> str:
    sure = f"Zeker tussen {lower} en {upper}." if lower != upper else "Dit getal is zeker."
    return f"{sure} Verwacht waren er {expected}." if expected else sure


def verdict_of(each: PromisedNumber, *, whole_year: bool = False) -> Verdict:
    """A word with a mark; a small number gets no word that would give it away (decision D27)."""
    done = value_of(each.done)
    low, high = each.target.low, each.target.high
    if isinstance(done, Hidden):
        return SMALL_WORDS.get(each.done.hidden if each.done else "", NOT_SHOWN)
    if done > high:
        return MORE
    if done >= low:
        return ON_TRACK
    if not done:
        return NOT_STARTED
    return Verdict(Mark.DOWN, "onder de afspraak") if whole_year else still_needed(low - done)


def promised_figure(lines: Sequence[LineFacts], slots: dict[str, int]) -> Figure:
    """Planned and done, a band where the promise is a range (picture 1)."""
    shown = [(facts, each) for facts in lines for each in facts.promised if each.is_counted]
    promises = [
        Promise(
            label=each.activity.label,
            partner=facts.line.organisation.abbreviation,
            slot=slots.get(facts.line.organisation.abbreviation, 1),
            low=each.target.low,
            high=each.target.high,
            done=value_of(each.done),
            unit=unit_word(each.target.low, each.target.high, each.target.unit),
            verdict=verdict_of(each),
        )
        for facts, each in shown
    ]
    rows = tuple(_promise_row(facts, each) for facts in lines for each in facts.promised)
    sentence = _promise_sentence(promises)
    return Figure(
        key="afspraken",
        sentence=sentence,
        drawing=planned_and_done(promises, title=sentence),
        note="Afgesproken en gedaan, hele jaar",
        columns=(
            Column("Afspraak", number=False),
            Column("Wie", number=False),
            Column("Afgesproken"),
            Column("Gedaan"),
            Column("Oordeel", number=False),
        ),
        rows=rows,
        how=how_counted(*_keys(shown), Key.MET),
    )


def _keys(shown: Sequence[tuple[LineFacts, PromisedNumber]]) -> list[Key]:
    """The figures behind these promises."""
    return list(dict.fromkeys(COUNTED_BY[each.target.unit] for _, each in shown))


def _promise_row(facts: LineFacts, each: PromisedNumber) -> tuple[str, ...]:
    promised = range_words(each.target.low, each.target.high, each.target.unit)
    who = facts.line.organisation.abbreviation
    if not each.is_counted:
        return (each.activity.label, who, promised, "nog niet geteld", "")
    done = value_of(each.done)
    words = HIDDEN_WORDS if isinstance(done, Hidden) else dutch.short_number(done)
    return (each.activity.label, who, promised, words, verdict_of(each).words)


def _promise_sentence(promises: Sequence[Promise]) -> str:
    if not promises:
        return "Er zijn nog geen afspraken in aantallen."
    good = sum(1 for p in promises if p.verdict in {ON_TRACK, MORE})
    behind = [p.label for p in promises if p.verdict not in {ON_TRACK, MORE, NOT_SHOWN}]
    start = f"{dutch.capital(dutch.in_words(good))} van de {dutch.in_words(len(promises))} afspraken {dutch.plural(good, 'is', 'zijn')} gehaald."
    return f"{start} Nog niet: {dutch.listing(behind)}." if behind else start


def hours_figure(
    lines: Sequence[LineFacts],
    period: Period,
    slots: dict[str, int],
    houses: Sequence[HouseHours],
) -> Figure:
    """Hours per line with the estimate for the end of the year (picture 7); the table has all other hours too."""
    today = clock.today()
    panels = [_panel(facts, today, slots) for facts in lines if facts.line.hours or facts.minutes]
    sentence = _hours_sentence(panels)
    rows = tuple(
        (
            p.label,
            p.partner,
            dutch.short_number(p.done),
            dutch.short_number(p.granted, 0) if p.granted else "niet afgesproken",
            p.verdict.words,
        )
        for p in panels
    )
    return Figure(
        key="uren",
        sentence=sentence,
        drawing=hours_left(panels, title=sentence, until="31 december"),
        note=f"Uren per post, tot en met {dutch.day(min(today, period.last_day))}",
        columns=(
            Column("Post", number=False),
            Column("Wie", number=False),
            Column("Gewerkt"),
            Column("Begroot"),
            Column("Verwachting", number=False),
        ),
        rows=(*rows, *_all_hours(houses)),
        how=how_counted(Key.HOURS),
    )


def _all_hours(houses: Sequence[HouseHours]) -> Iterator[tuple[str, ...]]:
    """Per organisation the sum of its lines, the own contribution, the fixed part and all together (R88)."""
    for who, what, budget, minutes in hours_rows(houses):
        planned = dutch.short_number(budget, 0) if budget else ""
        yield (what, who, dutch.short_number(minutes / 60), planned, "")


def _panel(facts: LineFacts, today: date, slots: dict[str, int]) -> HoursPanel:
    passed = max(1, min(MONTHS, today.month if today.year == facts.line.year else MONTHS))
    worked: list[float] = []
    for minutes in facts.months[:passed]:
        worked.append((worked[-1] if worked else 0.0) + minutes / 60)
    pace = expected_hours(facts, today)
    granted = float(facts.line.hours) if facts.line.hours else None
    who = facts.line.organisation.abbreviation
    return HoursPanel(
        label=facts.line.label,
        partner=who,
        slot=slots.get(who, 1),
        worked=tuple(worked),
        granted=granted,
        expected=pace,
        verdict=_hours_verdict(granted, pace),
    )


def expected_hours(facts: LineFacts, today: date) -> float:
    """Hours on 31 December at the pace of the days so far; a post without hours in the last months is done."""
    hours = facts.minutes / 60
    whole = year(facts.line.year)
    if today >= whole.end:
        return hours
    recent = facts.months[max(0, today.month - QUIET_MONTHS) : today.month]
    if not any(recent):
        return hours
    days = (today - whole.start).days + 1
    return hours / days * (whole.end - whole.start).days


def _hours_verdict(granted: float | None, expected: float) -> Verdict:
    if granted is None:
        return Verdict(None, "geen jaaruren afgesproken")
    left = granted - expected
    if abs(left) <= granted * ENOUGH:
        return ON_TRACK
    if left > 0:
        return Verdict(Mark.DOWN, f"{dutch.number(round(left))} uur over")
    return Verdict(Mark.UP, f"{dutch.number(round(-left))} uur tekort")


def _hours_sentence(panels: Sequence[HoursPanel]) -> str:
    short = [p.label for p in panels if p.verdict.words.endswith("tekort")]
    over = [p.label for p in panels if p.verdict.words.endswith("over")]
    if not panels:
        return "Er zijn nog geen uren."
    if not short and not over:
        return "Alle posten liggen op schema."
    parts = []
    if short:
        parts.append(f"Uren tekort bij {dutch.listing(short[:2]).lower()}.")
    if over:
        parts.append(f"Uren over bij {dutch.listing(over[:2]).lower()}.")
    return " ".join(parts)


def groups_figure(numbers: Numbers, number: int) -> Figure:
    """People per group per quarter as small multiples (picture 3)."""
    today = clock.today()
    quarters = [quarter(number, which) for which in range(1, 5)]
    past = [each for each in quarters if each.start <= today]
    groups = list(client_groups())
    panels, rows = [], []
    for group in groups:
        found = [numbers.get(each, Key.PEOPLE_PER_GROUP, group.key) for each in past]
        if not any(found):
            continue
        values = tuple(value_of(each) for each in found)
        panels.append(GroupPanel(group.label, values))
        rows.append(
            (
                group.label,
                *(HIDDEN_WORDS if isinstance(v, Hidden) else dutch.short_number(v) for v in values),
            )
        )
    names = tuple(dutch.MONTHS[each.start.month - 1][:3] for each in past)
    sentence = _groups_sentence(panels, groups)
    return Figure(
        key="mensen",
        sentence=sentence,
        drawing=people_per_group(panels, periods=names, title=sentence),
        note="Verschillende mensen met een traject, per kwartaal",
        columns=(
            Column("Doelgroep", number=False),
            *(Column(f"{name} {number}") for name in names),
        ),
        rows=tuple(rows),
        how=how_counted(Key.PEOPLE_PER_GROUP),
    )


def _groups_sentence(panels: Sequence[GroupPanel], groups: Sequence[TargetGroup]) -> str:
    shown = [
        p
        for p in panels
        if len(p.values) > 1 and not any(isinstance(p.values[i], Hidden) for i in (0, -1))
    ]
    if not shown:
        return f"Mensen in {dutch.counted(len(groups), 'doelgroep', 'doelgroepen')}, per kwartaal."
    largest = max(shown, key=lambda p: p.size())
    first, last = largest.values[0], largest.values[-1]
    if isinstance(first, Hidden) or isinstance(last, Hidden):
        return "Mensen per doelgroep, per kwartaal."
    if last == first:
        return (
            f"De groep {largest.label} bleef even groot: {dutch.short_number(last)} per kwartaal."
        )
    more = "Meer" if last > first else "Minder"
    return f"{more} mensen in de groep {largest.label}: van {dutch.short_number(first)} naar {dutch.short_number(last)} per kwartaal."
