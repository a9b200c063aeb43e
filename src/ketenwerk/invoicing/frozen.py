"""What stands on an invoice once it is sent, as plain text and numbers. PDF and UBL are made from this alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ketenwerk.invoicing.models import Invoice, InvoiceLine, Seller
from ketenwerk.invoicing.sums import net_of, sums_of

Frozen = dict[str, Any]
SELLER = ("name", "street", "postcode", "city", "chamber_number", "vat_number", "account_number")
BUYER = (
    *("name", "unit", "street", "postcode", "city"),
    *("chamber_number", "government_number", "reference"),
)


@dataclass(frozen=True)
class Names:
    number: str
    issued: date


def freeze(row: Invoice, lines: Iterable[InvoiceLine], seller: Seller) -> Frozen:
    """Amounts as text with two decimals, days as 2021-11-23."""
    found = list(lines)
    sums = sums_of((net_of(line.quantity, line.price), line.vat) for line in found)
    return {
        "kind": row.kind,
        "number": row.number,
        "issued": row.sent_on.isoformat() if row.sent_on else "",
        "due": row.due_on.isoformat() if row.due_on else "",
        "subject": row.subject,
        "credits": None,
        "reason": "",
        "seller": {name: getattr(seller, name) for name in SELLER},
        "buyer": {name: getattr(row, f"buyer_{name}") for name in BUYER},
        "lines": [
            {
                "text": line.text,
                "quantity": str(line.quantity),
                "unit": line.unit,
                "price": str(line.price),
                "net": str(net_of(line.quantity, line.price)),
                "vat": line.vat,
            }
            for line in found
        ],
        "vat": [
            {"vat": each.vat, "base": str(each.base), "amount": str(each.amount)}
            for each in sums.vat
        ],
        "net": str(sums.net),
        "tax": str(sums.tax),
        "total": str(sums.total),
    }


def freeze_credit(sent: Frozen, names: Names, *, reason: str) -> Frozen:
    """The same amounts, the other way: a credit note writes them above zero and says what it takes back."""
    return {
        **sent,
        "kind": Invoice.Kind.CREDIT.value,
        "number": names.number,
        "issued": names.issued.isoformat(),
        "due": "",
        "reason": reason,
        "credits": {"number": sent["number"], "issued": sent["issued"]},
    }
