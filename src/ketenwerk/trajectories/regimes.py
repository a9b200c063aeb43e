"""The legal regime of a trajectory and the term that follows from it (R42)."""

from dataclasses import dataclass
from datetime import date

from ketenwerk.kernel import clock
from ketenwerk.programme.api import Activity
from ketenwerk.trajectories.models import Regime, RegimeTerm

# Words in the legal basis of an activity, and the regime they mean. What is not known is support under the Wmo.
BASES = (("jeugd", Regime.YOUTH), ("amw", Regime.WELFARE), ("wpg", Regime.HEALTH))


def usual_regime(activity: Activity) -> Regime:
    """The regime that goes with the legal basis of an activity."""
    basis = activity.legal_basis.casefold()
    return next((regime for word, regime in BASES if word in basis), Regime.WMO)


@dataclass(frozen=True)
class Kept:
    """How long a dossier under this regime is kept."""

    regime: str
    years: int
    confirmed: bool

    @property
    def words(self) -> str:
        mark = "" if self.confirmed else " (te bevestigen door de privacyfunctionaris)"
        return f"{self.years} jaar na het einde{mark}"


def kept_under(regime: str, on: date | None = None) -> Kept | None:
    """The term that holds on a day, today unless said otherwise; None without a regime or a term."""
    rows = RegimeTerm.objects.filter(regime=regime, holds_from__lte=on or clock.today())
    row = rows.order_by("-holds_from").first()
    if row is None:
        return None
    return Kept(row.get_regime_display(), row.years, row.confirmed_on is not None)
