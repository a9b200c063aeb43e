"""What somebody meets on screen and in the own calendar."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client as Browser
from tests.making_meetings import HELD, a_series, coordinator, the_meeting

from ketenwerk.access.api import Role, acting_for
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.meetings.actions import add_action, write_report
from ketenwerk.meetings.calendar import Slot, calendar, folded
from ketenwerk.meetings.models import AgendaItem, CalendarFeed, Meeting, NetworkContact
from ketenwerk.people.api import Function, Member

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"/agenda/([\w-]{43})\.ics")
OFFICE = Standpoint(DatabaseRole.OFFICE)


@pytest.fixture
def meeting(anna, marja) -> Meeting:
    ilse = coordinator()
    with acting_for(ilse):
        found = the_meeting(a_series(ilse, anna))
        a_series(ilse, marja, kind="steering")
    return found


@pytest.fixture
def ilse(browse) -> Browser:
    return browse("ilse", Role.COORDINATOR)


def report_of(meeting: Meeting) -> str:
    with acting_for(coordinator()):
        return Meeting.objects.get(id=meeting.id).report


# Pages


def test_a_partner_reads_a_meeting_and_the_municipality_only_its_own_series(browse, meeting, marja):
    assert browse("anna").get(f"/overleg/{meeting.id}/").status_code == 200
    browser = browse("marja")
    assert browser.get(f"/overleg/{meeting.id}/").status_code == 404
    assert b"Stuurgroep" not in browser.get("/overleg/").content
    with acting_for(marja):
        own = Meeting.objects.get()
    assert browser.get(f"/overleg/{own.id}/").status_code == 200
    for path in ("/netwerk/", "/netwerk/knelpunten/", "/netwerk/afspraken/"):
        assert browser.get(path).status_code == 404


def test_a_later_report_shows_both_texts_and_is_saved_the_next_time(ilse, meeting):
    with acting_for(coordinator()):
        write_report(by=coordinator(), meeting=meeting.id, version=1, report="Van een collega")
    path = f"/overleg/{meeting.id}/verslag/"
    answer = ilse.post(path, {"report": "Van mij", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Van een collega" in page
    assert "Van mij" in page
    assert 'name="version" value="2"' in page
    assert report_of(meeting) == "Van een collega"
    assert ilse.post(path, {"report": "Samen", "version": "2"}).status_code == 302
    assert report_of(meeting) == "Samen"


@pytest.mark.parametrize(
    "text",
    [
        "Bel 06 12345678",
        "Mail naar mira@voorbeeld.example",
        "Rekening NL91 ABNA 0417 1643 00",
        "Nummer 111222333",
    ],
)
def test_what_is_never_kept_is_refused_before_saving_and_stays_typed(ilse, meeting, text):
    fields = {"title": "Punt", "position": "1", "text": text}
    answer = ilse.post(f"/overleg/{meeting.id}/agendapunt/", fields)
    assert answer.status_code == 422
    assert text in answer.content.decode()
    with acting_for(coordinator()):
        assert not AgendaItem.objects.exists()


@pytest.mark.requirement("R10")
def test_the_directory_takes_a_number_of_work_and_no_private_address(ilse):
    fields = {"name": "Loket", "kind": "work", "function": "Balie", "phone": "024 000 01 10"}
    answer = ilse.post("/netwerk/nieuw/", fields | {"mail": "iemand@gmail.com"})
    assert answer.status_code == 422
    assert ilse.post("/netwerk/nieuw/", fields).status_code == 302
    with acting_for(coordinator()):
        assert NetworkContact.objects.get().phone == "024 000 01 10"
    assert b"024 000 01 10" in ilse.post("/netwerk/", {"zoek": "balie"}).content
    assert b"Niets gevonden" in ilse.post("/netwerk/", {"zoek": "zwembad"}).content


def test_today_shows_own_action_points_and_the_next_meeting(browse, meeting, anna):
    with acting_for(coordinator()):
        add_action(
            by=coordinator(),
            meeting=meeting.id,
            text="Werkplan rondsturen",
            organisation=anna.house,
            member=anna.member,
            due_on=HELD,
        )
        Meeting.objects.filter(id=meeting.id).update(day=clock.today())
    page = browse("anna").get("/").content.decode()
    assert "Werkplan rondsturen" in page
    assert f"/overleg/{meeting.id}/" in page
    assert "Werkplan rondsturen" not in browse("bram").get("/").content.decode()


# The calendar


def new_secret(browser: Browser) -> str:
    found = SECRET.search(browser.post("/overleg/agenda/").content.decode())
    assert found
    return found[1]


def feed(secret: str):
    return Browser().get(f"/agenda/{secret}.ics")


def test_the_calendar_says_when_and_nothing_else(browse, meeting):
    answer = feed(new_secret(browse("anna")))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert text.count("BEGIN:VEVENT") == 1
    assert f"UID:{meeting.id}\r\n" in text
    assert "DTSTART:20211122T090000Z\r\nDTEND:20211122T103000Z\r\n" in text
    assert "SUMMARY:Afspraak\r\n" in text
    for telling in ("Projectgroep", "Kantoor", "LOCATION", "ATTENDEE", "Anna", "KIS", "GGD"):
        assert telling not in text


def test_the_address_is_shown_once_and_only_its_hash_is_kept(browse, meeting, anna):
    browser = browse("anna")
    secret = new_secret(browser)
    assert secret not in browser.get("/overleg/agenda/").content.decode()
    with acting_for(anna):
        assert secret not in str(list(CalendarFeed.objects.values_list()))


def test_an_address_that_was_renewed_or_taken_back_is_gone_at_the_next_request(browse, meeting):
    browser = browse("anna")
    old = new_secret(browser)
    new = new_secret(browser)
    assert (feed(old).status_code, feed(new).status_code) == (404, 200)
    browser.post("/overleg/agenda/intrekken/")
    assert feed(new).status_code == 404
    assert feed("x" * 43).status_code == 404


@pytest.mark.parametrize("what", ["left", "function"])
def test_who_left_or_lost_the_function_has_no_calendar(browse, meeting, anna, what):
    secret = new_secret(browse("anna"))
    with standing(OFFICE):
        if what == "left":
            Member.objects.filter(id=anna.member).update(is_active=False, left_on=clock.today())
        else:
            Function.objects.filter(member_id=anna.member).update(end=clock.today())
    assert feed(secret).status_code == 404


def test_a_feed_of_another_is_neither_seen_nor_ended(browse, meeting, bram):
    secret = new_secret(browse("anna"))
    with acting_for(bram):
        assert not CalendarFeed.objects.exists()
    browse("bram").post("/overleg/agenda/intrekken/")
    assert feed(secret).status_code == 200


def test_a_cancelled_meeting_stays_in_the_feed_as_cancelled():
    moment = datetime(2021, 7, 1, 8, tzinfo=UTC)
    slot = Slot(Member().id, moment, 60, moment, 3, is_on=False)
    text = calendar([slot])
    assert "STATUS:CANCELLED\r\n" in text
    assert "SEQUENCE:3\r\n" in text
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")


def test_a_long_line_is_folded_without_cutting_a_letter():
    line = "SUMMARY:" + "é" * 100
    parts = list(folded(line))
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert all(part.startswith(" ") for part in parts[1:])
