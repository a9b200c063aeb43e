"""A share that is past its day opens nothing; daily its wrapped key goes, and its part gets a new key."""

from ketenwerk.access.keys import lapsed_shares, renew_lapsed
from ketenwerk.access.terms import Term, term

SHARES = term(
    Term(
        "share",
        "gedeelde sleutels, na hun laatste dag",
        lambda by: lapsed_shares(by).count(),
        renew_lapsed,
    )
)
