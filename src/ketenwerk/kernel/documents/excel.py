"""Workbooks with typed cells: text stays text, numbers are numbers, and nothing is a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ketenwerk.kernel.tables import FORMULA

Cell = str | int | Decimal | date | None

LONGEST_TEXT = 32_767
CUT = " … (ingekort: de hele tekst past niet in een cel)"
ALWAYS = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format knows no time zones
HEAD_ROW = 2
TINT = "#EEF1F6"
LEFT = {"align": "left", "indent": 1}
RIGHT = {"align": "right"}
LINE_HEIGHT = 15.0  # points
TALLEST_ROW = 409.0  # points, Excel's own limit


class Kind(StrEnum):
    """What a column holds; the value is its number format."""

    TEXT = "General"
    WHOLE = "#,##0"
    HOURS = "#,##0.00"
    EUROS = "€ #,##0;€ −#,##0"
    DAY = "d mmmm yyyy"


@dataclass(frozen=True)
class Column:
    head: str
    width: int  # in characters
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    strong: bool = False


@dataclass(frozen=True)
class Sheet:
    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"a row of {self.name} has {len(row.cells)} cells")


def about_sheet(facts: Sequence[tuple[str, str]]) -> Sheet:
    """The sheet that travels with every workbook: what was asked, when, how counted, what is hidden."""
    return Sheet(
        name="Verantwoording",
        title="Waar deze getallen vandaan komen",
        columns=(Column("Onderwerp", 30), Column("Uitleg", 100)),
        rows=tuple(Row(fact) for fact in facts),
    )


def workbook(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """An .xlsx file without author; the same sheets give the same bytes."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": title, "author": "", "created": ALWAYS})
        looks = _Looks(book)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, looks)
    return target.getvalue()


class _Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"font_size": 14, "bold": True})
        head = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2}
        self.head = book.add_format(head | LEFT)
        self.head_right = book.add_format(head | RIGHT)
        self._book = book
        self._cells: dict[tuple[Kind, bool, bool], Format] = {}

    def cell(self, kind: Kind, *, strong: bool, quoted: bool = False) -> Format:
        """`quoted` keeps text that looks like a formula text, also after someone edits the cell."""
        key = (kind, strong, quoted)
        if key not in self._cells:
            look = {
                "num_format": kind.value,
                "bold": strong,
                "valign": "top",
                "text_wrap": kind is Kind.TEXT,
                "quote_prefix": quoted,
                **(LEFT if kind is Kind.TEXT else RIGHT),
            }
            self._cells[key] = self._book.add_format(look | ({"bg_color": TINT} if strong else {}))
        return self._cells[key]


def _write(target: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    last_row = HEAD_ROW + max(len(sheet.rows), 1)
    target.write_string(0, 0, sheet.title, looks.title)
    for place, column in enumerate(sheet.columns):
        target.set_column(place, place, column.width)
        head = looks.head if column.kind is Kind.TEXT else looks.head_right
        target.write_string(HEAD_ROW, place, column.head, head)
    for number, row in enumerate(sheet.rows, start=HEAD_ROW + 1):
        target.set_row(number, _height(sheet.columns, row))
        for place, (column, cell) in enumerate(zip(sheet.columns, row.cells, strict=True)):
            _write_cell(target, (number, place), cell, column.kind, strong=row.strong, looks=looks)
    _set_up(target, last_row, len(sheet.columns) - 1)


def _write_cell(
    target: Worksheet, at: tuple[int, int], cell: Cell, kind: Kind, *, strong: bool, looks: _Looks
) -> None:
    if cell is None:
        target.write_blank(*at, None, looks.cell(kind, strong=strong))
    elif isinstance(cell, str):
        quoted = cell.lstrip().startswith(FORMULA)
        look = looks.cell(kind, strong=strong, quoted=quoted)
        target.write_string(*at, _fitting(cell), look)
    elif isinstance(cell, date):
        target.write_datetime(*at, cell, looks.cell(kind, strong=strong))
    else:
        target.write_number(*at, cell, looks.cell(kind, strong=strong))


def _height(columns: tuple[Column, ...], row: Row) -> float:
    """Room for the longest text of the row: not every program measures wrapped text itself."""
    lines = max(
        (_lines(cell, column.width) for column, cell in zip(columns, row.cells, strict=True)),
        default=1,
    )
    return min(lines * LINE_HEIGHT, TALLEST_ROW)


def _lines(cell: Cell, width: int) -> int:
    if not isinstance(cell, str):
        return 1
    return sum(1 + len(part) // max(width, 1) for part in cell.split("\n"))


def _fitting(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = "".join(char for char in lines if char >= " " or char in "\n\t")
    return clean if len(clean) <= LONGEST_TEXT else clean[: LONGEST_TEXT - len(CUT)] + CUT


def _set_up(target: Worksheet, last_row: int, last_column: int) -> None:
    target.freeze_panes(HEAD_ROW + 1, 0)
    target.repeat_rows(HEAD_ROW)
    target.set_landscape()
    target.set_paper(9)
    target.fit_to_pages(1, 0)
    target.set_footer("&L&A&R&P van &N")
    target.ignore_errors({"number_stored_as_text": _whole(last_row, last_column)})


def _whole(last_row: int, last_column: int) -> str:
    return str(xlsxwriter.utility.xl_range(0, 0, last_row, last_column))
