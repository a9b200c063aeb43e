"""Letters: nothing telling without a choice, safe contact first, sealed, taken back on the day itself."""

import io
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET
from zipfile import ZipFile

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
from ketenwerk.letters.paper import FILE_NAMES, TITLE, letter_pdf, letter_word
from ketenwerk.letters.queries import opened_letter
from ketenwerk.letters.texts import filled, heading, kinds, languages, sentences
from ketenwerk.people.api import Actor, Organisation

WISH = Wish(
    "appointment", "nl", {"day": "dinsdag", "time": "14.00 uur", "place": "de kleine tafel"}
)
ALL = [(kind, language) for kind in kinds() for language in languages()]


def made(by: Actor, wish: Wish = WISH) -> Letter:
    with acting_for(by):
        return make_letter(by=by, client=a_client(by).id, wish=wish)


def text_of(by: Actor, letter: Letter) -> str:
    with acting_for(by):
        return "\n".join(opened_letter(by, letter.id).lines)


@pytest.mark.requirement("R97")
@pytest.mark.parametrize("kind", kinds())
def test_no_dutch_sentence_is_longer_than_twelve_words(kind: str) -> None:
    for line in sentences(kind, "nl"):
        for sentence in re.split(r"(?<=[.?!])\s+", line):
            assert len(sentence.split()) <= 12, sentence


def test_file_name_and_title_say_nothing() -> None:
    assert FILE_NAMES == {"pdf": "brief.pdf", "word": "brief.docx"}
    assert TITLE == "Brief"


VALUES = {"called": "Linde", "day": "12-5", "time": "14.00", "place": "X"}


def sheet(kind: str, language: str) -> list[str]:
    return [heading(kind, language), *filled(kind, language, VALUES)]


@pytest.mark.requirement("R97")
@pytest.mark.parametrize(("kind", "language"), ALL)
def test_the_paper_is_tagged_and_has_no_author(kind: str, language: str) -> None:
    reader = PdfReader(io.BytesIO(letter_pdf(sheet(kind, language), language)))
    assert reader.metadata.title == "Brief"
    assert not reader.metadata.author
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"].startswith(language)
    text = reader.pages[0].extract_text()
    assert "Linde" in text
    assert "□" not in text


@pytest.mark.parametrize(
    ("language", "font"),
    [("ar", "NotoSansArabic"), ("th", "NotoSansThai"), ("zh", "NotoSansSC")],
)
def test_each_script_is_set_in_its_own_font_from_the_house(language: str, font: str) -> None:
    page = PdfReader(io.BytesIO(letter_pdf(sheet("appointment", language), language))).pages[0]
    fonts = {str(each.get_object()["/BaseFont"]) for each in page["/Resources"]["/Font"].values()}
    assert any(font in each for each in fonts)


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word(language: str, dutch: list[str] | None = None) -> tuple[ET.Element, str]:
    """The document of a Word file and the XML of its properties."""
    made_of = letter_word(sheet("appointment", language), language, dutch)
    with ZipFile(io.BytesIO(made_of)) as archive:
        assert archive.testzip() is None
        document = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314
        return document, archive.read("docProps/core.xml").decode()


@pytest.mark.requirement("R97")
@pytest.mark.parametrize("language", languages())
def test_word_holds_the_same_lines_under_a_heading_in_their_language(language: str) -> None:
    document, properties = word(language, sheet("appointment", "nl"))
    rows = document.findall(f".//{W}p")
    texts = ["".join(part.text or "" for part in row.findall(f".//{W}t")) for row in rows]
    assert texts == [*sheet("appointment", language), *sheet("appointment", "nl")]
    heads = [t for t, row in zip(texts, rows, strict=True) if row.find(f".//{W}pStyle") is not None]
    assert heads == [heading("appointment", language), heading("appointment", "nl")]
    tags = [row.find(f".//{W}lang").get(f"{W}val") for row in rows]
    assert {tags[0], tags[-1]} == {languages()[language].tag, "nl-NL"}
    assert "<dc:title>Brief</dc:title><dc:creator></dc:creator>" in properties
    turned = [row.find(f".//{W}bidi") is not None for row in rows]
    assert turned[0] is (language == "ar")
    assert not turned[-1]


def test_a_dutch_sentence_in_an_arabic_letter_keeps_its_own_way() -> None:
    made_of = letter_word([*sheet("end", "ar"), "Tot dan."], "ar")
    with ZipFile(io.BytesIO(made_of)) as archive:
        document = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314
    turned = [row.find(f".//{W}bidi") is not None for row in document.findall(f".//{W}p")]
    assert all(turned[:-1])
    assert not turned[-1]


def test_the_preview_leaves_the_words_of_safe_contact_alone(
    anna: Actor, browse: Callable[..., Browser]
) -> None:
    with acting_for(anna):
        client = a_client(anna)
    fields = {"kind": "end", "language": "nl", "way": "hand", "bekijk": "ja"}
    page = browse("anna").post(f"/clienten/{client.id}/brieven/nieuw/", fields).content.decode()
    assert "Zo bereik je haar veilig" in page


