"""What the pages and the demo may use of invoices."""

from ketenwerk.invoicing.actions import (
    InvoiceRefused,
    LineFacts,
    OrderFacts,
    SellerFacts,
    Stale,
    change_order,
    credit,
    keep_seller,
    note_paid,
    order,
    send,
    withdraw,
)
from ketenwerk.invoicing.paper import invoice_pdf, money, title_of
from ketenwerk.invoicing.queries import (
    FILTERS,
    PAGE,
    Listing,
    Opened,
    concept_to_change,
    invoices,
    opened,
    runs_on_invoice,
    seller_of,
)
from ketenwerk.invoicing.ubl import ubl

__all__ = [
    "FILTERS",
    "PAGE",
    "InvoiceRefused",
    "LineFacts",
    "Listing",
    "Opened",
    "OrderFacts",
    "SellerFacts",
    "Stale",
    "change_order",
    "concept_to_change",
    "credit",
    "invoice_pdf",
    "invoices",
    "keep_seller",
    "money",
    "note_paid",
    "opened",
    "order",
    "runs_on_invoice",
    "seller_of",
    "send",
    "title_of",
    "ubl",
    "withdraw",
]
