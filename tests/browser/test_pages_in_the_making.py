"""Pages that stand for a moment on the way to something: looked at as every page is."""

import pytest

from ketenwerk.web import demo
from tests.browser.conftest import House, Visit
from tests.browser.journeys import Person, lets_know, opens_trajectory, registers
from tests.browser.looking import ONCE, Witness, look, told

pytestmark = pytest.mark.browser


def test_the_pages_of_a_referral_and_a_hand_over_in_the_making(house: House, visit: Visit) -> None:
    """With what the other will see above the button."""
    page = visit("roos")
    witness, roos = Witness(page, house.address), Person(page)
    dossier = registers(roos, "Kamille", "1992")
    lets_know(roos, dossier, "MEE Gelderse Poort", "werk en opleiding")
    lets_know(roos, dossier, "Zorgplus")
    roos.goes(dossier.tab("verwijzen") + "partner/")
    roos.choose("MEE")
    roos.write("Wat vraag je?", "Begeleiding naar werk.")
    roos.write("Waarom?", "Zij wil overdag iets leren.")
    roos.choose("Geef de afspraak over veilig contact mee")
    roos.press("Bekijk wat de ander ziet")
    roos.sees("Dit ziet MEE")
    found = [f"referral: {problem}" for problem in look(page)]

    roos.goes(dossier.path)
    opens_trajectory(roos, "Trajecten vanaf 23 jaar", "40")
    roos.goes(dossier.path)
    roos.follow("Trajecten vanaf 23 jaar")
    roos.follow("Vraag opschaling aan")
    roos.pick("Welke zorgaanbieder?", "Zorgplus")
    roos.press("Leg aanvraag vast")
    roos.follow("Leg besluit over opschaling vast")
    roos.choose("Toegekend")
    roos.press("Leg besluit vast")
    roos.follow("Bekijk overdracht aan Zorgplus")
    found += [f"hand-over: {problem}" for problem in look(page)]
    roos.choose("Daan Verbeek")
    roos.choose("Hoe je haar veilig bereikt")
    roos.write("Tot en met welke dag?", "2022-03-31")
    roos.press("Bekijk wat de ander ziet")
    roos.sees("Dit ziet de ander")
    found += [f"hand-over seen: {problem}" for problem in look(page)]
    assert told(*found, *witness.problems) == ""


def test_the_pages_of_erasing(house: House, visit: Visit) -> None:
    """Of an open dossier, of a closed one, and when the first of two asked."""
    page = visit("anna")
    witness, anna = Witness(page, house.address), Person(page)
    dossier = registers(anna, "Lavendel", "1990")
    anna.goes(dossier.tab("wissen"))
    found = [f"open: {problem}" for problem in look(page, ONCE)]
    anna.goes(dossier.path)
    anna.press("Sluit dossier af")
    anna.goes(dossier.tab("wissen"))
    found += [f"closed: {problem}" for problem in look(page)]
    anna.press("Vraag om te wissen")
    page.get_by_label("Wachtwoord").fill(demo.PASSWORD)
    page.keyboard.press("Enter")
    anna.sees("Wissen is gevraagd.")
    anna.goes(dossier.tab("wissen"))
    anna.sees("wacht op een tweede")
    found += [f"asked: {problem}" for problem in look(page)]
    assert told(*found, *witness.problems) == ""
