"""The account as a workbook: the same rows as the PDF, in cells that can be added up."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from ketenwerk.kernel import dutch
from ketenwerk.kernel.documents import Cell, Column, Kind, Row, Sheet, about_sheet, workbook
from ketenwerk.reports.account_beside import TOGETHER, Overview, hours_rows
from ketenwerk.reports.account_document import (
    Account,
    AccountLine,
    AccountOrganisation,
    Mode,
    Picture,
    Totals,
    in_table_order,
    lines_of,
    totals,
    verdict_words,
    why_totals_are_empty,
)
from ketenwerk.reports.account_pdf import range_text

AMOUNTS = (
    Column("Uren begroot", 14, Kind.WHOLE),
    Column("Uren gedaan", 14, Kind.HOURS),
    Column("Euro begroot", 14, Kind.EUROS),
    Column("Euro besteed", 14, Kind.EUROS),
    Column("Verschil", 13, Kind.EUROS),
)
ROUNDING = (
    "Uren zijn de gewerkte minuten gedeeld door 60. Euro's zijn per post afgerond op hele euro's. "
    "Een totaal is de som van de afgeronde posten."
)


def account_excel(account: Account) -> bytes:
    sheets = [_lines(account), _sums(account), _numbers(account)]
    sheets += [
        _drawing(number, each) for number, each in enumerate(account.pictures, start=1) if each.rows
    ]
    sheets += [_hours(account)] if account.hours else []
    sheets += [_overview(each) for each in account.overviews]
    sheets += [_definitions(account), about_sheet(_facts(account))]
    return workbook(sheets, title=f"{account.programme_short}: {account.title}")


def _lines(account: Account) -> Sheet:
    columns = (
        Column("Wie", 8),
        Column("Organisatie", 22),
        Column("Post", 34),
        Column("Afgesproken", 30),
        *AMOUNTS,
        Column("Beoordeeld", 16),
        Column("Toelichting", 50),
    )
    rows = tuple(
        _line(organisation, line)
        for organisation in account.organisations
        for line in lines_of(account, organisation)
    )
    return Sheet("Posten", f"{account.title}: posten", columns, rows)


def _line(organisation: AccountOrganisation, line: AccountLine) -> Row:
    judged = organisation.mode.value
    return Row(
        (
            organisation.abbreviation,
            organisation.name,
            line.label,
            line.promised,
            *_amounts(totals([line])),
            judged,
            line.explanation.strip(),
        )
    )


def _amounts(sums: Totals) -> tuple[Cell, ...]:
    hours = None if sums.minutes_done is None else Decimal(sums.minutes_done) / 60
    return (sums.hours_budget, hours, sums.euros_budget, sums.euros_done, sums.difference)


def _sums(account: Account) -> Sheet:
    columns = (Column("Wie", 8), Column("Organisatie", 30), *AMOUNTS, Column("Beoordeeld", 16))
    rows = [
        Row((each.abbreviation, each.name, *_amounts(totals(lines)), each.mode.value))
        for each in account.organisations
        if (lines := lines_of(account, each))
    ]
    rows.append(Row((None, "Totaal", *_amounts(totals(account.lines)), None), strong=True))
    return Sheet("Totalen", f"{account.title}: totalen", columns, tuple(rows))


def _hours(account: Account) -> Sheet:
    columns = (
        Column("Wie", 8),
        Column("Uren", 50),
        Column("Uren begroot", 14, Kind.WHOLE),
        Column("Uren gedaan", 14, Kind.HOURS),
    )
    rows = tuple(
        Row((who, what, budget, Decimal(minutes) / 60), strong=what == TOGETHER)
        for who, what, budget, minutes in hours_rows(account.hours)
    )
    return Sheet("Alle uren", f"{account.title}: alle uren", columns, rows)


def _overview(overview: Overview) -> Sheet:
    columns = tuple(
        Column(head, 14, Kind.WHOLE) if place in overview.numbers else Column(head, 30)
        for place, head in enumerate(overview.head)
    )
    rows = tuple(Row(tuple(_number_or_text(cell) for cell in row)) for row in overview.rows)
    return Sheet(overview.title, overview.title, columns, rows)


def _numbers(account: Account) -> Sheet:
    columns = (
        Column("Wie", 8),
        Column("Post", 36),
        Column("Afgesproken", 24),
        Column("Eenheid", 18),
        Column("Van", 9, Kind.WHOLE),
        Column("Tot en met", 12, Kind.WHOLE),
        Column("Gedaan", 10, Kind.WHOLE),
        Column("Opmerking", 16),
        Column("Oordeel", 16),
    )
    return Sheet("Aantallen", f"{account.title}: aantallen", columns, tuple(_targets(account)))


def _targets(account: Account) -> Iterator[Row]:
    for line in in_table_order(account):
        for target in line.targets:
            yield Row(
                (
                    line.organisation,
                    line.label,
                    range_text(target),
                    target.unit,
                    target.low,
                    target.high,
                    target.done,
                    target.done_text if target.done is None else None,
                    verdict_words(account, target.verdict),
                )
            )


def _drawing(number: int, picture: Picture) -> Sheet:
    columns = tuple(
        Column(head, 14, Kind.WHOLE) if place else Column(head, 30)
        for place, head in enumerate(picture.head)
    )
    rows = tuple(Row(tuple(_number_or_text(cell) for cell in row)) for row in picture.rows)
    return Sheet(f"Tekening {number}", picture.title, columns, rows)


def _number_or_text(text: str) -> Cell:
    return int(text) if text.isascii() and text.isdecimal() else text


def _definitions(account: Account) -> Sheet:
    columns = (
        Column("Nummer", 10),
        Column("Getal", 28),
        Column("Uitleg", 80),
        Column("Versie", 8, Kind.WHOLE),
        Column("Sinds", 18, Kind.DAY),
    )
    rows = tuple(
        Row((each.number, each.word, each.how_counted, each.version, each.since))
        for each in account.definitions
    )
    return Sheet("Hoe geteld", "Hoe geteld", columns, rows)


def _facts(account: Account) -> list[tuple[str, str]]:
    last_day = account.end - timedelta(days=1)
    modes = {mode: _joined(account, mode) for mode in Mode}
    facts = [
        ("Document", f"{account.title}, versie {account.version}"),
        ("Programma", f"{account.programme_short}, regio {account.region}"),
        ("Voor", account.grantor),
        ("Selectie: organisaties", account.for_organisation or "de hele keten"),
        (
            "Selectie: periode",
            f"{dutch.full_day(account.start)} tot en met {dutch.full_day(last_day)}",
        ),
        (
            "Vastgezet op" if account.is_frozen else "Stand op, nog niet vastgezet",
            dutch.full_day(account.frozen_on),
        ),
        ("Controlegetal", account.check_number),
        ("Verschillende mensen", _people(account)),
        ("Per regel beoordeeld", modes[Mode.PER_LINE]),
        ("Op het totaal beoordeeld", modes[Mode.ON_TOTAL]),
        ("Afronding", ROUNDING),
        (
            "Alle uren",
            "Elk uur telt één keer. Het vaste deel ligt op geen post en kost geen subsidie.",
        ),
        ("Begroot bedrag", "Zoals toegekend. Het is nooit uitgerekend uit uren en tarief."),
    ]
    if not account.whole_year:
        facts.append(("Halverwege", "Afspraken en begrote bedragen gelden voor het hele jaar."))
    facts += [("Leeg totaal", reason) for reason in why_totals_are_empty(account)]
    facts += [
        ("Niet getoond", reason) for reason in account.hidden or ("Er is geen getal verborgen.",)
    ]
    facts += [("Wat viel op", f"{each.subject}. {each.text}") for each in account.what_stood_out]
    facts += [("Wat wij vragen", each) for each in account.what_we_ask]
    facts += [("Goed om te weten", f"{each.subject}. {each.text}") for each in account.oddities]
    return facts


def _joined(account: Account, mode: Mode) -> str:
    return ", ".join(each.name for each in account.organisations if each.mode is mode) or "geen"


def _people(account: Account) -> str:
    people = account.people
    if people is None:
        return "Dit aantal staat niet in dit verslag."
    expected = "" if people.expected is None else f" Verwacht: {people.expected}."
    return f"{people.estimate}. {people.sentence}{expected}"
