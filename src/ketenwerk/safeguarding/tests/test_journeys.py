"""Two journeys from first click to last, in a browser without JavaScript, with every interaction counted."""

import re

import pytest
from django.test import Client as Browser
from tests.making import a_client

from ketenwerk.access.api import Role, acting_for

pytestmark = pytest.mark.django_db


class Walk:
    """A browser that counts: opening a page by a link or button is one, sending a form is one."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.count, self.body = browser, 0, ""

    def open(self, path: str) -> str:
        """Only what a link on the page before leads to, or the first page."""
        assert not self.body or f'href="{path}"' in self.body, path
        return self._got(self.browser.get(path))

    def send(self, path: str, **fields: object) -> str:
        return self._got(self.browser.post(path, fields, follow=True))

    def _got(self, answer) -> str:
        assert answer.status_code == 200, (answer.status_code, answer.content.decode()[-3000:])
        self.count += 1
        self.body = answer.content.decode()
        return self.body

    def link(self, pattern: str) -> str:
        found = re.search(rf'href="({pattern})"', self.body)
        assert found, pattern
        return found[1]


UUID = "[0-9a-f-]{36}"


@pytest.mark.requirement("R36")
def test_j5_what_was_heard_about_somebody_else_goes_through_the_focal_officer(browse):
    trainer, focal = Walk(browse("anna")), Walk(browse("emma", Role.FOCAL_OFFICER))
    trainer.open("/")
    trainer.open("/waarnemingen/")
    trainer.open("/waarnemingen/nieuw/")
    assert "Pas op de plaats" in trainer.body
    assert "<select" not in trainer.body.partition("<main")[2]
    trainer.send("/waarnemingen/nieuw/", heard="Iemand vertelde dat een ander bang is.")
    assert "Bel nu je aandachtsfunctionaris" in trainer.body
    assert trainer.count <= 4

    focal.open("/")
    page = focal.link(f"/waarnemingen/{UUID}/")
    assert "bang is" in focal.open(page)
    focal.send(page, decision="discuss")
    assert "De tekst is weg" in focal.body
    assert focal.count <= 3
    assert trainer.browser.get(page).status_code == 404


@pytest.mark.requirement("R35", "R45")
def test_j9_the_reporting_code_from_first_step_to_report(anna, browse):
    with acting_for(anna):
        client = a_client(anna, birth_year=2004)
    walk = Walk(browse("anna"))
    walk.open(f"/clienten/{client.id}/")
    walk.open(f"/clienten/{client.id}/signalen/")
    body = walk.send(f"/clienten/{client.id}/meldcode/")
    assert "Bel eerst Veilig Thuis" in body
    assert "0800-2000" in body
    run = re.search(rf'action="(/meldcode/{UUID}/)aanbod|href="(/meldcode/{UUID}/)stop/"', body)
    path = run[1] or run[2]
    day = "2021-11-23"
    walk.send(path, number=1, words="Blauwe plekken gezien.", on=day)
    assert walk.browser.post(path, {"number": 2, "words": "x", "on": day}).status_code == 422
    walk.send(path, number=2, words="Advies: praten.", on=day, consulted=["safe_at_home"])
    walk.send(path, number=3, words="Hij luistert mee.", on=day, talk="skipped")
    weighing = dict.fromkeys(("suspicion", "unsafe"), "yes")
    weighing |= dict.fromkeys(("can_help", "accepts", "works"), "unknown")
    walk.send(path, number=4, words="Het is gevaarlijk.", on=day, **weighing)
    assert "Acuut of structureel onveilig: melden" in walk.body
    walk.send(
        path,
        number=5,
        decision="report",
        words="Samen met Veilig Thuis besloten.",
        on=day,
        reported_on=day,
        reference="VT-21-7",
    )
    assert "VT-21-7" in walk.body
    walk.send(f"{path}aanbod/", naar="offered")
    walk.send(f"{path}aanbod/", naar="consented", given_by="self")
    assert "Er is niets verstuurd" in walk.body
    # Three to begin, five steps, two answers about CoMensha.
    assert walk.count == 10

    focal = browse("emma", Role.FOCAL_OFFICER).get("/meldcode/").content.decode()
    assert client.code in focal
    assert "VT-21-7" not in focal


def test_what_was_typed_stays_when_a_colleague_was_first(anna, browse):
    """The loser of two saves sees both texts, and nothing is overwritten."""
    from ketenwerk.safeguarding.tests.making import an_indication

    with acting_for(anna):
        row = an_indication(anna, a_client(anna).id)
    browser, path = browse("anna"), f"/signalen/{row.id}/"
    fields = {"verification": "plausible", "state": "examined", "seen": "0"}
    fields |= {"next_step": "Bellen", "next_step_on": "2021-11-30"}
    assert browser.post(path, fields | {"words": "Eerste tekst."}).status_code == 302
    answer = browser.post(path, fields | {"words": "Tweede tekst."})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Eerste tekst." in body
    assert "Tweede tekst." in body
    again = re.search(r'name="seen" value="(\d+)"', body)[1]
    assert browser.post(path, fields | {"words": "Tweede tekst.", "seen": again}).status_code == 302
