"""Text against tables: shares, counts, measures, arguments and activities without a line."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from ketenwerk.programme.arithmetic import half_up, percent
from ketenwerk.programme.facts import (
    BudgetKind,
    Counted,
    Funding,
    NumberKind,
    ProgrammeFile,
    Relation,
    StatedCount,
    StatedNumber,
    StatedShare,
)
from ketenwerk.programme.findings import (
    Finding,
    Severity,
    Where,
    fits,
    lines_of,
    partner_name,
    where,
)
from ketenwerk.programme.wording import number


def shares(programme: ProgrammeFile) -> Iterator[Finding]:
    """A claimed percentage against the sum of the lines, and against every other total that the documents state."""
    numbers = {stated.key: stated for stated in programme.numbers}
    for share in programme.shares:
        whole = numbers[share.whole]
        for part, places in _share_parts(programme, share, whole):
            if whole.number:
                yield _share(share, part, whole, places)


def _share_parts(
    programme: ProgrammeFile, share: StatedShare, whole: StatedNumber
) -> list[tuple[Decimal, tuple[object, ...]]]:
    """The different numbers that may be the part, each with the rows it stands in: first the sum, then stated totals."""
    in_euros = whole.unit.startswith("euro")
    lines = lines_of(programme, share.budget, share.partner)
    amounts = [Decimal(line.euros or 0) if in_euros else line.hours or Decimal(0) for line in lines]
    parts: dict[Decimal, tuple[object, ...]] = {}
    if amounts and not (in_euros and any(line.withheld for line in lines)):
        parts[sum(amounts, Decimal(0))] = ()
    for total in programme.totals:
        stated = total.euros if in_euros else total.hours
        if (total.budget, total.partner) == (share.budget, share.partner) and stated is not None:
            parts.setdefault(Decimal(stated), (total,))
    return list(parts.items())


def _share(
    share: StatedShare, part: Decimal, whole: StatedNumber, places: tuple[object, ...]
) -> Finding:
    found = percent(part, whole.number)
    right = _holds(share.relation, part * 100 / whole.number, share.percent)
    said = "" if share.relation is Relation.EQUAL else f"{share.relation.value} "
    return Finding(
        "aandeel",
        fits(right),
        f"{share.name}: het stuk zegt {said}{number(share.percent)} %; {number(part)} van {number(whole.number)} "
        f"{whole.unit} is {number(found)} %.",
        where(share, whole, *places),
        share.percent,
        found,
        found - share.percent,
        found,
    )


def _holds(relation: Relation, found: Decimal, stated: Decimal) -> bool:
    """Equal means: rounds to the stated percentage in the decimals in which it is stated."""
    digits = max(0, -int(stated.as_tuple().exponent))
    return {
        Relation.EQUAL: half_up(found, digits) == stated,
        Relation.LESS: found < stated,
        Relation.MORE: found > stated,
        Relation.AT_MOST: found <= stated,
        Relation.AT_LEAST: found >= stated,
    }[relation]


def counts(programme: ProgrammeFile) -> Iterator[Finding]:
    """A stated number of municipalities, areas, partners or groups against the list in this file."""
    for count in programme.counts:
        found = _listed(programme, count)
        name = f" van {partner_name(programme, count.partner)}" if count.partner else ""
        opening = f"Aantal {count.counted.value}{name}: het stuk noemt {count.number}"
        if found is None:
            what = f"{opening}; welke dat zijn, staat niet in dit bestand."
            yield Finding("aantal", Severity.NOTICE, what, where(count), count.number)
            continue
        hint = _earlier_list(programme, count) if found != count.number else ""
        yield Finding(
            "aantal",
            fits(found == count.number),
            f"{opening}, de lijst telt er {found}.{hint}",
            where(count),
            count.number,
            found,
            found - count.number,
        )


def _listed(programme: ProgrammeFile, count: StatedCount) -> int | None:
    match count.counted:
        case Counted.MUNICIPALITIES:
            return _listed_municipalities(programme, count)
        case Counted.WORK_AREAS:
            return sum(count.partner in {None, area.partner} for area in programme.work_areas)
        case Counted.PARTNERS:
            return len(programme.partners)
        case Counted.GROUPS:
            return sum(not group.cross for group in programme.groups)


def _listed_municipalities(programme: ProgrammeFile, count: StatedCount) -> int | None:
    day = _day_of(programme, count.origin)
    if count.partner is None:
        return _municipalities_on(programme, day)
    covered = [row for row in programme.coverage if row.partner == count.partner]
    if not covered or any(row.municipalities is None and not row.whole_region for row in covered):
        return None
    names = {name for row in covered for name in row.municipalities or ()}
    return (
        _municipalities_on(programme, day)
        if any(row.whole_region for row in covered)
        else len(names)
    )


def _day_of(programme: ProgrammeFile, origin: str) -> date:
    """The first day of the year of the document; without one, of the latest document."""
    years_of = {document.key: document.year for document in programme.documents if document.year}
    key = origin.replace(";", ",").partition(",")[0].strip()
    return date(years_of.get(key) or max(years_of.values(), default=programme.started), 1, 1)


def _municipalities_on(programme: ProgrammeFile, day: date) -> int:
    return sum(
        (row.start is None or row.start <= day) and (row.end is None or day < row.end)
        for row in programme.municipalities
    )


def _earlier_list(programme: ProgrammeFile, count: StatedCount) -> str:
    """When the stated number was right until a change of the list, the sentence that says so."""
    if count.counted is not Counted.MUNICIPALITIES or count.partner is not None:
        return ""
    for day in sorted({row.end for row in programme.municipalities if row.end}, reverse=True):
        if _municipalities_on(programme, date.fromordinal(day.toordinal() - 1)) == count.number:
            return f" Vóór {day.day}-{day.month}-{day.year} waren het er {count.number}."
    return ""


def measures(programme: ProgrammeFile) -> Iterator[Finding]:
    """Numbers about one subject that are counted in different ways, or in one way with different outcomes."""
    subjects = dict.fromkeys(stated.subject for stated in programme.numbers)
    for subject in subjects:
        for one, other in pairwise(
            stated for stated in programme.numbers if stated.subject == subject
        ):
            yield from _measured(subject, one, other)


def _measured(subject: str, one: StatedNumber, other: StatedNumber) -> Iterator[Finding]:
    same_measure = (one.measure, one.unit) == (other.measure, other.unit)
    difference = other.number - one.number
    opening = f"{subject.capitalize()}: {_told(one)} en {_told(other)}"
    values = (one.number, other.number, difference)
    if not same_measure:
        what = f"{opening}. Zij zijn anders geteld en niet te vergelijken zonder definitie."
        yield Finding("maat-verschilt", Severity.NOTICE, what, where(one, other), *values)
    elif one.year == other.year and one.kind is other.kind and difference:
        what = f"{opening}. Zij gaan over hetzelfde en zijn niet gelijk."
        yield Finding("getal-verschilt", Severity.WRONG, what, where(one, other), *values)


def _told(stated: StatedNumber) -> str:
    about = "ongeveer " if stated.approximate else ""
    year = f" in {stated.year}" if stated.year else ""
    kind = "" if stated.kind is NumberKind.STATED else f" {stated.kind.value}"
    measure = f" ({stated.measure})" if stated.measure else ""
    return f"{about}{number(stated.number)} {stated.unit}{kind}{year}{measure}"


def arguments(programme: ProgrammeFile) -> Iterator[Finding]:
    """Each point of an advice has at least one argument, and each argument belongs to a point."""
    names = {advice.key: advice for advice in programme.advices}
    for point in programme.advice_points:
        found = sum(
            (row.advice, row.point) == (point.advice, point.number) for row in programme.arguments
        )
        amount = "1 argument" if found == 1 else f"{found} argumenten" if found else "geen argument"
        advice = names[point.advice]
        yield Finding(
            "advies-argument",
            Severity.RIGHT if found else Severity.NOTICE,
            f"{advice.title}, punt {point.number} ({point.name}): {amount}.",
            (Where(point.line, advice.origin),),
            1,
            found,
            found - 1,
        )
    points = {(point.advice, point.number) for point in programme.advice_points}
    for row in programme.arguments:
        if (row.advice, row.point) not in points:
            what = f"{names[row.advice].title}: het argument '{row.name}' hoort bij punt {row.point}, en dat punt is er niet."
            yield Finding(
                "argument-zonder-punt",
                Severity.WRONG,
                what,
                (Where(row.line, names[row.advice].origin),),
            )


def unpaid(programme: ProgrammeFile) -> Iterator[Finding]:
    """Activities that are said to be subsidised and that no line of an application or award pays for."""
    kinds = {budget.key: budget.kind for budget in programme.budgets}
    paid = {
        key
        for line in programme.lines
        if kinds[line.budget] is not BudgetKind.OWN_EFFORT
        for key in line.activities
    }
    for activity in programme.activities:
        if kinds and activity.funding is Funding.SUBSIDY and activity.key not in paid:
            what = f"{activity.name} heet gesubsidieerd, maar geen regel van een aanvraag of verlening betaalt het."
            yield Finding("zonder-regel", Severity.NOTICE, what, where(activity))
