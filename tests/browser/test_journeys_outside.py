"""The journey out of the chain: scaling up, and a worker of a care provider who goes on with one client."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import House, Visit
from tests.browser.journeys import (
    HER_GOAL,
    Dossier,
    Person,
    lets_know,
    notes,
    opens_trajectory,
    registers,
    sign_in,
    three,
)

pytestmark = pytest.mark.browser


@pytest.mark.requirement("R28", "R29")
def test_j4_general_social_work_scales_up_and_an_outside_worker_goes_on(
    browser: Browser, house: House, visit: Visit
) -> None:
    anna, bram, roos = three(visit)
    called, told, number = "Kamperfoelie", "KANARIE samen gebeld", "WMO-7731"
    dossier = registers(roos, called, "1990")
    opens_trajectory(roos, "Trajecten vanaf 23 jaar", "1")
    roos.goes(dossier.path)
    assert notes(roos, told) <= 4
    roos.goes(dossier.path)
    roos.sees("Neem een besluit")

    before = roos.acts
    roos.follow("Trajecten vanaf 23 jaar")
    trajectory = re.sub(r"https?://[^/]+", "", roos.page.url)
    roos.follow("Vraag opschaling aan")
    roos.pick("Welke zorgaanbieder?", "Zorgplus")
    roos.write("Kenmerk van de gemeente", number)
    roos.press("Leg aanvraag vast")
    roos.sees("Tot het besluit kun je gewoon uren schrijven.")
    roos.follow("Leg besluit over opschaling vast")
    roos.choose("Toegekend")
    roos.press("Leg besluit vast")
    roos.sees("Er komen geen uren meer bij.")
    assert roos.acts - before <= 8

    # No more hours land there: the form for a note has no trajectory to choose.
    roos.goes(dossier.path)
    roos.sees("opgeschaald")
    roos.follow("Noteer", roos.main)
    assert roos.main.get_by_role("group", name="Voor welk traject?").count() == 0
    addresses = {dossier.path, trajectory, f"{trajectory}opschaling/", f"{trajectory}overdracht/"}
    hands_over(roos, dossier, trajectory, called)
    context = browser.new_context(base_url=house.address)
    try:
        daan = sign_in(context.new_page(), "daan")
        received, wrote = goes_on(daan, dossier, called, (told, number, HER_GOAL))
        assert {path: daan.goes(path) for path in addresses} == dict.fromkeys(addresses, 404)
        assert daan.goes("/clienten/") == 404
        # The partner sees how it stands and not what happened; a colleague of Daan sees nothing.
        roos.goes(f"{trajectory}overdracht/")
        roos.sees("Daan Verbeek begeleidt haar.")
        roos.sees_not(wrote)
        lena = Person(visit("lena"))
        lena.sees_not(dossier.code, called)
        assert lena.goes(received) == 404
        ends(daan, received)
    finally:
        context.close()
    roos.goes(f"{trajectory}overdracht/")
    roos.sees("klaar")
    for other in (anna, bram):
        other.finds_nothing_of_her(
            {*addresses, received}, (called, told, number, wrote, f">{dossier.code}<")
        )


def hands_over(who: Person, dossier: Dossier, trajectory: str, called: str) -> None:
    """After her yes: to one worker, with what was chosen and seen first."""
    lets_know(who, dossier, "Zorgplus")
    before = who.acts
    who.goes(trajectory)
    who.follow("Bekijk overdracht aan Zorgplus")
    who.choose("Daan Verbeek")
    who.choose("Hoe zij genoemd wil worden")
    who.choose("Hoe je haar veilig bereikt")
    who.write("Tot en met welke dag?", "2022-03-31")
    who.press("Bekijk wat de ander ziet")
    who.sees("Dit ziet de ander", called, "na 20.00 uur")
    who.press("Draag over")
    who.sees("Daan Verbeek begeleidt haar.")
    assert who.acts - before <= 7


def goes_on(
    who: Person, dossier: Dossier, called: str, kept_back: tuple[str, ...]
) -> tuple[str, str]:
    """The outside worker finds one client, reads what was chosen, and writes; where, and what."""
    wrote = "KANARIE kennisgemaakt in het park"
    who.goes("/")
    links = who.page.locator("main a[href^='/overgedragen/']")
    (received,) = set(links.evaluate_all("all => all.map(a => a.getAttribute('href'))"))
    links.first.click()
    expect(who.page).to_have_url(re.compile(re.escape(received)))
    who.sees(dossier.code, called, "na 20.00 uur")
    who.sees_not(*kept_back)
    before = who.acts
    who.follow("Noteer contact")
    who.write("Wat is er gebeurd?", wrote)
    who.press("Sla contact op")
    who.sees("Je contact is opgeslagen.", wrote)
    assert who.acts - before <= 3
    return received, wrote


def ends(who: Person, received: str) -> None:
    who.goes(received)
    who.follow("Rond af of geef terug")
    who.choose("Klaar")
    who.press("Leg einde vast")
    who.sees("Je ziet deze cliënt niet meer.")
    assert who.goes(received) == 404
