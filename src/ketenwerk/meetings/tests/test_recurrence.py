"""How often a series meets."""

import pytest

from ketenwerk.meetings.api import Series


@pytest.mark.parametrize(
    ("every", "unit", "words"),
    [
        (1, "weeks", "elke week"),
        (2, "weeks", "elke 2 weken"),
        (1, "months", "elke maand"),
        (3, "months", "elke 3 maanden"),
    ],
)
def test_how_often_a_series_meets_in_words(every, unit, words):
    assert Series(every=every, unit=unit).rhythm == words
