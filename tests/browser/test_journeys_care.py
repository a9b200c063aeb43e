"""Journeys of care with three organisations side by side: what each does, sees, and must not see."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House, Visit
from tests.browser.journeys import (
    HER_GOAL,
    Dossier,
    Person,
    answer_box,
    lets_know,
    notes,
    opens_trajectory,
    registers,
    says,
    three,
)

pytestmark = pytest.mark.browser


def chain_total(coordinator: Person) -> int:
    coordinator.goes("/totaalbeeld/")
    return int(coordinator.page.locator(".kw-one__n").inner_text())


@pytest.mark.requirement("R22", "R35")
def test_j2_a_new_client_from_intake_to_first_hours(house: House, visit: Visit) -> None:
    anna, bram, roos = three(visit)
    ilse = Person(visit("ilse"))
    house.command("count")
    before = chain_total(ilse)
    called, told = "Zilverspar", "KANARIE eerste gesprek bij de koffie"

    dossier = registers(anna, called, "1991")
    assert anna.acts <= 9
    # Every choice is a no until she says otherwise, and is asked one by one.
    anna.goes(dossier.tab("toestemming"))
    assert anna.main.get_by_role("button", name="Trek toestemming in").count() == 0
    counting = says(anna, dossier, "Meetellen zonder naam")
    expect(counting).to_contain_text("ja")
    assert anna.main.get_by_role("button", name="Trek toestemming in").count() == 1

    anna.goes(dossier.path)
    opens_trajectory(anna, "Individuele begeleiding", "40")
    expect(anna.main).to_contain_text(re.compile(r"loopt: \d+ van 3–5 cliënten dit jaar"))
    assert notes(anna, told) <= 4
    anna.sees("60 minuten staan in je week")

    asked = anna.acts
    anna.searches(called)
    anna.page.locator("main a", has_text=called).first.click()
    expect(anna.page).to_have_url(re.compile(re.escape(dossier.path)))
    assert anna.acts - asked <= 3, "finding somebody is a word and a choice"

    addresses = {dossier.path, dossier.tab("gegevens"), dossier.tab("plan")}
    for other in (bram, roos):
        other.finds_nothing_of_her(addresses, (called, told, f">{dossier.code}<"))
    assert chain_total(ilse) == before, "no single registration can be watched"
    house.command("count")
    assert chain_total(ilse) == before + 1
    ilse.sees_not(called, told, dossier.code)

    referral = refers(anna, dossier, called)
    takes(bram, referral, (told, HER_GOAL, f">{dossier.code}<"))
    anna.goes(dossier.tab("verwijzen"))
    anna.sees(referral.reference, "Terugkoppeling: gestart")
    # The partner has a client of its own now, and of this dossier still nothing.
    assert {path: bram.goes(path) for path in addresses} == dict.fromkeys(addresses, 404)
    for other in (roos, ilse, Person(visit("marja"))):
        assert other.goes(referral.path) == 404
    roos.finds_nothing_of_her({*addresses, referral.path}, (called, told, referral.reference))


@dataclass(frozen=True)
class Referral:
    path: str
    reference: str
    asked: str
    called: str


def refers(who: Person, dossier: Dossier, called: str) -> Referral:
    """She says yes to sharing with IrisZorg; then the question goes, with her name and safe contact."""
    asked = "KANARIE een gesprek over slapen"
    lets_know(who, dossier, "IrisZorg", "geestelijke gezondheid")
    before = who.acts
    who.goes(dossier.tab("verwijzen"))
    who.follow("Verwijs naar partner")
    who.choose("IrisZorg")
    who.choose("geestelijke gezondheid")
    who.write("Wat vraag je?", asked)
    who.write("Waarom?", "Zij wil beter slapen.")
    who.choose("Geef mee hoe zij genoemd wil worden")
    who.choose("Geef de afspraak over veilig contact mee")
    who.press("Bekijk wat de ander ziet")
    who.sees("Dit ziet IrisZorg", called, asked, "na 20.00 uur")
    who.press("Verstuur verwijzing")
    assert who.acts - before <= 9
    told = re.search(r"Verwijzing (\w+) is verstuurd", who.main.inner_text())
    assert told
    path = who.page.locator("main li", has_text=told[1]).get_by_role("link").first
    return Referral(path.get_attribute("href") or "", told[1], asked, called)


def takes(who: Person, referral: Referral, kept_back: tuple[str, ...]) -> None:
    """Takes the referral, registers her without typing again what went along, and tells what came of it."""
    who.goes("/")
    who.sees("Nieuwe verwijzing", referral.reference)
    who.sees_not(referral.called, referral.asked)
    who.goes(referral.path)
    who.sees(referral.called, referral.asked, "na 20.00 uur")
    who.sees_not(*kept_back)
    before = who.acts
    who.press("Neem verwijzing aan")
    who.follow("Registreer cliënt")
    expect(who.main.get_by_label("Hoe wil je genoemd worden?")).to_have_value(referral.called)
    expect(who.main.get_by_label("Verder over het moment")).to_have_value("na 20.00 uur")
    who.write("Werknaam", referral.called)
    who.write("Of alleen het geboortejaar", "1991")
    who.choose("Sekswerkers")
    who.press("Meld cliënt aan")
    who.sees("Opgeslagen onder code")
    who.goes(referral.path)
    who.choose("Gestart", who.group("Wat kwam ervan?"))
    who.press("Laat weten")
    who.sees("De ander ziet wat ervan kwam.")
    assert who.acts - before <= 8


def line(who: Person, kind: str, words: str, domain: str, owner: str = "") -> None:
    who.follow("Voeg regel toe")
    who.choose(kind)
    who.write("Wat spreken jullie af?", words)
    who.pick("Over welk leefgebied gaat het?", domain)
    if owner:
        who.pick("Wie doet het?", owner)
    if kind != "Wat ik wil":
        who.write("Voor wanneer?", "2021-11-29")
    who.press("Zet in plan")
    who.sees("De regel staat in het plan.", words)


def invites(who: Person, dossier: Dossier, worker: str, domain: str) -> None:
    who.goes(dossier.tab("plan"))
    who.follow("Nodig partner uit")
    who.pick("Wie nodig je uit?", worker)
    who.choose(domain)
    who.press("Nodig uit")
    who.sees("De uitnodiging staat klaar bij de partner.")


def joins(who: Person, dossier: Dossier) -> str:
    """Accepts the invitation, and gives where the shared plan is."""
    who.goes("/")
    who.sees("Uitnodiging voor een plan")
    who.goes("/plannen/")
    who.page.locator("main li", has_text=dossier.code).get_by_role("link").first.click()
    who.press("Doe mee")
    who.sees("Je doet mee.")
    return re.sub(r"https?://[^/]+", "", who.page.url)


GOAL, MONEY, HOME = "KANARIE ik wil rust", "KANARIE post openen", "KANARIE eigen kamer"
HERS, OURS, THEIRS = "KANARIE zelf bellen", "KANARIE brief schrijven", "KANARIE woning zoeken"
LINES = (GOAL, MONEY, HOME, HERS, OURS, THEIRS)


@pytest.mark.requirement("R30")
def test_j3_a_plan_of_three_organisations_from_measuring_to_the_end(visit: Visit) -> None:
    anna, bram, roos = three(visit)
    ilse = Person(visit("ilse"))
    called, question = "Wilgenroos", "KANARIE wie gaat mee naar het gesprek?"
    dossier = registers(anna, called, "1985")

    anna.goes(dossier.tab("ontwikkeling"))
    anna.follow("Meet leefgebieden")
    anna.choose("Start", anna.group("Welk moment?"))
    anna.page.locator("input[type=radio][value='2']").first.check(force=True)
    anna.press("Sla meting op")
    anna.sees("Metingen", "start")

    lets_know(anna, dossier, "IrisZorg", "financiën", plan=True)
    lets_know(anna, dossier, "Sterker", "huisvesting", plan=True)
    card = says(anna, dossier, "Bespreken in het casuïstiekoverleg")
    card.locator("summary", has_text="Met welke partners").click()
    card.get_by_label("IrisZorg").check()
    anna.press("Leg partners vast", card)

    anna.goes(dossier.tab("plan"))
    anna.press("Begin plan")
    line(anna, "Wat ik wil", GOAL, "financiën")
    line(anna, "Ik doe", MONEY, "financiën")
    line(anna, "Wat ik wil", HOME, "huisvesting")
    line(anna, "Ik doe", HERS, "huisvesting")
    invites(anna, dossier, "IrisZorg: Bram Koster", "Financiën")
    invites(anna, dossier, "Sterker: Roos Aalders", "Huisvesting")
    theirs = {bram.page: joins(bram, dossier), roos.page: joins(roos, dossier)}
    anna.goes(dossier.tab("plan"))
    line(anna, "Wij doen", OURS, "financiën", "IrisZorg")
    line(anna, "Wij doen", THEIRS, "huisvesting", "Sterker")
    anna.sees(*LINES)

    # Each partner its own part of her life, and never her name.
    for who, own in ((bram, (GOAL, MONEY, OURS)), (roos, (HOME, HERS, THEIRS))):
        who.goes(theirs[who.page])
        who.sees(*own)
        who.sees_not(called, *(set(LINES) - set(own)))
        assert who.goes(dossier.path) == 404
        who.goes("/")
        who.sees("Regel in een plan")
        who.sees_not(*LINES, called, dossier.code)

    bram.goes(theirs[bram.page])
    bram.follow(OURS)
    bram.choose("Bezig")
    bram.write("Wat is er gebeurd?", "KANARIE de brief ligt er")
    bram.press("Sla op")
    anna.goes(dossier.tab("plan"))
    anna.sees("KANARIE de brief ligt er")
    roos.goes(theirs[roos.page])
    roos.sees_not("KANARIE de brief ligt er")

    conference = puts_on_agenda(anna, dossier, question)
    bram.goes(conference)
    bram.sees(dossier.code)
    for other in (roos, ilse):
        other.goes(conference)
        other.sees_not(dossier.code, question, called)

    anna.goes(dossier.tab("plan"))
    anna.follow("Bespreek plan")
    anna.choose("Ja", anna.group("Is zij het eens met het plan?"))
    anna.press("Sla bespreking op")
    anna.sees("Over drie maanden vragen we het weer.")

    takes_back(anna, bram, roos, dossier, theirs[bram.page], theirs[roos.page])
    leaves_work(anna, dossier)
    anna.goes(dossier.path)
    anna.press("Sluit dossier af")
    anna.sees("De afspraak over veilig contact is weggehaald.")
    anna.sees_not("na 20.00 uur")


def puts_on_agenda(who: Person, dossier: Dossier, question: str) -> str:
    """On the first conference whose agenda is open; at most eight acts."""
    before = who.acts
    who.goes("/casuistiek/")
    open_day = who.page.locator("main li", has_text="agenda open").first
    who.acts += 1
    open_day.get_by_role("link").first.click()
    conference = re.sub(r"https?://[^/]+", "", who.page.url)
    who.follow("Zet op agenda")
    who.pick("Over wie gaat het?", dossier.code)
    who.write("Wat is je vraag?", question)
    who.choose("IrisZorg")
    who.press("Zet op agenda")
    who.sees("Het punt staat op de agenda.")
    assert who.acts - before <= 8
    return conference


def takes_back(
    anna: Person, bram: Person, roos: Person, dossier: Dossier, of_bram: str, of_roos: str
) -> None:
    """The yes to one partner goes; the other keeps its part, and the first is asked to remove."""
    anna.goes(dossier.tab("toestemming"))
    anna.main.locator("summary", has_text="Wie mag het plan zien?").click()
    answer_box(anna, "IrisZorg", "mag het plan zien").locator("input").uncheck()
    anna.press("Leg antwoorden vast", anna.main.locator("section"))
    anna.sees("Weet je het zeker?", "IrisZorg mag straks niets meer van het plan zien.")
    anna.press("Trek toestemming in", anna.main.locator(".kw-notice"))
    expect(answer_box(anna, "IrisZorg", "mag het plan zien")).to_contain_text("ingetrokken")
    removal = anna.main.locator("aside li", has_text="nog niet weggehaald")
    reference = removal.locator(".kw-code").first.inner_text()
    assert bram.goes(of_bram) == 404
    bram.goes("/verwijderen/")
    bram.sees(reference)
    bram.sees_not(dossier.code, *LINES)
    for button in range(bram.main.get_by_role("button", name="Meld verwijderd").count()):
        del button
        bram.press("Meld verwijderd")
        bram.sees("Genoteerd.")
    anna.page.reload()
    expect(anna.main.locator("aside")).not_to_contain_text("nog niet weggehaald")
    roos.goes(of_roos)
    roos.sees(HOME)
    roos.goes("/verwijderen/")
    roos.sees_not(reference)


def leaves_work(who: Person, dossier: Dossier) -> None:
    who.goes(dossier.tab("ontwikkeling"))
    who.follow("Leg stap vast")
    who.choose("Uitgestapt", who.group("Welke stap?"))
    who.acts += 1
    who.group("Waaruit blijkt het?").locator("label").first.click()
    who.press("Sla stap op")
    who.goes(dossier.tab("ontwikkeling"))
    who.sees("Na 3 maanden", "Na 6 maanden", "Na 12 maanden")
