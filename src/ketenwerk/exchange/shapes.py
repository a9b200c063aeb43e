"""What a file is made of, whatever its form."""

from ketenwerk.kernel.tables import FileRefused, Problem, RawRow, Table

__all__ = ["MOST_ROWS", "FileRefused", "Problem", "RawRow", "Table"]

# More does not fit the form that carries the rows from looking to confirming.
MOST_ROWS = 5_000
