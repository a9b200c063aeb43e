"""Letters: nothing telling without a choice, safe contact first, sealed, taken back on the day itself."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client as Browser
from pypdf import PdfReader
from tests.making import a_client
from tests.sweeping import log_of

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.clients.api import SafeAgreement, set_safe_contact
from ketenwerk.kernel import clock
from ketenwerk.letters.actions import (
    LetterRefused,
    Wish,
    make_letter,
    print_letter,
    withdraw_letter,
)
from ketenwerk.letters.models import Letter
from ketenwerk.letters.paper import FILE_NAME, TITLE, letter_pdf
from ketenwerk.letters.queries import opened_letter
from ketenwerk.letters.texts import filled, kinds, languages, sentences
from ketenwerk.people.api import Actor

WISH = Wish(
    "appointment", "nl", {"day": "dinsdag", "time": "14.00 uur", "place": "de kleine tafel"}
)
ALL = [(kind, language) for kind in kinds() for language in languages()]


def made(by: Actor, wish: Wish = WISH) -> Letter:
    with acting_for(by):
        return make_letter(by=by, client=a_client(by).id, wish=wish)


def text_of(by: Actor, letter: Letter) -> str:
    with acting_for(by):
        return "\n".join(opened_letter(by, letter.id)[1])


@pytest.mark.requirement("R97")
@pytest.mark.parametrize("kind", kinds())
def test_no_dutch_sentence_is_longer_than_twelve_words(kind: str) -> None:
    for line in sentences(kind, "nl"):
        for sentence in re.split(r"(?<=[.?!])\s+", line):
            assert len(sentence.split()) <= 12, sentence


def test_file_name_and_title_say_nothing() -> None:
    assert (FILE_NAME, TITLE) == ("brief.pdf", "Brief")


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_the_paper_is_tagged_and_has_no_author(kind: str, language: str) -> None:
    values = {"called": "Linde", "day": "12-5", "time": "14.00", "place": "X"}
    lines = filled(kind, language, values)
    reader = PdfReader(io.BytesIO(letter_pdf(lines, language)))
    assert reader.metadata.title == "Brief"
    assert not reader.metadata.author
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"].startswith(language)
    text = reader.pages[0].extract_text()
    assert "Linde" in text
    assert "□" not in text


TELLS = "Het gaat om je traject. Neem iets warms mee. Sterker denkt mee. Je arts weet het."


def test_what_tells_something_is_left_out_unless_chosen(anna: Actor) -> None:
    text = text_of(anna, made(anna, replace(WISH, own_text=TELLS)))
    assert "iets warms" in text
    assert not any(word in text for word in ("traject", "Sterker", "arts"))
    kept = text_of(
        anna, made(anna, replace(WISH, own_text=TELLS, kept=frozenset({"Het gaat om je traject."})))
    )
    assert "traject" in kept
    assert "arts" not in kept


@pytest.mark.parametrize("own", ["Je nummer is 111222333.", "Rekening NL91ABNA0417164300."])
def test_what_is_never_stored_goes_in_no_letter(anna: Actor, own: str) -> None:
    with pytest.raises(LetterRefused):
        made(anna, replace(WISH, own_text=own, kept=frozenset({own})))


def test_a_phone_number_is_left_out_unless_chosen(anna: Actor) -> None:
    assert "0612345678" not in text_of(anna, made(anna, replace(WISH, own_text="Bel 0612345678.")))


@pytest.mark.parametrize("channel", ["none", ""])
def test_without_safe_contact_the_writer_says_that_it_was_checked(
    anna: Actor, channel: str
) -> None:
    with acting_for(anna):
        client = a_client(anna)
        if channel:
            agreement = SafeAgreement(channel=channel)
            set_safe_contact(by=anna, client=client.id, agreement=agreement)
    later = clock.days_later(0 if channel else 91)
    with clock.on_day(later), acting_for(anna):
        with pytest.raises(LetterRefused):
            make_letter(by=anna, client=client.id, wish=WISH)
        make_letter(by=anna, client=client.id, wish=replace(WISH, contact_checked=True))


@pytest.mark.requirement("R97")
def test_a_text_that_nobody_read_through_needs_somebody_who_did(anna: Actor) -> None:
    with pytest.raises(LetterRefused):
        made(anna, replace(WISH, language="pl"))
    assert "Pozdrawiamy" in text_of(
        anna, made(anna, replace(WISH, language="pl", text_checked=True))
    )


def test_a_letter_is_sealed_and_printing_is_logged(anna: Actor) -> None:
    letter = made(anna)
    with acting_for(anna):
        raw = bytes(Letter.objects.get(id=letter.id).text)
        print_letter(by=anna, letter=letter.id)
    assert b"tafel" not in raw
    assert "letter:printed" in [line.event for line in log_of(anna.organisation)]


def test_a_letter_is_taken_back_on_the_day_itself_only(anna: Actor) -> None:
    first, second = made(anna), made(anna)
    with acting_for(anna):
        withdraw_letter(by=anna, letter=first.id)
    with acting_for(anna), pytest.raises(Refused):
        opened_letter(anna, first.id)
    with (
        clock.on_day(clock.days_later(1)),
        acting_for(anna),
        pytest.raises(LetterRefused),
    ):
        withdraw_letter(by=anna, letter=second.id)


@pytest.mark.parametrize("key", ["bram", "emma", "marja"])
def test_somebody_elses_letter_is_not_there(
    key: str, anna: Actor, browse: Callable[..., Browser]
) -> None:
    letter = made(anna)
    browser = browse(key)
    assert browser.get(f"/brieven/{letter.id}/").status_code == 404
    assert browser.post(f"/brieven/{letter.id}/print/").status_code == 404
    assert browser.post(f"/brieven/{letter.id}/terug/").status_code == 404


def test_from_preview_to_paper(anna: Actor, browse: Callable[..., Browser]) -> None:
    with acting_for(anna):
        client = a_client(anna)
    browser, page = browse("anna"), f"/clienten/{client.id}/brieven/nieuw/"
    fields = {"kind": "appointment", "language": "nl", "day": "dinsdag", "own_text": TELLS}
    shown = browser.post(page, {**fields, "bekijk": "ja"}).content.decode()
    assert "Moet dit erin?" in shown
    assert "Vertelt: werk of hulp" in shown
    with acting_for(anna):
        assert not Letter.objects.exists()
    chosen = {"blijft": "Het gaat om je traject.", "maak": "ja"}
    there = browser.post(page, {**fields, "own_text": "Het traject stopt. Tot dan.", **chosen})
    with acting_for(anna):
        text = text_of(anna, Letter.objects.get())
    assert "Tot dan." in text
    assert "traject" not in text
    assert there.status_code == 302
    answer = browser.post(f"{there.headers['Location']}print/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="brief.pdf"'
    assert answer.content.startswith(b"%PDF")
