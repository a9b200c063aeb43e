"""Journeys of worries with three organisations side by side: the observation about somebody else, and the reporting code."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import House, Visit
from tests.browser.journeys import Person, registers, sign_in

pytestmark = pytest.mark.browser


def focal_officer(browser: Browser, house: House) -> Person:
    """Emma of MEE in her other function."""
    context = browser.new_context(base_url=house.address)
    context.set_default_timeout(10_000)
    person = sign_in(context.new_page(), "emma")
    person.becomes("aandachtsfunctionaris")
    return person


@pytest.mark.requirement("R36")
def test_j5_what_was_heard_about_a_third_person_is_decided_and_gone(
    browser: Browser, house: House, visit: Visit
) -> None:
    anna, bram, roos = (Person(visit(key)) for key in ("anna", "bram", "roos"))
    heard = "KANARIE iemand vertelde dat een ander bang is"
    anna.goes("/")
    anna.follow("Waarnemingen")
    anna.follow("Leg waarneming vast")
    anna.sees("Pas op de plaats")
    assert anna.main.get_by_role("combobox").count() == 0, "no client can be chosen"
    anna.write("Wat is er verteld?", heard)
    anna.press("Sla waarneming op")
    anna.sees("Bel nu je aandachtsfunctionaris")
    assert anna.acts <= 4
    anna.main.get_by_role("link", name=re.compile("Waarneming van 23")).first.click()
    address = re.sub(r"https?://[^/]+", "", anna.page.url)
    anna.sees(heard)

    for other in (bram, roos, Person(visit("ilse")), Person(visit("marja"))):
        assert other.goes(address) == 404
        other.goes("/")
        other.sees_not(heard)
    # The focal officer of another organisation is no way in either.
    bram.becomes("aandachtsfunctionaris")
    assert bram.goes(address) == 404
    bram.goes("/waarnemingen/")
    bram.sees_not(heard, "Anna de Wit")

    focal = focal_officer(browser, house)
    try:
        assert focal.goes(address) == 200
        focal.sees(heard)
        focal.choose("Bespreken met de behandelaar")
        focal.press("Sla besluit op")
        focal.sees("De tekst is weg.")
        assert focal.acts <= 3
        for one in (focal, anna):
            assert one.goes(address) == 404
    finally:
        focal.page.context.close()
    wil = Person(visit("wil"))
    wil.goes("/logboek/")
    wil.sees_not(heard)


WORDS = {
    1: ("Wat zag en hoorde je?", "KANARIE blauwe plekken"),
    2: ("Wat kwam er uit het overleg?", "KANARIE advies om te praten"),
    3: ("Wat vertelde zij? Of: waarom is praten niet veilig?", "KANARIE hij luistert mee"),
    4: ("Wat is je afweging?", "KANARIE het is gevaarlijk"),
}


@pytest.mark.requirement("R35", "R45")
def test_j9_the_reporting_code_of_a_minor_from_first_step_to_report(
    browser: Browser, house: House, visit: Visit
) -> None:
    anna, bram, roos = (Person(visit(key)) for key in ("anna", "bram", "roos"))
    called, number = "Vlinderstruik", "VT-21-77"
    dossier = registers(anna, called, "2004")
    anna.acts = 0
    anna.follow("Signalen")
    anna.press("Start meldcode")
    anna.sees("dan geldt de route voor uitbuiting", "Bel eerst Veilig Thuis", "0800-2000")
    run = re.sub(r"https?://[^/]+", "", anna.page.url)

    for step, (label, words) in WORDS.items():
        if step == 2:
            anna.choose("Veilig Thuis", anna.group("Met wie overlegde je?"))
        if step == 3:
            anna.choose("Nee, dat is nu niet veilig")
        if step == 4:
            questions = anna.main.locator("fieldset").filter(has_text="weet ik niet")
            expect(questions).to_have_count(5)
            for place in range(5):
                anna.choose("ja" if place < 2 else "weet ik niet", questions.nth(place))
        anna.write(label, words)
        anna.press(f"Sla stap {step} op")
        anna.sees(f"Stap {step} is opgeslagen.")
    anna.sees("Acuut of structureel onveilig: melden.")
    anna.choose("Melden bij Veilig Thuis", anna.group("Wat is je besluit?"))
    anna.write("Waarom dit besluit?", "KANARIE samen besloten")
    anna.write("Wanneer meldde je bij Veilig Thuis?", "2021-11-23")
    anna.write("Nummer van Veilig Thuis", number)
    anna.press("Sla stap 5 op")
    anna.sees(number)
    anna.press("Leg aanbod vast")
    anna.press("Leg toestemming vast")
    anna.sees("Er is niets verstuurd.")
    # Two to begin, what the five steps ask (8 + 2 + 5 + 5), and two answers about CoMensha.
    assert anna.acts <= 24

    canaries = (called, number, *(words for _, words in WORDS.values()), f">{dossier.code}<")
    for other in (bram, roos):
        other.finds_nothing_of_her({run, dossier.path, dossier.tab("signalen")}, canaries)
    focal = focal_officer(browser, house)
    try:
        focal.goes("/meldcode/")
        focal.sees(dossier.code, "5 van 5")
        focal.sees_not(*canaries[:-1])
        assert focal.goes(run) == 404
    finally:
        focal.page.context.close()
