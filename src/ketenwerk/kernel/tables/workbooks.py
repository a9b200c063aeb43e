"""From an Excel workbook to rows of text. What a reader would not see, is refused: formulas, hidden sheets, merged cells."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - an error named as a class

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from ketenwerk.kernel.tables.shapes import FileRefused, Layout, Problem, RawRow

WIDEST = 50
MOST_MERGED = 1_000
MERGE = re.compile(rb'<mergeCell[^>]*\bref="([A-Z0-9:$]+)"')
# Rows that only look empty count as well.
TALLEST_PART = 4
UNREADABLE = "Dit Excel-bestand is niet te lezen. Bewaar het opnieuw als gewone werkmap (.xlsx)."
BROKEN = (
    *(BadZipFile, ZlibError, InvalidFileException, OSError, EOFError, SyntaxError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, NotImplementedError),
    OverflowError,
)
MOST_CELLS = (
    2_000_000  # also those that only look empty: each costs time before anything is looked at
)


def read_workbook(content: bytes, layout: Layout) -> tuple[list[str], list[RawRow], list[Problem]]:
    """The head, the rows and what is wrong in them. Raises FileRefused for a workbook as a whole."""
    try:
        _check_parts(content, layout)
        book = load_workbook(BytesIO(content), keep_links=False)
        return _rows_of(_only_sheet(book.worksheets, layout), layout)
    except BROKEN:
        raise FileRefused(UNREADABLE) from None


def _check_parts(content: bytes, layout: Layout) -> None:
    with ZipFile(BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > layout.unfolded:
            raise FileRefused("Dit Excel-bestand is uitgepakt te groot. Deel het op.")
        names = archive.namelist()
        if any(name.endswith("vbaProject.bin") for name in names):
            raise FileRefused("Er zit een macro in. Bewaar het als gewone werkmap (.xlsx).")
        parts = [archive.read(name) for name in names if name.endswith(".xml")]
        if any(b"<!DOCTYPE" in part for part in parts):
            raise FileRefused(UNREADABLE)
        if any(_merges_much(part) for part in parts):
            raise FileRefused("Er zijn vakken samengevoegd. Maak dat ongedaan.")


def _merges_much(part: bytes) -> bool:
    """A merge is unfolded into all its cells before anything can be looked at, so a large one is refused unread."""
    return sum(_cells_in(found) for found in MERGE.findall(part)) > MOST_MERGED


def _cells_in(reference: bytes) -> int:
    found = range_boundaries(reference.decode("ascii", "replace"))
    left, top, right, bottom = (each or MOST_CELLS for each in found)
    return int((right - left + 1) * (bottom - top + 1))


def _only_sheet(sheets: list[Worksheet], layout: Layout) -> Worksheet:
    if any(sheet.sheet_state != "visible" for sheet in sheets):
        raise FileRefused("Er is een verborgen blad. Haal het weg, of maak het eerst zichtbaar.")
    full = [sheet for sheet in sheets if not _is_empty(sheet)]
    if not full:
        raise FileRefused("Er staan geen rijen in het bestand.")
    if len(full) > 1:
        raise FileRefused("Er staan meer bladen in het bestand. Laat één blad staan.")
    cells = full[0].max_row * full[0].max_column
    if (
        full[0].max_row > TALLEST_PART * layout.most_rows
        or full[0].max_column > WIDEST
        or cells > MOST_CELLS
    ):
        raise FileRefused(
            f"Er staan meer dan {layout.most_rows} rijen in het bestand. Deel het op."
        )
    return full[0]


def _is_empty(sheet: Worksheet) -> bool:
    return sheet.max_row == 1 and sheet.max_column == 1 and sheet["A1"].value is None


def _rows_of(sheet: Worksheet, layout: Layout) -> tuple[list[str], list[RawRow], list[Problem]]:
    lines = sheet.iter_rows()
    head = _head(sheet, next(lines))
    rows, problems = [], list(_merged(sheet))
    for number, cells in enumerate(lines, start=2):
        if all(cell.value is None or str(cell.value).strip() == "" for cell in cells):
            continue
        found = list(_wrong_in(sheet, number, head, cells, layout))
        problems += found
        if not found:
            rows.append(RawRow(number, dict(zip(head, map(_text, cells), strict=False))))
    return head, rows, problems


def _head(sheet: Worksheet, cells: tuple[Cell, ...]) -> list[str]:
    if any(cell.data_type == "f" for cell in cells):
        raise FileRefused("In de eerste rij staat een formule. Zet er de namen van de vakken.")
    if any(block.min_row == 1 for block in sheet.merged_cells.ranges):
        raise FileRefused("In de eerste rij zijn vakken samengevoegd. Splits ze.")
    if any(sheet.column_dimensions[cell.column_letter].hidden for cell in cells if cell.value):
        raise FileRefused("Er is een verborgen kolom. Maak hem zichtbaar of haal hem weg.")
    names = ["" if cell.value is None else str(cell.value).strip().casefold() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _merged(sheet: Worksheet) -> Iterator[Problem]:
    for block in sheet.merged_cells.ranges:
        yield Problem(block.min_row, "", "Hier zijn vakken samengevoegd. Splits ze.")


def _wrong_in(
    sheet: Worksheet, number: int, head: list[str], cells: tuple[Cell, ...], layout: Layout
) -> Iterator[Problem]:
    if sheet.row_dimensions[number].hidden:
        yield Problem(number, "", "Deze rij is verborgen. Maak hem zichtbaar of haal hem weg.")
    for place, cell in enumerate(cells):
        if cell.value is None:
            continue
        if place >= len(head):
            yield Problem(number, "", "Er staat iets naast de kolommen. Haal het weg.")
            return
        if words := _wrong_cell(cell, head[place], layout):
            yield Problem(number, head[place], words)


def _wrong_cell(cell: Cell, column: str, layout: Layout) -> str:
    value = cell.value
    if cell.data_type == "f":
        return "Dit vak is een formule. Zet er gewone tekst in."
    if cell.data_type == "e":
        return "Dit vak is een fout van Excel. Vul het in of maak het leeg."
    if column in layout.amounts and isinstance(value, int | float | time):
        return "Dit vak is niet te lezen." if isinstance(value, bool) else ""
    if isinstance(value, time) or (isinstance(value, datetime) and value.time() != time()):
        return "Hier staat een tijd bij. Zet er alleen een dag in."
    if isinstance(value, date):
        return "" if column in layout.days else "Dit vak is een dag. Geef het de opmaak tekst."
    if isinstance(value, int | float) and not isinstance(value, bool):
        if column in layout.days:
            return "Dit is een getal en geen dag. Geef het vak de opmaak datum."
        if value != int(value):
            return "Dit getal heeft cijfers achter de komma. Schrijf een heel getal."
    return "" if isinstance(value, str | int | float) else "Dit vak is niet te lezen."


def _text(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02}"
    return "" if value is None else str(value).strip()
