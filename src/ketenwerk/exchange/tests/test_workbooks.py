"""Excel: the same row as from any other file; what a reader would not see is refused with its row and reason."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ketenwerk.exchange import reading
from ketenwerk.exchange.reading import read_table
from ketenwerk.kernel.tables import FileRefused

HEAD = ["referentie", "naam", "geboortedatum", "geboortejaar", "groep", "meetellen"]
ROW = ["A-1", "Zoë", date(1994, 5, 4), 1994, "sekswerkers", True]
# A workbook knows no time zones.
MORNING, NOON = datetime(2001, 7, 2), datetime(1994, 5, 4, 12, 30)  # noqa: DTZ001
EXAMPLES = Path(reading.__file__).parent / "static" / "exchange"


def book(
    *rows: list[object], change: Callable[[Workbook, Worksheet], object] | None = None
) -> bytes:
    made = Workbook()
    sheet = made.active
    for row in (HEAD, *rows):
        sheet.append(row)
    if change:
        change(made, sheet)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


@pytest.mark.requirement("R99")
def test_typed_cells_become_the_words_of_a_row() -> None:
    table = read_table(book(ROW, [], [" A-2 ", "Mila", MORNING, 2001.0, "x", "nee"]))
    assert table.problems == ()
    assert [row.number for row in table.rows] == [2, 4]
    assert table.rows[0].cells == {
        "referentie": "A-1",
        "naam": "Zoë",
        "geboortedatum": "4-5-1994",
        "geboortejaar": "1994",
        "groep": "sekswerkers",
        "meetellen": "ja",
    }
    assert (table.rows[1].cells["referentie"], table.rows[1].cells["geboortejaar"]) == (
        "A-2",
        "2001",
    )


def with_cell(place: int, value: object) -> list[object]:
    return [*ROW[:place], value, *ROW[place + 1 :]]


@pytest.mark.requirement("R99")
@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (with_cell(1, "=A2"), "naam", "formule"),
        (with_cell(1, '=HYPERLINK("http://x.example","Zoë")'), "naam", "formule"),
        (with_cell(1, "+31"), "naam", "formule"),
        (with_cell(1, "x" * 201), "naam", "200 tekens"),
        (with_cell(1, date(1994, 5, 4)), "naam", "opmaak tekst"),
        (with_cell(2, NOON), "geboortedatum", "tijd"),
        (with_cell(2, 34458), "geboortedatum", "geen dag"),
        (with_cell(3, 1994.5), "geboortejaar", "komma"),
        (with_cell(4, "#N/A"), "groep", "fout van Excel"),
        ([*ROW, "06"], "", "naast de kolommen"),
    ],
)
def test_a_wrong_cell_is_told_by_its_row_and_column(
    row: list[object], column: str, words: str
) -> None:
    problems = read_table(book(ROW, row)).problems
    assert [(each.row, each.column) for each in problems] == [(3, column)]
    assert words in problems[0].text


def hide_row(_book: Workbook, sheet: Worksheet) -> None:
    sheet.row_dimensions[2].hidden = True


def merge_third_row(_book: Workbook, sheet: Worksheet) -> None:
    sheet.merge_cells("A3:B3")


def test_a_hidden_row_and_merged_cells_are_told_by_their_row() -> None:
    hidden = read_table(book(ROW, ROW, change=hide_row)).problems
    assert [each.row for each in hidden] == [2]
    with pytest.raises(FileRefused, match="Op rij 3 zijn vakken samengevoegd"):
        read_table(book(ROW, ROW, change=merge_third_row))


def hide_sheet(made: Workbook, _sheet: Worksheet) -> None:
    made.create_sheet("Meer").sheet_state = "hidden"


def second_sheet(made: Workbook, _sheet: Worksheet) -> None:
    made.create_sheet("Meer")["A1"] = "ook iets"


def hide_column(_book: Workbook, sheet: Worksheet) -> None:
    sheet.column_dimensions["B"].hidden = True


def formula_head(_book: Workbook, sheet: Worksheet) -> None:
    sheet["B1"] = '="naam"'


def far_cell(_book: Workbook, sheet: Worksheet) -> None:
    sheet["XFD1048576"] = "x"


@pytest.mark.requirement("R99")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (hide_sheet, "verborgen blad"),
        (second_sheet, "meer bladen"),
        (hide_column, "verborgen kolom"),
        (formula_head, "formule"),
        (far_cell, "Deel het op"),
        (lambda _, sheet: sheet.merge_cells("A1:B1"), "eerste rij"),
        (lambda _, sheet: sheet.delete_rows(1, 9), "geen rijen"),
        (lambda _, sheet: sheet.delete_cols(5), "groep"),
    ],
)
def test_a_workbook_that_hides_or_mixes_is_refused_whole(
    change: Callable[[Workbook, Worksheet], object], words: str
) -> None:
    with pytest.raises(FileRefused, match=words):
        read_table(book(ROW, change=change))


def test_an_empty_second_sheet_does_no_harm() -> None:
    table = read_table(book(ROW, change=lambda made, _: made.create_sheet("Blad2")))
    assert len(table.rows) == 1


def packed(**parts: bytes) -> bytes:
    """A good workbook with parts put in or replaced."""
    target = BytesIO()
    with ZipFile(BytesIO(book(ROW))) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (packed(**{"xl/vbaProject.bin": b"x"}), "macro"),
        (packed(**{"xl/extra.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "niet te lezen"),
        (packed(**{"xl/big.bin": b"0" * 61_000_000}), "te groot"),
        (packed(**{"xl/workbook.xml": b"<broken"}), "niet te lezen"),
        (packed(**{"[Content_Types].xml": b""}), "niet te lezen"),
        (book(ROW)[:900], "niet te lezen"),
        (book(ROW)[:-30], "niet te lezen"),
    ],
)
def test_a_bomb_or_a_broken_workbook_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        read_table(content)


@pytest.mark.requirement("R99")
def test_the_example_for_excel_reads_and_the_one_with_mistakes_says_which() -> None:
    good = read_table((EXAMPLES / "voorbeeld.xlsx").read_bytes())
    assert (len(good.rows), good.problems) == (3, ())
    wrong = read_table((EXAMPLES / "voorbeeld.csv").read_bytes())
    assert {each.row for each in wrong.problems} == {6, 7}


def test_a_merge_that_unfolds_into_a_whole_sheet_is_refused_unread() -> None:
    """A few kilobytes would cost a minute otherwise."""
    with pytest.raises(FileRefused, match="samengevoegd"):
        read_table(book(ROW, change=lambda _, sheet: sheet.merge_cells("A2:Z200")))
