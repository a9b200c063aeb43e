"""The own agenda: what of somebody stands on which day, over all packages, and nothing of anybody else."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ketenwerk.access.api import Role, acting_for
from ketenwerk.clients.api import exclude, involve
from ketenwerk.conferences.api import DayFacts, change_conference
from ketenwerk.consults.tests.making import a_consult, a_session, a_visit
from ketenwerk.courses.api import Occasion as CourseOccasion
from ketenwerk.courses.api import change_session, move_run
from ketenwerk.hours.api import add_days_off
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import iso_week, month
from ketenwerk.meetings.api import Occasion, move_meeting
from ketenwerk.plans.tests.making import a_plan
from ketenwerk.progress.api import Step, tell_step
from ketenwerk.referrals.actions import Handover, set_handover
from ketenwerk.referrals.tests.making import sent_to, taken_by
from ketenwerk.safeguarding.tests.making import an_indication
from ketenwerk.web.agenda import SOURCES, planned
from tests.making import a_client
from tests.making_conferences import a_conference, chair
from tests.making_courses import a_run, coordinator, first_session
from tests.making_meetings import a_series, the_meeting
from tests.sweeping import log_of, make_target

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 23)
WEEK, NOVEMBER = iso_week(TODAY), month(TODAY)
FIRST_MEETING = "/agenda/?week=2021-W40"


def agenda(browser, query: str = "") -> str:
    answer = browser.get(f"/agenda/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def titles(actor, period=WEEK) -> list[str]:
    with acting_for(actor):
        return [f"{row.day:%m-%d} {row.time} {row.title}" for row in planned(actor, period)]


def listed(actor) -> list[set]:
    return [set(line.subjects) for line in log_of(actor.house) if line.event == "client:listed"]


# Groups


def test_who_gives_a_group_finds_its_meetings_and_a_colleague_does_not(anna, actor, browse):
    run = a_run(anna)
    page = agenda(browse("anna"), "?week=2021-W40")
    assert "10.00–12.00" in page
    assert f"/groepen/{run.id}/" in page
    assert "Lotgenotengroep" not in agenda(browse("emma"), "?week=2021-W40")
    assert "Lotgenotengroep" not in agenda(browse("roos"), "?week=2021-W40")


def test_a_meeting_that_was_cancelled_stays_and_says_so(anna, browse):
    run = a_run(anna)
    ilse = coordinator()
    row = first_session(run)
    with acting_for(ilse):
        to = CourseOccasion(row.day, row.start, row.minutes, "", "cancelled", "staff")
        change_session(by=ilse, session=row.id, version=row.version, to=to)
    page = agenda(browse("anna"), "?week=2021-W40")
    assert "is-off" in page
    assert "vervallen" in page
    assert "Geen afspraken." in page


def test_a_group_that_does_not_go_on_says_so_on_all_its_days(anna, browse):
    run = a_run(anna)
    ilse = coordinator()
    with acting_for(ilse):
        move_run(by=ilse, run=run.id, to="cancelled", reason="demand")
    assert agenda(browse("anna"), "?maand=2021-10").count("gaat niet door") == 4


# Meetings and conferences


def test_a_meeting_stands_with_who_takes_part_and_tells_that_it_was_moved(anna, browse):
    ilse = coordinator()
    with acting_for(ilse):
        meeting = the_meeting(a_series(ilse, anna))
        to = Occasion(date(2021, 11, 25), time(9), 60, "online", "Zaal bezet")
        move_meeting(by=ilse, meeting=meeting.id, version=1, to=to)
    page = agenda(browse("anna"))
    assert "09.00–10.00" in page
    assert "eerst 22 november" in page
    assert f"/overleg/{meeting.id}/" in page
    # Emma works for the same organisation and may read it; she is not expected.
    assert "Projectgroep" not in agenda(browse("emma"))


def test_a_conference_stands_with_who_is_asked_and_with_who_organises(anna, bram, browse):
    day = a_conference(anna, on=TODAY)
    for who, role, there in (
        ("anna", None, True),
        ("bram", Role.CARE_WORKER, False),
        ("ilse", Role.COORDINATOR, True),
    ):
        assert (f"/casuistiek/{day.id}/" in agenda(browse(who, role))) is there
    by = chair()
    with acting_for(by):
        facts = DayFacts(TODAY, time(13, 30), 120, "", False, "cancelled", "too_few", 1)
        change_conference(by=by, conference=day.id, facts=facts)
    assert "vervallen" in agenda(browse("anna"))


# Own work, days off, holidays


def test_own_lessons_visits_and_days_off_stand_on_their_day(anna, actor, browse):
    with acting_for(anna):
        a_session(anna)
        a_visit(anna)
        a_consult(anna)
        add_days_off(by=anna, member=anna.person, first=date(2021, 11, 19), last=date(2021, 11, 22))
    assert titles(anna) == [
        "11-22 0,75 uur Les, Roc Rivierstad",
        "11-22 0,75 uur Teambezoek, Team Noord",
        "11-22  Vrij",
    ]
    assert titles(actor("emma", Role.CARE_WORKER)) == []
    # What was wrote up is an appointment; a day off is none.
    assert "Twee afspraken." in agenda(browse("anna"))


def test_a_holiday_is_marked(browse):
    assert "feestdag" in agenda(browse("noor"), "?maand=2021-12")
    assert "feestdag" not in agenda(browse("noor"), "?maand=2021-11")


# About a client


@pytest.fixture
def steps(anna):
    """A next step of an own client today, and a contact three months after she left, three months ago."""
    with acting_for(anna), clock.on_day(date(2021, 8, 25)):
        client = a_client(anna)
        tell_step(by=anna, client=client.id, step=Step("left", clock.today(), "own_word"))
    with acting_for(anna):
        an_indication(anna, client.id, next_step_on=TODAY)
    return client


def test_a_client_stands_by_code_never_by_name_and_that_is_logged(anna, browse, steps):
    browser = browse("anna")
    before = len(listed(anna))
    page = agenda(browser)
    assert page.count(steps.code) == 2
    assert "Volgende stap" in page
    assert "Nazorg na 3 maanden" in page
    assert "Linde" not in page
    assert listed(anna)[before:] == [{steps.id}]


def test_nobody_else_finds_her_and_nothing_is_logged(anna, bram, browse, steps):
    for who in ("emma", "bram", "roos", "noor", "petra"):
        role = Role.CARE_WORKER if who in {"emma", "bram"} else None
        assert steps.code not in agenda(browse(who, role), "?maand=2021-11")
    assert listed(bram) == []


def test_who_is_shut_out_has_nothing_of_her_left(anna, actor, browse, steps):
    emma = actor("emma", Role.CARE_WORKER)
    with acting_for(anna):
        involve(by=anna, client=steps.id, member=emma.person)
    browser = browse("emma", Role.CARE_WORKER)
    # The contact is for who works with her; the next step is of who took it on.
    assert "Nazorg na 3 maanden" in agenda(browser)
    assert "Volgende stap" not in agenda(browser)
    with acting_for(anna):
        exclude(by=anna, client=steps.id, member=emma.person)
    assert steps.code not in agenda(browser)


def test_a_month_logs_only_who_really_stands_there(anna, browse):
    with acting_for(anna):
        clients = [a_client(anna) for _ in range(5)]
        for client in clients:
            an_indication(anna, client.id, next_step_on=TODAY)
    page = agenda(browse("anna"), "?maand=2021-11")
    shown = {client.id for client in clients if client.code in page}
    assert len(shown) == 3
    assert "nog 2" in page
    assert listed(anna)[-1] == shown


def test_a_warm_hand_over_stands_with_both_partners_by_its_reference(anna, bram, roos_browses):
    with acting_for(anna):
        client = a_client(anna)
    row = taken_by(bram, sent_to(anna, client.id, bram).id)
    with acting_for(anna):
        set_handover(
            by=anna, referral=row.id, handover=Handover(TODAY, "sender"), seen=row.version + 1
        )
    for person in (anna, bram):
        assert titles(person) == [f"11-23  Warme overdracht, kenmerk {row.reference}"]
    assert row.reference not in agenda(roos_browses)


@pytest.fixture
def roos_browses(browse):
    return browse("roos")


def test_a_plan_is_talked_through_again_three_months_later_by_who_directs(anna, bram):
    with acting_for(anna):
        client = a_client(anna)
    a_plan(anna, client.id)
    february = month(date(2022, 2, 1))
    assert titles(anna, february) == ["02-23  Bespreek een plan"]
    assert titles(bram, february) == []


# The views


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Week 47"),
        ("?week=2020-W53", "Week 53"),
        ("?maand=2022-01", "Januari 2022"),
        ("?vanaf=2021-11-23", "Komende 60 dagen"),
        ("?vanaf=2022-02-28", "Vanaf 28 februari"),
        # What cannot be read is today, in the same view.
        ("?week=2021-W54", "Week 47"),
        ("?week=", "Week 47"),
        ("?maand=kanarie", "November 2021"),
        ("?maand=9999-12", "November 2021"),
        ("?vanaf=2021-02-30", "Komende 60 dagen"),
    ],
)
def test_each_view_opens_on_its_day(browse, query, title):
    assert f"<h1>{title}</h1>" in agenda(browse("noor"), query)


@pytest.mark.parametrize(
    ("query", "before", "after"),
    [
        ("?week=2021-W52", "week=2021-W51", "week=2022-W01"),
        ("?maand=2021-12", "maand=2021-11", "maand=2022-01"),
        ("?vanaf=2021-11-23", "vanaf=2021-09-24", "vanaf=2022-01-22"),
        # The first and the last that can be asked for.
        ("?maand=2000-01", "maand=1999-12", "maand=2000-02"),
        ("?week=2100-W52", "week=2100-W51", "week=2101-W01"),
    ],
)
def test_one_steps_to_what_is_beside(browse, query, before, after):
    page = agenda(browse("noor"), query)
    assert f'href="/agenda/?{before}" data-key="ArrowLeft"' in page
    assert f'href="/agenda/?{after}" data-key="ArrowRight"' in page


def test_another_view_shows_the_same_time_and_today_stays_today(browse):
    browser = browse("noor")
    assert 'href="/agenda/?week=2021-W47"' in agenda(browser, "?maand=2021-11")
    assert 'href="/agenda/?maand=2021-11"' in agenda(browser, "?week=2021-W48")
    assert 'href="/agenda/?vanaf=2022-03-01"' in agenda(browser, "?maand=2022-03")


def test_an_empty_agenda_says_so(browse):
    assert "Geen afspraken." in agenda(browse("marja"))
    assert "Niets gepland" in agenda(browse("marja"), "?vanaf=2021-11-23")


def test_a_long_list_goes_on_at_the_day_where_it_stopped(anna, browse):
    with acting_for(anna):
        client = a_client(anna)
        for number in range(50):
            day = TODAY if number < 30 else date(2021, 12, 1 + number % 3)
            an_indication(anna, client.id, next_step_on=day)
    browser = browse("anna")
    first = agenda(browser, "?vanaf=2021-11-23")
    assert first.count("Volgende stap") == 44
    assert "vanaf=2021-12-03" in first
    assert agenda(browser, "?vanaf=2021-12-03").count("Volgende stap") == 6


def test_the_weekend_stands_there_when_there_is_something(anna, browse):
    assert "Zaterdag" not in agenda(browse("anna"))
    with acting_for(anna):
        client = a_client(anna)
        an_indication(anna, client.id, next_step_on=date(2021, 11, 27))
    assert "Zaterdag" in agenda(browse("anna"))


# Who, and how


@pytest.mark.parametrize("who", ["teun", "wil", "rik", "lena"])
def test_who_has_nothing_of_the_own_in_it_has_no_agenda(browse, who):
    assert browse(who).get("/agenda/").status_code == 404
    assert "/agenda/" not in browse(who).get("/").text


def test_who_meets_has_one_and_finds_it_from_today(browse):
    for who in ("anna", "bram", "noor", "ilse", "petra", "marja"):
        assert 'href="/agenda/"' in browse(who).get("/").text


def test_all_together_is_the_same_as_asked_one_by_one_in_one_statement(anna):
    make_target("mee", anna)
    a_run(anna)
    with acting_for(anna):
        for period in (NOVEMBER, month(date(2022, 2, 1))):
            with CaptureQueriesContext(connection) as sent:
                together = planned(anna, period)
            alone = [row for ask in SOURCES for row in ask(anna, period).ask()]
            assert sorted(map(repr, together)) == sorted(map(repr, alone))
            assert together
            assert sum("_planned" in each["sql"] for each in sent) == 1


def test_an_office_asks_nothing_of_clients(actor):
    marja = actor("marja")
    with acting_for(marja), CaptureQueriesContext(connection) as sent:
        planned(marja, WEEK)
    asked = " ".join(each["sql"] for each in sent)
    assert "meetings_meeting" in asked
    for table in ("clients_", "referrals_", "safeguarding_", "courses_", "hours_", "consults_"):
        assert table not in asked
