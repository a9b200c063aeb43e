"""Rows on their way from looking to confirming: sealed in the form, for one person and organisation.

So the file is stored nowhere, and what is confirmed is what was looked at.
"""

import base64
import json
import zlib

from ketenwerk.kernel import clock, crypto
from ketenwerk.kernel.tables import FileRefused, RawRow, Table
from ketenwerk.people.api import Actor

# A form carries a million bytes; the rest of it needs room too.
LARGEST_CARRIED = 900_000


def sealed_rows(actor: Actor, table: Table) -> str:
    """Raises FileRefused for more than a form carries."""
    text = json.dumps([[row.number, row.cells] for row in table.rows])
    packed = base64.b64encode(zlib.compress(text.encode())).decode()
    sealed = base64.b64encode(crypto.seal(packed, key=_key(actor), place=_place(actor))).decode()
    if len(sealed) > LARGEST_CARRIED:
        raise FileRefused("Er staat te veel in één bestand. Deel het op.")
    return sealed


def opened_rows(actor: Actor, sealed: str) -> Table | None:
    """The rows again; None when these bytes were not sealed for this person, in this house, today."""
    try:
        raw = base64.b64decode(sealed, validate=True)
        packed = crypto.unseal(raw, key=_key(actor), place=_place(actor))
    except (ValueError, crypto.SealBroken):
        return None
    rows = json.loads(zlib.decompress(base64.b64decode(packed)))
    return Table(tuple(RawRow(number, cells) for number, cells in rows))


def _key(actor: Actor) -> bytes:
    return crypto.key_tree().derive(f"exchange-form:{actor.person}:{actor.house}")


def _place(actor: Actor) -> str:
    return f"exchange|{actor.role}|{clock.today()}"
