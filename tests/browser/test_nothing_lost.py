"""What was typed stays: after a closed tab, behind the lock, without script; and nothing stays in the browser."""

import re
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from ketenwerk.web.demo import PASSWORD
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

WORDS = "Ze vertelde dat ze in het voorjaar wil verhuizen."


def note_page(page: Page) -> Locator:
    """The form for a note about somebody with a running trajectory, and its box for text."""
    page.goto("/noteer/")
    page.locator("main li a").last.click()
    return page.get_by_label("Wat is er gebeurd?")


def wait_for_draft(page: Page) -> None:
    """Without waiting in real time: the clock of the page goes on past the moment of saving."""
    page.clock.fast_forward(4_000)
    expect(page.locator("[data-draft-status]")).to_contain_text("Bewaard om")


def unlock(page: Page, password: str) -> None:
    page.get_by_label("Wachtwoord", exact=False).fill(password)
    page.keyboard.press("Enter")


def test_a_note_is_there_again_after_the_page_was_killed(visit: Visit) -> None:
    page = visit("anna")
    page.clock.install(time=datetime(2021, 11, 23, 10))  # noqa: DTZ001 - the browser's own time zone
    note_page(page).fill(WORDS)
    page.locator("label").filter(has_text=re.compile(r"^\s*30\s*$")).click()
    wait_for_draft(page)
    address = page.url

    again = page.context.new_page()
    page.close()  # runs no script of the page
    again.goto(address)
    expect(again.get_by_label("Wat is er gebeurd?")).to_have_value(WORDS)
    expect(again.get_by_label("30", exact=True)).to_be_checked()
    expect(again.locator(".kw-draft-restored")).to_contain_text("Concept teruggezet.")

    again.click("text=Gooi concept weg")
    expect(again.get_by_label("Wat is er gebeurd?")).to_have_value("")
    again.reload()
    expect(again.locator(".kw-draft-restored")).to_have_count(0)


def test_a_saved_note_leaves_no_draft(visit: Visit) -> None:
    page = visit("anna")
    page.clock.install(time=datetime(2021, 11, 23, 10))  # noqa: DTZ001
    note_page(page).fill(WORDS)
    wait_for_draft(page)
    address = page.url
    page.click("button:has-text('Sla notitie op')")
    page.wait_for_url("**/notities/*/")
    page.goto(address)
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value("")
    expect(page.locator(".kw-draft-restored")).to_have_count(0)


def test_drafts_of_two_forms_about_one_client_do_not_meet(visit: Visit) -> None:
    page = visit("anna")
    page.clock.install(time=datetime(2021, 11, 23, 10))  # noqa: DTZ001
    note_page(page).fill(WORDS)
    wait_for_draft(page)
    address = page.url
    client = re.search("/noteer/([^/]+)/", address)
    assert client
    page.goto(f"/clienten/{client[1]}/traject/")
    expect(page.locator(".kw-draft-restored")).to_have_count(0)
    page.get_by_label("Wat wil ze zelf bereiken?").fill("Een eigen kamer.")
    wait_for_draft(page)
    page.goto(address)
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value(WORDS)
    expect(page.get_by_label("Gesprek")).to_be_checked()


def test_esc_twice_locks_and_keeps_the_text(visit: Visit) -> None:
    page = visit("bram")
    box = note_page(page)
    box.fill(WORDS)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    lock = page.locator("#slot")
    expect(lock).to_be_visible()
    expect(box).to_have_value(WORDS)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(lock).to_be_visible()
    assert lock.evaluate(COVERS), "nothing of the page shows beside the lock"

    lock.get_by_label("Wachtwoord").fill("niet-het-goede-woord")
    page.keyboard.press("Enter")
    expect(lock.locator("#slot-fout")).to_have_text(
        "Dit wachtwoord klopt niet. Probeer het nog eens."
    )
    expect(box).to_have_value(WORDS)

    lock.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(lock).to_be_hidden()
    page.click("button:has-text('Sla notitie op')")
    page.wait_for_url("**/notities/*/")


# What lies behind a modal dialog is drawn in a solid colour: rgb(…), never rgba(…).
COVERS = "el => getComputedStyle(el, '::backdrop').backgroundColor.startsWith('rgb(')"


def test_all_tabs_lock_and_open_together(visit: Visit) -> None:
    page = visit("bram")
    other = page.context.new_page()
    other.goto("/clienten/")
    page.get_by_role("button", name="Vergrendel scherm").first.click()
    expect(page.locator("#slot")).to_be_visible()
    expect(other.locator("#slot")).to_be_visible()
    other.locator("#slot").get_by_label("Wachtwoord").fill(PASSWORD)
    other.keyboard.press("Enter")
    expect(page.locator("#slot")).to_be_hidden()


def test_a_form_that_meets_the_lock_is_saved_after_all(visit: Visit) -> None:
    """The session was locked elsewhere and this page knows nothing of it."""
    page = visit("bram")
    box = note_page(page)
    box.fill(WORDS)
    lock_from_outside(page)
    page.click("button:has-text('Sla notitie op')")
    expect(page.locator("h1")).to_have_text("Je scherm is vergrendeld")
    expect(page.locator("main")).to_contain_text("Wat je typte is er nog.")

    unlock(page, "niet-het-goede-woord")
    expect(page.locator("main")).to_contain_text("Dit wachtwoord klopt niet.")
    unlock(page, PASSWORD)
    page.click("text=Ga verder met opslaan")
    page.wait_for_url("**/notities/*/")
    page.locator("[data-close]").click()
    expect(page.locator(".kw-thread")).to_contain_text(WORDS)


