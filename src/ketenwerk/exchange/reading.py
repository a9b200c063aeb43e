"""Which columns a file of registrations has."""

from ketenwerk.kernel import tables
from ketenwerk.kernel.tables import Layout, Table

# More does not fit the form that carries the rows from looking to confirming.
MOST_ROWS = 5_000
LARGEST_FILE = 2_000_000
COLUMNS = (
    *("referentie", "naam", "geboortedatum", "geboortejaar", "groep", "gemeente", "meetellen"),
    *("traject", "start", "einde", "reden"),
)
LAYOUT = Layout(
    columns=COLUMNS,
    needed=("referentie", "naam", "groep"),
    days=("geboortedatum", "start", "einde"),
    things="registraties",
    thing="registratie",
    most_rows=MOST_ROWS,
    largest=LARGEST_FILE,
)


def read_table(content: bytes) -> Table:
    """CSV (UTF-8, UTF-16 or Windows-1252; semicolon, comma or tab), JSON or Excel. Raises FileRefused."""
    return tables.read_table(content, LAYOUT)
