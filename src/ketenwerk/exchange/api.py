"""What other packages may use of exchange."""

from ketenwerk.exchange.actions import ExchangeRefused, Taken, take_over
from ketenwerk.exchange.copying import copy_of, parts_to_copy
from ketenwerk.exchange.queries import Plan, plan_of, with_doubles
from ketenwerk.exchange.reading import COLUMNS, MOST_ROWS, read_table
from ketenwerk.exchange.rows import lists_for
from ketenwerk.kernel.tables import FileRefused, RawRow, Table

__all__ = [
    "COLUMNS",
    "MOST_ROWS",
    "ExchangeRefused",
    "FileRefused",
    "Plan",
    "RawRow",
    "Table",
    "Taken",
    "copy_of",
    "lists_for",
    "parts_to_copy",
    "plan_of",
    "read_table",
    "take_over",
    "with_doubles",
]