def lock_from_outside(page: Page) -> None:
    token = page.locator("body").get_attribute("data-csrf") or ""
    headers = {"X-CSRFToken": token, "Accept": "application/json"}
    assert page.request.post("/vergrendel/", headers=headers).ok


def test_a_draft_that_meets_the_lock_closes_the_page_and_is_kept_later(visit: Visit) -> None:
    page = visit("bram")
    page.clock.install(time=datetime(2021, 11, 23, 10))  # noqa: DTZ001
    box = note_page(page)
    lock_from_outside(page)
    box.fill(WORDS)
    page.clock.fast_forward(4_000)
    lock = page.locator("#slot")
    expect(lock).to_be_visible()
    lock.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(lock).to_be_hidden()
    expect(page.locator("[data-draft-status]")).to_contain_text("Bewaard om")
    page.click("button:has-text('Sla notitie op')")
    page.wait_for_url("**/notities/*/")


def test_rest_locks_the_page(visit: Visit) -> None:
    page = visit("bram")
    page.clock.install(time=datetime(2021, 11, 23, 10))  # noqa: DTZ001
    note_page(page).fill(WORDS)
    page.clock.run_for(9 * 60_000)
    expect(page.locator("#slot")).to_be_hidden()
    page.clock.run_for(2 * 60_000)
    expect(page.locator("#slot")).to_be_visible()
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value(WORDS)


def test_five_wrong_passwords_end_the_session(visit: Visit) -> None:
    page = visit("bram")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    for _time in range(5):
        with page.expect_response("**/ontgrendel/"):
            page.locator("#slot").get_by_label("Wachtwoord").fill("mis")
            page.keyboard.press("Enter")
    expect(page.locator("#slot-fout")).to_have_text(
        "Je bent uitgelogd. Log opnieuw in; je concept is bewaard."
    )
    page.goto("/clienten/")
    expect(page).to_have_title("KIS – Inloggen")


def test_the_main_job_works_without_script(visit: Visit) -> None:
    page = visit("roos", java_script_enabled=False)
    page.goto("/clienten/nieuw/")
    page.get_by_label("Hoe wil je genoemd worden?").fill("Yael")
    page.click("main form button.nl-button--primary")
    expect(page.locator(".kw-errors")).to_contain_text("Vul een naam of een werknaam in.")
    page.get_by_label("Werknaam").fill("Ysa")
    page.get_by_label("Sekswerkers").check()
    page.click("main form button.nl-button--primary")
    expect(page.locator("main")).to_contain_text("Opgeslagen onder code")
    client = page.url

    page.click("text=Open traject")
    page.locator("main input[name=activity]").first.check()
    page.get_by_label("Wat wil ze zelf bereiken?").fill("Rust.")
    page.get_by_label("Hoeveel uur spreken jullie af?").fill("12")
    page.get_by_label("Hoeveel weken ongeveer?").fill("10")
    page.click("main form button.nl-button--primary")
    expect(page.locator("main")).to_contain_text("dit jaar")

    page.goto(client)
    page.locator("main .kw-head__act a:has-text('Noteer')").click()
    page.get_by_label("Wat is er gebeurd?").fill(WORDS)
    page.get_by_label("90", exact=True).check()
    page.click("text=Sla notitie op")
    expect(page.locator("main")).to_contain_text("90 minuten staan in je week")

    page.goto("/uren/")
    page.click("text=Bevestig week")
    expect(page.locator("main")).to_contain_text("Week bevestigd")
    page.get_by_role("button", name="Vergrendel scherm").first.click()
    expect(page.locator("h1")).to_have_text("Je scherm is vergrendeld")
    unlock(page, PASSWORD)
    expect(page).to_have_title("KIS – Vandaag")


def test_nothing_of_a_visit_stays_in_the_browser(visit: Visit) -> None:
    page = visit("anna")
    note_page(page).fill(WORDS)
    page.goto("/zoeken/")
    page.get_by_label("Code of naam").fill("Mira")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Mira")
    page.goto("/clienten/")
    page.locator("main table a").first.click()
    kept = storage(page)
    assert kept == {"localStorage": [], "sessionStorage": [], "databases": [], "caches": []}
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert set(cookies) == {"kis", "kis-csrf"}
    assert cookies["kis"]["httpOnly"]
    assert cookies["kis"]["expires"] == -1, "the session ends with the browser"


def storage(page: Page) -> dict[str, list[Any]]:
    """What the browser itself says it holds; a page of ours cannot answer, its storage is shut."""
    tools = page.context.new_cdp_session(page)
    origin = page.evaluate("location.origin")
    found: dict[str, list[Any]] = {}
    for name, is_local in (("localStorage", True), ("sessionStorage", False)):
        where = {"securityOrigin": origin, "isLocalStorage": is_local}
        found[name] = tools.send("DOMStorage.getDOMStorageItems", {"storageId": where})["entries"]
    databases = tools.send("IndexedDB.requestDatabaseNames", {"securityOrigin": origin})
    found["databases"] = databases["databaseNames"]
    caches = tools.send("CacheStorage.requestCacheNames", {"securityOrigin": origin})
    found["caches"] = caches["caches"]
    return found


def test_back_after_logging_out_shows_the_door(visit: Visit) -> None:
    page = visit("anna")
    page.goto("/clienten/")
    page.locator("main table a").first.click()
    called = page.locator("h1 .kw-name").inner_text()
    page.locator("details[data-menu] summary").click()
    page.get_by_role("button", name="Log uit").click()
    expect(page).to_have_title("KIS – Inloggen")
    page.go_back()
    expect(page).to_have_title("KIS – Inloggen")
    assert called not in page.content()
