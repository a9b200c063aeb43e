"""What other packages may use of exchange."""

from ketenwerk.exchange.actions import ExchangeRefused, take_over
from ketenwerk.exchange.queries import PARTS, Plan, copy_of, plan_of, with_doubles
from ketenwerk.exchange.reading import COLUMNS, MOST_ROWS, FileRefused, RawRow, Table, read_table
from ketenwerk.exchange.rows import lists_for

__all__ = [
    "COLUMNS",
    "MOST_ROWS",
    "PARTS",
    "ExchangeRefused",
    "FileRefused",
    "Plan",
    "RawRow",
    "Table",
    "copy_of",
    "lists_for",
    "plan_of",
    "read_table",
    "take_over",
    "with_doubles",
]
