"""A word that stands nowhere else, looked for in the bytes of everything that leaves: with a consent that is wrong,
missing, expired or withdrawn it is nowhere; where consent stands it is there, so that this check can fail.
"""

import io
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client as Browser
from pypdf import PdfReader

from ketenwerk.access.api import acting_for
from ketenwerk.access.models import KeyGrant
from ketenwerk.clients.api import Choice, set_consent
from ketenwerk.clients.models import Consent
from ketenwerk.conferences.api import ConferenceRefused
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.letters.api import Wish, make_letter
from ketenwerk.people.api import Actor
from ketenwerk.plans.api import JointPlan, PlanRefused, answer
from ketenwerk.plans.tests.making import HOME, MONEY, a_line, a_plan, agree, ask
from ketenwerk.trajectories.api import write_note
from ketenwerk.web.demo import PASSWORD
from tests.making import a_client, a_trajectory
from tests.making_conferences import a_conference, an_item

pytestmark = pytest.mark.django_db

NAME, NOTE, GOAL, LETTER = "KANARIENAAM", "KANARIE-notitie", "KANARIE-doel", "KANARIE-brief"
SHARED, KEPT, CASE = "KANARIE-gedeeld", "KANARIE-eigen-leefgebied", "KANARIE-overlegvraag"
ALL = frozenset({NAME, NOTE, GOAL, LETTER, SHARED, KEPT, CASE})
CONSENTS = ("standing", "wrong", "missing", "expired", "withdrawn")
LONG_AGO = timedelta(days=360)


@dataclass
class Scene:
    """One dossier of Anna's and every address where something of it could come out."""

    client: uuid.UUID
    plan: JointPlan
    line: uuid.UUID
    own_line: uuid.UUID
    letter: uuid.UUID
    membership: uuid.UUID = field(default_factory=uuid.uuid4)
    case: uuid.UUID = field(default_factory=uuid.uuid4)
    conference: uuid.UUID = field(default_factory=uuid.uuid4)


def scene(anna: Actor, bram: Actor, roos: Actor, consent: str) -> Scene:
    """Bram of another partner is asked for her plan and her question, on a consent that stands or does not."""
    with acting_for(anna):
        client = a_client(anna, called=NAME)
        trajectory = a_trajectory(anna, client, "mee_ind", goal=GOAL)
        write_note(
            by=anna,
            client=client.id,
            trajectory=trajectory.id,
            day=clock.today(),
            kind="talk",
            minutes=15,
            seen=NOTE,
        )
        letter = make_letter(
            by=anna, client=client.id, wish=Wish("appointment", "nl", {}, own_text=LETTER)
        )
    plan = a_plan(anna, client.id)
    line, own_line = a_line(anna, plan, SHARED), a_line(anna, plan, KEPT, key=HOME)
    made = Scene(client.id, plan, line.id, own_line.id, letter.id)
    if consent == "wrong":
        agree(anna, client.id, roos.house, MONEY)  # another partner
        agree(anna, client.id, bram.house, HOME)  # another part of her life
        with acting_for(anna):
            set_consent(by=anna, client=client.id, choice=Choice("research"), given=True)
    if consent in {"wrong", "missing"}:
        _refused(anna, bram, made)
        return made
    agree(anna, client.id, bram.house, MONEY)
    with acting_for(anna):
        for choice in (Choice("conference"), Choice("conference", bram.house)):
            set_consent(by=anna, client=client.id, choice=choice, given=True)
    shared = ask(anna, plan, bram, MONEY)
    with acting_for(bram):
        answer(by=bram, membership=shared.id, accept=True)
    line = a_line(anna, plan, SHARED, owner=bram.house)
    day = a_conference(anna, bram)
    with acting_for(anna):
        case = an_item(anna, day, client.id, bram, question=CASE)
    made = Scene(client.id, plan, line.id, own_line.id, letter.id, shared.id, case.id, day.id)
    _end(anna, bram, made, consent)
    return made


def _refused(anna: Actor, bram: Actor, made: Scene) -> None:
    """Without the right consent nobody can even be asked."""
    with pytest.raises(PlanRefused):
        ask(anna, made.plan, bram, MONEY)
    day = a_conference(anna, bram)
    made.conference = day.id
    with pytest.raises(ConferenceRefused), acting_for(anna):
        an_item(anna, day, made.client, bram, question=CASE)


