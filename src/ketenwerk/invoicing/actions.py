"""Writing invoices: the seller, an order, sending it under a number, noting that it was paid, and crediting."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Max

from ketenwerk.access.api import Permission, get, require, visible
from ketenwerk.audit.api import record
from ketenwerk.invoicing import events
from ketenwerk.invoicing.frozen import Names, freeze, freeze_credit
from ketenwerk.invoicing.models import INVOICE_STEPS, Invoice, InvoiceLine, Seller
from ketenwerk.invoicing.sums import net_of, sums_of
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor

State = Invoice.State
NOBODY = "Vul eerst in hoe jullie op de factuur staan. De opdracht is bewaard."


class InvoiceRefused(Exception):  # noqa: N818
    """Why this cannot be done, as a sentence for the screen."""


class Stale(InvoiceRefused):
    """Somebody else saved first; nothing is written over."""

    def __init__(self, version: int) -> None:
        super().__init__(
            "Een collega sloeg dit net op. Wat jij typte staat er nog. "
            "Kijk in het andere venster wat er veranderde, en sla dan opnieuw op."
        )
        self.version = version


@dataclass(frozen=True)
class SellerFacts:
    name: str
    street: str
    postcode: str
    city: str
    chamber_number: str
    vat_number: str
    account_number: str
    prefix: str
    payment_days: int


@dataclass(frozen=True)
class OrderFacts:
    subject: str
    buyer_name: str
    buyer_unit: str
    buyer_street: str
    buyer_postcode: str
    buyer_city: str
    buyer_chamber_number: str
    buyer_government_number: str
    buyer_reference: str
    run_id: uuid.UUID | None = None


@dataclass(frozen=True)
class LineFacts:
    text: str
    quantity: Decimal
    unit: str
    price: Decimal
    vat: str


def keep_seller(*, by: Actor, facts: SellerFacts, version: int = 0) -> None:
    """What was sent before keeps what stood on it. `version` is what somebody saw, 0 for none; a later writer is told (Stale)."""
    require(by, Permission.INVOICE_WRITE)
    row = visible(by, Permission.INVOICE_WRITE, Seller).select_for_update().first()
    if row is None:
        row = Seller(organisation_id=by.house, version=0)
    elif row.version != version:
        raise Stale(row.version)
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    row.version += 1
    _save_seller(by, row)
    record(by=by, event=events.SELLER_KEPT, target=row, version=row.version)


def _save_seller(by: Actor, row: Seller) -> None:
    """There is no first row to lock: who is the second to fill it in meets the one of the colleague, as any later writer."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        there = visible(by, Permission.INVOICE_WRITE, Seller).first()
        if there is None:
            raise
        raise Stale(there.version) from None


def order(*, by: Actor, facts: OrderFacts, lines: Sequence[LineFacts]) -> Invoice:
    require(by, Permission.INVOICE_WRITE)
    row = Invoice.objects.create(
        organisation_id=by.house,
        made_on=clock.today(),
        total=_total(lines),
        **asdict(facts),
    )
    _write_lines(row, lines)
    record(by=by, event=events.ORDERED, target=row, version=1, lines=len(lines))
    return row


def change_order(
    *, by: Actor, invoice: uuid.UUID, version: int, facts: OrderFacts, lines: Sequence[LineFacts]
) -> None:
    """Only a concept changes. A later writer is told so, and writes over nobody (Stale)."""
    row = _locked(by, Permission.INVOICE_WRITE, invoice)
    if row.state != State.CONCEPT:
        raise InvoiceRefused("Deze factuur is verstuurd en verandert niet meer.")
    if row.version != version:
        raise Stale(row.version)
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    row.version, row.total = version + 1, _total(lines)
    row.save()
    row.lines.all().delete()
    _write_lines(row, lines)
    record(by=by, event=events.ORDERED, target=row, version=row.version, lines=len(lines))


def withdraw(*, by: Actor, invoice: uuid.UUID, reason: str) -> None:
    row = _locked(by, Permission.INVOICE_WRITE, invoice)
    _step(row, State.WITHDRAWN)
    row.reason = reason
    row.save(update_fields=["state", "reason"])
    record(by=by, event=events.WITHDRAWN, target=row)


