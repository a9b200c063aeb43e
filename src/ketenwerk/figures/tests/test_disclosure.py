"""No small count can be computed from what is shown, and no more is hidden than that takes."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketenwerk.figures.disclosure import Protected, attack, protect, public
from ketenwerk.figures.disclosure import cover as solver
from ketenwerk.figures.disclosure.attack import Interval
from ketenwerk.figures.disclosure.tables import Cell, cells_of, with_totals
from ketenwerk.figures.tests import brute_force

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def tables(rows: int, columns: int, highest: int) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(st.integers(0, highest), min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


def small_counts(table: Sequence[Sequence[int]], threshold: int) -> list[Cell]:
    grid = with_totals(table)
    return [(i, j) for i, j in cells_of(grid) if 0 < grid[i][j] < threshold]


def given_away(table: Sequence[Sequence[int]], shown: Protected, threshold: int) -> list[Cell]:
    """Small counts that are shown, or that the attacker knows to be small."""
    found = attack(shown)
    small = small_counts(table, threshold)
    return [cell for cell in small if cell not in found or not found[cell].reaches(threshold)]


def hidden_with(table: Sequence[Sequence[int]], hidden: set[Cell]) -> Protected:
    rows = enumerate(with_totals(table))
    return Protected.from_grid(
        tuple(tuple(None if (i, j) in hidden else v for j, v in enumerate(row)) for i, row in rows)
    )


def test_a_table_without_small_counts_is_shown_whole() -> None:
    shown = protect([[5, 0], [12, 7]], 5)
    assert shown.cells == ((5, 0), (12, 7))
    assert (shown.row_totals, shown.column_totals, shown.total) == ((5, 19), (17, 7), 24)


def test_one_small_count_takes_three_others_so_that_no_subtraction_finds_it() -> None:
    shown = protect([[3, 10, 20], [12, 8, 9], [30, 40, 50]], 5)
    assert shown.cells == ((None, None, 20), (None, None, 9), (30, 40, 50))
    assert (shown.row_totals, shown.column_totals, shown.total) == (
        (33, 29, 120),
        (45, 58, 79),
        182,
    )


def test_zeros_are_the_first_to_be_hidden_where_they_serve() -> None:
    # The 3 can be 5 if the 9 is 7, the 0 below it cannot go down; so another row must give.
    shown = protect([[3, 9], [0, 0], [6, 20]], 5)
    assert shown.cells == ((None, None), (0, 0), (None, None))


def test_a_row_that_is_small_as_a_whole_has_its_total_hidden_too() -> None:
    table = [[1, 2, 0], [20, 30, 40], [15, 25, 35]]
    shown = protect(table, 5)
    assert shown.row_totals[0] is None
    assert shown.total == 168
    assert given_away(table, shown, 5) == []


def test_small_counts_that_together_stay_small_are_not_safe_in_each_other() -> None:
    # Two hidden cells with sum 4 can neither be 5: a third has to join.
    shown = protect([[2, 2, 30, 40], [2, 2, 50, 60]], 5)
    assert [row.count(None) for row in shown.cells] == [3, 3]
    assert shown.total == 188


def test_a_single_count_is_hidden_wholly() -> None:
    shown = protect([[3]], 5)
    assert (shown.cells, shown.row_totals, shown.column_totals, shown.total) == (
        ((None,),),
        (None,),
        (None,),
        None,
    )


def test_only_small_counts_that_add_up_to_a_small_total_are_all_hidden() -> None:
    shown = protect([[1, 0], [0, 2]], 5)
    assert shown.total is None
    assert {value for row in shown.grid for value in row} <= {None, 0}


@pytest.mark.parametrize("table", [[[0]], [[0, 0], [0, 0]], [[7]], [[0, 0, 9]]])
def test_zeros_and_large_counts_are_shown(table: list[list[int]]) -> None:
    assert protect(table, 5).hidden == ()


def test_the_same_table_always_gets_the_same_pattern() -> None:
    table = [[3, 7, 7], [7, 7, 7], [7, 7, 7]]
    assert len({protect(table, 5) for _ in range(3)}) == 1


@pytest.mark.parametrize("table", [[], [[]], [[1, 2], [3]], [[1, -2]]])
def test_what_is_no_table_of_counts_is_refused(table: list[list[int]]) -> None:
    with pytest.raises(ValueError, match=r"table|count"):
        protect(table, 5)


@pytest.mark.requirement("R22")
@pytest.mark.parametrize("seed", range(8))
def test_sixty_people_in_thirty_cells_print_no_count_of_one_to_four(seed: int) -> None:
    draw = random.Random(seed)
    table = [[0] * 5 for _ in range(6)]
    for _ in range(60):
        table[draw.randrange(6)][draw.randrange(5)] += 1
    shown = protect(table, 5)
    assert not {value for row in shown.grid for value in row} & {1, 2, 3, 4}
    assert given_away(table, shown, 5) == []
    assert shown.total == 60


def test_hiding_only_the_small_counts_is_seen_through() -> None:
    table = [[3, 10, 20], [12, 8, 9], [30, 40, 50]]
    assert attack(hidden_with(table, {(0, 0)})) == {(0, 0): Interval(3, 3)}


def test_one_more_cell_per_row_and_column_is_seen_through_if_they_do_not_meet() -> None:
    # Every row and column with a hidden cell has two, and yet each block of four sums to 4.
    table = [[2, 2, 30, 40], [2, 2, 50, 60]]
    found = attack(hidden_with(table, {(0, 0), (0, 1), (1, 0), (1, 1)}))
    assert found == dict.fromkeys(((0, 0), (0, 1), (1, 0), (1, 1)), Interval(0, 4))


def test_the_attacker_notices_numbers_that_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="does not add up"):
        attack(Protected(((5, None),), (3,), (5, None), 9))


@patient
@given(tables(2, 3, 2), st.sets(st.tuples(st.integers(0, 2), st.integers(0, 3)), max_size=11))
def test_the_attacker_finds_exactly_what_trying_everything_finds(
    table: list[list[int]], hidden: set[Cell]
) -> None:
    shown = hidden_with(table, hidden - {(2, 3)})
    found = {cell: (interval.low, interval.high) for cell, interval in attack(shown).items()}
    assert found == brute_force.intervals(shown.grid)


@settings(patient, max_examples=60)
@given(st.one_of(tables(2, 2, 4), tables(1, 3, 4), tables(3, 1, 4), tables(1, 1, 4)))
def test_no_pattern_is_better_in_tables_small_enough_to_try_all(table: list[list[int]]) -> None:
    shown = protect(table, 3)
    assert brute_force.cost(with_totals(table), set(shown.hidden)) == brute_force.least_cost(
        table, 3
    )


@settings(patient, max_examples=12)
@given(tables(2, 3, 3))
def test_no_pattern_is_better_in_two_rows_of_three(table: list[list[int]]) -> None:
    shown = protect(table, 2)
    assert brute_force.cost(with_totals(table), set(shown.hidden)) == brute_force.least_cost(
        table, 2
    )


@settings(patient, max_examples=40)
@given(st.one_of(tables(3, 4, 2), tables(3, 3, 4), tables(2, 4, 4)))
def test_no_totals_and_no_more_cells_are_hidden_than_must_be(table: list[list[int]]) -> None:
    fewest = brute_force.fewest_inner(table, 3)
    shown = protect(table, 3)
    totals = (*shown.row_totals, *shown.column_totals, shown.total)
    assert (None not in totals) == (fewest is not None)
    if fewest is not None:
        assert len(shown.hidden) == fewest


@settings(patient, max_examples=60)
@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 2**32), st.integers(2, 12))
def test_no_table_gives_a_small_count_away(
    rows: int, columns: int, seed: int, threshold: int
) -> None:
    table = _scattered(rows, columns, seed)
    assert given_away(table, protect(table, threshold), threshold) == []


@settings(patient, max_examples=60)
@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 2**32), st.integers(2, 12))
def test_a_table_too_large_for_the_best_pattern_is_as_safe(
    rows: int, columns: int, seed: int, threshold: int
) -> None:
    table = _scattered(rows, columns, seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solver, "MOST_WORK", 0)
        good = protect(table, threshold)
    assert given_away(table, good, threshold) == []
    grid, best = with_totals(table), protect(table, threshold)
    assert brute_force.cost(grid, set(best.hidden)) <= brute_force.cost(grid, set(good.hidden))


def test_a_table_of_sixty_by_forty_is_safe() -> None:
    table = _scattered(60, 40, 1)
    assert given_away(table, protect(table, 5), 5) == []


def _scattered(rows: int, columns: int, seed: int) -> list[list[int]]:
    draw = random.Random(seed)
    return [
        [draw.choice((0, 0, 1, 2, 4, 5, 6, 9, 15, 60)) for _ in range(columns)] for _ in range(rows)
    ]


def test_public_numbers_start_at_ten_and_go_by_fives() -> None:
    assert [public(count) for count in (0, 9, 10, 12, 13, 17, 18, 60)] == [
        "<10",
        "<10",
        10,
        10,
        15,
        15,
        20,
        60,
    ]