def _end(anna: Actor, bram: Actor, made: Scene, consent: str) -> None:
    if consent == "withdrawn":
        agree(anna, made.client, bram.house, given=False)
        with acting_for(anna):
            choice = Choice("conference")
            set_consent(by=anna, client=made.client, choice=choice, given=False)
    if consent == "expired":
        ago, now = clock.real_now() - LONG_AGO, clock.real_now()
        with acting_for(anna):
            Consent.objects.filter(client=made.client).update(until=clock.today())
            ended = KeyGrant.objects.exclude(ground="own dossier")
            ended.filter(giver=anna.house).update(start=ago, end=now)


def text_of(pdf: bytes) -> bytes:
    assert pdf.startswith(b"%PDF")
    reader = PdfReader(io.BytesIO(pdf))
    told = " ".join(page.extract_text() for page in reader.pages)
    # A word may be cut at the end of a line.
    return (re.sub(r"\s+", "", told) + str(reader.metadata)).encode() + pdf


def inside(workbook: bytes) -> bytes:
    """Every part of a workbook, unpacked."""
    with ZipFile(io.BytesIO(workbook)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def got(browser: Browser, path: str) -> bytes:
    return browser.get(path, follow=True).content


def sent(browser: Browser, path: str, **fields: str) -> bytes:
    answer = browser.post(path, fields)
    return text_of(answer.content) if answer.content.startswith(b"%PDF") else answer.content


def whole(browser: Browser, made: Scene) -> bytes:
    """Everything on paper, after the password."""
    page = f"/clienten/{made.client}/heel-dossier/"
    asked = browser.get(page)
    if "Location" in asked.headers:
        browser.post(asked.headers["Location"], {"password": PASSWORD})
    notes = re.findall(r'name="notitie" value="([^"]+)"', browser.get(page).text)
    return browser.post(page, {"reason": "access", "notitie": notes}).content


def feed(browser: Browser, made: Scene) -> bytes:
    """The calendar that an outside program reads."""
    page = browser.post("/overleg/agenda/").text
    found = re.search(r"/agenda/([^/\"]+)\.ics", page)
    assert found
    told = Browser().get(f"/agenda/{found[1]}.ics").content
    assert told.startswith(b"BEGIN:VCALENDAR")
    return told


Channel = Callable[[Browser, Scene], bytes]
CHANNELS: dict[str, Channel] = {
    "today": lambda b, s: got(b, "/"),
    "own month": lambda b, s: got(b, "/agenda/?maand=2021-11"),
    "own days": lambda b, s: got(b, "/agenda/?vanaf=2021-11-01"),
    "shared plans": lambda b, s: got(b, "/plannen/"),
    "shared plan": lambda b, s: got(b, f"/plandeelname/{s.membership}/"),
    "received line": lambda b, s: got(b, f"/planregels/{s.line}/"),
    "line of another domain": lambda b, s: got(b, f"/planregels/{s.own_line}/"),
    "plan": lambda b, s: got(b, f"/clienten/{s.client}/plan/"),
    "plan on A4": lambda b, s: sent(b, f"/plannen/{s.plan.id}/print/"),
    "agenda": lambda b, s: got(b, f"/casuistiek/{s.conference}/"),
    "meeting mode": lambda b, s: got(b, f"/casuistiek/{s.conference}/vergadering/1/"),
    "case": lambda b, s: got(b, f"/casuspunt/{s.case}/"),
    "dossier": lambda b, s: got(b, f"/clienten/{s.client}/"),
    "timeline by words": lambda b, s: sent(b, f"/clienten/{s.client}/tijdlijn/", words="KANARIE"),
    "whole dossier on paper": whole,
    "letter": lambda b, s: sent(b, f"/brieven/{s.letter}/print/"),
    "calendar": feed,
    "search by name": lambda b, s: sent(b, "/zoeken/", zoek="kanarie"),
    "copy to another system": lambda b, s: sent(b, f"/clienten/{s.client}/overnemen/", deel="all"),
}
# What the receiver reads where consent stands, and nothing besides.
RECEIVED = {
    "shared plan": {SHARED},
    "received line": {SHARED},
    "meeting mode": {CASE},
    "case": {CASE},
}
# What the own worker reads: a channel without a word here has nothing of hers for anybody.
OWN = {
    "received line": {SHARED},
    "line of another domain": {KEPT},
    "plan": {SHARED, KEPT},
    "plan on A4": {SHARED, KEPT},
    "meeting mode": {CASE},
    "case": {CASE},
    "dossier": {NAME, NOTE, GOAL},
    "timeline by words": {NOTE},
    "whole dossier on paper": {NAME, NOTE, GOAL},
    "letter": {LETTER},
    "search by name": {NAME},
    "copy to another system": {NOTE},
}


def canaries(told: bytes) -> set[str]:
    return {word for word in ALL if word.encode() in told}


@pytest.mark.requirement("R72")
@pytest.mark.parametrize("consent", CONSENTS)
def test_a_partner_reads_what_she_agreed_to_and_only_while_she_does(
    anna, bram, actor, browse, consent
):
    made, browser = scene(anna, bram, actor("roos"), consent), browse("bram")
    for channel, read in CHANNELS.items():
        expected = RECEIVED.get(channel, set()) if consent == "standing" else set()
        assert canaries(read(browser, made)) == expected, channel


@pytest.mark.parametrize("who", ["emma", "roos", "ilse", "marja", "noor"])
def test_nobody_else_reads_a_word_also_where_consent_stands(anna, bram, actor, browse, who):
    made, browser = scene(anna, bram, actor("roos"), "standing"), browse(who)
    skipped = {"calendar"} if who in {"noor", "marja"} else set()
    for channel in CHANNELS.keys() - skipped:
        assert canaries(CHANNELS[channel](browser, made)) == set(), channel


def test_the_own_worker_finds_every_word_so_that_the_check_can_fail(anna, bram, actor, browse):
    made, browser = scene(anna, bram, actor("roos"), "standing"), browse("anna")
    found = {}
    for channel, read in CHANNELS.items():
        words = canaries(read(browser, made))
        found[channel] = words
        assert OWN.get(channel, set()) <= words, channel
    assert set().union(*found.values()) == ALL
    assert found["calendar"] == set()


@pytest.mark.parametrize("consent", CONSENTS)
def test_the_log_never_holds_a_word_neither_on_its_page_nor_in_its_rows(
    anna, bram, actor, browse, consent
):
    made = scene(anna, bram, actor("roos"), consent)
    for who in ("anna", "bram"):
        browser = browse(who)
        for read in CHANNELS.values():
            read(browser, made)
    page = browse("wil").get("/logboek/").content
    assert b"Dossier bekeken" in page
    assert canaries(page) == set()
    for house in (anna.house, bram.house):
        rows = every_row_of_the_log(house)
        assert b"client:read" in rows or house == bram.house
        assert canaries(rows) == set()


def every_row_of_the_log(house: uuid.UUID) -> bytes:
    side = Standpoint(DatabaseRole.OFFICE, None, house, "privacy_officer")
    with standing(side), connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(line)::text FROM audit_auditevent line")
        return "\n".join(row[0] for row in cursor.fetchall()).encode()


@pytest.mark.parametrize("consent", ["standing", "withdrawn"])
@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("ilse", "/totaalbeeld/"),
        ("ilse", "/verantwoording/2021/jaar/keten/"),
        ("ilse", "/verantwoording/2021/jaar/keten/nu.pdf"),
        ("ilse", "/verantwoording/2021/jaar/keten/nu.xlsx"),
        ("marja", "/verantwoording/"),
        ("petra", "/uren/maanden/"),
    ],
)
def test_no_export_of_numbers_holds_a_word(anna, bram, actor, browse, consent, who, path):
    scene(anna, bram, actor("roos"), consent)
    answer = browse(who).get(path)
    assert answer.status_code == 200
    told = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if path.endswith(".xlsx"):
        told = inside(told)
    assert canaries(text_of(told) if told.startswith(b"%PDF") else told) == set()
