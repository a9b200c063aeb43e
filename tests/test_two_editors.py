"""Two people write in the same place at once: nobody's text is lost, and the later one sees both."""

from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from uuid import UUID

import pytest
from django.test import Client as Browser

from ketenwerk.access.api import acting_for
from ketenwerk.clients.api import involve
from ketenwerk.people.api import Actor
from ketenwerk.plans.api import answer
from ketenwerk.plans.tests.making import MONEY, a_line, a_plan, agree, ask
from ketenwerk.safeguarding.tests.making import an_indication
from tests.making import a_client, a_trajectory
from tests.making_conferences import a_case

pytestmark = pytest.mark.django_db
FIRST, LATER = "KANARIE-eerste-tekst", "KANARIE-latere-tekst"
Browse = Callable[..., Browser]


class Typed(HTMLParser):
    """What the largest form of a page would send, with the choices that stand on it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.area = self.chosen = ""
        self.feed(page)

    @property
    def fields(self) -> dict[str, str]:
        return max(self.forms, key=len)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form":
            self.forms.append({})
        if not self.forms or (tag not in {"input", "textarea", "select", "option"}):
            return
        name, kind = told.get("name") or "", told.get("type")
        if tag == "textarea":
            self.area = name
            self.forms[-1][name] = ""
        elif tag == "select":
            self.chosen = name
        elif tag == "option" and "selected" in told:
            self.forms[-1][self.chosen] = told.get("value") or ""
        elif tag == "input" and name and (kind not in {"radio", "checkbox"} or "checked" in told):
            self.forms[-1][name] = told.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[-1][self.area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""


@dataclass(frozen=True)
class Place:
    """Where two people write: the page, the field, who writes, and what a save needs besides."""

    path: str
    field: str
    first: str
    later: str
    also: tuple[tuple[str, str], ...] = ()


def _shared_client(anna: Actor, emma: Actor) -> UUID:
    client = a_client(anna)
    involve(by=anna, client=client.id, member=emma.person)
    return client.id


def plan_line(anna: Actor, emma: Actor, bram: Actor) -> Place:
    """The director, and the partner that does it."""
    with acting_for(anna):
        client = _shared_client(anna, emma)
    agree(anna, client, bram.house, MONEY)
    plan = a_plan(anna, client)
    shared = ask(anna, plan, bram, MONEY)
    with acting_for(bram):
        answer(by=bram, membership=shared.id, accept=True)
    item = a_line(anna, plan, "Samen de post openen", owner=bram.house)
    return Place(f"/planregels/{item.id}/", "remark", "bram", "anna", (("state", "busy"),))


def conference_column(anna: Actor, emma: Actor, bram: Actor) -> Place:
    """The owner of an item, and the partner that was asked."""
    with acting_for(anna):
        case, _ = a_case(anna, _shared_client(anna, emma))
    return Place(f"/casuspunt/{case.id}/kolom/picture/", "words", "fleur", "anna")


def indication(anna: Actor, emma: Actor, bram: Actor) -> Place:
    with acting_for(anna):
        row = an_indication(anna, _shared_client(anna, emma))
    return Place(f"/signalen/{row.id}/", "words", "emma", "anna", (("state", "examined"),))


def details(anna: Actor, emma: Actor, bram: Actor) -> Place:
    with acting_for(anna):
        client = _shared_client(anna, emma)
    return Place(f"/clienten/{client}/gegevens/", "own_words", "emma", "anna")


def safe_contact(anna: Actor, emma: Actor, bram: Actor) -> Place:
    with acting_for(anna):
        client = _shared_client(anna, emma)
    return Place(f"/clienten/{client}/veilig-contact/", "opening", "emma", "anna")


PLACES = [plan_line, conference_column, indication, details, safe_contact]


@pytest.mark.parametrize("making", PLACES)
def test_the_later_of_two_sees_both_texts_and_saves_with_open_eyes(
    anna, bram, actor, browse: Browse, making: Callable[[Actor, Actor, Actor], Place]
):
    place = making(anna, actor("emma"), bram)
    first, later = browse(place.first), browse(place.later)
    # Both have the page open before either saves.
    of_first, of_later = (Typed(each.get(place.path).text).fields for each in (first, later))
    more = dict(place.also)
    saved = first.post(place.path, of_first | more | {place.field: FIRST})
    assert saved.status_code == 302, saved.text
    lost = later.post(place.path, of_later | more | {place.field: LATER})
    assert lost.status_code == 422
    assert FIRST in lost.text
    assert LATER in lost.text
    # Nothing of the later one was stored, and what the form holds now is the later text.
    assert LATER not in first.get(place.path).text
    again = Typed(lost.text).fields
    assert again[place.field] == LATER
    assert later.post(place.path, again | more).status_code == 302
    assert LATER in later.get(place.path, follow=True).text


@pytest.mark.parametrize("making", [plan_line, indication, details, safe_contact])
def test_what_the_first_wrote_stays_readable_after_the_later_one(
    anna, bram, actor, browse: Browse, making: Callable[[Actor, Actor, Actor], Place]
):
    """Where versions are kept; a column of a conference is one text that both see before it is saved."""
    place = making(anna, actor("emma"), bram)
    for who, text in ((place.first, FIRST), (place.later, LATER)):
        browser = browse(who)
        fields = Typed(browser.get(place.path).text).fields
        browser.post(place.path, fields | dict(place.also) | {place.field: text})
    page = browse(place.later).get(place.path).text
    assert FIRST in page
    assert LATER in page


def test_two_notes_at_once_are_two_notes(anna, actor, browse):
    with acting_for(anna):
        client = _shared_client(anna, actor("emma"))
    for who, text in (("anna", FIRST), ("emma", LATER)):
        browser = browse(who)
        page = f"/clienten/{client}/"
        fields = Typed(browser.get(f"/noteer/{client}/").text).fields | {"seen": text}
        assert browser.post(f"/noteer/{client}/", fields).status_code == 302
    shown = browse("anna").get(page).text
    assert FIRST in shown
    assert LATER in shown


def test_a_note_is_changed_by_nobody_but_its_writer(anna, actor, browse):
    with acting_for(anna):
        client = a_client(anna)
        a_trajectory(anna, client, "mee_ind")
        involve(by=anna, client=client.id, member=actor("emma").person)
    browser = browse("anna")
    fields = Typed(browser.get(f"/noteer/{client.id}/").text).fields | {"seen": FIRST}
    receipt = browser.post(f"/noteer/{client.id}/", fields).headers["Location"]
    colleague = browse("emma")
    assert colleague.get(receipt).status_code == 404
    assert colleague.post(f"{receipt}ongedaan/").status_code == 404
    assert FIRST in colleague.get(f"/clienten/{client.id}/").text


def test_two_outcomes_at_once_both_stand_and_one_is_settled_once(anna, actor, browse):
    with acting_for(anna):
        case, action = a_case(anna, _shared_client(anna, actor("emma")))
    fleur = actor("fleur")
    for who, text in (("fleur", FIRST), ("anna", LATER)):
        fields = {"words": text, "partner": str(fleur.house)}
        assert browse(who).post(f"/casuspunt/{case.id}/besluit/", fields).status_code == 302
    shown = browse("anna").get(f"/casuspunt/{case.id}/").text
    assert FIRST in shown
    assert LATER in shown
    assert "afgerond" in browse("anna").post(f"/casusactie/{action.id}/", follow=True).text
    later = browse("emma").post(f"/casusactie/{action.id}/", follow=True)
    assert "al afgerond" in later.text
