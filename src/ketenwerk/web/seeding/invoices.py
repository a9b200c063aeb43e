"""What was sold in the demo year: a paid workshop, an invoice that is late, one put right, and an offer. All invented."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ketenwerk.access.api import acting_for
from ketenwerk.invoicing.api import (
    LineFacts,
    OrderFacts,
    SellerFacts,
    credit,
    keep_seller,
    note_paid,
    order,
    send,
)
from ketenwerk.kernel import clock
from ketenwerk.web import demo

SELLER = SellerFacts(
    name="Stichting MEE (voorbeeld)",
    street="Voorbeeldkade 12",
    postcode="6511 AA",
    city="Nijmegen",
    chamber_number="12345678",
    vat_number="NL000099998B57",
    account_number="NL91ABNA0417164300",
    prefix="MEE-",
    payment_days=30,
)
ROC = OrderFacts(
    *("Extra workshop voor docenten", "ROC Voorbeeld", "team zorg en welzijn", "Campusplein 2"),
    *("6541 BB", "Nijmegen", "87654321", "", "PO-2021-077"),
)
TEAM = replace(
    ROC,
    subject="Extra weerbaarheidstraining",
    buyer_name="Wijkteams Voorbeeldstad",
    buyer_unit="teamleider",
    buyer_chamber_number="",
    buyer_government_number="00000001234567890000",
    buyer_reference="WT-311",
)
WORKSHOP = LineFacts(
    "Workshop van twee dagdelen, twaalf plaatsen", Decimal(1), "C62", Decimal(1250), "E"
)
BOOKS = LineFacts("Werkboek", Decimal(12), "C62", Decimal("7.25"), "S9")
TRAINING = LineFacts("Training van acht keer", Decimal(1), "C62", Decimal(4620), "E")


def load_invoices() -> None:
    """Sold by MEE, seen by its manager and its controller."""
    petra, teun = demo.actor_of("petra"), demo.actor_of("teun")
    with clock.on_day(date(2021, 3, 8)), acting_for(petra):
        keep_seller(by=petra, facts=SELLER)
        paid = send(
            by=petra, invoice=order(by=petra, facts=ROC, lines=[WORKSHOP, BOOKS]).id, way="mail"
        )
    with clock.on_day(date(2021, 4, 1)), acting_for(teun):
        note_paid(by=teun, invoice=paid.id, day=date(2021, 3, 31))
    with clock.on_day(date(2021, 9, 6)), acting_for(petra):
        wrong = send(
            by=petra,
            invoice=order(by=petra, facts=TEAM, lines=[TRAINING, TRAINING]).id,
            way="peppol",
        )
    with clock.on_day(date(2021, 9, 9)), acting_for(petra):
        credit(by=petra, invoice=wrong.id, reason="Eén training te veel op de factuur")
        send(by=petra, invoice=order(by=petra, facts=TEAM, lines=[TRAINING]).id, way="peppol")
    with clock.on_day(date(2021, 11, 16)), acting_for(petra):
        order(by=petra, facts=replace(ROC, subject="Extra groep voor studenten"), lines=[TRAINING])
