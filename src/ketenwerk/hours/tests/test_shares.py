"""The fixed part: agreed with the controller, its own line in each total, never on a budget line, never changed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.making_hours import activity, manager

from ketenwerk.access.api import Refused, acting_for
from ketenwerk.hours.api import NOTE, HoursRefused, NewShare, book, lock_month, set_share
from ketenwerk.hours.models import FixedShare, HourEntry
from ketenwerk.hours.shares import added, part_of, percent_in, shares_of
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor

JAN, JUL, TODAY = date(2021, 1, 1), date(2021, 7, 1), date(2021, 11, 23)


def agree(by: Actor, percent: str, start: date = JAN, kind: str = "indirect") -> None:
    with acting_for(by):
        set_share(by=by, new=NewShare(kind, Decimal(percent), start, date(2021, 1, 11)))


def rows() -> list[FixedShare]:
    boss = manager()
    with acting_for(boss):
        return shares_of(boss).get(boss.house, [])


@pytest.mark.django_db
def test_a_new_percentage_holds_from_its_month_and_the_old_one_stays_readable():
    agree(manager(), "10")
    agree(manager(), "12.5", JUL)
    found = rows()
    assert [row.percent for row in found] == [Decimal("10.0"), Decimal("12.5")]
    assert percent_in(found, "indirect", date(2021, 6, 1)) == 10
    assert percent_in(found, "indirect", JUL) == Decimal("12.5")
    assert percent_in(found, "indirect", date(2020, 12, 1)) == 0
    assert percent_in(found, "travel", JUL) == 0


@pytest.mark.django_db
def test_of_two_for_the_same_month_the_last_written_holds_and_both_stay():
    agree(manager(), "10")
    agree(manager(), "11")
    assert len(rows()) == 2
    assert percent_in(rows(), "indirect", JAN) == 11


@pytest.mark.django_db
def test_a_part_is_computed_per_month_and_says_how():
    agree(manager(), "10")
    agree(manager(), "20", JUL)
    (line,) = added(rows(), {date(2021, 6, 1): 605, JUL: 300, date(2021, 8, 1): 0})
    assert line.minutes == 61 + 60
    assert line.how == "10% en 20% van 15,08 uur, per maand"
    assert line.label == "Indirecte tijd"


@pytest.mark.parametrize(
    ("minutes", "percent", "part"),
    [(5, "10", 1), (4, "10", 0), (60, "12.5", 8), (-60, "12.5", -8), (100, "0", 0), (7, "100", 7)],
)
def test_a_half_minute_goes_up(minutes, percent, part):
    assert part_of(minutes, Decimal(percent)) == part


@given(st.integers(0, 10**6), st.integers(0, 1000))
def test_a_part_is_never_more_than_half_a_minute_off(minutes, tenths):
    percent = Decimal(tenths) / 10
    assert abs(part_of(minutes, percent) - minutes * percent / 100) <= Decimal("0.5")


@pytest.mark.django_db
def test_no_hour_is_written_for_a_fixed_part(anna):
    agree(manager(), "10")
    with acting_for(anna):
        book(by=anna, activity=activity("mee_pm"), day=TODAY, minutes=60, origin=NOTE)
        assert HourEntry.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("percent", "start", "agreed_on", "because"),
    [
        ("101", JAN, JAN, "van 0 tot en met 100"),
        ("-1", JAN, JAN, "van 0 tot en met 100"),
        ("10", date(2021, 1, 2), JAN, "eerste van een maand"),
        ("10", JAN, date(2021, 12, 1), "toekomst"),
    ],
)
def test_what_cannot_be_agreed_is_refused(percent, start, agreed_on, because):
    boss = manager()
    with acting_for(boss), pytest.raises(HoursRefused, match=because):
        set_share(by=boss, new=NewShare("travel", Decimal(percent), start, agreed_on))
    assert rows() == []


@pytest.mark.django_db
def test_a_closed_month_keeps_its_percentage():
    boss = manager()
    with acting_for(boss):
        lock_month(by=boss, first=date(2021, 10, 1))
    with pytest.raises(HoursRefused, match="afgesloten"):
        agree(boss, "10", date(2021, 10, 1))
    agree(boss, "10", date(2021, 11, 1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "command", ["UPDATE hours_fixedshare SET percent = 0", "DELETE FROM hours_fixedshare"]
)
def test_the_database_changes_nothing_that_was_agreed(command):
    boss = manager()
    agree(boss, "10")
    with (
        acting_for(boss),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(command)


@pytest.mark.django_db
def test_who_may_agree_and_who_reads_it(anna, actor):
    new = NewShare("travel", Decimal(5), JAN, clock.today())
    for nobody in (anna, actor("ilse"), actor("marja")):
        with acting_for(nobody), pytest.raises(Refused):
            set_share(by=nobody, new=new)
    teun = actor("teun")
    agree(teun, "5", kind="travel")
    for reader, sees in ((actor("ilse"), 1), (teun, 1), (manager("hanneke"), 0)):
        with acting_for(reader):
            assert sum(len(each) for each in shares_of(reader).values()) == sees
