"""Who may with invoices: the organisation that sells, and nobody else. The database holds the same once more, in walls.py."""

from django.db.models import Q

from ketenwerk.access.api import Permission, rule
from ketenwerk.people.api import Actor


@rule(Permission.INVOICE_READ, "invoicing.Invoice")
@rule(Permission.INVOICE_READ, "invoicing.Seller")
@rule(Permission.INVOICE_WRITE, "invoicing.Invoice")
@rule(Permission.INVOICE_WRITE, "invoicing.Seller")
@rule(Permission.INVOICE_SETTLE, "invoicing.Invoice")
def may_invoice(actor: Actor) -> Q | None:
    return Q(organisation=actor.organisation)
