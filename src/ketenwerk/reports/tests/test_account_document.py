"""The account as the municipality gets it: promised, done, judged, and nobody given away."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from ketenwerk.reports.account_document import (
    Account,
    PeopleCount,
    TargetResult,
    Verdict,
    file_name,
    judge,
    lead_sentences,
    lines_of,
    met,
    target_result,
    totals,
    unexplained,
    whole_text,
    why_totals_are_empty,
    words_are_safe,
)
from ketenwerk.reports.account_excel import account_excel
from ketenwerk.reports.account_pdf import account_pdf, hours_text
from ketenwerk.reports.tests.account_sample import GGD, MEE, STERKER, account, half_year, lines

PROMISED_EUROS = ("44.650", "42.478", "9.058", "2.178", "13.588", "4.355", "11.000", "145.423")
PROMISED_HOURS = ("475", "634", "104", "25", "156", "50", "543", "1.109")
PROMISED_RANGES = ("3–5", "20–40", "5–10", "6–10")
MARKUP = '#set text(red) *vet* $x$ [a] \\ @ref <script>alert(1)</script> =cmd|"/C calc"!A0 `c` //'


def read(one: Account) -> PdfReader:
    return PdfReader(BytesIO(account_pdf(one)))


def flat(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def tight(text: str) -> str:
    return "".join(text.split())


def workbook_of(one: Account) -> object:
    return load_workbook(BytesIO(account_excel(one)))


def small(unit: str = "cliënten", *, low: int = 3, high: int = 5, done: int = 4) -> TargetResult:
    return target_result(unit, low=low, high=high, done=done, people=True)


# What was promised and done


@pytest.mark.requirement("R85")
@pytest.mark.parametrize("shown", [*PROMISED_EUROS, *PROMISED_HOURS, *PROMISED_RANGES])
def test_the_pdf_holds_every_promise_of_2021(shown: str) -> None:
    assert shown in flat(read(account()))


@pytest.mark.requirement("R85")
@pytest.mark.parametrize(
    "shown",
    ["43.992", "42.947", "86.939", "9.755", "45.663", "143.602", "−1.821", "524,25", "1.799,25"],
)
def test_the_pdf_holds_what_was_done_and_its_sums(shown: str) -> None:
    assert shown in flat(read(account()))


def test_the_summary_says_it_in_two_sentences_and_three_numbers() -> None:
    text = flat(read(account()))
    assert "5 van de 8 afgesproken aantallen zijn gehaald. Er is € 1.821 over." in text
    assert "Zeker tussen 54 en 61. Verwacht: 60." in text
    assert "5 van 8" in text


def test_every_explanation_stands_in_the_document() -> None:
    text = tight(flat(read(account())))
    for line in account().lines:
        assert tight(line.explanation) in text


def test_definitions_oddities_and_what_is_hidden_are_in_words() -> None:
    text = flat(read(account()))
    assert "2, sinds 1 januari 2021" in text
    assert "39,6 werkweken" in text
    assert "Wat we niet laten zien" in text


# Sums and judgements


@pytest.mark.requirement("R86")
def test_lines_of_an_award_on_its_total_are_information_and_the_total_is_judged() -> None:
    over = tuple(
        replace(line, euros_done=line.euros_budget + 100, targets=(), explanation="")
        for line in lines()
    )
    asked = {line.organisation for line in unexplained(account(lines=over))}
    assert asked == {"GGD", "STK"}


@pytest.mark.requirement("R86")
def test_the_document_says_who_is_judged_on_what() -> None:
    text = flat(read(account()))
    assert "Per regel beoordeeld: GGD Gelderland-Zuid en Sterker." in text
    assert "Op het totaal beoordeeld: MEE Gelderse Poort." in text


@pytest.mark.requirement("R74")
def test_a_deviation_without_a_word_is_asked_for_and_shown_as_open() -> None:
    silent = tuple(replace(line, explanation="") for line in lines())
    one = account(lines=silent)
    assert [line.label for line in unexplained(one)] == [
        "Ervaringsdeskundige",
        "Deskundigheidsbevordering",
        "Lotgenotengroep",
        "Uitbreiding uren R75",
    ]
    assert flat(read(one)).count("Voor dit verschil is nog geen uitleg gegeven.") == 4


def test_a_sum_without_hours_stays_empty_and_says_why() -> None:
    sums = totals(lines())
    assert sums.hours_budget is None
    assert sums.minutes_done == (468 + 641 + 112 + 25 + 149 + 31 + 101 + 106 + 166) * 60 + 15
    (reason,) = why_totals_are_empty(account())
    assert reason.startswith("In de begroting staan geen jaaruren voor Uitbreiding uren R75.")
    assert reason in flat(read(account()))


def test_stated_totals_per_organisation_follow_from_the_lines() -> None:
    one = account()
    granted = [totals(lines_of(one, each)).euros_budget for each in (GGD, MEE, STERKER)]
    assert granted == [87128, 47295, 11000]


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(0, 2000)),
            st.one_of(st.none(), st.integers(0, 120_000)),
            st.one_of(st.none(), st.decimals(0, 100_000, places=2)),
        )
    )
)
def test_a_sum_exists_only_when_every_line_has_its_value(
    values: list[tuple[int | None, int | None, Decimal | None]],
) -> None:
    sums = totals(
        replace(lines()[0], hours_budget=hours, minutes_done=worked, euros_done=spent)
        for hours, worked, spent in values
    )
    assert (sums.hours_budget is None) == any(hours is None for hours, _, _ in values)
    assert (sums.minutes_done is None) == any(worked is None for _, worked, _ in values)
    assert (sums.euros_done is None) == any(spent is None for _, _, spent in values)
    assert (sums.difference is None) == (sums.euros_done is None)


def test_missing_hours_and_euros_leave_open_places_never_zeros() -> None:
    gap = replace(lines()[0], minutes_done=None, euros_done=None)
    one = account(lines=(gap, *lines()[1:]))
    assert totals(one.lines).difference is None
    assert lead_sentences(one)[1] == "Wat er is besteed, is nog niet compleet."
    assert "De gewerkte uren van Coördinatie zijn niet bekend." in flat(read(one))
    row = workbook_of(one)["Posten"][4]
    assert [cell.value for cell in row[5:9]] == [None, 44650, None, None]


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 60))
def test_a_result_is_below_within_or_above_its_range(low: int, width: int, done: int) -> None:
    verdict = judge(low=low, high=low + width, done=done)
    assert (verdict is Verdict.WITHIN) == (low <= done <= low + width)
    assert (verdict is Verdict.BELOW) == (done < low)


# Nobody is given away


@pytest.mark.requirement("R85")
def test_a_result_below_five_people_is_told_in_words_only() -> None:
    result = small(done=4)
    assert result.done is None
    assert result.verdict is Verdict.WITHIN
    assert target_result("cliënten", low=3, high=5, done=5, people=True).done == 5
    assert target_result("bijeenkomsten", low=8, high=8, done=3, people=False).done == 3


@given(st.integers(0, 12), st.one_of(st.none(), st.integers(0, 12)), st.integers(0, 4))
def test_the_words_never_leave_one_possible_number(low: int, width: int | None, done: int) -> None:
    high = None if width is None else low + width
    shown = target_result("cliënten", low=low, high=high, done=done, people=True)
    same = [
        other
        for other in range(5)
        if target_result("cliënten", low=low, high=high, done=other, people=True) == shown
    ]
    assert len(same) >= 2


def test_a_withheld_verdict_is_not_in_the_count_either() -> None:
    assert not words_are_safe(low=4, high=5)
    line = replace(lines()[2], targets=(small(low=4, done=4), small("trajecten", done=5)))
    assert met(account(lines=(line,))) == (1, 1)


def test_a_number_below_five_people_cannot_be_put_in() -> None:
    with pytest.raises(ValueError, match="below 5"):
        TargetResult("cliënten", 3, 5, 4, "4", Verdict.WITHIN, people=True)
    with pytest.raises(ValueError, match="below 5"):
        PeopleCount(3, 6, 8, None, "")


def test_hidden_results_are_the_same_file_whatever_they_were() -> None:
    """Three or four people within 3–5: the two accounts cannot be told apart."""

    def with_result(done: int) -> Account:
        changed = tuple(
            replace(line, targets=(small(done=done),)) if "begeleiding" in line.label else line
            for line in lines()
        )
        return account(lines=changed)

    assert account_pdf(with_result(3)) == account_pdf(with_result(4))
    assert account_excel(with_result(3)) == account_excel(with_result(4))


# Half a year, one partner, nothing, very much


def test_halfway_a_promise_still_runs_and_is_not_below() -> None:
    text = flat(read(half_year()))
    assert "Halverwege: 5 van de 8" in text
    assert "loopt" in text
    assert "Nog te besteden" in text
    assert "Dit is de stand over de eerste helft van 2021." in text


def test_an_account_of_one_partner_names_only_that_partner() -> None:
    one = account(
        for_organisation=MEE.name,
        organisations=(MEE,),
        lines=lines_of(account(), MEE),
        people=None,
        what_stood_out=(),
        what_we_ask=(),
        oddities=(),
        definitions=(),
    )
    text = flat(read(one))
    assert "Van MEE Gelderse Poort, voor de gemeente Nijmegen." in text
    assert "GGD" not in text
    assert "Totaal" not in text


def test_an_account_without_lines_says_so() -> None:
    one = account(lines=(), people=None, what_stood_out=(), what_we_ask=(), pictures=())
    assert "Er zijn geen posten in dit verslag." in flat(read(one))
    assert workbook_of(one)["Totalen"]["B4"].value == "Totaal"


def test_sixty_lines_break_over_pages_with_the_head_on_each() -> None:
    many = tuple(replace(line, label=f"Post {n}") for n, line in enumerate((*lines(),) * 7))[:60]
    pages = [tight(page.extract_text()) for page in read(account(lines=many)).pages]
    with_rows = [page for page in pages if page.count("Post") > 10 and "binnen" in page]
    assert len(with_rows) >= 2
    assert all("Afgesproken" in page and "Oordeel" in page for page in with_rows)


def test_a_very_long_explanation_is_kept_whole() -> None:
    long = " ".join(f"woord{number}" for number in range(3000))
    text = tight(flat(read(account(lines=(replace(lines()[0], explanation=long),)))))
    assert "woord0" in text
    assert "woord2999" in text


def typed_everywhere() -> Account:
    line = replace(lines()[0], label=MARKUP, promised=MARKUP, explanation=MARKUP)
    return account(lines=(line,), title=MARKUP, what_we_ask=(MARKUP,), hidden=(MARKUP,))


def test_typed_markup_comes_out_literally_in_every_place() -> None:
    text = tight(flat(read(typed_everywhere())))
    assert text.count(tight(MARKUP)) >= 4


# The file itself


def test_the_pdf_is_tagged_dutch_titled_and_without_author() -> None:
    reader = read(account())
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("nl")
    assert reader.metadata is not None
    assert reader.metadata.title == "KIS: Verantwoording 2021"
    assert not reader.metadata.author


def test_the_same_account_gives_the_same_files() -> None:
    assert account_pdf(account()) == account_pdf(account())
    assert account_excel(account()) == account_excel(account())


@pytest.mark.parametrize(
    ("one", "name"),
    [
        (account(), "KIS-verantwoording-2021-v1.pdf"),
        (half_year(version=2), "KIS-verantwoording-2021-1e-helft-v2.pdf"),
        (account(for_organisation="Sterker"), "KIS-verantwoording-2021-deel-7f3a-v1.pdf"),
        (account(programme_short="Aanpak x"), "programma-verantwoording-2021-v1.pdf"),
    ],
)
def test_file_names_are_neutral(one: Account, name: str) -> None:
    assert file_name(one, "pdf") == name


def test_a_line_of_a_stranger_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the account"):
        account(organisations=(GGD, MEE))


# The workbook


def test_the_workbook_has_its_sheets_and_ends_with_where_it_comes_from() -> None:
    book = workbook_of(account())
    assert book.sheetnames == [
        "Posten",
        "Totalen",
        "Aantallen",
        "Tekening 1",
        "Hoe geteld",
        "Verantwoording",
    ]
    facts = {row[0].value: row[1].value for row in book["Verantwoording"].iter_rows(min_row=4)}
    assert facts["Selectie: periode"] == "1 januari 2021 tot en met 31 december 2021"
    assert facts["Vastgezet op"] == "14 maart 2022"
    assert facts["Controlegetal"] == "7F3A 91C2"
    assert {"Afronding", "Niet getoond", "Op het totaal beoordeeld"} <= set(facts)


def test_the_workbook_adds_up_to_the_pdf() -> None:
    book = workbook_of(account())
    rows = list(book["Posten"].iter_rows(min_row=4, values_only=True))
    assert len(rows) == 9
    last = list(book["Totalen"].iter_rows(values_only=True))[-1]
    assert last[4:7] == (145423, sum(row[7] for row in rows), -1821)
    assert last[2] is None


def test_the_workbook_holds_no_formula_and_typed_text_stays_text() -> None:
    line = replace(lines()[0], label="=1+1", explanation="@SUM(A1)")
    book = workbook_of(account(lines=(line,), what_we_ask=("=2+2",)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert book["Posten"]["C4"].value == "=1+1"
    assert book["Posten"]["C4"].data_type == "s"


def test_a_hidden_number_is_an_empty_cell_with_a_word_beside_it() -> None:
    rows = workbook_of(account())["Aantallen"].iter_rows(min_row=4, values_only=True)
    guided = next(row for row in rows if row[1] == "Individuele begeleiding")
    assert guided[4:9] == (3, 5, None, "niet getoond", "binnen")


def test_hours_in_cells_are_exact_and_on_paper_in_quarters() -> None:
    line = replace(lines()[0], minutes_done=100)
    assert workbook_of(account(lines=(line,)))["Posten"]["F4"].value == pytest.approx(100 / 60)
    assert hours_text(100, quarters=True) == "1,75"
    assert hours_text(67, quarters=True) == "1,00"
    assert hours_text(68, quarters=True) == "1,25"


def test_numbers_are_written_the_dutch_way() -> None:
    assert whole_text(145423) == "145.423"
    assert whole_text(Decimal(-1843)) == "−1.843"
    assert whole_text(Decimal("-0.2")) == "0"
