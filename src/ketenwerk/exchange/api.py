"""What other packages may use of exchange."""

from ketenwerk.exchange.actions import ExchangeRefused, Taken, take_over
from ketenwerk.exchange.copying import PARTS, copy_of
from ketenwerk.exchange.queries import Plan, plan_of, with_doubles
from ketenwerk.exchange.reading import COLUMNS, read_table
from ketenwerk.exchange.rows import lists_for
from ketenwerk.exchange.shapes import MOST_ROWS, FileRefused, RawRow, Table

__all__ = [
    "COLUMNS",
    "MOST_ROWS",
    "PARTS",
    "ExchangeRefused",
    "FileRefused",
    "Plan",
    "RawRow",
    "Table",
    "Taken",
    "copy_of",
    "lists_for",
    "plan_of",
    "read_table",
    "take_over",
    "with_doubles",
]
