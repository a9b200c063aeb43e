"""The days on which nobody is planned to work."""

from datetime import date

import pytest

from ketenwerk.kernel.holidays import easter, holidays, holidays_in
from ketenwerk.kernel.periods import Period


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2021, 4, 4), (2024, 3, 31), (2025, 4, 20), (2038, 4, 25)]
)
def test_easter_falls_where_the_almanac_has_it(year, month, day):
    assert easter(year) == date(year, month, day)


def test_the_holidays_of_2021():
    assert sorted(f"{day:%m-%d}" for day in holidays(2021)) == [
        *("01-01", "04-02", "04-05", "04-27", "05-05", "05-13", "05-24", "12-25", "12-26"),
    ]


def test_kings_day_is_never_on_a_sunday():
    assert date(2025, 4, 26) in holidays(2025)
    assert date(2025, 4, 27) not in holidays(2025)


def test_a_period_over_new_year_has_the_days_of_both_years():
    period = Period(date(2021, 12, 26), date(2022, 1, 2))
    assert list(holidays_in(period)) == [date(2021, 12, 26), date(2022, 1, 1)]
