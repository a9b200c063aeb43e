"""A month that is closed while somebody books in it: the one waits for the other, each over an own connection."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import psycopg
import pytest
from conftest import DATABASE
from tests.at_once import LONGEST, in_own_connection, until_waiting
from tests.making_courses import worker
from tests.making_hours import activity, manager

from ketenwerk.access.api import acting_for
from ketenwerk.hours.api import NOTE, HoursRefused, book, lock_month
from ketenwerk.hours.models import HourEntry, MonthLock

AUGUST, LAST = date(2021, 8, 1), date(2021, 8, 31)


@pytest.fixture
def admin(cluster, django_db_setup, django_db_blocker) -> Iterator[psycopg.Connection]:
    with (
        django_db_blocker.unblock(),
        psycopg.connect(cluster.url("postgres", DATABASE), autocommit=True) as outside,
    ):
        yield outside
        for table in ("monthlock", "hourentry", "monthtotal"):
            outside.execute(f"DELETE FROM hours_{table}")


def booked() -> None:
    anna = worker("anna")
    work = activity("mee_ind")
    with acting_for(anna):
        book(by=anna, activity=work, day=LAST, minutes=60, origin=NOTE)


def closed() -> None:
    petra = manager()
    with acting_for(petra):
        lock_month(by=petra, first=AUGUST)


def counts() -> tuple[int, int]:
    petra = manager()
    with acting_for(petra):
        return HourEntry.objects.filter(day=LAST).count(), MonthLock.objects.count()


def test_a_month_closes_after_what_is_being_booked_in_it(admin):
    anna, work = worker("anna"), activity("mee_ind")
    with ThreadPoolExecutor(1) as other:
        with acting_for(anna):
            book(by=anna, activity=work, day=LAST, minutes=60, origin=NOTE)
            closing = other.submit(in_own_connection, closed)
            until_waiting(admin, 1)
        closing.result(LONGEST)
    assert counts() == (1, 1)


def test_who_books_while_a_month_is_being_closed_hears_that_it_is_closed(admin):
    petra = manager()
    with ThreadPoolExecutor(1) as other:
        with acting_for(petra):
            lock_month(by=petra, first=AUGUST)
            booking = other.submit(in_own_connection, booked)
            until_waiting(admin, 1)
        with pytest.raises(HoursRefused, match="afgesloten"):
            booking.result(LONGEST)
    assert counts() == (0, 1)


def test_two_who_book_by_hand_do_not_wait_for_each_other(admin):
    anna, work = worker("anna"), activity("mee_ind")
    with ThreadPoolExecutor(1) as other, acting_for(anna):
        book(by=anna, activity=work, day=LAST, minutes=60, origin=NOTE)
        emma, train = worker("emma"), activity("mee_coach")

        def beside() -> None:
            with acting_for(emma):
                book(by=emma, activity=train, day=LAST, minutes=30, origin=NOTE)

        other.submit(in_own_connection, beside).result(LONGEST)
    assert counts() == (2, 0)
