"""The manager sees the weeks of the own team, as minutes: nobody else's, and nothing of clients."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client as Browser
from tests.making import a_client, a_trajectory
from tests.making_hours import MONDAY, activity, hours_a_day, manager, rostered

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.hours.api import (
    NOTE,
    HoursRefused,
    book,
    colleague,
    confirm_week,
    correct,
    entries_of,
    lock_month,
    month_page,
    past_weeks,
    remind,
    team,
    week_view,
)
from ketenwerk.hours.models import HourEntry, MonthLock, WeekReminder
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Member, Organisation

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 23)
AUGUST, LAST = date(2021, 8, 1), date(2021, 8, 31)


def noted(by: Actor, day: date, minutes: int, key: str = "mee_ind") -> None:
    with acting_for(by):
        book(by=by, activity=activity(key), day=day, minutes=minutes, origin=NOTE)


def weeks_of(who: Actor) -> dict[date, tuple[int, bool, bool]]:
    boss = manager()
    with acting_for(boss):
        (row,) = team(boss, past_weeks(TODAY, 3), who.person).rows
    return {week.monday: (week.minutes, week.confirmed, week.open) for week in row.weeks}


def test_a_week_is_confirmed_open_or_empty(anna):
    before, first = MONDAY - timedelta(days=7), MONDAY - timedelta(days=14)
    noted(anna, MONDAY, 60)
    noted(anna, before, 45)
    with acting_for(anna):
        confirm_week(by=anna, monday=before, cells={})
    assert weeks_of(anna) == {
        first: (0, False, False),
        before: (45, True, False),
        MONDAY: (60, False, True),
    }
    rostered(anna, "mee_coach", hours_a_day(1), start=first)
    assert weeks_of(anna)[first] == (0, False, True)


def test_the_rows_add_up_to_the_weeks(anna, actor):
    noted(anna, MONDAY, 60)
    noted(actor("emma"), MONDAY, 30, "mee_coach")
    boss = manager()
    with acting_for(boss):
        found = team(boss, past_weeks(TODAY, 8))
    assert sum(row.minutes for row in found.rows) == sum(found.week_minutes) == 90
    assert {row.member.organisation_id for row in found.rows} == {boss.organisation}
    assert found.waiting == found.open_weeks == 2


@pytest.mark.parametrize("key", ["anna", "ilse", "teun", "marja", "wil", "rik"])
def test_only_a_manager_sees_a_team(key, actor, anna):
    noted(anna, MONDAY, 60)
    who = actor(key)
    with acting_for(who), pytest.raises(Refused):
        team(who, past_weeks(TODAY, 8))


def test_a_manager_of_another_organisation_finds_nobody(anna):
    noted(anna, MONDAY, 60)
    boss = manager("hanneke")
    with acting_for(boss):
        for read in (
            lambda: colleague(boss, anna.person, TODAY),
            lambda: entries_of(boss, anna.person, MONDAY),
            lambda: remind(by=boss, member=anna.person),
        ):
            with pytest.raises(Refused):
                read()


@pytest.mark.parametrize("key", ["ilse", "hanneke", "marja"])
def test_the_database_keeps_hours_of_people_inside_their_organisation(key, actor, anna):
    noted(anna, MONDAY, 60)
    with acting_for(anna):
        confirm_week(by=anna, monday=MONDAY, cells={})
    with acting_for(actor(key)), connection.cursor() as cursor:
        for table in ("hours_hourentry", "hours_weekconfirmation"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)


def test_the_pages_of_a_team_hold_minutes_and_nothing_of_a_client(anna, browse):
    with acting_for(anna):
        client = a_client(anna, called="Kanariegeel")
        trajectory = a_trajectory(anna, client, "mee_ind", goal="Zonnebloemdoel")
    noted(anna, MONDAY, 60)
    browser = browse("petra")
    for page in (
        "/uren/team/",
        f"/uren/team/{anna.person}/",
        f"/uren/team/{anna.person}/week/{MONDAY}/",
    ):
        text = browser.get(page).content.decode()
        assert "Anna de Wit" in text
        for word in (
            client.code,
            "Kanariegeel",
            "Zonnebloemdoel",
            str(client.id),
            str(trajectory.id),
        ):
            assert word not in text


def test_a_reminder_names_no_more_than_the_week(anna, browse):
    noted(anna, MONDAY, 60)
    boss = manager()
    with acting_for(boss):
        assert remind(by=boss, member=anna.person) == 1
        assert remind(by=boss, member=anna.person) == 1
        assert WeekReminder.objects.count() == 1
    with acting_for(anna):
        assert week_view(anna, MONDAY, TODAY).asked_on == TODAY
        assert week_view(anna, MONDAY + timedelta(days=7), TODAY).asked_on is None
        confirm_week(by=anna, monday=MONDAY, cells={})
        assert week_view(anna, MONDAY, TODAY).asked_on is None
    with acting_for(boss), pytest.raises(HoursRefused, match="al bevestigd"):
        remind(by=boss, member=anna.person)


# Closing, and what comes after


def closed_month(anna: Actor) -> HourEntry:
    noted(anna, LAST, 60)
    boss = manager()
    with acting_for(boss):
        lock_month(by=boss, first=AUGUST)
    with acting_for(anna):
        return HourEntry.objects.get()


def test_what_is_open_is_shown_before_closing(anna):
    noted(anna, LAST, 60)
    boss = manager()
    with acting_for(boss):
        page = month_page(boss, AUGUST, TODAY)
        assert [(r.member.name, r.open_weeks) for r in page.waiting] == [
            ("Anna de Wit", [date(2021, 8, 30)])
        ]
        assert page.lock is None
        assert page.minutes == 60
        lock_month(by=boss, first=AUGUST)
        page = month_page(boss, AUGUST, TODAY)
        assert (page.waiting, page.lock is not None) == ((), True)


def test_a_week_of_a_closed_month_waits_for_nobody(anna):
    boss = manager()
    noted(anna, date(2021, 10, 5), 60)
    with acting_for(boss):
        assert team(boss, past_weeks(TODAY, 8)).open_weeks == 1
        lock_month(by=boss, first=date(2021, 10, 1))
        assert team(boss, past_weeks(TODAY, 8)).open_weeks == 0
        with pytest.raises(HoursRefused, match="al bevestigd"):
            remind(by=boss, member=anna.person)


def test_the_page_of_a_month_closes_it_after_the_password_and_never_opens_it(anna, browse):
    noted(anna, LAST, 60)
    browser = browse("petra")
    text = browser.get(f"/uren/maanden/{AUGUST}/").content.decode()
    assert "Vraag om te bevestigen" in text
    assert "Sluit maand af" in text
    for path in ("/uren/maanden/2021-08-02/", "/uren/maanden/2021-12-01/"):
        assert browser.get(path).status_code == 404
    assert browser.get("/uren/maanden/2021-11-01/").status_code == 200
    boss = manager()
    with acting_for(boss):
        lock_month(by=boss, first=AUGUST)
        for command in ("DELETE FROM hours_monthlock", "UPDATE hours_monthlock SET month = month"):
            with (
                pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(command)
        assert MonthLock.objects.count() == 1
    assert "Sluit maand af" not in browser.get(f"/uren/maanden/{AUGUST}/").content.decode()


def test_a_manager_corrects_with_a_reason_and_both_see_it(anna, browse):
    entry = closed_month(anna)
    boss = manager()
    with acting_for(boss):
        correct(by=boss, entry=entry.id, minutes=-60, reason="dubbel geschreven")
        page = month_page(boss, AUGUST, TODAY)
        (row,) = page.corrections
        assert (row.member_id, row.made_by_id) == (anna.person, boss.person)
        assert (page.minutes, page.corrected) == (0, -60)
    with acting_for(anna):
        assert sum(HourEntry.objects.values_list("minutes", flat=True)) == 0
    for who, path in (
        ("petra", f"/uren/maanden/{AUGUST}/"),
        ("petra", f"/uren/team/{anna.person}/week/2021-08-30/"),
    ):
        text = browse(who).get(path).content.decode()
        assert "dubbel geschreven (door Petra Blom)" in text
    with acting_for(anna), pytest.raises(HoursRefused, match="niet meer uren weghalen"):
        correct(by=anna, entry=entry.id, minutes=-60, reason="nog eens")


def test_an_own_correction_names_nobody_else(anna):
    entry = closed_month(anna)
    with acting_for(anna):
        correct(by=anna, entry=entry.id, minutes=-30, reason="verkeerde dag")
        assert HourEntry.objects.get(origin="correction").made_by_id is None


@pytest.mark.parametrize("key", ["hanneke", "teun", "ilse", "emma"])
def test_nobody_else_corrects(key, anna, actor):
    entry = closed_month(anna)
    who = actor(key)
    with acting_for(who), pytest.raises(Refused):
        correct(by=who, entry=entry.id, minutes=-30, reason="vergissing")


# A large team


def hired(number: int, word: str = "lid") -> list[Actor]:
    with standing(Standpoint(DatabaseRole.OFFICE)):
        mee = Organisation.objects.get(key="mee")
        made = Member.objects.bulk_create(
            Member(email=f"{word}{each}@demo.example", name=f"{word} {each}", organisation=mee)
            for each in range(number)
        )
    return [Actor(each.id, mee.id, "care_worker", name=each.name) for each in made]


def fill(people: list[Actor], weeks: int) -> None:
    """Hours in each week of each of them, in one statement."""
    pm = activity("mee_pm")
    end = past_weeks(TODAY, 1).end
    with standing(Standpoint(DatabaseRole.OFFICE, organisation=people[0].organisation)):
        HourEntry.objects.bulk_create(
            HourEntry(
                organisation_id=who.house,
                member_id=who.person,
                day=end - timedelta(days=7 * week),
                minutes=60,
                activity=pm,
                line=pm.line,
                source_id=pm.line.source_id,
                origin="note",
                made_at="2021-11-23T10:00:00Z",
            )
            for who in people
            for week in range(1, weeks + 1)
        )


def statements(browser: Browser, path: str) -> int:
    sent: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        assert browser.get(path).status_code == 200
    return len(sent)


def test_a_team_of_thirty_over_a_year_asks_no_more_than_a_team_of_two(browse):
    browser = browse("petra")
    path = "/uren/team/?weken=52"
    fill(hired(2), 1)
    browser.get(path)
    few = statements(browser, path)
    people = hired(28, "later")
    fill(people, 52)
    for who in people[:5]:
        rostered(who, "mee_coach", hours_a_day(1))
    assert statements(browser, path) == few <= 20


def test_the_own_address_of_an_hour_is_of_its_owner_and_that_of_the_team_of_the_manager(
    anna, browse
):
    entry = closed_month(anna)
    own, of_team = f"/uren/correctie/{entry.id}/", f"/uren/team/correctie/{entry.id}/"
    for who, statuses in (
        ("anna", (200, 404)),
        ("petra", (404, 200)),
        ("hanneke", (404, 404)),
        ("emma", (404, 404)),
    ):
        browser = browse(who)
        assert (browser.get(own).status_code, browser.get(of_team).status_code) == statuses, who
