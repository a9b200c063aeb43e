"""Money is whole euros, rounded half up once per line; a total adds the rounded lines."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

NOTHING = Decimal(0)
MINUTES_IN_AN_HOUR = 60


def whole_euros(amount: Decimal) -> Decimal:
    """Half a euro goes away from zero; a zero carries no sign."""
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP) + NOTHING


def euros(minutes: int, rate: Decimal) -> Decimal:
    """What one line of worked minutes costs at a rate in euros per hour."""
    return whole_euros(minutes * rate / MINUTES_IN_AN_HOUR)


def total(lines: Iterable[Decimal]) -> Decimal:
    """The sum of the lines as they are shown, so that a reader who adds them finds the same."""
    return sum((whole_euros(line) for line in lines), NOTHING)
