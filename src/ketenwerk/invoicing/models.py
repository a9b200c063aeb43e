"""What somebody buys from one organisation. No person, no target, no subsidy (R54)."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import Declared, ordinary

TERM = "7 years"  # Awr art. 52: the administration behind the tax return


def trade(*names: str) -> dict[str, Declared]:
    return {name: ordinary("trade between organisations, about nobody", TERM) for name in names}


class Seller(models.Model):
    """How an organisation stands on its invoices, and how it is paid."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.OneToOneField("people.Organisation", models.PROTECT, related_name="+")
    name = models.CharField("naam op de factuur", max_length=120)
    street = models.CharField("straat en nummer", max_length=120)
    postcode = models.CharField("postcode", max_length=7)
    city = models.CharField("plaats", max_length=80)
    chamber_number = models.CharField("KvK-nummer", max_length=8)
    vat_number = models.CharField("btw-nummer", max_length=14)
    account_number = models.CharField("IBAN", max_length=34)
    prefix = models.CharField("begin van het factuurnummer", max_length=6, blank=True)
    payment_days = models.PositiveSmallIntegerField("betaaltermijn in dagen", default=30)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "afzender van facturen"

    declared = trade(
        *("id", "organisation", "name", "street", "postcode", "city", "chamber_number"),
        *("vat_number", "account_number", "prefix", "payment_days", "version"),
    )

    def __str__(self) -> str:
        return self.name


class Invoice(models.Model):
    class Kind(models.TextChoices):
        INVOICE = "invoice", "factuur"
        CREDIT = "credit", "creditfactuur"

    class State(models.TextChoices):
        CONCEPT = "concept", "concept"
        WITHDRAWN = "withdrawn", "vervallen"
        SENT = "sent", "verstuurd"
        PAID = "paid", "betaald"
        CREDITED = "credited", "gecrediteerd"

    class Way(models.TextChoices):
        MAIL = "mail", "per mail, met de pdf"
        PEPPOL = "peppol", "als e-factuur, met het UBL-bestand"
        POST = "post", "per post"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField("soort", max_length=8, choices=Kind, default=Kind.INVOICE)
    credits = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="credited_by"
    )
    state = models.CharField("status", max_length=10, choices=State, default=State.CONCEPT)
    run = models.ForeignKey(
        "courses.CourseRun", models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject = models.CharField("onderwerp", max_length=120)
    buyer_name = models.CharField("opdrachtgever", max_length=120)
    buyer_unit = models.CharField("afdeling of functie", max_length=80, blank=True)
    buyer_street = models.CharField("straat en nummer", max_length=120)
    buyer_postcode = models.CharField("postcode", max_length=7)
    buyer_city = models.CharField("plaats", max_length=80)
    buyer_chamber_number = models.CharField("KvK-nummer", max_length=8, blank=True)
    buyer_government_number = models.CharField("OIN", max_length=20, blank=True)
    buyer_reference = models.CharField("kenmerk van de opdrachtgever", max_length=60)
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    sequence = models.PositiveIntegerField("volgnummer", null=True, blank=True)
    number = models.CharField("factuurnummer", max_length=20, blank=True)
    sent_on = models.DateField("factuurdatum", null=True, blank=True)
    due_on = models.DateField("betalen voor", null=True, blank=True)
    paid_on = models.DateField("betaald op", null=True, blank=True)
    way = models.CharField("verstuurd", max_length=8, choices=Way, blank=True)
    reason = models.CharField("reden", max_length=200, blank=True)
    total = models.DecimalField("totaal", max_digits=12, decimal_places=2, default=Decimal(0))
    as_sent = models.JSONField("zoals verstuurd", null=True, blank=True)
    made_on = models.DateField("gemaakt op")
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "factuur"
        ordering: ClassVar = ["-made_on", "-sequence", "subject"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "year", "sequence"], name="invoice_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["concept", "withdrawn"], number="", sent_on=None)
                | Q(
                    state__in=["sent", "paid", "credited"],
                    number__gt="",
                    sent_on__isnull=False,
                    as_sent__isnull=False,
                ),
                name="sent_invoice_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(kind="credit", credits__isnull=False)
                | Q(kind="invoice", credits__isnull=True),
                name="credit_note_names_its_invoice",
            ),
            models.CheckConstraint(
                condition=Q(state="paid", paid_on__isnull=False) | ~Q(state="paid"),
                name="paid_on_a_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "state", "due_on"], name="invoice_due")
        ]

    declared = trade(
        *(
            "id",
            "organisation",
            "kind",
            "credits",
            "state",
            "run",
            "subject",
            "buyer_name",
            "buyer_unit",
        ),
        *("buyer_street", "buyer_postcode", "buyer_city", "buyer_chamber_number"),
        *("buyer_government_number", "buyer_reference", "year", "sequence", "number", "sent_on"),
        *("due_on", "paid_on", "way", "reason", "total", "as_sent", "made_on", "version"),
    )

    def __str__(self) -> str:
        return self.number or self.subject


class InvoiceLine(models.Model):
    class Unit(models.TextChoices):
        """The words, and behind them the code of UN/ECE Recommendation 20 that UBL asks."""

        PIECE = "C62", "stuks"
        HOUR = "HUR", "uur"
        DAY = "DAY", "dag"
        PERSON = "IE", "personen"

    class Vat(models.TextChoices):
        EXEMPT = "E", "vrijgesteld"
        LOW = "S9", "9%"
        HIGH = "S21", "21%"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    invoice = models.ForeignKey("invoicing.Invoice", models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField("volgorde")
    text = models.CharField("omschrijving", max_length=120)
    quantity = models.DecimalField("aantal", max_digits=8, decimal_places=2)
    unit = models.CharField("eenheid", max_length=3, choices=Unit, default=Unit.PIECE)
    price = models.DecimalField("prijs zonder btw", max_digits=10, decimal_places=2)
    vat = models.CharField("btw", max_length=3, choices=Vat)

    class Meta:
        verbose_name = "factuurregel"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_place"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="invoice_line_is_something"),
            models.CheckConstraint(condition=Q(price__gte=0), name="invoice_price_not_below_zero"),
        ]

    declared = trade("id", "invoice", "position", "text", "quantity", "unit", "price", "vat")

    def __str__(self) -> str:
        return self.text


S = Invoice.State
INVOICE_STEPS: dict[str, tuple[str, ...]] = {
    S.CONCEPT: (S.SENT, S.WITHDRAWN),
    S.WITHDRAWN: (),
    S.SENT: (S.PAID, S.CREDITED),
    S.PAID: (S.CREDITED,),
    S.CREDITED: (),
}
