"""The own agenda by eye of a machine, in each view, and by the keys."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House, Visit
from tests.browser.journeys import press_key
from tests.browser.looking import EVERYWHERE, Witness, look, told

pytestmark = pytest.mark.browser
VIEWS = ("/agenda/?week=2021-W51", "/agenda/?maand=2021-12", "/agenda/?vanaf=2021-11-23")


def test_each_view_is_in_order_in_every_size_and_scheme(house: House, visit: Visit) -> None:
    page = visit("ilse")
    witness, problems = Witness(page, house.address), []
    for path in VIEWS:
        page.goto(path)
        problems += [f"{path}: {problem}" for problem in look(page, EVERYWHERE)]
    assert told(*problems, *witness.problems) == ""


def test_the_arrows_go_through_the_weeks(visit: Visit) -> None:
    page = visit("anna")
    page.goto("/agenda/")
    press_key(page, "ArrowRight")
    expect(page.get_by_role("heading", name="Week 48")).to_be_visible()
    press_key(page, "ArrowLeft")
    expect(page.get_by_role("heading", name="Week 47")).to_be_visible()


def test_arrows_in_a_field_stay_in_the_field(visit: Visit) -> None:
    page = visit("anna")
    page.goto("/uren/week/2021-11-22/")
    page.locator("[data-week] input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-week]")).to_be_visible()
    assert page.url.endswith("/uren/week/2021-11-22/")
