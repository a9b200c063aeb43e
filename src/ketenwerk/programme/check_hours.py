"""Hours: rates, weeks in a year, amounts without hours, and promises against the hours that pay for them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from ketenwerk.programme.arithmetic import factor_span, fewest_factors, half_up
from ketenwerk.programme.facts import Budget, BudgetKind, BudgetLine, Partner, ProgrammeFile, Target
from ketenwerk.programme.findings import (
    Finding,
    Severity,
    Where,
    fits,
    lines_of,
    partner_name,
    parts_of,
    where,
)
from ketenwerk.programme.wording import euro, joined, number, span


def rates(programme: ProgrammeFile) -> Iterator[Finding]:
    """Amount = hours × rate, rounded half up to a whole euro: the stated rate, or the rates that explain the lines."""
    for budget, partner in parts_of(programme):
        lines = [
            line
            for line in lines_of(programme, budget.key, partner)
            if line.hours and line.euros is not None
        ]
        about = f"{partner_name(programme, partner)}, {budget.name}"
        yield from (_stated_rate(line, line.rate, about) for line in lines if line.rate is not None)
        yield from _implied_rates([line for line in lines if line.rate is None], about)


def _stated_rate(line: BudgetLine, rate: Decimal, about: str) -> Finding:
    found, stated = int(half_up((line.hours or 0) * rate)), line.euros or 0
    return Finding(
        "tarief-regel",
        fits(found == stated),
        f"{about}, {line.name}: {number(line.hours or 0)} uur × {euro(rate)} is {euro(found)}; het stuk noemt {euro(stated)}.",
        where(line),
        stated,
        found,
        found - stated,
    )


def _implied_rates(lines: list[BudgetLine], about: str) -> Iterator[Finding]:
    spans = [(line, factor_span(line.euros or 0, line.hours or Decimal(1))) for line in lines]
    groups = fewest_factors(spans)
    for shared, members in groups:
        yield from (_implied_rate(line, shared.simplest, about) for line in members)
    found = tuple(
        half_up(shared.simplest, 2) for shared, _ in groups if shared.simplest is not None
    )
    if len(lines) > 1 and len(found) == len(groups):
        yield _rate_agreement(lines, found, about)


def _implied_rate(line: BudgetLine, rate: Decimal | None, about: str) -> Finding:
    hours, stated = line.hours or Decimal(1), line.euros or 0
    opening = f"{about}, {line.name}: {euro(stated)} voor {number(hours)} uur"
    if rate is None:
        nearest = half_up(stated / hours, 2)
        found = int(half_up(hours * nearest))
        what = f"{opening} is bij geen tarief in hele centen te krijgen; {euro(nearest)} per uur geeft {euro(found)}."
        return Finding(
            "tarief-regel", Severity.NOTICE, what, where(line), stated, found, found - stated
        )
    rate = half_up(rate, 2)
    return Finding(
        "tarief-regel",
        Severity.RIGHT,
        f"{opening} is {euro(rate)} per uur.",
        where(line),
        stated,
        int(half_up(hours * rate)),
        0,
    )


def _rate_agreement(lines: list[BudgetLine], found: tuple[Decimal, ...], about: str) -> Finding:
    shown = joined([euro(rate) for rate in found])
    if len(found) == 1:
        what = f"{about}: alle {len(lines)} regels volgen één tarief van {shown} per uur."
        return Finding("tarief-partner", Severity.RIGHT, what, where(*lines), found=found)
    what = f"{about}: de regels volgen {len(found)} tarieven, {shown} per uur."
    return Finding("tarief-partner", Severity.NOTICE, what, where(*lines), found=found)


def weeks(programme: ProgrammeFile) -> Iterator[Finding]:
    """Hours a week × weeks = hours a year, rounded half up: the partner's own weeks, and one base per budget."""
    partners = {partner.key: partner for partner in programme.partners}
    for budget in programme.budgets:
        lines = [
            line for line in lines_of(programme, budget.key) if line.hours and line.hours_per_week
        ]
        for line in lines:
            yield from _own_weeks(line, partners[line.partner], budget)
        if lines:
            yield _weeks_agreement(lines, budget)


