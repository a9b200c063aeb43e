"""The journey of a group: eight meetings, people of two partners, a ninth who waits, and an extra run that somebody buys."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House, Visit
from tests.browser.journeys import Person

pytestmark = pytest.mark.browser

FIRST = (
    "2021-11-23"  # eight Tuesdays, the last on the day in January on which the second server stands
)
PHONE = {"width": 390, "height": 844}
BIRDS = ("Lijster", "Sijs", "Tapuit", "Wulp", "Grutto", "Scholekster", "Karekiet", "Torenvalk")
NINTH = "Nachtegaal"


@pytest.mark.requirement("R51", "R75")
def test_j10_a_group_from_plan_to_invoice(house_in_january: House, visit: Visit) -> None:
    ilse, anna, roos = Person(visit("ilse")), Person(visit("anna")), Person(visit("roos"))
    run = plans(ilse)
    enrols(anna, run, *BIRDS[:5])
    enrols(roos, run, *BIRDS[5:])

    # The ninth is told before she types, keeps what was typed, and waits.
    roos.goes(run)
    roos.follow("Meld cliënt aan")
    roos.sees("De groep is vol")
    roos.write("Welke naam krijgt deze persoon in de groep?", NINTH)
    roos.choose("vroeg er zelf om")
    roos.press("Zet op wachtlijst")
    roos.sees(f"{NINTH} staat op de wachtlijst.")

    # Who enrolled sees the own people; who gives the group sees everybody, by the name in the group.
    anna.goes(run)
    anna.sees(*BIRDS, NINTH)
    ilse.goes(run)
    ilse.sees_not(*BIRDS, NINTH)

    # The fifth meeting goes online.
    anna.follow("5. dinsdag 21 december")
    anna.choose("online", anna.group("Hoe gaat het?"))
    anna.choose("overmacht", anna.group("Waarom gaat het anders dan gepland?"))
    anna.press("Sla bijeenkomst op")
    anna.sees("Reden: overmacht, zoals een pandemie")

    # In January, on a phone: chairs, hours, and the end.
    later = Person(visit("anna", at=house_in_january, viewport=PHONE))
    later.goes(run)
    for bird in BIRDS:
        later.press(f"{bird}, 23 november: nog niet ingevuld")
        expect(later.page.get_by_role("button", name=f"{bird}, 23 november: erbij")).to_be_visible()
    later.follow("Wijzig status")
    later.choose("loopt")
    later.press("Sla status op")
    later.press("Rond groep af")
    later.sees("8 deelnames", "8 begonnen", "van 50 uur", "afgerond")

    # The extra run that a school asks for goes on an invoice and not on the subsidy.
    plans(ilse, funding="op factuur")
    petra = Person(visit("petra"))
    buys(petra)
    petra.sees("Offerte", "ROC Voorbeeld", "€ 4.620,00")


def plans(who: Person, funding: str = "uit de afspraken") -> str:
    """A peer group of eight Tuesdays that recruits; gives its address."""
    who.goes("/groepen/aanbod/")
    who.main.locator("a", has_text=re.compile("Plan groep.*Lotgenotengroep")).click()
    who.write("Wanneer is de eerste keer?", FIRST)
    who.write("Hoe laat begint het?", "10:00")
    who.choose("Anna de Wit")
    who.choose("Roos Aalders")
    who.choose(funding, who.group("Waar wordt het van betaald?"))
    who.press("Plan groep")
    who.sees("De groep is gepland.")
    who.goes("/groepen/")
    card = who.main.locator("li.kw-run").filter(has_text="Vanaf dinsdag 23 november, 10.00 uur")
    card.filter(has_text="Op factuur" if funding == "op factuur" else "gepland").get_by_role(
        "link"
    ).first.click()
    path = re.sub(r"https?://[^/]+", "", who.page.url)
    who.follow("Wijzig status")
    who.choose("werving")
    who.press("Sla status op")
    who.sees("De status is opgeslagen.")
    return path


def enrols(who: Person, run: str, *names: str) -> None:
    for name in names:
        who.goes(run)
        before = who.acts
        who.follow("Meld cliënt aan")
        who.write("Welke naam krijgt deze persoon in de groep?", name)
        who.choose("van onze eigen cliënten")
        who.press("Meld aan", who.main.locator("form"))
        who.sees(f"{name} heeft een plek in de groep.")
        assert who.acts - before <= 4


def buys(who: Person) -> None:
    who.goes("/facturen/nieuw/")
    who.write("Wat lever je?", "Extra lotgenotengroep")
    who.pick("Hoort bij een groep of workshop", "Lotgenotengroep, vanaf 23 november 2021")
    for label, text in (
        ("Organisatie", "ROC Voorbeeld"),
        ("Straat en nummer", "Campusplein 2"),
        ("Postcode", "6541 BB"),
        ("Plaats", "Nijmegen"),
        ("Kenmerk of bestelnummer", "PO-12"),
    ):
        who.write(label, text)
    who.main.get_by_label("KvK-nummer").fill("87654321")
    line = who.group("Regel 1")
    line.get_by_label("Omschrijving").fill("Lotgenotengroep van acht keer")
    line.get_by_label("Aantal").fill("1")
    line.get_by_label("Prijs zonder btw").fill("4620")
    who.press("Sla opdracht op")


@pytest.mark.requirement("R53")
def test_j10_the_thirteenth_professional_waits_and_moves_up(house: House, visit: Visit) -> None:
    """Eleven are on the list of the demo; nobody of the three needs an account."""
    anna = Person(visit("anna"))
    anna.goes("/groepen/")
    anna.main.locator("li.kw-run").filter(has_text="11 van 12 plekken").get_by_role("link").click()
    anna.follow("Bekijk aanmeldingen")
    link = anna.main.get_by_label("Link om te delen").input_value()
    twelfth, thirteenth = Person(visit()), Person(visit(viewport=PHONE))
    signs_up(twelfth, link, "Wies Terpstra")
    twelfth.sees("Je hebt een plek")

    # The last one reads it before typing, and is told again after it.
    signs_up(thirteenth, link, "Okke Zijlstra", full=True)
    thirteenth.sees("Je staat op de wachtlijst")
    anna.page.reload()
    anna.sees("12 van 12 plekken bezet, 1 op de wachtlijst", "Wies Terpstra", "Okke Zijlstra")

    # Who gives the seat back leaves nothing; the one who waited longest has it at once.
    twelfth.press("Meld me af")
    twelfth.sees("Je bent afgemeld")
    thirteenth.page.reload()
    thirteenth.sees("Je hebt een plek")
    anna.page.reload()
    anna.sees("12 van 12 plekken bezet", "Okke Zijlstra")
    anna.sees_not("Wies Terpstra", "op de wachtlijst")


def signs_up(who: Person, link: str, name: str, *, full: bool = False) -> None:
    who.page.goto(link)
    if full:
        who.sees("Alle plekken zijn bezet.")
    who.write("Wat is je naam op het werk?", name)
    who.write("Bij welke organisatie werk je?", "Wijkteam Zuid")
    who.write("Wat is je functie?", "wijkcoach")
    who.write(
        "Wat is je mailadres op het werk?", f"{name.split(maxsplit=1)[0].lower()}@wijkteam.example"
    )
    who.choose("van een collega")
    who.press("Zet me op de wachtlijst" if full else "Meld me aan")
