"""Who was there finds the hour in the own week, once; the days stand in the own calendar (R70)."""

from datetime import date

import pytest
from django.test import Client as Browser
from tests.making import a_client
from tests.making_conferences import a_conference, agree, an_item, chair

from ketenwerk.access.api import Role, acting_for
from ketenwerk.conferences.api import (
    ConferenceRefused,
    DayFacts,
    book_on,
    change_conference,
    conference_to_manage,
    invite,
    invited_of,
    set_present,
)
from ketenwerk.hours.api import HourEntry, HourProposal, confirm_week
from ketenwerk.hours.queries import week_of
from ketenwerk.kernel import clock
from ketenwerk.meetings.actions import renew_feed
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Activity

pytestmark = pytest.mark.django_db
HELD, MONDAY = date(2021, 11, 23), date(2021, 11, 22)


@pytest.fixture
def day(anna, bram):
    row = a_conference(anna, bram, on=HELD)
    by = chair()
    with acting_for(by):
        keys = {anna.house: "mee_mdo", bram.house: ""}
        book_on(by=by, series=row.series_id, keys=keys)
    return row


def attend(day, *room: Actor, online=()):
    by = chair()
    with acting_for(by):
        set_present(
            by=by,
            conference=day.id,
            members={each.person for each in room},
            online={each.person for each in online},
        )


def change(day, state="planned", minutes=120, reason=""):
    by = chair()
    with acting_for(by):
        now = conference_to_manage(by, day.id)
        facts = DayFacts(now.on, now.starts_at, minutes, "", False, state, reason, now.version)
        change_conference(by=by, conference=day.id, facts=facts)


def offered(actor) -> int:
    with acting_for(actor):
        return sum(row.minutes for row in week_of(actor, MONDAY).rows)


@pytest.mark.requirement("R70")
@pytest.mark.parametrize("how", ["room", "online"])
def test_who_was_there_is_offered_the_length_of_the_conference(how, anna, day):
    attend(day, *([anna] if how == "room" else []), online=[anna] if how == "online" else [])
    assert offered(anna) == 120
    by = chair()
    with acting_for(by):
        (row,) = [each for each in invited_of(day) if each.member_id == anna.member]
        assert (row.present, row.online) == (True, how == "online")


@pytest.mark.requirement("R70")
def test_who_was_not_there_or_books_on_nothing_is_offered_nothing(anna, bram, day):
    attend(day, bram)
    assert offered(anna) == 0
    assert offered(bram) == 0


@pytest.mark.requirement("R70")
def test_it_is_booked_once_however_often_attendance_is_saved(anna, bram, day):
    attend(day, anna)
    attend(day, anna)
    with acting_for(anna):
        activity = Activity.objects.get(key="mee_mdo", year=2021).id
        assert HourProposal.objects.count() == 1
        confirm_week(by=anna, monday=MONDAY, cells={(activity, HELD): 120})
    attend(day)
    attend(day, anna)
    by = chair()
    with acting_for(by):
        invite(by=by, conference=day.id, members=[bram.person])
        invite(by=by, conference=day.id, members=[bram.person, anna.person])
    attend(day, anna)
    with acting_for(anna):
        assert list(HourEntry.objects.values_list("origin", "minutes")) == [("meeting", 120)]
        assert HourProposal.objects.count() == 1


@pytest.mark.requirement("R70")
def test_a_cancelled_day_offers_nothing_and_takes_back_what_waits(anna, day):
    attend(day, anna)
    change(day, "cancelled", reason="measures")
    assert offered(anna) == 0
    by = chair()
    with acting_for(by), pytest.raises(ConferenceRefused, match="vervallen"):
        set_present(by=by, conference=day.id, members={anna.person})


def test_a_longer_conference_changes_what_waits(anna, day):
    attend(day, anna)
    change(day, minutes=90)
    assert offered(anna) == 90


def test_who_is_no_longer_asked_loses_what_waits(anna, bram, day):
    attend(day, anna)
    by = chair()
    with acting_for(by):
        invite(by=by, conference=day.id, members=[bram.person])
    assert offered(anna) == 0


def test_the_hours_and_attendance_by_their_pages(browse, anna, day):
    browser = browse("ilse", Role.COORDINATOR)
    body = browser.get("/casuistiek/uren/").content.decode()
    assert "boek geen uren" in body
    assert browser.post("/casuistiek/uren/", {str(anna.house): "mee_mdo"}).status_code == 302
    path = f"/casuistiek/{day.id}/aanwezig/"
    assert browser.post(path, {"online": [str(anna.member)]}).status_code == 302
    assert "deed online mee" in browser.get(f"/casuistiek/{day.id}/").content.decode()
    assert offered(anna) == 120
    assert browse("anna").get("/casuistiek/uren/").status_code == 404


# The calendar


def feed_of(actor) -> str:
    with acting_for(actor):
        secret = renew_feed(by=actor)
    answer = Browser().get(f"/agenda/{secret}.ics")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.requirement("R70")
def test_the_days_one_is_asked_for_stand_in_the_own_calendar_without_a_word(anna, bram, actor):
    day = a_conference(anna, bram)
    with acting_for(anna):
        client = a_client(anna)
        agree(anna, client.id, bram)
        item = an_item(anna, day, client.id, bram, question="KANARIE-agenda gaat mee?")
    for each in (anna, bram, chair()):
        text = feed_of(each)
        assert f"UID:{day.id}" in text
        assert "DTSTART:20211130T123000Z" in text
        for word in ("KANARIE", item.code, "casu", "GGD", "punt"):
            assert word.lower() not in text.lower()
        assert {line for line in text.splitlines() if line.startswith("SUMMARY")} == {
            "SUMMARY:Afspraak"
        }
    for each in (actor("emma"), actor("ilse", Role.CARE_WORKER), actor("marja")):
        assert f"UID:{day.id}" not in feed_of(each)


def test_a_cancelled_day_is_cancelled_in_the_calendar(anna, day):
    assert "STATUS:CONFIRMED" in feed_of(anna)
    change(day, "cancelled", reason="no_items")
    text = feed_of(anna)
    assert "STATUS:CANCELLED" in text
    assert "SEQUENCE:2" in text
    assert clock.today() == HELD
