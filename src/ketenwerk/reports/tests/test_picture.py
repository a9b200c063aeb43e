"""The whole picture of one year, and the way to another."""

from datetime import date

import pytest

from ketenwerk.access.api import acting_for
from ketenwerk.figures.api import Key, Number, Numbers
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import half, year
from ketenwerk.reports.api import picture_years
from ketenwerk.reports.picture import together_of


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "years"),
    [
        (date(2021, 11, 23), [2021]),  # the programme of 2022 is in, and has not begun
        (date(2022, 1, 1), [2022, 2021]),
        (date(2024, 6, 1), [2022, 2021]),
        (date(2020, 6, 1), [2020]),  # before the first programme: this year, empty
    ],
)
def test_last_year_stays_within_reach(actor, day, years):
    with acting_for(actor("ilse")), clock.on_day(day):
        assert picture_years() == years


@pytest.mark.django_db
def test_a_year_that_is_not_there_gives_the_newest(browse):
    page = browse("ilse").get("/totaalbeeld/?jaar=1999").content.decode()
    assert "Totaalbeeld 2021" in page


@pytest.mark.requirement("R23")
@pytest.mark.parametrize(
    ("partners", "together"),
    [
        ({"mee": 40, "ggd": 38}, 78),
        ({"mee": 40, "ggd": None}, None),  # a hidden one cannot be worked out from a sum
        ({}, None),
    ],
)
def test_the_sum_of_the_partners_stands_beside_only_when_each_is_shown(partners, together):
    found = {
        (year(2021), Key.PEOPLE_PER_PARTNER.value, key): Number(value, "" if value else "<")
        for key, value in partners.items()
    }
    found[half(2021, 1), Key.PEOPLE_PER_PARTNER.value, "mee"] = Number(21, "")
    assert together_of(Numbers(found, None), year(2021)) == together