def test_the_same_letter_gives_the_same_word_file() -> None:
    lines = sheet("end", "nl")
    assert letter_word(lines, "nl") == letter_word(lines, "nl")


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
    letter = made(anna, replace(WISH, language="pl", text_checked=True))
    assert "Pozdrawiamy" in text_of(anna, letter)
    with acting_for(anna):
        assert "Met vriendelijke groet," in opened_letter(anna, letter.id).dutch
        assert opened_letter(anna, made(anna).id).dutch == []


@pytest.mark.requirement("R97")
def test_only_dutch_counts_as_read_through() -> None:
    assert [each.code for each in languages().values() if each.reviewed] == ["nl"]
    assert {"ar", "zh", "th"} < set(languages())


def test_a_letter_has_no_sender_until_the_writer_asks_and_ticks(anna: Actor) -> None:
    with acting_for(anna):
        house = Organisation.objects.get(id=anna.organisation).name
        first = anna.name.split()[0]
    for sender, name in (("house", house), ("name", first)):
        assert not text_of(anna, made(anna)).endswith(name)
        asked = replace(WISH, sender=sender)
        assert not text_of(anna, made(anna, asked)).endswith(name)
        kept = text_of(anna, made(anna, replace(asked, kept=frozenset({name}))))
        assert kept.endswith(f"Met vriendelijke groet,\n{name}")


def test_a_word_that_hurts_is_said_and_stays_out_unless_chosen(
    anna: Actor, browse: Callable[..., Browser]
) -> None:
    own = "Je bent een slachtoffer."
    assert "slachtoffer" not in text_of(anna, made(anna, replace(WISH, own_text=own)))
    with acting_for(anna):
        client = a_client(anna)
    fields = {"kind": "summary", "language": "nl", "way": "hand", "bekijk": "ja", "own_text": own}
    page = browse("anna").post(f"/clienten/{client.id}/brieven/nieuw/", fields).content.decode()
    assert "Gebruik het woord dat iemand zelf kiest." in page


def agreed(by: Actor, **agreement: str) -> uuid.UUID:
    with acting_for(by):
        client = a_client(by)
        new = SafeAgreement(**{"channel": "app", "never": "niet bellen"} | agreement)
        set_safe_contact(by=by, client=client.id, agreement=new)
        return client.id


@pytest.mark.parametrize(
    ("agreement", "way", "checked", "goes"),
    [
        ({}, "hand", False, True),
        ({}, "agreed", False, True),
        ({}, "post", False, False),
        ({}, "post", True, True),
        ({"never": "Geen post thuis"}, "post", True, False),
        ({"unsafe": "Iemand anders leegt de brievenbus"}, "post", True, False),
        ({"never": "Geen post thuis"}, "hand", False, True),
        ({"channel": "none"}, "post", True, False),
        ({"channel": "none"}, "agreed", True, False),
        ({"channel": "none"}, "hand", False, False),
        ({"channel": "none"}, "hand", True, True),
        ({}, "pigeon", True, False),
    ],
)
def test_a_letter_goes_no_way_that_was_agreed_against(
    anna: Actor, agreement: dict[str, str], way: str, checked: bool, goes: bool
) -> None:
    client = agreed(anna, **agreement)
    wish = replace(WISH, way=way, contact_checked=checked)
    with acting_for(anna):
        if goes:
            assert make_letter(by=anna, client=client, wish=wish).way == way
        else:
            with pytest.raises(LetterRefused):
                make_letter(by=anna, client=client, wish=wish)


def test_a_letter_for_the_post_is_not_printed_once_post_is_unsafe(
    anna: Actor, browse: Callable[..., Browser]
) -> None:
    client = agreed(anna)
    with acting_for(anna):
        wish = replace(WISH, way="post", contact_checked=True)
        letter = make_letter(by=anna, client=client, wish=wish)
        print_letter(by=anna, letter=letter.id)
        unsafe = SafeAgreement(channel="app", never="geen post meer")
        set_safe_contact(by=anna, client=client, agreement=unsafe)
        with pytest.raises(LetterRefused):
            print_letter(by=anna, letter=letter.id)
    assert browse("anna").post(f"/brieven/{letter.id}/print/").status_code == 302


def test_her_choices_come_under_what_was_typed_and_need_a_tick(
    anna: Actor, browse: Callable[..., Browser]
) -> None:
    with acting_for(anna):
        client = a_client(anna)
    page = f"/clienten/{client.id}/brieven/nieuw/"
    fields = {"kind": "choices", "language": "nl", "way": "hand", "own_text": "Tot dan."}
    shown = browse("anna").post(page, {**fields, "keuzes": "ja"}).content.decode()
    own = shown[shown.index("<textarea") : shown.index("</textarea>")]
    assert "Tot dan." in own
    assert "Je zei ja tegen" in own
    assert "Je zei nee tegen" in own


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
    fields = {
        "kind": "appointment",
        "language": "nl",
        "day": "dinsdag",
        "way": "hand",
        "own_text": TELLS,
    }
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
    word_answer = browser.post(f"{there.headers['Location']}print/", {"soort": "word"})
    assert word_answer.headers["Content-Disposition"] == 'attachment; filename="brief.docx"'
    answer = browser.post(f"{there.headers['Location']}print/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="brief.pdf"'
    assert answer.content.startswith(b"%PDF")
