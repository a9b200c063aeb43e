"""A table in a CSV file made safe for publication.

The first line holds the column labels, the first column the row labels; only inner cells, no
totals. Commas or semicolons; labels may stand in quotes.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ketenwerk.figures.disclosure import Protected, protect

MOST_CELLS = 10_000
LARGEST = 10**9
TOTALS = {"totaal", "totalen", "total", "totals"}


class BadTable(ValueError):  # noqa: N818 - named for what the reader is told
    """The file is no table of counts; the messages say what to mend and where."""

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__("\n".join(messages))
        self.messages = tuple(messages)


def read(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise BadTable([f"Het bestand {path} bestaat niet."]) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadTable(
            [f"Regel {line}: dit teken is geen UTF-8. Sla het bestand op als CSV UTF-8."]
        ) from None
    except OSError:
        raise BadTable([f"Het bestand {path} is niet te lezen."]) from None
    return text


def protect_csv(text: str, threshold: int) -> dict[str, Any]:
    """What may be shown; a hidden value is None. Raises BadTable."""
    if threshold < 1:
        raise BadTable(["De drempel is een heel getal van 1 of hoger."])
    columns, rows, cells = parse(text)
    shown = protect(cells, threshold)
    return {"rows": rows, "columns": columns} | _as_lists(shown)


def parse(text: str) -> tuple[list[str], list[str], list[list[int]]]:
    """Column labels, row labels and inner cells."""
    (header_line, header), *records = _records(text)
    columns, rows = header[1:], [record[0] for _, record in records]
    problems = _label_problems(
        columns, [f"Regel {header_line}, kolom {n}" for n in _from_two(columns)]
    )
    problems += _label_problems(rows, [f"Regel {line}, kolom 1" for line, _ in records])
    problems += _shape_problems(columns, records)
    cells = []
    for line, record in records:
        numbers = [_count(cell) for cell in record[1:]]
        cells.append([number for number in numbers if isinstance(number, int)])
        problems += [
            f"Regel {line}, kolom {place}: {number}"
            for place, number in enumerate(numbers, start=2)
            if isinstance(number, str)
        ]
    if problems:
        raise BadTable(problems)
    return columns, rows, cells


def _as_lists(shown: Protected) -> dict[str, Any]:
    return {
        "cells": [list(row) for row in shown.cells],
        "row_totals": list(shown.row_totals),
        "column_totals": list(shown.column_totals),
        "total": shown.total,
    }


def _records(text: str) -> list[tuple[int, list[str]]]:
    """The filled lines with their number, cells trimmed; the first holds the column labels."""
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise BadTable(
            [f"Regel {line}: er staat een teken met waarde nul in. Is dit een CSV-bestand?"]
        )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    records = []
    try:
        for record in reader:
            cells = [cell.strip() for cell in record]
            if any(cells):
                records.append((reader.line_num, cells))
    except csv.Error:
        raise BadTable([f"Regel {reader.line_num}: een aanhalingsteken klopt niet."]) from None
    if not records:
        raise BadTable(["Het bestand is leeg."])
    if len(records) == 1:
        raise BadTable(["Er zijn geen rijen onder de kop."])
    return records


def _separator(text: str) -> str:
    """Of comma and semicolon the one that stands most in the first line, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(first.split('"')[::2])
    return ";" if bare.count(";") > bare.count(",") else ","


def _from_two(labels: Sequence[str]) -> range:
    return range(2, len(labels) + 2)


def _label_problems(labels: Sequence[str], places: Sequence[str]) -> list[str]:
    problems = []
    for number, (label, place) in enumerate(zip(labels, places, strict=True)):
        if not label:
            problems.append(f"{place}: het opschrift ontbreekt.")
        elif label.casefold() in TOTALS:
            problems.append(f"{place}: laat totalen weg, die worden zelf berekend.")
        elif label in labels[:number]:
            problems.append(f"{place}: het opschrift ‘{label}’ staat er al.")
    return problems


def _shape_problems(columns: Sequence[str], records: Sequence[tuple[int, list[str]]]) -> list[str]:
    if not columns:
        return ["Er zijn geen kolommen naast de opschriften van de rijen."]
    problems = [
        f"Regel {line}: er staan {len(record) - 1} getallen, de kop heeft {len(columns)} kolommen."
        for line, record in records
        if len(record) != len(columns) + 1
    ]
    if len(columns) * len(records) > MOST_CELLS:
        problems.append(f"De tabel is te groot: ten hoogste {MOST_CELLS} cellen.")
    return problems


def _count(cell: str) -> int | str:
    """The count, or what is wrong with it."""
    if not cell:
        return "het getal ontbreekt. Vul 0 in als er niets geteld is."
    if cell.startswith("-") and cell[1:].isdecimal():
        return f"{cell} is negatief, een aantal is 0 of hoger."
    if not (cell.isascii() and cell.isdecimal()):
        return f"‘{cell[:40]}’ is geen heel getal."
    if len(cell) > len(str(LARGEST)) or int(cell) > LARGEST:
        return f"dit getal is hoger dan {LARGEST}."
    return int(cell)
