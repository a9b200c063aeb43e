"""Steps of a journey as a person takes them: by what stands on the page, and counted."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from ketenwerk.web.demo import DOMAIN
from tests.browser.conftest import Visit

# Where somebody of another organisation could meet her.
ELSEWHERE = ("/", "/clienten/", "/plannen/", "/casuistiek/", "/waarnemingen/", "/verwijderen/")
HER_GOAL = "Een eigen plek en rust."


@dataclass
class Person:
    """One person in a browser of their own. An act is a click, a text or a choice; opening an address is none."""

    page: Page
    acts: int = 0

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def follow(self, words: str, within: Locator | None = None) -> None:
        self.acts += 1
        place = within or self.page
        place.get_by_role("link", name=words).first.click()

    def press(self, words: str, within: Locator | None = None) -> None:
        self.acts += 1
        place = within or self.page
        place.get_by_role("button", name=words).first.click()

    def write(self, label: str, text: str) -> None:
        self.acts += 1
        self.main.get_by_label(label, exact=True).fill(text)

    def pick(self, label: str, option: str) -> None:
        self.acts += 1
        self.main.get_by_label(label, exact=True).select_option(label=option)

    def choose(self, words: str, within: Locator | None = None) -> None:
        """A radio or a box by the words beside it."""
        self.acts += 1
        labels = (within or self.main).locator("label")
        labels.filter(has_text=re.compile(rf"^\s*{re.escape(words)}", re.IGNORECASE)).first.click()

    def group(self, question: str) -> Locator:
        return self.main.get_by_role("group", name=question)

    def sees(self, *words: str) -> None:
        for word in words:
            expect(self.main).to_contain_text(word)

    def sees_not(self, *words: str) -> None:
        told = self.page.content()
        assert [word for word in words if word in told] == []

    def goes(self, path: str) -> int:
        answer = self.page.goto(path)
        assert answer is not None
        return answer.status

    def searches(self, words: str) -> None:
        self.goes("/zoeken/")
        self.write("Code of naam", words)
        self.page.keyboard.press("Enter")

    def finds_nothing_of_her(self, addresses: set[str], canaries: tuple[str, ...]) -> None:
        """Neither at her own addresses nor on the pages where others stand."""
        assert {path: self.goes(path) for path in addresses} == dict.fromkeys(addresses, 404)
        for path in ELSEWHERE:
            self.goes(path)
            self.sees_not(*canaries)
        self.searches(canaries[0])
        self.sees("Niets gevonden")

    def becomes(self, function: str) -> None:
        self.page.locator("details[data-menu] summary").click()
        self.page.get_by_role("button", name=function).click()
        self.page.wait_for_url("/")


def sign_in(page: Page, key: str) -> Person:
    """Somebody who has no button of their own on the sign-in page."""
    page.goto("/inloggen/")
    button = page.locator("button[name=person]").first
    button.evaluate("(each, value) => { each.value = value }", f"{key}@{DOMAIN}")
    button.click()
    page.wait_for_url("/")
    return Person(page)


def three(visit: Visit) -> tuple[Person, Person, Person]:
    """MEE, IrisZorg and Sterker, each signed in in a browser of their own."""
    return Person(visit("anna")), Person(visit("bram")), Person(visit("roos"))


@dataclass(frozen=True)
class Dossier:
    """Where she is, and by which code."""

    path: str
    code: str

    def tab(self, part: str) -> str:
        return f"{self.path}{part}/"


def registers(who: Person, called: str, year: str) -> Dossier:
    """The least that an intake asks: name, year, group and how to reach her."""
    who.goes("/clienten/")
    who.follow("Meld cliënt aan")
    who.write("Hoe wil je genoemd worden?", called)
    who.write("Werknaam", called)
    who.write("Of alleen het geboortejaar", year)
    who.choose("Sekswerkers")
    who.choose("app-bericht", who.group("Hoe mag je contact opnemen?"))
    who.write("Verder over het moment", "na 20.00 uur")
    who.press("Meld cliënt aan")
    who.sees("Opgeslagen onder code")
    path = re.sub(r"https?://[^/]+", "", who.page.url)
    return Dossier(path, who.page.locator("h1 .kw-code").inner_text())


def says(who: Person, dossier: Dossier, choice: str, button: str = "Leg ja vast") -> Locator:
    """One choice on the page about consent."""
    if not who.page.url.endswith(dossier.tab("toestemming")):
        who.goes(dossier.tab("toestemming"))
    card = consent_card(who, choice)
    who.press(button, card)
    return consent_card(who, choice)


def answer_box(who: Person, house: str, about: str) -> Locator:
    """One box in the table of who may know what; `about` is a life domain or the words of the first row."""
    return who.main.locator("label", has_text=f"{house}, {about}: ")


def lets_know(who: Person, dossier: Dossier, house: str, *domains: str, plan: bool = False) -> None:
    """She says yes to an organisation, and about what."""
    who.goes(dossier.tab("toestemming"))
    # What is folded shut: the plan, and organisations with which nothing was agreed.
    for summary in who.main.locator("form > details > summary").all():
        summary.click()
    first = "mag het plan zien" if plan else "mag iets weten"
    place = 1 if plan else 0
    boxes = [answer_box(who, house, first).first]
    boxes += [answer_box(who, house, domain).nth(place) for domain in domains]
    for box in boxes:
        who.acts += 1
        box.locator("input").check()
    who.press("Leg antwoorden vast", who.main.locator("section"))
    who.sees("opgeslagen en ge")


def consent_card(who: Person, choice: str) -> Locator:
    words = who.page.locator("b", has_text=re.compile(rf"^{re.escape(choice)}$"))
    return who.page.locator("form .kw-sheet li").filter(has=words)


def opens_trajectory(who: Person, kind: str, hours: str) -> None:
    who.follow("Open traject")
    who.choose(kind)
    who.write("Wat wil ze zelf bereiken?", HER_GOAL)
    who.write("Hoeveel uur spreken jullie af?", hours)
    who.write("Hoeveel weken ongeveer?", "15")
    who.press("Open traject", who.main.locator("form"))


def notes(who: Person, words: str) -> int:
    """A note about whom is on the page; gives the number of acts on the page of the note."""
    who.follow("Noteer", who.main)
    before = who.acts
    who.write("Wat is er gebeurd?", words)
    who.press("Sla notitie op")
    who.page.wait_for_url("**/notities/*/")
    return who.acts - before


def press_key(page: Page, key: str) -> None:
    """Keys work once the page is there whole, script included; a person is not quicker than that."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)
