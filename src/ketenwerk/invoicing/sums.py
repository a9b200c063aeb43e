"""What an invoice adds up to: cents, half up per line; VAT per rate over the sum of its lines (EN 16931, BR-CO-10 to 17)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ketenwerk.invoicing.models import InvoiceLine

CENT = Decimal("0.01")
HUNDRED = 100
# Category and percentage in UBL of each choice. Teaching is often exempt: Wet OB art. 11.
RATES: dict[str, tuple[str, Decimal]] = {
    InvoiceLine.Vat.EXEMPT: ("E", Decimal(0)),
    InvoiceLine.Vat.LOW: ("S", Decimal(9)),
    InvoiceLine.Vat.HIGH: ("S", Decimal(21)),
}


@dataclass(frozen=True)
class VatSum:
    vat: str
    label: str
    base: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Sums:
    net: Decimal
    vat: tuple[VatSum, ...]
    tax: Decimal
    total: Decimal


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def net_of(quantity: Decimal, price: Decimal) -> Decimal:
    return cents(quantity * price)


def sums_of(lines: Iterable[tuple[Decimal, str]]) -> Sums:
    """Of (net amount, vat choice) per line. The rates stand in a fixed order, each once."""
    base: dict[str, Decimal] = {}
    for net, vat in lines:
        base[vat] = base.get(vat, Decimal(0)) + net
    parts = tuple(
        VatSum(choice.value, str(choice.label), base[choice], _tax(base[choice], choice))
        for choice in InvoiceLine.Vat
        if choice in base
    )
    net = sum(base.values(), Decimal("0.00"))
    tax = sum((part.amount for part in parts), Decimal("0.00"))
    return Sums(net, parts, tax, net + tax)


def _tax(base: Decimal, vat: str) -> Decimal:
    return cents(base * RATES[vat][1] / HUNDRED)
