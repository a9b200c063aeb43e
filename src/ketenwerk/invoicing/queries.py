"""Reading invoices of the own organisation."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.apps import apps
from django.db.models import Count, Q, Sum

from ketenwerk.access.api import Permission, get, visible
from ketenwerk.invoicing.frozen import Frozen, freeze
from ketenwerk.invoicing.models import INVOICE_STEPS, Invoice, Seller
from ketenwerk.kernel import clock, dutch
from ketenwerk.people.api import Actor

FILTERS = {
    "open": "nog te betalen",
    "concept": "concept",
    "paid": "betaald",
    "rest": "gecrediteerd of vervallen",
}
S, CREDIT = Invoice.State, Invoice.Kind.CREDIT
KINDS = {
    "open": Q(state=S.SENT) & ~Q(kind=CREDIT),
    "concept": Q(state=S.CONCEPT),
    "paid": Q(state=S.PAID),
    "rest": Q(state__in=[S.WITHDRAWN, S.CREDITED]) | Q(state=S.SENT, kind=CREDIT),
}
PAGE = 50


@dataclass(frozen=True)
class Row:
    id: uuid.UUID
    number: str
    subject: str
    buyer: str
    total: Decimal
    sent_on: date | None
    due_on: date | None
    state: str
    words: str
    is_late: bool
    is_credit: bool


@dataclass(frozen=True)
class Listing:
    rows: tuple[Row, ...]
    found: int
    open_total: Decimal
    late_total: Decimal


def invoices(actor: Actor, kind: str = "", most: int = PAGE) -> Listing:
    """The newest first, at most so many. The two sums are over all that is sent and not paid."""
    mine = visible(actor, Permission.INVOICE_READ, Invoice)
    today = clock.today()
    chosen = mine.filter(KINDS[kind]) if kind else mine
    sums = mine.aggregate(
        found=Count("id", filter=KINDS[kind]) if kind else Count("id"),
        unpaid=Sum("total", filter=KINDS["open"]),
        late=Sum("total", filter=KINDS["open"] & Q(due_on__lt=today)),
    )
    return Listing(
        tuple(_row(row, today) for row in chosen.defer("as_sent")[:most]),
        sums["found"],
        sums["unpaid"] or Decimal(0),
        sums["late"] or Decimal(0),
    )


def is_late(row: Invoice, today: date) -> bool:
    return row.state == Invoice.State.SENT and row.due_on is not None and row.due_on < today


@dataclass(frozen=True)
class Opened:
    row: Invoice
    frozen: Frozen
    steps: tuple[str, ...]
    is_late: bool
    credited_by: Invoice | None


def opened(actor: Actor, invoice: uuid.UUID) -> Opened:
    """A concept is drawn up with the seller of today; what was sent, as it was sent."""
    row = get(actor, Permission.INVOICE_READ, Invoice, along=["credits"], id=invoice)
    frozen = row.as_sent or freeze(row, row.lines.all(), seller_of(actor) or Seller())
    steps = () if row.kind == Invoice.Kind.CREDIT else INVOICE_STEPS[row.state]
    credited = Invoice.objects.filter(credits=row).defer("as_sent").first()
    return Opened(row, frozen, steps, is_late(row, clock.today()), credited)


def concept_to_change(actor: Actor, invoice: uuid.UUID) -> Invoice:
    return get(actor, Permission.INVOICE_WRITE, Invoice, id=invoice, state=Invoice.State.CONCEPT)


def seller_of(actor: Actor) -> Seller | None:
    return visible(actor, Permission.INVOICE_READ, Seller).first()


def runs_on_invoice(actor: Actor, most: int = PAGE) -> list[tuple[str, str]]:
    """Runs that the own organisation gives on invoice, the newest first, as id and words. Nobody who sits there."""
    run = apps.get_model(
        "courses", "CourseRun"
    )  # by name: money does not import who sits in a group
    runs = visible(actor, Permission.COURSE_READ, run)
    mine = runs.filter(funding="invoice", course__owners__organisation=actor.organisation)
    found = mine.order_by("-first_on").values_list("id", "course__name", "first_on")[:most]
    return [(str(run), f"{name}, vanaf {dutch.full_day(day)}") for run, name, day in found]


def _row(row: Invoice, today: date) -> Row:
    credit = row.kind == Invoice.Kind.CREDIT
    return Row(
        *(row.id, row.number, row.subject, row.buyer_name),
        -row.total if credit else row.total,
        *(row.sent_on, row.due_on, row.state, str(row.get_state_display())),
        is_late=not credit and is_late(row, today),
        is_credit=credit,
    )
