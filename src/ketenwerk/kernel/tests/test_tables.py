"""Files from outside: a tiny one costs little time, and no file breaks the reader."""

import time
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from ketenwerk.kernel.tables import FileRefused, Layout, read_table, unfolded_size

LAYOUT = Layout(("naam", "aantal"), ("naam",), (), "rijen", "rij", amounts=("aantal",))
# The worst of these took 22 seconds.
QUICK = 1.5


def book(change: Callable[[bytes], bytes] = bytes) -> bytes:
    """A workbook with one row, with its sheet changed as text."""
    made, plain, target = Workbook(), BytesIO(), BytesIO()
    made.active.append(["naam", "aantal"])
    made.active.append(["een", 1])
    made.save(plain)
    with ZipFile(plain) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name == "xl/worksheets/sheet1.xml" else part)
    return target.getvalue()


def after(words: bytes) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(b"</sheetData>", b"</sheetData>" + words)


def with_row(words: bytes) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(b"</sheetData>", words + b"</sheetData>")


def test_a_good_workbook_is_read() -> None:
    table = read_table(book(), LAYOUT)
    assert [row.cells for row in table.rows] == [{"naam": "een", "aantal": "1"}]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (after(b'<mergeCells count="1"><mergeCell ref="A2:Z40000"/></mergeCells>'), "samengevoegd"),
        (after(b"<mergeCells><mergeCell  ref='A1:B1'/></mergeCells>"), "eerste rij"),
        (after(b'<hyperlinks><hyperlink ref="A1:Z40000" location="A1"/></hyperlinks>'), "link"),
        (with_row(b'<row r="20000"><c r="AX20000"><v>1</v></c></row>'), "ver buiten"),
        (with_row(b'<row r="3"><c r="A3"/></row>' * 20_001), "te groot"),
        (with_row(b"<x/>" * 160_001), "te groot"),
        (lambda part: part.decode().encode("utf-16"), "niet te lezen"),
    ],
    ids=["merged", "head", "link", "far", "cells", "tags", "letters"],
)
def test_a_tiny_workbook_that_would_take_long_is_refused_at_once(
    change: Callable[[bytes], bytes], words: str
) -> None:
    content = book(change)
    assert len(content) < 60_000
    start = time.perf_counter()
    with pytest.raises(FileRefused, match=words):
        read_table(content, LAYOUT)
    assert time.perf_counter() - start < QUICK


@pytest.mark.parametrize(("column", "place"), [("A", "naam"), ("B", "aantal")])
def test_a_number_without_end_is_told_by_its_row(column: str, place: str) -> None:
    cell = f'<row r="3"><c r="{column}3"><v>1E999</v></c></row>'.encode()
    problems = read_table(book(with_row(cell)), LAYOUT).problems
    assert [(each.row, each.column) for each in problems] == [(3, place)]


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\r\n", b"\xfe\xff\x00 "]
)
def test_a_file_with_only_a_mark_of_its_letters_is_empty(content: bytes) -> None:
    with pytest.raises(FileRefused, match="leeg"):
        read_table(content, LAYOUT)


def test_a_column_that_we_do_not_know_is_told_by_its_place_and_not_by_its_text() -> None:
    with pytest.raises(FileRefused, match="Kolom 2 kennen we niet") as refusal:
        read_table(b"naam;Sanne de Wit\r\neen;1", LAYOUT)
    assert "sanne" not in str(refusal.value).casefold()


def test_how_large_a_workbook_is_unpacked_is_known_before_it_is_read() -> None:
    assert unfolded_size(book(after(b" " * 5_000_000))) > 5_000_000
    assert unfolded_size(b"PK\x03\x04kapot") == 0
