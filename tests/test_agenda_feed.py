"""The calendar that an outside program reads: when, and not a word of with whom, where or what for (S1)."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser

from ketenwerk.access.api import acting_for
from ketenwerk.courses.api import Occasion, change_session, move_run
from ketenwerk.kernel import clock
from tests.making_conferences import a_conference
from tests.making_courses import a_run, coordinator, fill, first_session, worker
from tests.making_meetings import a_series
from tests.sweeping import make_target

pytestmark = pytest.mark.django_db
# Every name of a line that may stand there, with what may stand behind it.
ALLOWED = {
    "BEGIN": r"VCALENDAR|VEVENT",
    "END": r"VCALENDAR|VEVENT",
    "VERSION": r"2\.0",
    "PRODID": r"-//Agenda//NL",
    "METHOD": r"PUBLISH",
    "UID": r"[0-9a-f-]{36}",
    "DTSTAMP": r"\d{8}T\d{6}Z",
    "LAST-MODIFIED": r"\d{8}T\d{6}Z",
    "SEQUENCE": r"\d+",
    "DTSTART": r"\d{8}T\d{6}Z",
    "DTEND": r"\d{8}T\d{6}Z",
    "SUMMARY": r"Afspraak",
    "CLASS": r"PRIVATE",
    "STATUS": r"CONFIRMED|CANCELLED",
}


def secret_of(browser: Browser) -> str:
    found = re.search(r"/agenda/([^/\"]+)\.ics", browser.post("/overleg/agenda/").text)
    assert found
    return found[1]


def read(secret: str) -> str:
    answer = Browser().get(f"/agenda/{secret}.ics")
    assert answer.status_code == 200
    return answer.content.decode()


def event_of(text: str, uid: object) -> str:
    (found,) = [part for part in text.split("BEGIN:VEVENT") if f"UID:{uid}\r\n" in part]
    return found


def sequence(event: str) -> int:
    found = re.search(r"SEQUENCE:(\d+)", event)
    assert found
    return int(found[1])


def test_nothing_but_times_is_in_it_whatever_there_is_to_tell(anna, bram, browse):
    target = make_target("mee", anna)
    run = a_run(anna)
    fill(anna, run, 3)
    ilse = coordinator()
    with acting_for(ilse):
        a_series(ilse, anna)
    a_conference(anna, on=clock.today() + timedelta(days=14))
    text = read(secret_of(browse("anna")))
    assert text.count("BEGIN:VEVENT") >= 8 + 1 + 1
    for line in text.removesuffix("\r\n").split("\r\n"):
        name, _, value = line.partition(":")
        assert re.fullmatch(ALLOWED[name], value), line
    assert not target.seen_in(text.encode())
    for telling in ("Lotgenoten", "Buurthuis", "Vogel", "Linde", "Projectgroep", "MEE", "GGD"):
        assert telling not in text


def test_only_who_gives_the_group_has_its_times(anna, browse):
    row = first_session(a_run(anna, worker("roos")))
    for who in ("anna", "roos"):
        event = event_of(read(secret_of(browse(who))), row.id)
        assert "DTSTART:20211005T080000Z\r\nDTEND:20211005T100000Z\r\n" in event
    for who in ("emma", "ilse"):
        assert str(row.id) not in read(secret_of(browse(who)))


def test_a_calendar_takes_over_that_a_meeting_of_a_group_was_cancelled(anna, browse):
    row = first_session(a_run(anna))
    secret = secret_of(browse("anna"))
    before = event_of(read(secret), row.id)
    ilse = coordinator()
    with acting_for(ilse):
        to = Occasion(row.day, row.start, row.minutes, "", "cancelled", "staff")
        change_session(by=ilse, session=row.id, version=row.version, to=to)
    after = event_of(read(secret), row.id)
    assert ("STATUS:CONFIRMED" in before, "STATUS:CANCELLED" in after) == (True, True)
    assert sequence(after) > sequence(before)


def test_a_group_that_was_put_off_is_cancelled_and_comes_back(anna, browse):
    run = a_run(anna)
    secret, row = secret_of(browse("anna")), first_session(run)
    ilse = coordinator()
    seen = [sequence(event_of(read(secret), row.id))]
    for to, reason, status in (
        ("postponed", "demand", "CANCELLED"),
        ("recruiting", "", "CONFIRMED"),
    ):
        with acting_for(ilse):
            move_run(by=ilse, run=run.id, to=to, reason=reason)
        event = event_of(read(secret), row.id)
        assert f"STATUS:{status}" in event
        seen.append(sequence(event))
    assert seen == sorted(set(seen))


def test_a_withdrawn_address_holds_no_groups_either(anna, browse):
    a_run(anna)
    browser = browse("anna")
    secret = secret_of(browser)
    browser.post("/overleg/agenda/intrekken/")
    assert Browser().get(f"/agenda/{secret}.ics").status_code == 404
