"""The main job as people do it: programme in, client, trajectory, note with hours, week, count, account."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Download, Page, expect
from pypdf import PdfReader

from ketenwerk.web.demo import PASSWORD
from tests.browser.conftest import House, Visit
from tests.browser.serving import attempt

pytestmark = pytest.mark.browser

PROGRAMME = Path(__file__).parents[2] / "data" / "programmes" / "gelderland-zuid.yaml"
YEAR = "/verantwoording/2021/jaar/keten/"
EUROS = ["44.650", "42.478", "9.058", "2.178", "13.588", "4.355", "11.000", "145.423"]
RANGES = ["3–5", "5–10", "6–10", "20–40"]
HOURS = ["475", "634", "543"]
OUTSIDE = "Zaltbommel"  # MEE works there, until the changed programme says otherwise


class Hands:
    """What a person does, counted: a click, a text or a key is one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = 0

    def click(self, selector: str) -> None:
        self.acts += 1
        self.page.click(selector)

    def choose(self, label: str) -> None:
        self.acts += 1
        self.page.locator("label").filter(has_text=re.compile(f"^\\s*{label}")).first.click()

    def write(self, label: str, text: str) -> None:
        self.acts += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def type(self, text: str) -> None:
        self.acts += 1
        self.page.keyboard.type(text)

    def press(self, *keys: str) -> None:
        """One thought of the hand: the keys that together choose one thing."""
        self.acts += 1
        for key in keys:
            self.page.keyboard.press(key)


def import_words(house: House, file: Path) -> dict[str, int]:
    said = house.command("import-programme", str(file))
    return {
        word: int(count) for count, word in re.findall(r"(\d+) (nieuw|veranderd|gelijk|weg)", said)
    }


def without_a_town(tmp_path: Path) -> Path:
    """The programme in which MEE's subsidised help no longer reaches one town."""
    text = PROGRAMME.read_text("utf-8")
    section = text.partition("\ngemeenten:")[2].partition("\ndekking:")[0]
    towns = re.findall(r"- \{naam: ([^,}]+)", section)
    kept = ", ".join(town for town in towns if town != OUTSIDE)
    line = "partner: mee, dienst: Begeleiding uit subsidie, gemeenten: "
    assert text.count(line + "alle") == 1
    file = tmp_path / "programma.yaml"
    file.write_text(text.replace(line + "alle", f"{line}[{kept}]"), "utf-8")
    return file


def register(page: Page, *, name: str, family: str, year: str, town: str = "") -> int:
    """Registers somebody who agrees to be counted, and says in how many acts."""
    page.goto("/clienten/")
    hands = Hands(page)
    hands.click("text=Meld cliënt aan")
    hands.write("Hoe wil je genoemd worden?", name)
    hands.write("Voornaam", name)
    hands.write("Achternaam", family)
    hands.write("Of alleen het geboortejaar", year)
    hands.choose("Sekswerkers")
    if town:
        hands.acts += 1
        page.get_by_label("In welke gemeente").select_option(label=town)
    hands.choose("Meetellen zonder naam")
    hands.click("button:has-text('Meld cliënt aan')")
    expect(page.locator("main")).to_contain_text("Opgeslagen onder code")
    return hands.acts


def open_trajectory(page: Page, kind: str) -> None:
    page.click("text=Open traject")
    page.locator("label").filter(has_text=kind).click()
    page.get_by_label("Wat wil ze zelf bereiken?").fill("Een eigen plek en rust.")
    page.get_by_label("Hoeveel uur spreken jullie af?").fill("20")
    page.get_by_label("Hoeveel weken ongeveer?").fill("12")
    page.click("main button:has-text('Open traject')")


def people_counted(page: Page) -> int:
    page.goto("/totaalbeeld/")
    return int(page.locator(".kw-one__n").inner_text())


def test_the_programme_is_imported_again_without_a_change(house: House, tmp_path: Path) -> None:
    again = import_words(house, PROGRAMME)
    assert again["gelijk"] > 100
    assert (again["nieuw"], again["veranderd"], again["weg"]) == (0, 0, 0)

    copy = tmp_path / "programma.yaml"
    text = PROGRAMME.read_text("utf-8")
    copy.write_text(text.replace("naam: IrisZorg\n", "naam: IrisZorg Nijmegen\n", 1), "utf-8")
    changed = import_words(house, copy)
    assert (changed["nieuw"], changed["veranderd"], changed["weg"]) == (0, 1, 0)
    assert import_words(house, PROGRAMME)["veranderd"] == 1
    assert import_words(house, PROGRAMME) == again


