"""Everything can be done without a mouse, and one sees where one is."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.journeys import press_key

pytestmark = pytest.mark.browser

RING = """el => {
  const style = getComputedStyle(el);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      || style.boxShadow !== "none";
}"""
STEPS = 30  # presses of Tab on one page


def test_the_first_tab_offers_to_skip_to_the_content(visit: Visit) -> None:
    page = visit("anna")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/clienten/nieuw/", "/uren/"])
def test_the_focus_is_always_seen(visit: Visit, path: str, scheme: str) -> None:
    page = visit("anna", color_scheme=scheme)
    page.goto(path)
    unseen = [where for where in tabbed(page) if where]
    assert not unseen


def tabbed(page: Page) -> list[str]:
    """Walks with Tab; for each stop nothing, or the tag where no focus was drawn or it lay out of sight."""
    found = []
    for _step in range(STEPS):
        page.keyboard.press("Tab")
        here = page.locator(":focus")
        if not here.count():
            break
        seen = here.evaluate(f"el => ({RING})(el) || ({RING})(el.closest('label, td, li') ?? el)")
        box = here.bounding_box()
        fine = seen and box is not None and box["width"] > 0
        found.append("" if fine else here.evaluate("el => el.outerHTML.slice(0, 120)"))
    return found


def test_what_is_missing_gets_the_focus_and_leads_to_the_field(visit: Visit) -> None:
    page = visit("anna")
    page.goto("/clienten/nieuw/")
    page.get_by_label("Hoe wil je genoemd worden?").fill("Nova")
    page.keyboard.press("Control+Enter")
    summary = page.locator("[data-errors]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Vul een naam of een werknaam in.")
    expect(page.get_by_label("Hoe wil je genoemd worden?")).to_have_value("Nova")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first = summary.locator("a").first.get_attribute("href") or ""
    field = page.locator(first)
    expect(page.locator(f"{first}:focus, {first} :focus")).to_have_count(1)
    expect(field).to_be_in_viewport()


def test_each_message_leads_to_its_own_field(visit: Visit) -> None:
    page = visit("anna")
    page.goto("/clienten/nieuw/")
    page.click("button:has-text('Meld cliënt aan')")
    links = page.locator("[data-errors] a")
    assert links.count() >= 3
    for link in links.all():
        target = link.get_attribute("href") or ""
        link.press("Enter")
        expect(page.locator(f"{target}:focus, {target} :focus")).to_have_count(1)


def test_the_week_is_walked_with_arrows_and_confirmed_without_a_mouse(visit: Visit) -> None:
    page = visit("roos")
    page.goto("/uren/week/2021-11-22/")
    cells = page.locator("table[data-week] tbody tr").first.locator("input")
    cells.first.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()

    page.keyboard.press("Control+A")
    page.keyboard.type("7,25")
    expect(page.locator("[data-week-changes]")).to_contain_text("naar 7,25 uur")
    below = page.locator("table[data-week] tbody tr").nth(1).locator("input").nth(1)
    page.keyboard.press("Enter")
    expect(below).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(cells.nth(1)).to_be_focused()

    total = page.locator("[data-week-total]").inner_text()
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text(f"Week bevestigd: {total} uur.")
    expect(cells.nth(1)).to_have_value("7,25")


def test_wrong_hours_keep_what_was_typed(visit: Visit) -> None:
    page = visit("roos")
    page.goto("/uren/week/2021-11-22/")
    cell = page.locator("table[data-week] input").first
    cell.fill("veel")
    cell.press("Control+Enter")
    expect(page.locator("[data-errors]")).to_be_focused()
    expect(page.locator("table[data-week] input").first).to_have_value("veel")


def test_keys_of_the_house(visit: Visit) -> None:
    page = visit("anna")
    page.keyboard.press("Control+KeyK")
    page.wait_for_url("**/zoeken/")
    page.keyboard.press("Alt+KeyN")
    page.wait_for_url("**/noteer/")
    menu = page.locator("details[data-menu]")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


@pytest.mark.requirement("R72")
def test_a_conference_is_held_by_keys(visit: Visit) -> None:
    """Next and previous, a pause, and a decision or action in one key each; every key stands on the screen too."""
    page = visit("anna")
    page.goto("/casuistiek/")
    page.locator("main .kw-lead").first.click()
    page.get_by_role("link", name="Open vergadermodus").click()
    first, second = (page.get_by_text(re.compile(rf"Punt {n} van \d+")) for n in (1, 2))
    expect(first).to_be_visible()
    press_key(page, "ArrowRight")
    expect(second).to_be_visible()
    press_key(page, "ArrowLeft")
    expect(first).to_be_visible()
    press_key(page, "p")
    expect(page.get_by_role("heading", name="Pauze")).to_be_visible()
    press_key(page, "p")
    expect(page.get_by_text("Waarover willen we beslissen?")).to_be_visible()
    press_key(page, "b")
    expect(page.get_by_role("heading", name="Leg besluit vast")).to_be_visible()
    page.get_by_label("Wat spreken jullie af?").press_sequentially("ap")
    expect(page.get_by_label("Wat spreken jullie af?")).to_have_value("ap")
    page.go_back()
    press_key(page, "a")
    expect(page.get_by_role("heading", name="Leg actie vast")).to_be_visible()
