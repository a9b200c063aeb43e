"""What a file is made of, whatever its form."""

from dataclasses import dataclass, field

# More does not fit the form that carries the rows from looking to confirming.
MOST_ROWS = 5_000


class FileRefused(Exception):  # noqa: N818
    """Why a whole file cannot be read, as a sentence for the screen."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in one row, and what to do."""

    row: int
    column: str
    text: str


@dataclass(frozen=True)
class RawRow:
    """A row as it stands in the file; `number` is the one a spreadsheet shows."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    rows: tuple[RawRow, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