def test_a_broken_programme_says_where_and_changes_nothing(house: House, tmp_path: Path) -> None:
    broken = tmp_path / "kapot.yaml"
    broken.write_text(PROGRAMME.read_text("utf-8").replace("formaat: 1", "formaat: een"), "utf-8")
    answer = attempt(house.var, "import-programme", str(broken))
    assert answer.returncode == 2
    assert re.search(r"regel \d+: ", answer.stderr)
    assert "Er is niets ingelezen" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert import_words(house, PROGRAMME)["veranderd"] == 0


def test_a_professional_registers_a_client_and_opens_a_trajectory(
    house: House, visit: Visit, tmp_path: Path
) -> None:
    page = visit("anna")
    assert import_words(house, without_a_town(tmp_path))["weg"] == 1
    try:
        acts = register(page, name="Nadia", family="Overveen", year="1988", town=OUTSIDE)
    finally:
        assert import_words(house, PROGRAMME)["nieuw"] == 1
    assert acts <= 9
    told = page.locator("main")
    expect(told).to_contain_text("23 jaar of ouder: volwassenenroute.")
    expect(told).to_contain_text(f"Je organisatie werkt niet voor {OUTSIDE}.")

    open_trajectory(page, "Individuele begeleiding")
    expect(told).to_contain_text(
        re.compile(r"Individuele begeleiding loopt: \d+ van 3–5 cliënten dit jaar")
    )
    expect(page).to_have_title(re.compile("^KIS – [0-9A-Z]{4}$"))


def test_a_note_books_its_hours_from_the_keyboard(visit: Visit) -> None:
    page = visit("anna")
    first = note_by_keys(page)
    assert "45 minuten staan in je week" in page.inner_text("main")
    page.click("text=Maak ongedaan")
    expect(page.locator("main")).to_contain_text("De notitie en het uur zijn weggehaald.")
    page.goto("/")
    assert note_by_keys(page) == first, "undoing gave the hours back"


