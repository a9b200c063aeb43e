from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketenwerk.kernel import dutch


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1234, 0, "1.234"),
        (1234567.5, 1, "1.234.567,5"),
        (Decimal("2.5"), 0, "3"),
        (2.675, 2, "2,68"),
        (-1234, 0, "−1.234"),
        (-0.4, 0, "0"),
    ],
)
def test_a_number_has_dots_between_thousands_and_a_comma_before_decimals(
    value: float, decimals: int, written: str
) -> None:
    assert dutch.number(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "written"), [(1.5, "1,5"), (12, "12"), (100, "100"), (0.25, "0,25"), (0.999, "1")]
)
def test_a_short_number_has_no_zeros_at_the_end(value: float, written: str) -> None:
    assert dutch.short_number(value) == written


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_a_written_number_can_be_read_back(value: Decimal) -> None:
    written = dutch.number(value, 2)
    plain = written.replace(".", "").replace(",", ".").replace(dutch.MINUS, "-")
    assert Decimal(plain) == value


def test_amounts_and_shares() -> None:
    assert dutch.euros(Decimal(69506)) == "€\u00a069.506"
    assert dutch.euros(Decimal("87.1"), cents=True) == "€\u00a087,10"
    assert dutch.percentage(0.564) == "56%"
    assert dutch.percentage(Decimal("0.255"), 1) == "25,5%"


def test_a_range_is_one_number_two_numbers_or_open() -> None:
    assert dutch.span(20, 40) == "20–40"
    assert dutch.span(8, 8) == "8"
    assert dutch.span(8, None) == "8 of meer"


@pytest.mark.parametrize(
    ("minutes", "written"), [(90, "1,5 uur"), (60, "1 uur"), (15, "0,25 uur"), (0, "0 uur")]
)
def test_minutes_are_told_in_hours(minutes: int, written: str) -> None:
    assert dutch.hours(minutes) == written


def test_days_and_times() -> None:
    assert dutch.weekday(date(2023, 3, 14)) == "dinsdag 14 maart"
    assert dutch.full_day(date(2026, 11, 24)) == "24 november 2026"
    assert dutch.day(date(2026, 1, 1)) == "1 januari"
    assert dutch.clock_time(time(14, 0)) == "14.00 uur"


def test_a_stretch_of_days_says_once_what_both_ends_share() -> None:
    last = date(2026, 3, 31)
    assert dutch.day_range(date(2026, 3, 1), last) == "1 tot en met 31 maart 2026"
    assert dutch.day_range(date(2026, 1, 1), last) == "1 januari tot en met 31 maart 2026"
    assert dutch.day_range(date(2025, 3, 1), last) == "1 maart 2025 tot en met 31 maart 2026"
    assert dutch.day_range(last, last) == "31 maart 2026"


def test_a_list_ends_with_en() -> None:
    assert dutch.listing([]) == ""
    assert dutch.listing(["a"]) == "a"
    assert dutch.listing(["a", "b"]) == "a en b"
    assert dutch.listing(["a", "b", "c"]) == "a, b en c"
    assert dutch.listing(["a", "b"], "of") == "a of b"


def test_only_one_is_singular() -> None:
    assert [dutch.counted(n, "gesprek", "gesprekken") for n in (0, 1, 2)] == [
        "0 gesprekken",
        "1 gesprek",
        "2 gesprekken",
    ]
    assert dutch.counted(1.5, "uur", "uren") == "1,5 uren"


def test_small_counts_are_words_and_sentences_start_with_a_capital() -> None:
    assert dutch.in_words(0) == "nul"
    assert dutch.in_words(12) == "twaalf"
    assert dutch.in_words(1300) == "1.300"
    assert dutch.capital("drie mensen") == "Drie mensen"
    assert dutch.capital("ijsberen") == "IJsberen"
    assert dutch.capital("") == ""