def send(*, by: Actor, invoice: uuid.UUID, way: str) -> Invoice:
    """Gives the next number of this year, without a gap (Wet OB art. 35a), and freezes what stands on it."""
    seller = visible(by, Permission.INVOICE_WRITE, Seller).select_for_update().first()
    if seller is None:
        raise InvoiceRefused(NOBODY)
    row = _locked(by, Permission.INVOICE_WRITE, invoice)
    lines = list(row.lines.all())
    if not lines:
        raise InvoiceRefused("Er staat nog geen regel op de factuur.")
    _step(row, State.SENT)
    _number(row, seller, way)
    row.due_on = clock.today() + timedelta(days=seller.payment_days)
    row.as_sent = freeze(row, lines, seller)
    row.save()
    record(by=by, event=events.SENT, target=row, number=row.number, way=way)
    return row


def note_paid(*, by: Actor, invoice: uuid.UUID, day: date) -> None:
    row = _locked(by, Permission.INVOICE_SETTLE, invoice)
    if row.kind == Invoice.Kind.CREDIT:
        raise InvoiceRefused("Een creditfactuur wordt niet betaald.")
    if row.sent_on and day < row.sent_on:
        raise InvoiceRefused("Kies een dag vanaf de factuurdatum.")
    if day > clock.today():
        raise InvoiceRefused("Kies vandaag of een dag die al geweest is.")
    _step(row, State.PAID)
    row.paid_on = day
    row.save(update_fields=["state", "paid_on"])
    record(by=by, event=events.PAID, target=row, day=day.isoformat())


def credit(*, by: Actor, invoice: uuid.UUID, reason: str) -> Invoice:
    """A credit note for the whole invoice, sent at once under the next number. The invoice itself does not change."""
    seller = visible(by, Permission.INVOICE_WRITE, Seller).select_for_update().first()
    if seller is None:
        raise InvoiceRefused(NOBODY)
    row = _locked(by, Permission.INVOICE_WRITE, invoice)
    if row.kind == Invoice.Kind.CREDIT:
        raise InvoiceRefused("Een creditfactuur kun je niet crediteren.")
    _step(row, State.CREDITED)
    row.save(update_fields=["state"])
    note = Invoice(
        organisation_id=row.organisation_id,
        kind=Invoice.Kind.CREDIT,
        credits=row,
        state=State.SENT,
        subject=row.subject,
        reason=reason,
        total=row.total,
        made_on=clock.today(),
        **{name: getattr(row, name) for name in OrderFacts.__annotations__ if name != "subject"},
    )
    _number(note, seller, row.way)
    note.as_sent = freeze_credit(
        row.as_sent or {}, Names(note.number, clock.today()), reason=reason
    )
    note.save()
    record(by=by, event=events.CREDITED, target=row, number=note.number)
    return note


def _locked(by: Actor, permission: Permission, invoice: uuid.UUID) -> Invoice:
    get(by, permission, Invoice, id=invoice)
    return Invoice.objects.select_for_update().get(id=invoice)


def _step(row: Invoice, to: str) -> None:
    if to not in INVOICE_STEPS[row.state]:
        raise InvoiceRefused(f"Dat kan niet meer: de factuur is {row.get_state_display()}.")
    row.state = to


def _number(row: Invoice, seller: Seller, way: str) -> None:
    """The seller's row is locked, so two who send at once get two numbers in a row."""
    row.year = clock.today().year
    own = Invoice.objects.filter(organisation=row.organisation_id, year=row.year)
    row.sequence = (own.aggregate(last=Max("sequence"))["last"] or 0) + 1
    row.number = f"{seller.prefix}{row.year}-{row.sequence:04}"
    row.sent_on, row.way = clock.today(), way


def _total(lines: Sequence[LineFacts]) -> Decimal:
    return sums_of((net_of(line.quantity, line.price), line.vat) for line in lines).total


def _write_lines(row: Invoice, lines: Sequence[LineFacts]) -> None:
    InvoiceLine.objects.bulk_create(
        InvoiceLine(invoice=row, position=place, **asdict(line))
        for place, line in enumerate(lines, start=1)
    )
