"""Exceptions to consent end by themselves at the day of review; then they are put away as expired."""

from ketenwerk.access.api import Term, term
from ketenwerk.clients.overriding import ended_overrides, put_away_ended

OVERRIDES = term(
    Term(
        "override",
        "uitzonderingen op toestemming, na de dag van herzien",
        lambda by: ended_overrides(by).count(),
        put_away_ended,
    )
)