def _own_weeks(line: BudgetLine, partner: Partner, budget: Budget) -> Iterator[Finding]:
    if partner.weeks_per_year is None or line.hours is None or line.hours_per_week is None:
        return
    found = half_up(line.hours_per_week * partner.weeks_per_year)
    yield Finding(
        "weken-regel",
        fits(found == half_up(line.hours)),
        f"{partner.name}, {budget.name}, {line.name}: {number(line.hours_per_week)} uur × "
        f"{number(partner.weeks_per_year)} weken is {number(found)} uur; het stuk noemt {number(line.hours)}.",
        where(line),
        line.hours,
        found,
        found - line.hours,
    )


def week_bases(lines: Iterable[BudgetLine]) -> list[tuple[Decimal, list[BudgetLine]]]:
    """The numbers of weeks a year that these lines use, lowest first, with the lines that use each."""
    spans = [
        (line, factor_span(half_up(line.hours), line.hours_per_week))
        for line in lines
        if line.hours and line.hours_per_week
    ]
    return [(shared.shown, members) for shared, members in fewest_factors(spans)]


def _weeks_agreement(lines: list[BudgetLine], budget: Budget) -> Finding:
    bases = week_bases(lines)
    found = tuple(base for base, _ in bases)
    if len(bases) == 1:
        what = f"{budget.name}: alle regels met uren per week rekenen met {number(found[0])} weken per jaar."
        return Finding("weken", Severity.RIGHT, what, where(*lines), found=found)
    shown = joined(
        [f"{number(base)} ({joined([line.name for line in members])})" for base, members in bases]
    )
    return Finding(
        "weken",
        Severity.WRONG,
        f"{budget.name}: de regels rekenen met {len(bases)} verschillende aantallen weken per jaar: {shown}.",
        where(*lines),
        found=found,
        difference=found[-1] - found[0],
    )


def without_hours(programme: ProgrammeFile) -> Iterator[Finding]:
    """Asked amounts without hours a year; the rate they would have at each weeks base that the budget uses."""
    awards = {budget.key for budget in programme.budgets if budget.kind is BudgetKind.AWARD}
    for line in programme.lines:
        if line.euros and line.hours is None and line.budget not in awards:
            bases = [base for base, _ in week_bases(lines_of(programme, line.budget))]
            yield _without_hours(programme, line, bases if line.hours_per_week else [])


def _without_hours(programme: ProgrammeFile, line: BudgetLine, bases: list[Decimal]) -> Finding:
    amount, weekly = line.euros or 0, line.hours_per_week or Decimal(1)
    found = tuple(half_up(amount / (weekly * base), 2) for base in bases)
    shown = joined(
        [f"{euro(rate)} bij {number(base)} weken" for rate, base in zip(found, bases, strict=True)]
    )
    hint = f" Met {number(weekly)} uur per week is dat per uur {shown}." if found else ""
    what = f"{partner_name(programme, line.partner)}, {line.name}: {euro(amount)} zonder uren per jaar en zonder tarief.{hint}"
    return Finding("zonder-uren", Severity.NOTICE, what, where(line), None, found or None)


def targets_and_hours(programme: ProgrammeFile) -> Iterator[Finding]:
    """A promise against the hours of the line that pays for it alone."""
    for target in programme.targets:
        lines = [
            line
            for line in lines_of(programme, target.budget)
            if line.activities == (target.activity,)
        ]
        hours = sum((line.hours or Decimal(0) for line in lines), Decimal(0))
        if target.low and target.high and hours:
            yield from _hours_per_unit(programme, target, hours, lines)
            yield from _needed_hours(programme, target, hours, lines)


