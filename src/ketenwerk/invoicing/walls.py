"""Invoices belong to one organisation, on the side without persons. What was sent stands: its lines do not change."""

from ketenwerk.kernel.walls import FUNCTION, ORGANISATION, DatabaseRole, Policy, Wall

OFFICE = DatabaseRole.OFFICE
OWN = f"organisation_id = {ORGANISATION}"
READS = f"{OWN} AND {FUNCTION} IN ('partner_manager', 'controller')"
WRITES = f"{OWN} AND {FUNCTION} = 'partner_manager'"
OF_READABLE = "invoice_id IN (SELECT id FROM invoicing_invoice)"
OF_CONCEPT = (
    f"{FUNCTION} = 'partner_manager' AND invoice_id IN"
    " (SELECT id FROM invoicing_invoice WHERE state = 'concept')"
)

WALLS = [
    Wall(
        "invoicing_seller",
        "staff",
        {OFFICE: "SELECT, INSERT, UPDATE"},
        [
            Policy(OFFICE, "SELECT", READS),
            Policy(OFFICE, "INSERT", "", WRITES),
            Policy(OFFICE, "UPDATE", WRITES, WRITES),
        ],
    ),
    Wall(
        "invoicing_invoice",
        "staff",
        {OFFICE: "SELECT, INSERT, UPDATE"},
        [
            Policy(OFFICE, "SELECT", READS),
            Policy(OFFICE, "INSERT", "", WRITES),
            Policy(OFFICE, "UPDATE", READS, READS),
        ],
    ),
    Wall(
        "invoicing_invoiceline",
        "staff",
        {OFFICE: "SELECT, INSERT, DELETE"},
        [
            Policy(OFFICE, "SELECT", OF_READABLE),
            Policy(OFFICE, "INSERT", "", OF_CONCEPT),
            Policy(OFFICE, "DELETE", OF_CONCEPT),
        ],
    ),
]
