"""What a file is made of, whatever its form, and what a reader expects of it."""

from dataclasses import dataclass, field

# What a spreadsheet takes for a formula when a cell begins with it.
FORMULA = ("=", "+", "-", "@")


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


@dataclass(frozen=True)
class Layout:
    """Which columns a file has. `days` hold days; `amounts` may have a sign, decimals or a time of the clock.

    `things` and `thing` are what the rows are called on screen. Sizes are in bytes; `unfolded` is a workbook unpacked.
    """

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    days: tuple[str, ...]
    things: str
    thing: str
    amounts: tuple[str, ...] = ()
    most_rows: int = 5_000
    largest: int = 2_000_000
    unfolded: int = 60_000_000
