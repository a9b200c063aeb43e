from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketenwerk.kernel.money import euros, total, whole_euros

amounts = st.decimals(min_value=-(10**8), max_value=10**8, places=4, allow_nan=False)
rates = st.decimals(min_value=0, max_value=1000, places=2, allow_nan=False)
minutes = st.integers(min_value=-100_000, max_value=10_000_000)


@pytest.mark.requirement("R78")
@pytest.mark.parametrize(
    ("hours", "rate", "granted"),
    [
        (475, "94.00", 44650),
        (634, "67.00", 42478),
        (104, "87.10", 9058),
        (25, "87.10", 2178),  # 2.177,50 goes up
        (156, "87.10", 13588),
        (50, "87.10", 4355),
    ],
)
def test_the_lines_of_2021_are_hours_times_rate_rounded_half_up(
    hours: int, rate: str, granted: int
) -> None:
    assert euros(hours * 60, Decimal(rate)) == granted


@given(minutes, rates)
def test_a_line_is_the_nearest_whole_euro_and_a_half_goes_away_from_zero(
    worked: int, rate: Decimal
) -> None:
    exact = Fraction(worked) * Fraction(rate) / 60
    found = Fraction(euros(worked, rate))
    assert found.denominator == 1
    assert abs(found - exact) <= Fraction(1, 2)
    if abs(found - exact) == Fraction(1, 2):
        assert abs(found) > abs(exact)


@given(st.lists(amounts))
def test_a_total_is_the_sum_of_the_rounded_lines(lines: list[Decimal]) -> None:
    rounded = [line.quantize(Decimal(1), rounding=ROUND_HALF_UP) for line in lines]
    assert total(lines) == sum(rounded)


def test_a_total_is_not_the_rounded_sum() -> None:
    assert total([Decimal("0.50"), Decimal("0.50")]) == 2


@given(amounts)
def test_a_zero_never_carries_a_sign(amount: Decimal) -> None:
    for found in (whole_euros(amount), total([amount]), euros(int(amount), Decimal("0.01"))):
        assert not (found == 0 and found.is_signed())


def test_nothing_adds_up_to_nothing() -> None:
    assert total([]) == Decimal(0)
