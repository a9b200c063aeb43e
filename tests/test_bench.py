"""The arithmetic of the bench; the times themselves are not part of the suite."""

from dataclasses import replace

import pytest
from bench.growth import MOST, Visit, problems
from bench.ratios import Bar, quantile, quiet_ratio, ratio_of_rounds, spread, table
from hypothesis import given
from hypothesis import strategies as st

times = st.lists(st.floats(0.001, 10), min_size=1, max_size=30)


def test_a_ratio_compares_within_each_round_and_takes_the_middle_one():
    slow_minute = [[2.0, 2.0, 2.0], [20.0, 20.0, 20.0], [2.2, 2.2, 2.2]]
    floor = [[1.0, 1.0, 1.0], [10.0, 10.0, 10.0], [1.0, 1.0, 1.0]]
    assert ratio_of_rounds(slow_minute, floor) == pytest.approx(2.0)


def test_a_round_without_its_reference_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        ratio_of_rounds([[1.0], [1.0]], [[1.0]])


@given(times, st.floats(0, 1))
def test_a_quantile_lies_between_the_least_and_the_most(values, part):
    assert min(values) <= quantile(values, part) * (1 + 1e-9) + 1e-12
    assert quantile(values, part) <= max(values) * (1 + 1e-9) + 1e-12


@given(st.lists(times, min_size=1, max_size=5), st.floats(0.1, 10))
def test_times_that_are_all_longer_by_a_factor_have_that_ratio(rounds, factor):
    longer = [[factor * value for value in each] for each in rounds]
    assert ratio_of_rounds(longer, rounds) == pytest.approx(factor)
    assert quiet_ratio(longer, rounds) == pytest.approx(factor)


@given(st.lists(times, min_size=1, max_size=5))
def test_the_spread_of_equal_times_is_one_and_never_below(rounds):
    assert spread([[1.0] * 10]) == pytest.approx(1.0)
    assert spread(rounds) >= 1 - 1e-9


def test_a_bar_says_by_how_much_it_is_missed():
    assert Bar("P1", "list", 2.5, 3.0).verdict == "20 % over"
    assert Bar("P1", "list", 2.5, 2.5).verdict == "met"
    assert Bar("R", "list", None, 90).verdict == "told, no bar"
    assert Bar("P4", "lines that differ", 0, 1, "lines").verdict == "over"


def test_the_table_has_a_line_per_bar():
    lines = table(
        [Bar("P1", "list", 2.5, 2.0), Bar("P2", "dossier", 4.0, 5.0, quiet=4.5)]
    ).splitlines()
    assert [line.split()[0] for line in lines] == ["bar", "P1", "P2"]
    assert "met" in lines[1]
    assert "25 % over" in lines[2]


def a_visit(**changed: object) -> Visit:
    return replace(Visit("anna", "/clienten/", 200, 10, 20_000, 0.02), **changed)


@pytest.mark.parametrize(
    ("large", "words"),
    [
        (a_visit(), ""),
        (a_visit(size=22_000, seconds=0.9), ""),
        (a_visit(statements=11), "10 statements become 11"),
        (a_visit(size=900_000), "give it pages"),
        (a_visit(statements=MOST + 1), f"at most {MOST}"),
        (a_visit(status=500, statements=0), "answers 500"),
        (a_visit(status=404, statements=0), "another answer"),
    ],
)
def test_a_page_that_grows_with_the_organisation_is_told(large, words):
    key = ("anna", "/clienten/")
    found = "\n".join(problems({key: a_visit()}, {key: large}))
    assert words in found
    assert bool(found) is bool(words)
