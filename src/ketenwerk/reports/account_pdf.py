"""The account as a tagged PDF: this module says what stands where, the template how it looks."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from ketenwerk.kernel import dutch
from ketenwerk.kernel.documents import compile_pdf
from ketenwerk.programme.api import unit_word
from ketenwerk.reports.account_beside import HOURS_NOTE, TOGETHER, Overview, hours_rows
from ketenwerk.reports.account_document import (
    Account,
    AccountLine,
    AccountOrganisation,
    Mode,
    Picture,
    Place,
    TargetResult,
    Totals,
    Verdict,
    deviates,
    difference,
    euro_text,
    in_table_order,
    is_over,
    lead_sentences,
    lines_of,
    met,
    needs_explanation,
    totals,
    verdict_words,
    whole_text,
    why_totals_are_empty,
)

TEMPLATE = Path(__file__).parent / "documents" / "account.typ"
MOST_BARS = 14

Values = dict[str, Any]


def account_pdf(account: Account) -> bytes:
    drawings = {picture.name: picture.svg for picture in account.pictures}
    return compile_pdf(TEMPLATE.read_text("utf-8"), _values(account), pictures=drawings)


def _values(account: Account) -> Values:
    noted = _noted(account)
    return {
        "document_title": f"{account.programme_short}: {account.title}",
        "date": [account.frozen_on.year, account.frozen_on.month, account.frozen_on.day],
        "foot": _foot(account),
        "kicker": f"{account.programme_short}, regio {account.region}",
        "title": account.title,
        "subtitle": _subtitle(account),
        "half_way": not account.whole_year,
        "period": account.period_label,
        **_cover(account),
        "lead": list(lead_sentences(account)),
        "cards": [_people_card(account), _numbers_card(account), _money_card(account)],
        "stood_out": [[each.subject, each.text] for each in account.what_stood_out],
        "asks": list(account.what_we_ask),
        "rows": list(_rows(account, noted)),
        "modes": _modes(account) if account.lines else [],
        "hours": list(_hours(account)),
        "hours_note": HOURS_NOTE,
        "overviews": [_overview(each) for each in account.overviews],
        "notes": [_note(letter, line) for letter, line in noted],
        "empty_totals": list(why_totals_are_empty(account)),
        "pictures": {place.value: _pictures(account, place) for place in Place},
        "tables": [_picture_table(picture) for picture in account.pictures if picture.rows],
        "definitions": [
            [
                each.number,
                each.word,
                each.how_counted,
                f"{each.version}, sinds {dutch.full_day(each.since)}",
            ]
            for each in account.definitions
        ],
        "hidden": list(account.hidden),
        "oddities": [[each.subject, each.text] for each in account.oddities],
    }


def hours_text(minutes: int, *, quarters: bool) -> str:
    """Whole hours, or hours in quarters where the document needs them: 1.109 or 112,25."""
    quarter_hours = (minutes * 2 + 15) // 30
    whole, part = divmod(quarter_hours, 4)
    return f"{whole_text(whole)},{part * 25:02}" if quarters else whole_text(whole)


def range_text(target: TargetResult) -> str:
    if target.high is None:
        return f"{whole_text(target.low)} of meer {target.unit}"
    if target.high == target.low:
        return f"{whole_text(target.low)} {unit_word(target.low, target.high, target.unit)}"
    return f"{whole_text(target.low)}–{whole_text(target.high)} {target.unit}"


def _foot(account: Account) -> str:
    return (
        f"{account.title}, versie {account.version}, vastgezet op {dutch.full_day(account.frozen_on)}, "
        f"controlegetal {account.check_number}"
        if account.is_frozen
        else f"{account.title}, stand op {dutch.full_day(account.frozen_on)}, nog niet vastgezet"
    )


def _subtitle(account: Account) -> str:
    names = [each.name for each in account.organisations]
    makers = account.for_organisation or _listed(names)
    return (
        "Wat we afspraken, wat we deden en wat het kostte. "
        f"Van {makers}, voor de {account.grantor}."
        if makers
        else "Wat we afspraken, wat we deden en wat het kostte."
    )


def _listed(names: list[str]) -> str:
    return " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _cover(account: Account) -> Values:
    """One bar per line in true length; with very many lines one bar per organisation."""
    by_line = len(account.lines) <= MOST_BARS
    found = {each.abbreviation: each for each in account.organisations}
    bars = (
        [
            (found[line.organisation], line.label, line.euros_budget)
            for line in in_table_order(account)
        ]
        if by_line
        else [
            (each, each.name, totals(lines_of(account, each)).euros_budget)
            for each in account.organisations
        ]
    )
    longest = max((amount for _, _, amount in bars), default=Decimal(0))
    together = euro_text(totals(account.lines).euros_budget)
    what = "één post van de begroting" if by_line else "één organisatie"
    return {
        "bars": [
            [each.abbreviation, each.colour, label, euro_text(amount), _share(amount, longest)]
            for each, label, amount in bars
        ],
        "bars_note": f"Elke balk is {what}. Samen {together}." if bars else "Er zijn geen posten.",
    }


def _share(amount: Decimal, longest: Decimal) -> float:
    return float(amount / longest) if longest else 0.0


def _people_card(account: Account) -> list[str]:
    people = account.people
    if people is None:
        return ["–", "verschillende mensen", "Dit aantal staat niet in dit verslag."]
    expected = f" Verwacht: {people.expected}." if people.expected is not None else ""
    return [whole_text(people.estimate), "verschillende mensen", people.sentence + expected]


def _numbers_card(account: Account) -> list[str]:
    reached, count = met(account)
    head = f"{reached} van {count}" if count else "–"
    below = [
        line.label
        for line in account.lines
        if any(target.verdict is Verdict.BELOW for target in line.targets)
    ]
    word = "Niet gehaald" if account.whole_year else "Loopt nog"
    tail = _listed(below) if len(below) <= 2 else f"bij {len(below)} posten, zie de tabel"
    return [head, "aantallen gehaald", f"{word}: {tail}." if below else ""]


def _money_card(account: Account) -> list[str]:
    sums = totals(account.lines)
    change = sums.difference
    if not account.lines:
        return ["–", "besteed", "Er zijn geen posten in dit verslag."]
    if sums.euros_done is None or change is None:
        return ["–", "besteed", f"Nog niet compleet. Begroot is {euro_text(sums.euros_budget)}."]
    left = "Over" if account.whole_year else "Nog te besteden"
    rest = (
        f"Meer dan begroot: {euro_text(change)}" if change > 0 else f"{left}: {euro_text(-change)}"
    )
    return [euro_text(sums.euros_done), "besteed", f"Van {euro_text(sums.euros_budget)}. {rest}."]


def _noted(account: Account) -> list[tuple[str, AccountLine]]:
    """The lines with a note, lettered a, b … z, aa in the order of the table."""
    found = {each.abbreviation: each.mode for each in account.organisations}
    lines = [
        line
        for line in in_table_order(account)
        if line.explanation.strip() or needs_explanation(account, line, found[line.organisation])
    ]
    return [(_letters(number), line) for number, line in enumerate(lines)]


def _letters(number: int) -> str:
    before, place = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("a") + place)


def _note(letter: str, line: AccountLine) -> Values:
    text = line.explanation.strip() or "Voor dit verschil is nog geen uitleg gegeven."
    return {"letter": letter, "organisation": line.organisation, "label": line.label, "text": text}


def _rows(account: Account, noted: list[tuple[str, AccountLine]]) -> Iterator[Values]:
    letters = {id(line): letter for letter, line in noted}
    quarters = any((line.minutes_done or 0) % 60 for line in account.lines)
    for organisation in account.organisations:
        lines = lines_of(account, organisation)
        for line in lines:
            yield _line_row(account, organisation, line, quarters) | {
                "note": letters.get(id(line), "")
            }
        if lines:
            yield _sum_row(organisation, totals(lines), quarters)
    if len(account.organisations) > 1 and account.lines:
        yield _amounts(totals(account.lines), quarters) | {
            "kind": "total",
            "label": "Totaal",
            "verdict": "",
        }


def _line_row(
    account: Account, organisation: AccountOrganisation, line: AccountLine, quarters: bool
) -> Values:
    judged = organisation.mode is Mode.PER_LINE
    return _amounts(totals([line]), quarters) | {
        "kind": "line",
        "organisation": organisation.abbreviation,
        "colour": organisation.colour,
        "label": line.label,
        "targets": [_target(account, target) for target in line.targets]
        or [[line.promised, _hours_done(line), _without_target(line, judged=judged), False]],
        "judged": judged,
        "over": judged and is_over(difference(line)),
    }


def _target(account: Account, target: TargetResult) -> list[Any]:
    words = verdict_words(account, target.verdict)
    return [range_text(target), target.done_text, words, deviates(account, target)]


def _hours_done(line: AccountLine) -> str:
    """What was done for a line that promised hours and nothing else."""
    if line.hours_budget is None or line.minutes_done is None:
        return ""
    return f"{hours_text(line.minutes_done, quarters=line.minutes_done % 60 > 0)} uur"


def _without_target(line: AccountLine, *, judged: bool) -> str:
    return _money_verdict(difference(line)) if judged else "in totaal"


def _money_verdict(change: Decimal | None) -> str:
    if change is None:
        return ""
    return Verdict.ABOVE.value if change > 0 else Verdict.WITHIN.value


def _sum_row(organisation: AccountOrganisation, sums: Totals, quarters: bool) -> Values:
    on_total = organisation.mode is Mode.ON_TOTAL
    return _amounts(sums, quarters) | {
        "kind": "sum",
        "organisation": organisation.abbreviation,
        "colour": organisation.colour,
        "label": f"{organisation.abbreviation} samen",
        "verdict": _money_verdict(sums.difference) if on_total else "",
    }


def _amounts(sums: Totals, quarters: bool) -> Values:
    worked = sums.minutes_done
    return {
        "hours_budget": "" if sums.hours_budget is None else whole_text(sums.hours_budget),
        "hours_done": "" if worked is None else hours_text(worked, quarters=quarters),
        "euros_budget": whole_text(sums.euros_budget),
        "euros_done": "" if sums.euros_done is None else whole_text(sums.euros_done),
        "difference": "" if sums.difference is None else whole_text(sums.difference),
    }


def _modes(account: Account) -> list[str]:
    """How each organisation is judged, in words above the table."""
    per_line = [each.name for each in account.organisations if each.mode is Mode.PER_LINE]
    on_total = [each.name for each in account.organisations if each.mode is Mode.ON_TOTAL]
    said = []
    if per_line:
        said.append(f"Per regel beoordeeld: {_listed(per_line)}.")
    if on_total:
        said.append(
            f"Op het totaal beoordeeld: {_listed(on_total)}. "
            "Verschillen tussen de regels zijn daar informatie."
        )
    return said


def _pictures(account: Account, place: Place) -> list[list[str]]:
    return [
        [each.name, each.title, each.alt, each.note]
        for each in account.pictures
        if each.place is place
    ]


def _hours(account: Account) -> Iterator[Values]:
    rows = hours_rows(account.hours)
    quarters = any(minutes % 60 for *_, minutes in rows)
    colours = {each.abbreviation: each.colour for each in account.organisations}
    for who, what, budget, minutes in rows:
        yield {
            "organisation": who,
            "colour": colours[who],
            "what": what,
            "budget": "" if budget is None else whole_text(budget),
            "done": hours_text(minutes, quarters=quarters),
            "sum": what == TOGETHER,
        }


def _overview(overview: Overview) -> Values:
    return {
        "title": overview.title,
        "note": overview.note,
        "head": list(overview.head),
        "rows": [list(row) for row in overview.rows],
        "words": overview.words,
    }


def _picture_table(picture: Picture) -> Values:
    return {
        "title": picture.title,
        "head": list(picture.head),
        "rows": [list(row) for row in picture.rows],
    }
