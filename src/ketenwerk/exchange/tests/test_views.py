"""The pages: look, confirm, copy. A file is looked at before anything happens."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from tests.sweeping import log_of, make_target

from ketenwerk.access.api import acting_for
from ketenwerk.clients.api import Client
from ketenwerk.exchange import actions
from ketenwerk.exchange.copying import clean
from ketenwerk.people.api import Actor

FILE = "referentie;naam;groep\nKANARIE-REF;Roos;sekswerkers\n"
ROWS = re.compile(r'name="rijen" value="([^"]+)"')


def upload(browser: Browser, text: str = FILE) -> object:
    return browser.post("/overnemen/", {"file": SimpleUploadedFile("lijst.csv", text.encode())})


@pytest.mark.requirement("R99")
def test_looking_writes_nothing_and_confirming_does(
    anna: Actor, browse: Callable[..., Browser]
) -> None:
    browser = browse("anna")
    looked = upload(browser)
    with acting_for(anna):
        assert not Client.objects.exists()
    rows = ROWS.search(looked.content.decode())[1]
    assert "Roos" not in rows
    assert browser.post("/overnemen/bevestig/", {"rijen": rows}).status_code == 302
    with acting_for(anna):
        assert Client.objects.count() == 1


def test_what_was_sealed_for_one_person_opens_for_nobody_else(
    anna: Actor, bram: Actor, browse: Callable[..., Browser]
) -> None:
    rows = ROWS.search(upload(browse("anna")).content.decode())[1]
    for who in (bram, anna):
        browser = browse("bram" if who is bram else "emma")
        assert browser.post("/overnemen/bevestig/", {"rijen": rows}).status_code == 302
        with acting_for(who):
            assert not Client.objects.exists()


def test_a_wrong_row_cannot_be_confirmed(browse: Callable[..., Browser]) -> None:
    answer = upload(browse("anna"), FILE + "B;;sekswerkers\n")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not ROWS.search(page)
    assert "Vul dit vak in" in page


def test_a_file_that_is_too_large_is_refused_and_what_to_do_is_said(
    browse: Callable[..., Browser],
) -> None:
    answer = upload(browse("anna"), FILE + "x" * 3_000_000)
    assert answer.status_code == 422
    assert "hoogstens 2 MB" in answer.content.decode()


def test_a_row_that_looks_like_somebody_known_is_said(browse: Callable[..., Browser]) -> None:
    browser = browse("anna")
    head = "referentie;naam;geboortedatum;groep\n"
    rows = ROWS.search(upload(browser, head + "A;Roos;4-5-1994;sekswerkers").content.decode())[1]
    browser.post("/overnemen/bevestig/", {"rijen": rows})
    assert "Lijkt op" in upload(browser, head + "B;Roos;4-5-1994;sekswerkers").content.decode()


@pytest.mark.requirement("R99")
def test_the_text_to_copy_holds_the_work_without_a_name_and_is_logged(
    anna: Actor, browse: Callable[..., Browser]
) -> None:
    target = make_target("mee", anna)
    browser, page = browse("anna"), f"/clienten/{target.client}/overnemen/"
    before = max(line.number for line in log_of(anna.organisation))
    answer = browser.post(page, {"deel": "all"}).content.decode()
    text = answer[answer.index("<textarea") : answer.index("</textarea>")]
    assert target.seen_in(text.encode()) == {"goal", "reason", "seen", "thought"}
    events = [line.event for line in log_of(anna.organisation, before)]
    assert events == ["client:read", "exchange:copied"]
    assert "<textarea" not in browser.get(page).content.decode()


@pytest.mark.parametrize("key", ["bram", "emma", "marja"])
def test_the_text_of_somebody_elses_client_is_not_there(
    key: str, anna: Actor, browse: Callable[..., Browser]
) -> None:
    target = make_target("mee", anna)
    answer = browse(key).post(f"/clienten/{target.client}/overnemen/", {"deel": "all"})
    assert answer.status_code == 404
    assert not target.seen_in(answer.content)


def test_the_last_note_alone_can_be_copied(anna: Actor, browse: Callable[..., Browser]) -> None:
    target = make_target("mee", anna)
    page = f"/clienten/{target.client}/overnemen/"
    answer = browse("anna").post(page, {"deel": "last"}).content.decode()
    text = answer[answer.index("<textarea") : answer.index("</textarea>")]
    assert target.seen_in(text.encode()) == {"seen", "thought"}


def test_copied_text_is_clean() -> None:
    assert clean("a\u200b  b\r\n\r\n\r\n\tc\x07 ") == "a b\n\nc"


@pytest.mark.requirement("R99")
def test_a_large_file_shows_how_far_it_is_and_goes_on(
    anna: Actor, browse: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions.take_over, "__kwdefaults__", {"ticked": frozenset(), "most": 2})
    browser = browse("anna")
    lines = "".join(f"R{number};Roos {number};sekswerkers\n" for number in range(3))
    looked = upload(browser, "referentie;naam;groep\n" + lines).content.decode()
    part = browser.post("/overnemen/bevestig/", {"rijen": ROWS.search(looked)[1]})
    assert "2 van 3 rijen zijn klaar" in part.content.decode()
    rows = ROWS.search(part.content.decode())[1]
    assert browser.post("/overnemen/bevestig/", {"rijen": rows}).status_code == 302
    with acting_for(anna):
        assert Client.objects.count() == 3


def test_an_excel_file_is_looked_at_like_any_other(browse: Callable[..., Browser]) -> None:
    content = (Path(actions.__file__).parent / "static/exchange/voorbeeld.xlsx").read_bytes()
    file = SimpleUploadedFile("lijst.xlsx", content)
    page = browse("anna").post("/overnemen/", {"file": file}).content.decode()
    assert "3 nieuw, 0 veranderd, 0 gelijk" in page
