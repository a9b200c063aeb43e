"""What comes out of the printer."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

A3 = (1191, 842)
SENDABLE = 1_000_000  # bytes; as one picture per dotted field it was thirty times that


@pytest.mark.requirement("R17")
def test_the_map_prints_on_one_a3_that_can_be_sent(visit: Visit) -> None:
    page = visit("ilse")
    page.goto("/activiteiten/")
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    (sheet,) = PdfReader(BytesIO(paper)).pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A3
    assert "Coördinatie" in sheet.extract_text()
    assert len(paper) < SENDABLE