def _hours_per_unit(
    programme: ProgrammeFile, target: Target, hours: Decimal, lines: list[BudgetLine]
) -> Iterator[Finding]:
    """Hours for each promised unit, or for each session where the units have sessions."""
    sessions = target.sessions or 1
    low, high = (target.low or 0) * sessions, (target.high or 0) * sessions
    if high == 1:
        return
    least, most = half_up(hours / high, 2).normalize(), half_up(hours / low, 2).normalize()
    unit = "bijeenkomsten" if target.sessions else target.unit
    what = (
        f"{_activity_name(programme, target)}: {number(hours)} uur voor {span(low, high)} {unit} "
        f"is {span(least, most)} uur per stuk."
    )
    places = where(target, *lines)
    yield Finding("uren-per-eenheid", Severity.RIGHT, what, places, None, (least, most))


def _needed_hours(
    programme: ProgrammeFile, target: Target, hours: Decimal, lines: list[BudgetLine]
) -> Iterator[Finding]:
    if target.weeks_low is None or target.weeks_high is None or not target.hours_per_week:
        return
    least = (target.low or 0) * target.weeks_low * target.hours_per_week
    most = (target.high or 0) * target.weeks_high * target.hours_per_week
    verdict = (
        "dat past"
        if most <= hours
        else "de onderkant past, de bovenkant niet"
        if least <= hours
        else "ook de onderkant past niet"
    )
    yield Finding(
        "bereik-uren",
        fits(most <= hours),
        f"{_activity_name(programme, target)}: {span(target.low or 0, target.high or 0)} {target.unit} × "
        f"{span(target.weeks_low, target.weeks_high)} weken × {number(target.hours_per_week)} uur per stuk is "
        f"{span(least, most)} uur; de begroting heeft {number(hours)} uur: {verdict}.",
        where(target, *lines),
        hours,
        (least, most),
        (least - hours, most - hours),
    )


def _activity_name(programme: ProgrammeFile, target: Target) -> str:
    name = next(
        activity.name for activity in programme.activities if activity.key == target.activity
    )
    return f"{partner_name(programme, target.partner)}, {name}"


def repeated_targets(programme: ProgrammeFile) -> Iterator[Finding]:
    """A promise that the text repeats holds once; adding up per place multiplies it."""
    repeated = [
        target
        for target in programme.targets
        if target.low is not None and len(target.mentions) > 1
    ]
    yield from (_repeated(programme, target) for target in repeated)
    ordered = sorted(repeated, key=lambda target: (target.budget, target.partner))
    for (_, partner), group in groupby(ordered, key=lambda target: (target.budget, target.partner)):
        members = list(group)
        if len(members) > 1:
            yield _repeated_by_partner(members, partner_name(programme, partner))


def _repeated(programme: ProgrammeFile, target: Target) -> Finding:
    low, high, times = target.low or 0, target.high or 0, len(target.mentions)
    what = (
        f"{_activity_name(programme, target)}: {span(low, high)} {target.unit} staat op {times} plaatsen en geldt "
        f"één keer voor alle groepen samen. Optellen per plaats zou {span(low * times, high * times)} geven."
    )
    found = (low * times, high * times)
    return Finding(
        "afspraak-herhaald",
        Severity.NOTICE,
        what,
        _mentions(target),
        (low, high),
        found,
        _less(found, (low, high)),
    )


def _mentions(target: Target) -> tuple[Where, ...]:
    return tuple(Where(target.line, mention) for mention in target.mentions)


def _less(found: tuple[int, int], expected: tuple[int, int]) -> tuple[int, int]:
    return found[0] - expected[0], found[1] - expected[1]


def _repeated_by_partner(targets: list[Target], name: str) -> Finding:
    once = (sum(target.low or 0 for target in targets), sum(target.high or 0 for target in targets))
    naive = (
        sum((target.low or 0) * len(target.mentions) for target in targets),
        sum((target.high or 0) * len(target.mentions) for target in targets),
    )
    what = (
        f"{name}: {len(targets)} afspraken die de tekst herhaalt, tellen samen als {span(*once)}. "
        f"Optellen per plaats zou {span(*naive)} geven."
    )
    return Finding(
        "afspraken-herhaald",
        Severity.NOTICE,
        what,
        where(*targets),
        once,
        naive,
        _less(naive, once),
    )
