"""Hours as people type them."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketenwerk.access.api import acting_for
from ketenwerk.hours.forms import CorrectionForm, Grid, cell_name, minutes_of, read_grid

ACTIVITY, MONDAY = UUID(int=7), date(2021, 11, 22)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1,5", 90),
        ("1.5", 90),
        ("1:30", 90),
        (" 1,5 ", 90),
        ("0,75", 45),
        (",5", 30),
        ("8", 480),
        ("0,33", 20),
        ("", 0),
        ("  ", 0),
        ("0", 0),
        ("24", 1440),
        ("24:00", 1440),
        ("-1", None),
        ("25", None),
        ("24,01", None),
        ("24:01", None),
        ("99:59", None),
        ("abc", None),
        ("1:75", None),
        ("1:5", None),
        ("1:", None),
        (":30", None),
        ("1:30:00", None),
        ("nan", None),
        ("inf", None),
        ("1e1", None),
        ("1_0", None),
        ("1,5,5", None),
        ("²:30", None),
        (".", None),
        ("1 uur", None),
    ],
)
def test_what_is_typed_is_a_number_of_minutes_or_no_time_at_all(text, minutes):
    assert minutes_of(text) == minutes


@given(st.integers(0, 1440))
def test_every_minute_of_a_day_can_be_typed(minutes):
    assert minutes_of(f"{minutes // 60}:{minutes % 60:02}") == minutes


@given(st.text())
def test_no_text_breaks_the_grid(text):
    assert minutes_of(text) is None or 0 <= (minutes_of(text) or 0) <= 1440


def test_a_grid_gives_its_cells_and_names_what_cannot_be_read():
    good, bad = cell_name(ACTIVITY, MONDAY), cell_name(ACTIVITY, date(2021, 11, 23))
    data = {good: "1,5", bad: "veel", "u-geen-cel": "3", "csrfmiddlewaretoken": "x"}
    assert read_grid(data) == Grid({(ACTIVITY, MONDAY): 90}, (bad,))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("-0,5", -30),
        ("−0,5", -30),
        ("1,5", 90),
        ("+1", 60),
        ("0", None),
        ("veel", None),
        ("", None),
    ],
)
def test_a_correction_goes_up_or_down_and_never_nowhere(anna, text, minutes):
    form = CorrectionForm({"hours": text, "reason": "verkeerde dag"})
    with acting_for(anna):
        assert form.is_valid() == (minutes is not None)
    if minutes:
        assert form.cleaned_data["hours"] == minutes


def test_a_correction_asks_for_its_reason():
    assert set(CorrectionForm({"hours": "1", "reason": " "}).errors) == {"reason"}


@pytest.mark.django_db
def test_a_reason_may_name_an_organisation(anna):
    with acting_for(anna):
        assert CorrectionForm({"hours": "1", "reason": "dubbel met IrisZorg"}).is_valid()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "reason",
    ["uur van Sanne", "bel 06 12345678", "sanne@voorbeeld.example", "mevrouw V. was er niet"],
)
def test_a_reason_of_a_correction_points_at_nobody(anna, reason):
    form = CorrectionForm({"hours": "1", "reason": reason})
    with acting_for(anna):
        assert set(form.errors) == {"reason"}
    assert form["reason"].value() == reason
