"""Numbers and short lists as a Dutch reader expects them."""

from collections.abc import Sequence
from decimal import Decimal

NumberLike = int | Decimal


def number(value: NumberLike) -> str:
    """1137 as 1.137 and 39.6 as 39,6."""
    return f"{Decimal(value):,f}".translate(str.maketrans(",.", ".,"))


def euro(value: NumberLike) -> str:
    return f"−€\u00a0{number(-value)}" if value < 0 else f"€\u00a0{number(value)}"


def signed(value: NumberLike) -> str:
    return f"−{number(-value)}" if value < 0 else f"{'+' * (value > 0)}{number(value)}"


def span(low: NumberLike, high: NumberLike) -> str:
    """3–5, or one number when both are the same."""
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def joined(words: Sequence[str]) -> str:
    """een, twee en drie."""
    return " en ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
