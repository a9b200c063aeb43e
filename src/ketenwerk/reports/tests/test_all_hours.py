"""All hours of an organisation in an account: with subsidy, own, without a line, and the fixed part. The same everywhere."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.making_courses import coordinator
from tests.making_hours import activity, manager

from ketenwerk.access.api import acting_for
from ketenwerk.hours.api import NOTE, NewShare, book, month_page, outlooks, set_share
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.reports.account import as_content, from_content
from ketenwerk.reports.account_beside import FixedPart, HouseHours, OwnLine, hours_rows
from ketenwerk.reports.api import (
    FIRST_HALF,
    YEAR,
    Account,
    Which,
    account_excel,
    compose,
    take_count,
    whole_picture,
)
from ketenwerk.reports.tests.account_sample import account as sample

TODAY = date(2021, 11, 23)


def agree(kind: str, percent: str, start: date = date(2021, 1, 1)) -> None:
    boss = manager()
    with acting_for(boss):
        set_share(by=boss, new=NewShare(kind, Decimal(percent), start, date(2021, 1, 11)))


def wrote(by: Actor, day: date, **hours: int) -> None:
    with acting_for(by):
        for key, number in hours.items():
            book(by=by, activity=activity(key), day=day, minutes=number * 60, origin=NOTE)


def account(half: int = YEAR, of: str | None = None, by: Actor | None = None) -> Account:
    by = by or coordinator()
    with acting_for(by), clock.on_day(TODAY):
        house = Organisation.objects.get(key=of) if of else None
        return compose(Which(2021, half, house))


def mee(found: Account) -> HouseHours:
    return next(each for each in found.hours if each.organisation == "MEE")


@pytest.fixture
def written(anna: Actor) -> None:
    """March: 4 with subsidy, 2 own. September: 10 with subsidy, 3 and 1 own. Indirect 10%, from July 20%; travel 5%."""
    agree("indirect", "10")
    agree("indirect", "20", date(2021, 7, 1))
    agree("travel", "5")
    wrote(anna, date(2021, 3, 1), mee_coach=4, mee_case=2)
    wrote(anna, date(2021, 9, 1), mee_pm=10, mee_case=3, mee_mdo=1)


@pytest.mark.django_db
@pytest.mark.requirement("R87", "R88")
def test_own_contributions_and_the_fixed_part_by_hand(written):
    """Year: 14 + 6 = 20 written; 10% of 6 and 20% of 14 is 0,6 + 2,8 = 3,4; 5% of 20 is 1; together 24,4."""
    assert [row[1:] for row in hours_rows([mee(account())])] == [
        ("Met subsidie", None, 14 * 60),
        ("Eigen inzet: Casemanagement", 156, 5 * 60),
        ("Eigen inzet: Multidisciplinair overleg", 52, 60),
        ("Eigen inzet: Training weerbaarheid", 94, 0),
        ("Indirecte tijd, 10% en 20% van 20 uur, per maand", None, 204),
        ("Reistijd, 5% van 20 uur", None, 60),
        ("Samen", None, 1464),
    ]
    first = mee(account(FIRST_HALF))
    assert (first.written, [part.minutes for part in first.fixed]) == (360, [36, 18])
    assert first.together == 414


@pytest.mark.django_db
@pytest.mark.requirement("R88")
def test_account_outlook_closing_and_picture_say_the_same(written):
    petra = manager()
    found = mee(account(of="mee", by=petra))
    assert found == mee(account())
    with clock.on_day(TODAY):
        take_count(2021)
    with acting_for(petra), clock.on_day(TODAY):
        (outlook,) = outlooks(petra, TODAY)
        months = [month_page(petra, date(2021, each, 1), TODAY) for each in range(1, 12)]
    ilse = coordinator()
    with acting_for(ilse), clock.on_day(TODAY):
        picture = whole_picture(ilse, 2021)
    assert (outlook.used, outlook.with_shares) == (found.written, found.together)
    assert sum(minutes for page in months for _, minutes in page.used) == found.written
    assert sum(part.minutes for page in months for part in page.shares) == sum(
        part.minutes for part in found.fixed
    )
    all_hours = next(figure for figure in picture.figures if figure.key == "uren").rows
    assert ("Samen", "MEE", "24,4", "", "") in all_hours


@pytest.mark.django_db
@pytest.mark.requirement("R88")
def test_the_workbook_adds_up_to_the_same(written):
    found = account()
    sheet = load_workbook(BytesIO(account_excel(found)))["Alle uren"]
    cells = [(row[0], row[1], row[3]) for row in sheet.iter_rows(values_only=True) if row[0]]
    told = [(who, what) for who, what, *_ in hours_rows(found.hours)]
    assert [(who, what) for who, what, _ in cells if (who, what) in told] == told
    done = {what: hours for who, what, hours in cells if who == "MEE"}
    assert done["Samen"] == pytest.approx(24.4)


@pytest.mark.django_db
def test_the_fixed_part_costs_nothing_and_lies_on_no_line(written):
    found = account()
    assert sum(line.minutes_done or 0 for line in found.lines) == sum(
        house.subsidised for house in found.hours
    )
    assert not any("ndirect" in line.label for line in found.lines)


@pytest.mark.django_db
def test_the_page_tells_it_and_a_frozen_account_keeps_it(written, browse):
    page = browse("ilse").get("/verantwoording/2021/jaar/keten/").content.decode()
    assert "Eigen inzet: Casemanagement" in page
    assert "Elk uur telt één keer." in page
    found = account()
    again = from_content(
        as_content(found), check_number=found.check_number, version=0, frozen_on=found.frozen_on
    )
    assert again == found


def test_an_account_from_before_has_no_hours_and_still_opens():
    content = as_content(sample())
    del content["hours"], content["overviews"]
    old = from_content(content, check_number="", version=1, frozen_on=TODAY)
    assert (old.hours, old.overviews) == ((), ())


MINUTES = st.integers(0, 100_000)


@given(
    subsidised=MINUTES,
    own=st.lists(MINUTES, max_size=4),
    unlined=MINUTES,
    fixed=st.lists(MINUTES, max_size=2),
)
def test_together_is_the_sum_of_the_rows_above_it(subsidised, own, unlined, fixed):
    house = HouseHours(
        "MEE",
        subsidised,
        tuple(OwnLine(str(n), None, minutes) for n, minutes in enumerate(own)),
        unlined,
        tuple(FixedPart(str(n), "", minutes) for n, minutes in enumerate(fixed)),
    )
    *rows, last = hours_rows([house])
    assert sum(minutes for *_, minutes in rows) == last[3] == house.together
