"""From an Excel workbook to rows of text. What a reader would not see, is refused: formulas, hidden sheets, merged cells."""

import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - an error named as a class

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from ketenwerk.kernel.tables.shapes import FileRefused, Layout, Problem, RawRow

WIDEST = 50
# Rows that only look empty count as well.
TALLEST_PART = 4
# openpyxl makes every cell of the block around what is filled: so many for each real one, or this many in any case.
EMPTY_PER_CELL = 4
SMALL_BLOCK = 100_000
# A cell with its text is about six of these.
TAGS_PER_CELL = 8
TAG = rb"<(?:[^<>\s:/]+:)?"
CELL = re.compile(TAG + rb"c[\s/>]")
MERGED = re.compile(TAG + rb"mergeCell[\s/>](?:[^<>]*?\bref\s*=\s*[\"'][A-Z]+(\d{1,7}))?")
# A link over a block of cells is copied to each of them.
WIDE_LINK = re.compile(TAG + rb"hyperlink\s[^<>]*?\bref\s*=\s*[\"'][^\"'<>]*:")
# Two bytes for each letter: none of the above would be found in it.
WIDE_LETTERS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
TOO_LARGE = "Dit Excel-bestand is uitgepakt te groot. Deel het op."
UNREADABLE = "Dit Excel-bestand is niet te lezen. Bewaar het opnieuw als gewone werkmap (.xlsx)."
BROKEN = (
    *(BadZipFile, ZlibError, InvalidFileException, OSError, EOFError, SyntaxError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, NotImplementedError),
    OverflowError,
)


def read_workbook(content: bytes, layout: Layout) -> tuple[list[str], list[RawRow], list[Problem]]:
    """The head, the rows and what is wrong in them. Raises FileRefused for a workbook as a whole."""
    try:
        cells = _check_parts(content, layout)
        book = load_workbook(BytesIO(content), keep_links=False)
        sheet = _only_sheet(book.worksheets, layout, cells)
    except BROKEN:
        raise FileRefused(UNREADABLE) from None
    return _rows_of(sheet, layout)


def unfolded_size(content: bytes) -> int:
    """The bytes of a workbook unpacked, as the file itself says; nothing for what is no workbook."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return sum(part.file_size for part in archive.infolist())
    except BROKEN:
        return 0


def _check_parts(content: bytes, layout: Layout) -> int:
    """Looks at the bytes before openpyxl builds anything of them. Returns how many cells they hold."""
    with ZipFile(BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > layout.unfolded:
            raise FileRefused(TOO_LARGE)
        names = archive.namelist()
        if any(name.endswith("vbaProject.bin") for name in names):
            raise FileRefused("Er zit een macro in. Bewaar het als gewone werkmap (.xlsx).")
        return sum(_cells_in(archive.read(part), layout) for part in archive.infolist())


def _cells_in(part: bytes, layout: Layout) -> int:
    if b"<!DOCTYPE" in part or part.startswith(WIDE_LETTERS):
        raise FileRefused(UNREADABLE)
    most = 2 * layout.most_rows * len(layout.columns)
    if part.count(b"<") > TAGS_PER_CELL * most:
        raise FileRefused(TOO_LARGE)
    if merged := MERGED.search(part):
        raise FileRefused(f"{_row_words(merged[1])} zijn vakken samengevoegd. Splits ze.")
    if WIDE_LINK.search(part):
        raise FileRefused("Er staat een link over meer vakken tegelijk. Haal de link weg.")
    cells = sum(1 for _ in CELL.finditer(part))
    if cells > most:
        raise FileRefused(TOO_LARGE)
    return cells


def _row_words(row: bytes | None) -> str:
    if row is None:
        return "In het blad"
    return "In de eerste rij" if int(row) == 1 else f"Op rij {int(row)}"


def _only_sheet(sheets: list[Worksheet], layout: Layout, cells: int) -> Worksheet:
    if any(sheet.sheet_state != "visible" for sheet in sheets):
        raise FileRefused("Er is een verborgen blad. Haal het weg, of maak het eerst zichtbaar.")
    full = [sheet for sheet in sheets if not _is_empty(sheet)]
    if not full:
        raise FileRefused("Er staan geen rijen in het bestand.")
    if len(full) > 1:
        raise FileRefused("Er staan meer bladen in het bestand. Laat één blad staan.")
    if full[0].max_row > TALLEST_PART * layout.most_rows or full[0].max_column > WIDEST:
        raise FileRefused(
            f"Er staan meer dan {layout.most_rows} rijen in het bestand. Deel het op."
        )
    if full[0].max_row * full[0].max_column > max(SMALL_BLOCK, EMPTY_PER_CELL * cells):
        raise FileRefused("Er staat iets ver buiten de tabel. Haal het weg.")
    return full[0]


def _is_empty(sheet: Worksheet) -> bool:
    return sheet.max_row == 1 and sheet.max_column == 1 and sheet["A1"].value is None


def _rows_of(sheet: Worksheet, layout: Layout) -> tuple[list[str], list[RawRow], list[Problem]]:
    lines = sheet.iter_rows()
    head = _head(sheet, next(lines))
    rows: list[RawRow] = []
    problems: list[Problem] = []
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
    if any(sheet.column_dimensions[cell.column_letter].hidden for cell in cells if cell.value):
        raise FileRefused("Er is een verborgen kolom. Maak hem zichtbaar of haal hem weg.")
    names = ["" if cell.value is None else str(cell.value).strip().casefold() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


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
    if isinstance(value, float) and not math.isfinite(value):
        return "Dit getal is te groot."
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
