"""An invoice or credit note as UBL 2.1, after Peppol BIS Billing 3.0, which holds the Dutch rules NL-R-001 to 009."""

from decimal import Decimal
from xml.etree import ElementTree as ET

from ketenwerk.invoicing.frozen import Frozen
from ketenwerk.invoicing.models import Invoice, InvoiceLine
from ketenwerk.invoicing.sums import RATES

CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
ROOT = "urn:oasis:names:specification:ubl:schema:xsd:{name}-2"
CUSTOMISATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
CHAMBER, GOVERNMENT = "0106", "0190"  # KvK and OIN in the list of electronic addresses
CREDIT_TRANSFER = "30"
CURRENCY = "EUR"
EXEMPT_WORDS = "Vrijgesteld van btw, artikel 11 Wet op de omzetbelasting 1968"
ET.register_namespace("cbc", CBC)
ET.register_namespace("cac", CAC)


def ubl(sent: Frozen) -> bytes:
    """The same input gives the same bytes."""
    credit = sent["kind"] == Invoice.Kind.CREDIT
    name = "CreditNote" if credit else "Invoice"
    root = ET.Element(f"{{{ROOT.format(name=name)}}}{name}")
    _basic(root, "CustomizationID", CUSTOMISATION)
    _basic(root, "ProfileID", PROFILE)
    _basic(root, "ID", sent["number"])
    _basic(root, "IssueDate", sent["issued"])
    if not credit:
        _basic(root, "DueDate", sent["due"])
    _basic(root, "CreditNoteTypeCode" if credit else "InvoiceTypeCode", "381" if credit else "380")
    _basic(root, "Note", sent["reason"] or sent["subject"])
    _basic(root, "DocumentCurrencyCode", CURRENCY)
    _basic(root, "BuyerReference", sent["buyer"]["reference"])
    if sent["credits"]:
        before = _part(root, "BillingReference", "InvoiceDocumentReference")
        _basic(before, "ID", sent["credits"]["number"])
        _basic(before, "IssueDate", sent["credits"]["issued"])
    _seller(_part(root, "AccountingSupplierParty", "Party"), sent["seller"])
    _buyer(_part(root, "AccountingCustomerParty", "Party"), sent["buyer"])
    _payment(root, sent)
    _taxes(root, sent)
    _totals(root, sent)
    for place, line in enumerate(sent["lines"], start=1):
        _line(root, place, line, credit=credit)
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _basic(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, f"{{{CBC}}}{name}", attributes).text = text


def _part(parent: ET.Element, *names: str) -> ET.Element:
    for name in names:
        parent = ET.SubElement(parent, f"{{{CAC}}}{name}")
    return parent


def _money(parent: ET.Element, name: str, amount: str) -> None:
    _basic(parent, name, amount, currencyID=CURRENCY)


def _address(party: ET.Element, facts: dict[str, str]) -> None:
    address = _part(party, "PostalAddress")
    _basic(address, "StreetName", facts["street"])
    _basic(address, "CityName", facts["city"])
    _basic(address, "PostalZone", facts["postcode"])
    _basic(_part(address, "Country"), "IdentificationCode", "NL")


def _seller(party: ET.Element, facts: dict[str, str]) -> None:
    _basic(party, "EndpointID", facts["chamber_number"], schemeID=CHAMBER)
    _basic(_part(party, "PartyName"), "Name", facts["name"])
    _address(party, facts)
    scheme = _part(party, "PartyTaxScheme")
    _basic(scheme, "CompanyID", facts["vat_number"])
    _basic(_part(scheme, "TaxScheme"), "ID", "VAT")
    entity = _part(party, "PartyLegalEntity")
    _basic(entity, "RegistrationName", facts["name"])
    _basic(entity, "CompanyID", facts["chamber_number"], schemeID=CHAMBER)


def _buyer(party: ET.Element, facts: dict[str, str]) -> None:
    government = facts["government_number"]
    number = government or facts["chamber_number"]
    scheme = GOVERNMENT if government else CHAMBER
    _basic(party, "EndpointID", number, schemeID=scheme)
    _basic(_part(party, "PartyName"), "Name", facts["name"])
    _address(party, facts)
    entity = _part(party, "PartyLegalEntity")
    _basic(entity, "RegistrationName", facts["name"])
    _basic(entity, "CompanyID", number, schemeID=scheme)
    if facts["unit"]:
        _basic(_part(party, "Contact"), "Name", facts["unit"])


def _payment(root: ET.Element, sent: Frozen) -> None:
    means = _part(root, "PaymentMeans")
    _basic(means, "PaymentMeansCode", CREDIT_TRANSFER)
    _basic(means, "PaymentID", sent["number"])
    account = _part(means, "PayeeFinancialAccount")
    _basic(account, "ID", sent["seller"]["account_number"])
    _basic(account, "Name", sent["seller"]["name"])


def _category(parent: ET.Element, name: str, vat: str, *, why: bool = False) -> None:
    code, rate = RATES[vat]
    category = _part(parent, name)
    _basic(category, "ID", code)
    _basic(category, "Percent", str(rate))
    if why and vat == InvoiceLine.Vat.EXEMPT:
        _basic(category, "TaxExemptionReason", EXEMPT_WORDS)
    _basic(_part(category, "TaxScheme"), "ID", "VAT")


def _taxes(root: ET.Element, sent: Frozen) -> None:
    total = _part(root, "TaxTotal")
    _money(total, "TaxAmount", sent["tax"])
    for each in sent["vat"]:
        part = _part(total, "TaxSubtotal")
        _money(part, "TaxableAmount", each["base"])
        _money(part, "TaxAmount", each["amount"])
        _category(part, "TaxCategory", each["vat"], why=True)


def _totals(root: ET.Element, sent: Frozen) -> None:
    totals = _part(root, "LegalMonetaryTotal")
    _money(totals, "LineExtensionAmount", sent["net"])
    _money(totals, "TaxExclusiveAmount", sent["net"])
    _money(totals, "TaxInclusiveAmount", sent["total"])
    _money(totals, "PayableAmount", sent["total"])


def _line(root: ET.Element, place: int, facts: dict[str, str], *, credit: bool) -> None:
    line = _part(root, "CreditNoteLine" if credit else "InvoiceLine")
    _basic(line, "ID", str(place))
    amount = "CreditedQuantity" if credit else "InvoicedQuantity"
    _basic(line, amount, str(Decimal(facts["quantity"]).normalize() + 0), unitCode=facts["unit"])
    _money(line, "LineExtensionAmount", facts["net"])
    item = _part(line, "Item")
    _basic(item, "Name", facts["text"])
    _category(item, "ClassifiedTaxCategory", facts["vat"])
    _money(_part(line, "Price"), "PriceAmount", facts["price"])
