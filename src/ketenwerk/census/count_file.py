"""Counting different people from a file. Names live in memory for one row, the key for one run."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn, Protocol, TypeVar

from ketenwerk.census.linking import Count, Registration, count
from ketenwerk.clients.link_tokens import Identity, link_tokens, words

COLUMNS = (
    "organisation",
    "given_name",
    "family_name",
    "working_name",
    "birth_date",
    "birth_year",
    "counting_consent",
)
NAMES = ("given_name", "family_name", "working_name")
LONGEST_CELL = 200
FIRST_YEAR = 1900
MOST_SHOWN = 20
# Nobody answered for this person, so the answer is no: consent is given, never assumed.
CONSENT = {"yes": True, "no": False, "": False}

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")

Row = dict[str, str]
Known = TypeVar("Known")


class BadFile(Exception):  # noqa: N818
    """The file cannot be counted. Says in Dutch which line and why, and never repeats what a cell holds."""

    def __init__(self, *problems: str) -> None:
        more = len(problems) - MOST_SHOWN
        shown = [*problems[:MOST_SHOWN], *([f"En nog {more} andere fouten."] if more > 0 else [])]
        super().__init__(
            "\n".join(["Er is niets geteld. Verbeter het bestand en probeer het opnieuw.", *shown])
        )
        self.problems = problems


class _BadCell(Exception):  # noqa: N818
    pass


def count_file(path: Path, *, key: bytes, today: date) -> Count:
    """Counts the different people in the file, or raises BadFile and counts nobody."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return count(_Reading(csv.reader(file, strict=True), key, today).registrations())
    except UnicodeDecodeError:
        _refuse("Het bestand is geen UTF-8. Sla het op als CSV met de tekenset UTF-8.")
    except OSError as problem:
        _refuse(f"Het bestand is niet te lezen: {_why(problem)}.")


def _why(problem: OSError) -> str:
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "het bestaat niet",
        IsADirectoryError: "het is een map",
        PermissionError: "u mag het niet openen",
    }
    return reasons.get(type(problem), "de schijf geeft een fout")


def _refuse(*problems: str) -> NoReturn:
    raise BadFile(*problems) from None


class _Reader(Protocol):
    """What `csv.reader` gives."""

    line_num: int

    def __next__(self) -> list[str]: ...


@dataclass(slots=True)
class _Reading:
    reader: _Reader
    key: bytes
    today: date

    def registrations(self) -> Iterator[Registration]:
        """Reads the whole file, so that one run names all bad lines; raises at the end when there are any."""
        columns = self._header()
        problems: list[str] = []
        for line, cells in self._lines():
            try:
                registration = self._registration(line, columns, cells)
            except _BadCell as problem:
                problems.append(f"Regel {line}: {problem}.")
            else:
                if not problems:
                    yield registration
        if problems:
            raise BadFile(*problems)

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        """Each filled row with the line on which it starts."""
        while True:
            line = self.reader.line_num + 1
            try:
                cells = next(self.reader)
            except StopIteration:
                return
            except csv.Error:
                _refuse(f"Regel {line}: de aanhalingstekens kloppen niet of er is een vak te lang.")
            if cells:
                yield line, cells

    def _header(self) -> list[str]:
        for line, cells in self._lines():
            columns = [cell.strip() for cell in cells]
            if problems := [*_header_problems(columns)]:
                _refuse(*(f"Regel {line}: {problem}." for problem in problems))
            return columns
        _refuse("Het bestand is leeg. De eerste regel moet de kolommen noemen.")

    def _registration(self, line: int, columns: list[str], cells: list[str]) -> Registration:
        row = _row(columns, cells)
        if not row["organisation"]:
            raise _BadCell("organisation is leeg")
        born, year = _birth(row, self.today)
        if not _consent(row["counting_consent"]):
            return Registration(line, row["organisation"], consent=False)
        if not any(words(row[name]) for name in NAMES):
            raise _BadCell("er staat geen naam; vul given_name, family_name of working_name in")
        identity = Identity(row["given_name"], row["family_name"], row["working_name"], born, year)
        return Registration(
            line, row["organisation"], consent=True, tokens=link_tokens(identity, self.key)
        )


def _header_problems(columns: list[str]) -> Iterator[str]:
    missing = [column for column in COLUMNS if column not in columns]
    if len(columns) == 1 and ";" in columns[0]:
        yield "de kolommen zijn gescheiden met een puntkomma; gebruik een komma"
    elif missing:
        yield f"deze kolommen ontbreken: {', '.join(missing)}"
    elif set(columns) - set(COLUMNS):
        yield f"er zijn kolommen die hier niet horen; alleen deze mogen: {', '.join(COLUMNS)}"
    elif len(columns) > len(COLUMNS):
        yield "een kolom staat er twee keer"


def _row(columns: list[str], cells: list[str]) -> Row:
    if len(cells) != len(columns):
        raise _BadCell(f"er zijn {len(cells)} vakken en dat moeten er {len(columns)} zijn")
    for column, cell in zip(columns, cells, strict=True):
        if len(cell) > LONGEST_CELL:
            raise _BadCell(f"{column} is langer dan {LONGEST_CELL} tekens")
        if not cell.isprintable():
            raise _BadCell(f"in {column} staat een onzichtbaar teken of een nieuwe regel")
    return {column: " ".join(cell.split()) for column, cell in zip(columns, cells, strict=True)}


def _consent(answer: str) -> bool:
    try:
        return CONSENT[answer.lower()]
    except KeyError:
        raise _BadCell("counting_consent moet yes of no zijn") from None


def _birth(row: Row, today: date) -> tuple[date | None, int | None]:
    born = _read(
        row["birth_date"],
        _DATE,
        date.fromisoformat,
        "birth_date is geen bestaande datum als 1990-12-31",
    )
    year = _read(row["birth_year"], _YEAR, int, "birth_year is geen jaar van vier cijfers")
    for known in (born.year if born else None, year):
        if known is not None and not FIRST_YEAR <= known <= today.year:
            raise _BadCell(f"het geboortejaar ligt niet tussen {FIRST_YEAR} en {today.year}")
    if born and born > today:
        raise _BadCell("birth_date ligt in de toekomst")
    if born and year and born.year != year:
        raise _BadCell("birth_date en birth_year noemen een ander jaar")
    return born, year


def _read(
    text: str, form: re.Pattern[str], make: Callable[[str], Known], problem: str
) -> Known | None:
    if not text:
        return None
    if not form.fullmatch(text):
        raise _BadCell(problem)
    try:
        return make(text)
    except ValueError:
        raise _BadCell(problem) from None
