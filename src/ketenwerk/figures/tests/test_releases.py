"""What two reports together would give away, and that the second one keeps it."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ketenwerk.figures.disclosure import TOTAL, UNIQUE, Published, differences, protect_against
from ketenwerk.kernel.periods import Period, half, quarter, year

GROUPS = ("jongeren", "mannen", "slachtoffers")
PARTNERS = ("GGD", "MEE", "Sterker")


def people(period: Period, value: int | None, *cell: str) -> Published:
    return Published("mensen", cell or ("keten",), period.start, period.end, value)


def begun(period: Period, value: int | None) -> Published:
    return Published("begonnen", ("keten",), period.start, period.end, value, adds_up=True)


def table(period: Period, *rows: tuple[int, ...]) -> list[Published]:
    inner = {
        (group, partner): value
        for group, row in zip(GROUPS, rows, strict=False)
        for partner, value in zip(PARTNERS, row, strict=False)
    }
    totals: dict[tuple[str, str], int] = {}
    for (group, partner), value in inner.items():
        for cell in ((group, TOTAL), (TOTAL, partner), (TOTAL, TOTAL)):
            totals[cell] = totals.get(cell, 0) + value
    return [people(period, value, *cell) for cell, value in (inner | totals).items()]


def values(figures: list[Published]) -> list[int | None]:
    return [figure.value for figure in figures]


def test_the_year_less_the_first_half_shows_the_few_that_were_new() -> None:
    earlier, new = people(half(2021, 1), 57), people(year(2021), 60)
    (finding,) = differences([new], [earlier], 5)
    assert finding.at_most == 3
    assert str(finding) == (
        "mensen, keten (01-01-2021 t/m 31-12-2021: 60) min"
        " mensen, keten (01-01-2021 t/m 30-06-2021: 57) laat een aantal van ten hoogste 3 zien"
    )
    assert values(protect_against([new], [earlier], 5)) == [None]


@pytest.mark.parametrize("first_half", [60, 55, 40])
def test_no_one_new_or_at_least_five_new_people_may_be_seen(first_half: int) -> None:
    new = people(year(2021), 60)
    assert protect_against([new], [people(half(2021, 1), first_half)], 5) == [new]


def test_another_group_or_indicator_or_year_is_no_difference() -> None:
    earlier = [
        people(half(2021, 1), 57, "mannen"),
        people(half(2020, 1), 57),
        Published("uitstappers", ("keten",), *_span(half(2021, 1)), 57),
    ]
    assert differences([people(year(2021), 60)], earlier, 5) == []


def _span(period: Period) -> tuple[date, date]:
    return period.start, period.end


def test_a_correction_by_a_few_is_not_shown() -> None:
    earlier, new = people(year(2021), 60), people(year(2021), 62)
    assert values(protect_against([new], [earlier], 5)) == [None]
    assert values(protect_against([people(year(2021), 65)], [earlier], 5)) == [65]


def test_what_was_hidden_once_stays_hidden() -> None:
    earlier = people(half(2021, 1), None)
    assert values(protect_against([people(half(2021, 1), 6)], [earlier], 5)) == [None]


def test_a_small_count_is_hidden_without_any_earlier_release() -> None:
    assert values(protect_against([people(year(2021), 4)], [], 5)) == [None]


def test_two_halves_and_the_year_show_who_came_in_both() -> None:
    earlier = [people(half(2021, 1), 40), people(half(2021, 2), 23)]
    (finding,) = differences([people(year(2021), 60)], earlier, 5)
    assert finding.at_most == 3
    assert values(protect_against([people(year(2021), 60)], earlier, 5)) == [None]


def test_partners_less_the_unduplicated_number_show_who_is_with_two_of_them() -> None:
    new = [
        people(year(2021), 40, "GGD"),
        people(year(2021), 23, "MEE"),
        people(year(2021), 60, UNIQUE),
    ]
    assert [finding.at_most for finding in differences(new, [], 5)] == [3]
    assert values(protect_against(new, [], 5)) == [40, None, 60]


def test_what_adds_up_is_followed_through_sums_and_differences() -> None:
    # The year less the first, second and third quarter is the fourth: 50 - 20 - 15 - 12 = 3.
    earlier = [begun(quarter(2021, which), count) for which, count in ((1, 20), (2, 15), (3, 12))]
    (finding,) = differences([begun(year(2021), 50)], earlier, 5)
    assert finding.at_most == 3
    assert len(finding.minus) == 3
    assert values(protect_against([begun(year(2021), 50)], earlier, 5)) == [None]


def test_corrections_that_do_not_fit_together_stop_no_report() -> None:
    earlier = [begun(half(2021, 1), 30), begun(half(2021, 2), 40)]
    assert differences([begun(year(2021), 60)], earlier, 5) == []


def test_what_was_already_out_is_no_finding_against_the_new_release() -> None:
    earlier = [people(half(2021, 1), 57), people(year(2021), 60)]
    assert differences([people(year(2022), 70)], earlier, 5) == []
    assert differences([people(year(2021), 60)], earlier, 5) == []


def test_the_half_year_table_and_the_year_table_show_no_small_difference() -> None:
    first = protect_against(table(half(2021, 1), (12, 30, 8), (9, 14, 25), (22, 10, 11)), [], 5)
    whole = table(year(2021), (15, 45, 20), (19, 24, 45), (32, 30, 21))
    assert [f.at_most for f in differences(whole, first, 5)] == [3]
    shown = protect_against(whole, first, 5)
    assert differences(shown, first, 5) == []
    hidden = {figure.cell for figure in shown if figure.value is None}
    assert ("jongeren", "GGD") in hidden
    assert len(hidden) == 4
    assert not any(TOTAL in cell for cell in hidden)


def test_a_cell_shown_before_does_not_serve_to_hide_another() -> None:
    whole = table(year(2021), (3, 10, 20), (12, 8, 9), (30, 40, 50))
    out = [people(year(2021), 12, "mannen", "GGD"), people(year(2021), 8, "mannen", "MEE")]
    shown = protect_against(whole, out, 5)
    assert differences(shown, out, 5) == []
    hidden = {figure.cell for figure in shown if figure.value is None}
    assert hidden == {
        ("jongeren", "GGD"),
        ("jongeren", "MEE"),
        ("slachtoffers", "GGD"),
        ("slachtoffers", "MEE"),
    }


def test_where_too_much_is_out_already_the_table_stays_in() -> None:
    whole = table(year(2021), (3, 10), (12, 8))
    out = [figure for figure in whole if TOTAL in figure.cell]
    out.append(people(year(2021), 12, "mannen", "GGD"))
    assert set(values(protect_against(whole, out, 5))) == {None}


def test_a_series_with_its_total_is_a_table_too() -> None:
    new = [people(year(2021), count, group) for group, count in (("a", 3), ("b", 10), ("c", 20))]
    new.append(people(year(2021), 33, TOTAL))
    assert values(protect_against(new, [], 5)) == [None, None, 20, 33]


def test_a_total_that_is_not_the_sum_is_refused() -> None:
    new = [people(year(2021), 7, "a"), people(year(2021), 9, TOTAL)]
    with pytest.raises(ValueError, match="not the sum"):
        protect_against(new, [], 5)


def test_two_subtractions_with_one_remedy_hide_no_more_than_one_figure() -> None:
    # The half less its quarter is 1, and less the quarter plus the empty quarter after it is 1 too.
    earlier = [begun(quarter(2021, 3), 0)]
    new = [begun(quarter(2021, 1), 5), begun(half(2021, 1), 6), begun(year(2021), 10)]
    assert values(protect_against(new, earlier, 5)) == [5, None, 10]


PERIODS = (quarter(2021, 1), half(2021, 1), quarter(2021, 3), half(2021, 2), year(2021))


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.integers(0, 9), min_size=4, max_size=4),
    st.integers(0, 6),
    st.lists(st.booleans(), min_size=5, max_size=5),
    st.booleans(),
)
def test_as_few_are_hidden_as_can_be(
    quarters: list[int], twice: int, out: list[bool], adds_up: bool
) -> None:
    first, second, third, fourth = quarters
    halves = (first + second, third + fourth)
    returned = 0 if adds_up else min(twice, *halves)
    counts = (first, halves[0], third, halves[1], sum(halves) - returned)
    figures = [
        Published("mensen", ("keten",), period.start, period.end, count, adds_up)
        for period, count in zip(PERIODS, counts, strict=True)
    ]
    allowed = [figure.value not in {1, 2, 3, 4} for figure in figures]
    earlier = [f for f, is_out, may in zip(figures, out, allowed, strict=True) if is_out and may]
    assume(differences(earlier, [], 5) == [])  # what was out may not already give somebody away
    new = [figure for figure in figures if figure not in earlier]
    shown = protect_against(new, earlier, 5)
    assert differences(shown, earlier, 5) == []
    assert values(shown).count(None) == _fewest(new, earlier)


def _fewest(new: list[Published], earlier: list[Published]) -> int:
    return next(
        count
        for count in range(len(new) + 1)
        for kept in combinations(new, len(new) - count)
        if not differences(kept, earlier, 5)
    )


def test_a_rest_that_is_small_between_hidden_cells_is_seen_too() -> None:
    # Hidden are the same four cells in both tables; the second half of jongeren counts 32, of
    # which 30 with Sterker, so 2 with GGD and MEE: nobody may see that.
    first = table(half(2021, 1), (3, 9, 20), (9, 8, 30), (22, 10, 11))
    whole = table(year(2021), (4, 10, 50), (29, 28, 60), (42, 30, 31))
    earlier = protect_against(first, [], 5)
    safe_alone = protect_against(whole, [], 5)
    assert {f.cell for f in earlier if f.value is None} == {
        f.cell for f in safe_alone if f.value is None
    }
    assert [finding.at_most for finding in differences(safe_alone, earlier, 5)] == [2, 2]
    assert differences(protect_against(whole, earlier, 5), earlier, 5) == []


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 20), min_size=18, max_size=18))
def test_two_tables_of_any_counts_are_safe_together(counts: list[int]) -> None:
    before = [tuple(counts[at : at + 3]) for at in (0, 3, 6)]
    more = [tuple(counts[at : at + 3]) for at in (9, 12, 15)]
    whole = [tuple(map(sum, zip(a, b, strict=True))) for a, b in zip(before, more, strict=True)]
    first = protect_against(table(half(2021, 1), *before), [], 5)
    second = protect_against(table(year(2021), *whole), first, 5)
    assert differences(second, first, 5) == []
    shown = {figure.cell: figure.value for figure in first if figure.value is not None}
    rests = {f.value - shown[f.cell] for f in second if f.value is not None and f.cell in shown}
    assert not rests & {1, 2, 3, 4}
