"""An order as a test wants it. All invented."""

from decimal import Decimal

from ketenwerk.invoicing.api import LineFacts, OrderFacts, SellerFacts, keep_seller, order
from ketenwerk.invoicing.models import Invoice, Seller
from ketenwerk.people.api import Actor

SELLER = SellerFacts(
    name="Voorbeeldzorg",
    street="Kade 1",
    postcode="6511 AA",
    city="Nijmegen",
    chamber_number="12345678",
    vat_number="NL000099998B57",
    account_number="NL91ABNA0417164300",
    prefix="VZ-",
    payment_days=30,
)
ORDER = OrderFacts(
    subject="Extra workshop voor docenten",
    buyer_name="ROC Voorbeeld",
    buyer_unit="team zorg",
    buyer_street="Campus 2",
    buyer_postcode="6541 BB",
    buyer_city="Nijmegen",
    buyer_chamber_number="87654321",
    buyer_government_number="",
    buyer_reference="PO-77",
)
WORKSHOP = LineFacts("Workshop van twee dagdelen", Decimal(1), "C62", Decimal("1250.00"), "E")
BOOKS = LineFacts("Werkboek", Decimal(12), "IE", Decimal("7.25"), "S9")
TRAVEL = LineFacts("Uren van voorbereiding", Decimal("2.50"), "HUR", Decimal("87.10"), "S21")


def a_seller(by: Actor) -> None:
    there = Seller.objects.first()
    keep_seller(by=by, facts=SELLER, version=there.version if there else 0)


def an_order(by: Actor, *lines: LineFacts) -> Invoice:
    return order(by=by, facts=ORDER, lines=lines or (WORKSHOP, BOOKS, TRAVEL))
