"""What an invoice adds up to, by hand and for any lines."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketenwerk.invoicing.forms import is_iban
from ketenwerk.invoicing.sums import CENT, net_of, sums_of

AMOUNTS = st.decimals(min_value=0, max_value=100_000, places=2)
LINES = st.lists(st.tuples(AMOUNTS, st.sampled_from(["E", "S9", "S21"])), max_size=30)


@pytest.mark.requirement("R54")
def test_an_invoice_counted_by_hand():
    """1250,00 exempt; 12 x 7,25 = 87,00 at 9%: 7,83; 2,5 x 87,10 = 217,75 at 21%: 45,73 (45,7275)."""
    lines = [(Decimal("1250.00"), "E"), (Decimal("87.00"), "S9"), (Decimal("217.75"), "S21")]
    sums = sums_of(lines)
    assert [(each.vat, each.base, each.amount) for each in sums.vat] == [
        ("E", Decimal("1250.00"), Decimal("0.00")),
        ("S9", Decimal("87.00"), Decimal("7.83")),
        ("S21", Decimal("217.75"), Decimal("45.73")),
    ]
    assert (sums.net, sums.tax, sums.total) == (
        Decimal("1554.75"),
        Decimal("53.56"),
        Decimal("1608.31"),
    )


def test_half_a_cent_goes_up_per_line():
    assert net_of(Decimal("0.50"), Decimal("0.01")) == Decimal("0.01")
    assert net_of(Decimal("2.50"), Decimal("87.10")) == Decimal("217.75")


@given(LINES)
def test_whoever_adds_what_is_shown_finds_the_total(lines):
    sums = sums_of(lines)
    assert sum(each.base for each in sums.vat) == sums.net == sum(net for net, _ in lines)
    assert sum(each.amount for each in sums.vat) == sums.tax
    assert sums.net + sums.tax == sums.total
    assert len({each.vat for each in sums.vat}) == len(sums.vat)
    assert sums.total == sums.total.quantize(CENT)


@pytest.mark.parametrize(
    ("number", "holds"),
    [
        ("NL91ABNA0417164300", True),
        ("NL91ABNA0417164301", False),
        ("NL19ABNA0417164300", False),
        ("DE91ABNA0417164300", False),
        ("", False),
    ],
)
def test_an_account_number_is_checked_by_its_digits(number, holds):
    assert is_iban(number) == holds
