"""Rounding and its reverse: which rate or number of weeks explains an amount that was rounded half up to a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TypeVar

HALF = Fraction(1, 2)
FINEST_DIGITS = 2

Key = TypeVar("Key")


def half_up(amount: Decimal, digits: int = 0) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """With one decimal, half up."""
    return half_up(Decimal(part) * 100 / Decimal(whole), 1)


@dataclass(frozen=True)
class Span:
    """All numbers x with low <= x < high."""

    low: Fraction
    high: Fraction

    @property
    def simplest(self) -> Decimal | None:
        """The number with the fewest decimals in here (at most two), nearest to the middle; None when there is none."""
        for digits in range(FINEST_DIGITS + 1):
            scale = 10**digits
            first, last = ceil(self.low * scale), ceil(self.high * scale) - 1
            if first <= last:
                middle = floor((self.low + self.high) / 2 * scale + HALF)
                return Decimal(min(max(middle, first), last)).scaleb(-digits)
        return None

    @property
    def shown(self) -> Decimal:
        """The simplest number in here, or the middle with two decimals where none is simple."""
        middle = (self.low + self.high) / 2
        return self.simplest or half_up(
            Decimal(middle.numerator) / middle.denominator, FINEST_DIGITS
        )

    def meet(self, other: "Span") -> "Span":
        return Span(max(self.low, other.low), min(self.high, other.high))


def factor_span(result: Decimal | int, base: Decimal) -> Span:
    """Every factor with which `base` times the factor, rounded half up to a whole, gives `result`. Base is above 0."""
    whole = Fraction(result)
    return Span((whole - HALF) / Fraction(base), (whole + HALF) / Fraction(base))


def fewest_factors(spans: Iterable[tuple[Key, Span]]) -> list[tuple[Span, list[Key]]]:
    """As few factors as possible that together explain all spans, lowest first."""
    result: list[tuple[Span, list[Key]]] = []
    for key, span in sorted(spans, key=lambda pair: pair[1].high):
        shared = result[-1][0].meet(span) if result else None
        if shared and shared.simplest is not None:
            result[-1] = (shared, [*result[-1][1], key])
        else:
            result.append((span, [key]))
    return result
