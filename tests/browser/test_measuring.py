"""Measuring together goes fast: thirteen domains are thirteen keys, or thirteen taps on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.mark.requirement("R32")
def test_thirteen_domains_take_thirteen_keys_and_arrows_walk(visit: Visit) -> None:
    page = visit("anna")
    page.goto("/clienten/")
    page.locator("main table a, main .kw-list a").first.click()
    page.get_by_role("link", name="Ontwikkeling").click()
    page.get_by_role("link", name="Meet leefgebieden").click()
    rows = page.locator("[data-score]")
    expect(rows).to_have_count(13)
    rows.first.locator("input").first.focus()
    for key in "1234512345123":
        page.keyboard.press(key)
    for number, level in enumerate("1234512345123"):
        expect(rows.nth(number).locator("input:checked")).to_have_value(level)

    page.keyboard.press("ArrowUp")
    page.keyboard.press("0")
    expect(rows.nth(11).locator("input:checked")).to_have_value("")
    page.keyboard.press("ArrowRight")
    expect(rows.nth(12).locator("input:checked")).to_have_value("4")
    expect(rows.nth(11).locator("input:checked")).to_have_value("")


def test_what_was_measured_so_far_is_kept_as_a_draft(visit: Visit) -> None:
    page = visit("anna", viewport={"width": 390, "height": 844})
    page.goto("/clienten/")
    page.locator("main table a, main .kw-list a").first.click()
    page.get_by_role("link", name="Ontwikkeling").click()
    page.get_by_role("link", name="Meet leefgebieden").click()
    row = page.locator("[data-score]").first
    row.locator("label.kw-chip", has_text="4").click()
    expect(page.locator("[data-draft-status]")).to_contain_text("Bewaard om", timeout=10_000)
    page.reload()
    expect(page.get_by_text("Concept teruggezet.")).to_be_visible()
    expect(row.locator("input:checked")).to_have_value("4")
