"""An invoice, a credit note or the offer of a concept as a tagged PDF."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from ketenwerk.invoicing.frozen import Frozen
from ketenwerk.invoicing.models import Invoice, InvoiceLine
from ketenwerk.invoicing.ubl import EXEMPT_WORDS
from ketenwerk.kernel import dutch
from ketenwerk.kernel.documents import compile_pdf

TEMPLATE = Path(__file__).parent / "documents" / "invoice.typ"
OFFER = "Offerte"
CREDIT = Invoice.Kind.CREDIT


def title_of(sent: Frozen) -> str:
    if not sent["number"]:
        return OFFER
    return "Creditfactuur" if sent["kind"] == CREDIT else "Factuur"


def invoice_pdf(sent: Frozen) -> bytes:
    return compile_pdf(TEMPLATE.read_text("utf-8"), _values(sent))


def money(amount: str) -> str:
    return dutch.euros(Decimal(amount), cents=True)


def day(text: str) -> str:
    return dutch.full_day(date.fromisoformat(text)) if text else ""


def _values(sent: Frozen) -> dict[str, object]:
    seller, buyer = sent["seller"], sent["buyer"]
    title = title_of(sent)
    units, rates = dict(InvoiceLine.Unit.choices), dict(InvoiceLine.Vat.choices)
    return {
        "title": title,
        "document_title": f"{title} {sent['number']}".strip(),
        "subject": sent["subject"],
        "seller": [seller["name"], seller["street"], f"{seller['postcode']} {seller['city']}"],
        "buyer": [
            *(buyer["name"], buyer["unit"], buyer["street"]),
            f"{buyer['postcode']} {buyer['city']}",
        ],
        "facts": [pair for pair in _facts(sent) if pair[1]],
        "rows": [
            [
                *(
                    line["text"],
                    f"{dutch.short_number(Decimal(line['quantity']))} {units[line['unit']]}",
                ),
                *(money(line["price"]), rates[line["vat"]], money(line["net"])),
            ]
            for line in sent["lines"]
        ],
        "sums": [
            ["Zonder btw", money(sent["net"])],
            *(
                [f"Btw {rates[each['vat']]} over {money(each['base'])}", money(each["amount"])]
                for each in sent["vat"]
            ),
        ],
        "total": ["Terug" if sent["credits"] else "Totaal", money(sent["total"])],
        "closing": _closing(sent),
        "foot": " · ".join(
            (f"KvK {seller['chamber_number']}", seller["vat_number"], seller["account_number"])
        ),
    }


def _facts(sent: Frozen) -> list[tuple[str, str]]:
    before = sent["credits"]
    return [
        ("Nummer", sent["number"]),
        ("Datum", day(sent["issued"])),
        ("Betalen voor", day(sent["due"])),
        ("Jullie kenmerk", sent["buyer"]["reference"]),
        ("Hoort bij factuur", f"{before['number']} van {day(before['issued'])}" if before else ""),
    ]


def _closing(sent: Frozen) -> list[str]:
    said = []
    if any(each["vat"] == InvoiceLine.Vat.EXEMPT for each in sent["vat"]):
        said.append(f"{EXEMPT_WORDS}.")
    if sent["credits"]:
        said.append(f"Reden: {sent['reason']}")
    elif sent["number"]:
        seller = sent["seller"]
        said.append(
            f"Maak het bedrag over naar {seller['account_number']} van {seller['name']}, "
            f"onder vermelding van {sent['number']}."
        )
    else:
        said.append("Dit is een voorstel. Er hoeft nog niets betaald te worden.")
    return said