def note_by_keys(page: Page) -> str:
    """Writes a note without a mouse, in at most four acts on its page; gives the hours of the line."""
    page.keyboard.press("Alt+KeyN")
    page.wait_for_url("**/noteer/")
    expect(page.locator("main li a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/noteer/*/?traject=*")
    expect(page.get_by_label("Wat is er gebeurd?")).to_be_focused()
    hands = Hands(page)
    hands.type("Samen de brief van de verhuurder gelezen. Ze belt zelf terug.")
    hands.press("Tab", "Tab", "ArrowLeft")  # past what it was, to how long: one chip down from 60
    hands.press("Control+Enter")
    page.wait_for_url("**/notities/*/")
    assert hands.acts <= 4
    figure = page.locator(".kw-figline").inner_text()
    assert re.fullmatch(r"[\d,.]+ van 156 uur", figure)
    return figure


def test_the_week_is_confirmed_with_one_action(visit: Visit) -> None:
    page = visit("anna")
    page.click("text=Bevestig week")
    hours = page.locator("[data-week-total]").inner_text()
    page.click("button:has-text('Bevestig week')")
    expect(page.locator("main")).to_contain_text(f"Week bevestigd: {hours} uur.")
    page.goto("/")
    expect(page.locator("main")).not_to_contain_text("De eerste is week 46")


def test_a_rostered_week_closes_in_two_acts_on_a_phone_without_script(visit: Visit) -> None:
    """The roster proposed it, nothing was typed: to the week, and the one button."""
    phone = {"width": 390, "height": 844}
    page = visit("noor", java_script_enabled=False, viewport=phone)
    hands = Hands(page)
    hands.click("nav a:has-text('Uren'):visible")
    hours = page.locator("[data-week-total]").inner_text()
    expect(page.locator("h1")).to_contain_text(f"{hours} van 16 uur klaar. Klopt dit?")
    expect(page.locator("tr:has-text('rooster')").first).to_be_attached()
    hands.click("button:has-text('Bevestig week')")
    expect(page.locator("main")).to_contain_text(f"Week bevestigd: {hours} uur.")
    assert hands.acts <= 2


def test_the_coordinator_sees_the_count_move_and_nobody_else_sees_the_person(
    house: House, visit: Visit
) -> None:
    house.command("count")
    coordinator = visit("ilse")
    before = people_counted(coordinator)

    anna = visit("anna")
    register(anna, name="Quirine", family="Xanthopoulos", year="1979")
    dossier, code = anna.url, anna.locator("h1 .kw-code").inner_text()
    open_trajectory(anna, "Casemanagement")
    expect(anna.locator("main")).to_contain_text("Casemanagement loopt")
    assert people_counted(coordinator) == before, "no single registration can be watched"

    house.command("count")
    assert people_counted(coordinator) == before + 1

    bram = visit("bram")
    assert bram.goto(dossier).status == 404  # type: ignore[union-attr]
    bram.goto("/zoeken/")
    bram.get_by_label("Code of naam").fill(code)
    bram.keyboard.press("Enter")
    expect(bram.locator("main")).to_contain_text("Niets gevonden")
    assert "Quirine" not in bram.content()


@dataclass(frozen=True)
class Line:
    label: str
    promised: str
    done: str
    hours_done: str
    euros_done: str


def lines_on(page: Page) -> list[Line]:
    rows = page.locator(".kw-lines").first.locator("tbody tr")
    cells = rows.evaluate_all(
        "rows => rows.map(r => [r.querySelector('th').lastChild.textContent,"
        " ...[...r.querySelectorAll('td')].map(c => c.textContent)])"
    )
    text = [[cell.strip() for cell in row] for row in cells]
    return [Line(row[0], row[1], row[2], row[5], row[7]) for row in text]


def explain_what_deviates(page: Page) -> None:
    page.goto(YEAR)
    while page.locator("tr:has-text('nog toelichten')").count():
        page.locator("tr:has-text('nog toelichten') a").first.click()
        page.get_by_label("Toelichting").fill("Door ziekte liep dit later. De afspraken gaan door.")
        page.click("text=Sla toelichting op")
        page.wait_for_url("**" + YEAR)


def freeze(page: Page) -> None:
    """Making it definite asks who it is; the act goes on after that."""
    page.click("text=Zet verslag vast")
    page.wait_for_url("**/account/reauthenticate/**")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/verantwoording/vast/**")


def downloaded(page: Page, words: str) -> Download:
    with page.expect_download() as coming:
        page.click(f"text={words}")
    return coming.value


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " "))


def stands_in(text: str, line: Line) -> bool:
    """Whether the document tells of this line what the page told: hours, and whole euros."""
    hours = (line.hours_done + zeros for zeros in ("", "0", ",00"))
    euros = line.euros_done.removeprefix("€").strip()
    return any(f" {form} " in text for form in hours) and f" {euros} " in text


@pytest.mark.requirement("R85")
@pytest.mark.requirement("R86")
def test_the_account_of_the_year_holds_the_promises_and_what_was_done(
    house_in_january: House, visit: Visit
) -> None:
    ilse = visit("ilse", at=house_in_january)
    explain_what_deviates(ilse)
    freeze(ilse)
    expect(ilse.locator("main")).to_contain_text("Deze versie verandert niet meer.")

    marja = visit("marja", at=house_in_january)
    marja.goto("/verantwoording/")
    marja.locator("tr:has-text('De hele keten'):has-text('heel 2021') a").click()
    lines = lines_on(marja)
    assert len(lines) == 9
    document = downloaded(marja, "Download PDF")
    reader = PdfReader(document.path())
    text = plain("\n".join(page.extract_text() for page in reader.pages))
    missing = [word for word in EUROS + RANGES + HOURS if word not in text]
    assert not missing, text
    absent = [line for line in lines if not stands_in(text, line)]
    assert not absent, text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"], "a tagged PDF"
    assert "Per regel beoordeeld: GGD Gelderland-Zuid en Sterker" in text
    assert "Op het totaal beoordeeld: MEE Gelderse Poort" in text
    assert "Toelichting" in text
    assert not re.search("anna|mee-|naam", document.suggested_filename.lower())

    with downloaded(marja, "Download Excel").path().open("rb") as file:
        book = load_workbook(file)
    numbers = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {44650, 42478, 9058, 2178, 13588, 4355, 11000, 475, 634} <= set(numbers)


def test_december_can_still_be_closed_in_january(house_in_january: House, visit: Visit) -> None:
    page = visit("petra", at=house_in_january)
    page.goto("/uren/maanden/")
    december = page.locator("tr:has-text('december 2021')")
    december.get_by_role("link", name="Sluit maand af").click()
    expect(page.get_by_role("heading", name="December 2021")).to_be_visible()
    expect(page.get_by_role("button", name="Sluit maand af")).to_be_visible()


def test_the_municipality_reaches_no_page_about_a_person(visit: Visit) -> None:
    anna, marja = visit("anna"), visit("marja")
    anna.goto("/clienten/")
    anna.locator("main table a").first.click()
    about_people = {"/clienten/", "/clienten/nieuw/", "/zoeken/", "/noteer/"}
    for start in ("/", anna.url, "/noteer/", "/clienten/"):
        anna.goto(start)
        links = anna.locator("a[href^='/']").evaluate_all(
            "all => all.map(a => a.getAttribute('href'))"
        )
        about_people |= {
            href for href in links if re.match("/(clienten|trajecten|noteer|notities)/", href)
        }
    assert len(about_people) > 10
    seen = {href: marja.goto(href).status for href in sorted(about_people)}  # type: ignore[union-attr]
    assert set(seen.values()) == {404}, seen
