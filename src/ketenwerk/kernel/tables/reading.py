"""From the bytes of a file to rows of text. Refuses what it cannot read whole."""

import codecs
import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator

from ketenwerk.kernel.tables.shapes import FORMULA, FileRefused, Layout, Problem, RawRow, Table
from ketenwerk.kernel.tables.workbooks import read_workbook

LONGEST_CELL = 200
EMPTY = "Het bestand is leeg. Kies een bestand met rijen."
DELIMITERS = ";,\t"
INVISIBLE = re.compile("[\x00-\x1f\ud800-\udfff]")
WORKBOOK, OLD_OR_LOCKED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_table(content: bytes, layout: Layout) -> Table:
    """CSV (UTF-8, UTF-16 or Windows-1252; semicolon, comma or tab), JSON or Excel. Raises FileRefused."""
    if not content.strip():
        raise FileRefused(EMPTY)
    if len(content) > layout.largest:
        most = layout.largest // 1_000_000
        raise FileRefused(f"Het bestand is groter dan {most} MB. Deel het op.")
    is_book = content.startswith(WORKBOOK)
    return _filled(
        _workbook_table(content, layout) if is_book else _text_table(content, layout), layout
    )


def read_objects(found: object, layout: Layout) -> Table:
    """A list that was read from JSON already. Raises FileRefused."""
    return _filled(_objects_table(found, layout), layout)


def _filled(table: Table, layout: Layout) -> Table:
    if len(table.rows) + len(table.problems) == 0:
        raise FileRefused("Er staan geen rijen in het bestand.")
    if len(table.rows) > layout.most_rows:
        raise FileRefused(
            f"Er staan meer dan {layout.most_rows} rijen in het bestand. Deel het op."
        )
    return table


def _workbook_table(content: bytes, layout: Layout) -> Table:
    head, rows, problems = read_workbook(content, layout)
    _check_columns(head, layout)
    return _cells_checked(rows, problems, layout)


def _text_table(content: bytes, layout: Layout) -> Table:
    if content.startswith(OLD_OR_LOCKED):
        raise FileRefused("Dit bestand is op slot of van een oude Excel. Bewaar het als .xlsx.")
    if content.startswith(b"%PDF"):
        raise FileRefused("Dit is geen tabel. Bewaar het in je systeem als Excel, CSV of JSON.")
    text = _decoded(content)
    if not text.strip():
        raise FileRefused(EMPTY)
    is_json = text.lstrip().startswith(("[", "{"))
    return _json_table(text, layout) if is_json else _csv_table(text, layout)


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded_as(content, "utf-16")
    if b"\x00" in content:
        line = content[: content.index(b"\x00")].count(b"\n") + 1
        raise FileRefused(
            f"Op regel {line} staat een onleesbaar teken. Bewaar het bestand opnieuw."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded_as(content, "cp1252")


def _decoded_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise FileRefused("De letters zijn niet te lezen. Bewaar het als CSV UTF-8.") from None


def _csv_table(text: str, layout: Layout) -> Table:
    head_line = text.lstrip("\n\r").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=head_line.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        raise FileRefused(
            "De rijen zijn niet te lezen: een tekst of aanhaling loopt door."
        ) from None
    if not lines:
        raise FileRefused("Er staan geen rijen in het bestand.")
    head = [name.strip().casefold() for name in lines[0]]
    _check_columns(head, layout)
    rows, problems = [], []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head):
            words = f"Deze rij heeft {len(cells)} vakken, de eerste rij heeft er {len(head)}."
            problems.append(Problem(number, "", words))
            continue
        rows.append(RawRow(number, {n: c.strip() for n, c in zip(head, cells, strict=True)}))
    return _cells_checked(rows, problems, layout)


def _json_table(text: str, layout: Layout) -> Table:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise FileRefused("Dit JSON-bestand is niet te lezen. Maak het opnieuw.") from None
    return _objects_table(found, layout)


def _objects_table(found: object, layout: Layout) -> Table:
    if not isinstance(found, list):
        raise FileRefused(f"Een JSON-bestand is hier een lijst van {layout.things}.")
    rows, problems = [], []
    for number, each in enumerate(found, start=1):
        if not isinstance(each, dict) or any(isinstance(v, list | dict) for v in each.values()):
            problems.append(
                Problem(number, "", f"Deze rij is geen {layout.thing} met losse vakken.")
            )
            continue
        _check_columns([*each, *(name for name in layout.needed if name not in each)], layout)
        rows.append(RawRow(number, {name: _plain(value) for name, value in each.items()}))
    return _cells_checked(rows, problems, layout)


def _plain(value: object) -> str:
    if value is None:
        return ""
    return ("ja" if value else "nee") if isinstance(value, bool) else str(value).strip()


def _check_columns(head: list[str], layout: Layout) -> None:
    """A column that we do not know is told by its place only: its name is text of the file and may name somebody."""
    strange = [place for place, name in enumerate(head, start=1) if name not in layout.columns]
    if strange:
        raise FileRefused(
            f"Kolom {strange[0]} kennen we niet en nemen we niet over. Haal de kolom weg."
        )
    twice = [name for name, number in Counter(head).items() if number > 1]
    if twice:
        raise FileRefused(f"Kolom “{twice[0]}” staat er twee keer. Haal er één weg.")
    missing = [name for name in layout.needed if name not in head]
    if missing:
        raise FileRefused(f"Kolom “{missing[0]}” ontbreekt. Zet de kolom erbij.")


def _cells_checked(rows: list[RawRow], problems: list[Problem], layout: Layout) -> Table:
    return Table(
        tuple(rows), (*problems, *(p for row in rows for p in _cell_problems(row, layout)))
    )


def _cell_problems(row: RawRow, layout: Layout) -> Iterator[Problem]:
    for column, cell in row.cells.items():
        if len(cell) > LONGEST_CELL:
            yield Problem(row.number, column, f"Dit vak heeft meer dan {LONGEST_CELL} tekens.")
        elif cell.startswith(FORMULA) and column not in layout.amounts:
            yield Problem(row.number, column, "Dit vak is een formule. Zet er gewone tekst in.")
        elif INVISIBLE.search(cell):
            yield Problem(row.number, column, "In dit vak staat een onzichtbaar teken.")
