"""The moments of the subsidy cycle as days: from so many weeks ahead, up to and including the last day (R71)."""

from datetime import date

import pytest

from ketenwerk.access.api import Role
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.programme.cycle import moments_due
from ketenwerk.programme.models import SubsidyMoment

pytestmark = pytest.mark.django_db
OFFICE = Standpoint(DatabaseRole.OFFICE, function=Role.COORDINATOR)


@pytest.fixture(autouse=True)
def _office():
    with standing(OFFICE):
        yield


def keys(day: date) -> list[str]:
    return [moment.key for moment in moments_due(day)]


@pytest.mark.requirement("R71")
@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2021, 6, 4), "aanvraag-2022"),  # seventeen weeks before 1 October
        (date(2021, 10, 1), "aanvraag-2022"),
        (date(2021, 12, 31), "verlening-2022"),
        (date(2021, 9, 1), "halfjaar-2021"),
        (date(2021, 11, 26), "jaar-2021"),  # due in the next year, about this one
        (date(2022, 4, 1), "jaar-2021"),
        (date(2022, 9, 2), "vaststelling-2021"),
    ],
)
def test_a_moment_is_due_from_its_weeks_ahead_to_its_last_day(day, due):
    assert due in keys(day)


@pytest.mark.parametrize(
    ("day", "not_due"),
    [
        (date(2021, 6, 3), "aanvraag-2022"),
        (date(2021, 10, 2), "aanvraag-2022"),
        (date(2022, 1, 1), "verlening-2022"),
        (date(2021, 11, 25), "jaar-2021"),
        (date(2022, 4, 2), "jaar-2021"),
    ],
)
def test_and_not_a_day_earlier_or_later(day, not_due):
    assert not_due not in keys(day)


def test_the_days_that_nobody_confirmed_say_so_and_the_first_due_comes_first():
    found = moments_due(date(2021, 12, 6))
    assert [each.title for each in found] == ["Verlening voor 2022", "Verantwoording van heel 2021"]
    assert not any(each.is_confirmed for each in found)


def test_a_day_that_a_month_does_not_have_is_its_last_day():
    SubsidyMoment.objects.filter(key="verlening").update(month=2, day=31)
    (found,) = (m for m in moments_due(date(2022, 2, 28)) if m.key == "verlening-2023")
    assert found.due_on == date(2022, 2, 28)
