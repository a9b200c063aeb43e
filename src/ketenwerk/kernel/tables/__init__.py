"""Tables that come in from outside: Excel, CSV or JSON, read whole or refused with the row and what to do."""

from ketenwerk.kernel.tables.reading import read_objects, read_table
from ketenwerk.kernel.tables.shapes import FORMULA, FileRefused, Layout, Problem, RawRow, Table
from ketenwerk.kernel.tables.workbooks import unfolded_size

__all__ = [
    "FORMULA",
    "FileRefused",
    "Layout",
    "Problem",
    "RawRow",
    "Table",
    "read_objects",
    "read_table",
    "unfolded_size",
]
