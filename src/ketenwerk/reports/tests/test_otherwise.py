"""What a crisis or another reason cancelled, moved or changed is told in the account: how often and why, and nobody (R75)."""

from dataclasses import replace
from datetime import date, time

import pytest
from tests.making_courses import FACTS, a_run, coordinator, worker
from tests.making_meetings import a_series, the_meeting

from ketenwerk.access.api import acting_for
from ketenwerk.courses.api import Occasion, change_session, move_run
from ketenwerk.courses.models import Session
from ketenwerk.kernel import clock
from ketenwerk.meetings.actions import Occasion as MeetingOccasion
from ketenwerk.meetings.actions import move_meeting
from ketenwerk.people.api import Organisation
from ketenwerk.reports.api import FIRST_HALF, YEAR, Account, Which, compose
from ketenwerk.reports.counting import take_count

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 23)
SECRET = "omdat Sandra ziek is"


def changed(run, number: int, form: str, reason: str) -> None:
    ilse = coordinator()
    with acting_for(ilse):
        row = Session.objects.get(run=run, number=number)
        to = Occasion(row.day, row.start, row.minutes, "Buurthuis", form, reason)
        change_session(by=ilse, session=row.id, version=row.version, to=to)


def cancelled(run, reason: str) -> None:
    ilse = coordinator()
    with acting_for(ilse):
        move_run(by=ilse, run=run.id, to="cancelled", reason=reason)


def account(of: str | None = None, half: int = YEAR) -> Account:
    ilse = coordinator()
    with clock.on_day(TODAY):
        take_count(2021)
        with acting_for(ilse):
            house = Organisation.objects.get(key=of) if of else None
            return compose(Which(2021, half, house))


def told(found: Account) -> list[tuple[str, ...]]:
    return next((list(each.rows) for each in found.overviews if each.name == "anders"), [])


@pytest.mark.requirement("R74", "R75")
def test_two_meetings_one_group_and_a_consultation_by_hand(anna):
    """A running group with two meetings off for a pandemic and one adapted; another group that never began; a steering group moved."""
    going = a_run(anna, state="running")
    changed(going, 6, "cancelled", "force")
    changed(going, 7, "cancelled", "force")
    changed(going, 8, "adapted", "staff")
    cancelled(a_run(worker("roos"), keys=("r75_train",)), "demand")
    ilse = coordinator()
    with acting_for(ilse):
        row = the_meeting(a_series(ilse, anna, kind="steering"))
        to = MeetingOccasion(row.day, time(10), 90, "cancelled", SECRET)
        move_meeting(by=ilse, meeting=row.id, version=row.version, to=to)
    assert told(account()) == [
        ("MEE", "Lotgenotengroep, bijeenkomst", "aangepast", "Personeel", "1"),
        ("MEE", "Lotgenotengroep, bijeenkomst", "vervallen", "Overmacht, zoals een pandemie", "2"),
        ("Samen", "Stuurgroep", "vervallen", "", "1"),
        ("STK", "Lotgenotengroep, hele groep", "vervallen", "Te weinig of te veel vraag", "1"),
    ]


@pytest.mark.requirement("R75")
def test_a_partner_tells_its_own_and_what_it_takes_part_in(anna):
    changed(a_run(anna, state="running"), 8, "postponed", "force")
    ilse = coordinator()
    with acting_for(ilse):
        row = the_meeting(a_series(ilse, anna))
        to = MeetingOccasion(date(2021, 11, 29), time(10), 90, "physical", "")
        move_meeting(by=ilse, meeting=row.id, version=row.version, to=to)
    assert told(account("mee")) == [
        ("MEE", "Projectgroep", "verzet", "", "1"),
        ("MEE", "Lotgenotengroep, bijeenkomst", "uitgesteld", "Overmacht, zoals een pandemie", "1"),
    ]
    assert told(account("sterker")) == []
    assert told(account(half=FIRST_HALF)) == []


@pytest.mark.requirement("R54", "R75")
def test_what_was_sold_on_invoice_is_no_part_of_the_account(anna):
    cancelled(a_run(anna, facts=replace(FACTS, funding="invoice")), "demand")
    assert told(account()) == []


@pytest.mark.requirement("R75")
def test_no_name_and_no_typed_reason_stands_in_it(anna, browse):
    ilse = coordinator()
    with acting_for(ilse):
        row = the_meeting(a_series(ilse, anna))
        to = MeetingOccasion(row.day, time(10), 90, "cancelled", SECRET)
        move_meeting(by=ilse, meeting=row.id, version=row.version, to=to)
    account()
    page = browse("ilse").get("/verantwoording/2021/jaar/keten/").content.decode()
    assert "Wat anders ging dan gepland" in page
    assert "Sandra" not in page
    assert "Anna de Wit" not in page


def test_of_a_course_for_one_person_nothing_is_told(anna):
    """That it did not go on would be known of her alone (R50)."""
    cancelled(a_run(anna, facts=replace(FACTS, mode="individual", seats=1)), "demand")
    assert told(account()) == []
