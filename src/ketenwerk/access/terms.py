"""What is kept no longer than needed. A package declares its terms; `ketenwerk expire` runs them all.

A term is run for each organisation from the side of care, in a standpoint of its own ("expiry").
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from ketenwerk.audit.api import event, gathering, record
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Organisation, Source

EXPIRED = event("term:expired", "Bewaartermijn voorbij: weggehaald", "kind", "count")
FUNCTION = "expiry"


@dataclass(frozen=True)
class Term:
    """One kind of thing that ends: its code in the log, its name for the operator, and how it is counted and taken away.

    `due` counts what has ended for the acting organisation; `take_away` removes exactly that and says how many.
    """

    kind: str
    words: str
    due: Callable[[Actor], int]
    take_away: Callable[[Actor], int]


_terms: dict[str, Term] = {}


def term(declared: Term) -> Term:
    """Declares a term. A kind is declared once."""
    if declared.kind in _terms:
        raise ValueError(f"{declared.kind} is declared twice")
    _terms[declared.kind] = declared
    return declared


def expire(*, really: bool) -> dict[str, int]:
    """How many of each kind have ended, by its name. Only `really` takes them away, with one log entry per kind."""
    found = {each.words: 0 for each in _terms.values()}
    with standing(Standpoint(DatabaseRole.OFFICE)):
        houses = list(Organisation.objects.values_list("id", flat=True))
    for house in houses:
        for each in _terms.values():
            found[each.words] += _run(each, house, really=really)
    return found


def _run(each: Term, house: uuid.UUID, *, really: bool) -> int:
    by = Actor(None, house, FUNCTION, name="bewaartermijn", source=Source.JOB)
    with standing(Standpoint(DatabaseRole.CARE, None, house, FUNCTION)), gathering():
        if not really:
            return each.due(by)
        count = each.take_away(by)
        if count:
            record(by=by, event=EXPIRED, kind=each.kind, count=count)
        return count
