"""Reading the week grid: hours as people write them."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms

from ketenwerk.hours.actions import DAY_MAX
from ketenwerk.hours.reasons import about_somebody
from ketenwerk.programme.api import known_words

CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
NUMBER = re.compile(r"[0-9]{1,2}(\.[0-9]{0,4})?|\.[0-9]{1,4}")
WRONG = "Vul uren in, bijvoorbeeld 1,5 of 0,75."


@dataclass(frozen=True)
class Grid:
    """What was typed: minutes per activity and day, and what could not be read."""

    cells: dict[tuple[uuid.UUID, date], int]
    wrong: tuple[str, ...]


def cell_name(activity: uuid.UUID, day: date) -> str:
    return f"u-{activity}-{day.isoformat()}"


def minutes_of(text: str) -> int | None:
    """Minutes for "1,5", "1.5" or "1:30"; an empty cell is 0 and what is no time is None."""
    text = text.strip().replace(",", ".")
    if clock := CLOCK.fullmatch(text):
        minutes = int(clock[1]) * 60 + int(clock[2])
    elif not text or NUMBER.fullmatch(text):
        minutes = int((Decimal(text or 0) * 60).to_integral_value())
    else:
        return None
    return minutes if minutes <= DAY_MAX else None


def read_grid(data: Mapping[str, str]) -> Grid:
    cells: dict[tuple[uuid.UUID, date], int] = {}
    wrong: list[str] = []
    for name, text in data.items():
        if not name.startswith("u-"):
            continue
        try:
            key = (uuid.UUID(name[2:38]), date.fromisoformat(name[39:]))
        except ValueError:
            continue
        minutes = minutes_of(text)
        if minutes is None:
            wrong.append(name)
        else:
            cells[key] = minutes
    return Grid(cells, tuple(wrong))


class CorrectionForm(forms.Form):
    use_required_attribute = False

    hours = forms.CharField(
        label="Hoeveel uur erbij of eraf?", help_text="Bijvoorbeeld -0,5 of 1,5.", max_length=8
    )
    reason = forms.CharField(
        label="Waarom?",
        max_length=200,
        help_text="Noem niemand bij naam.",
        error_messages={"required": "Schrijf waarom je dit verbetert."},
    )

    def clean_hours(self) -> int:
        text = self.cleaned_data["hours"].strip()
        minutes = minutes_of(text.lstrip("-−+"))
        if not minutes:
            raise forms.ValidationError("Vul uren in, bijvoorbeeld -0,5 of 1,5.")
        return -minutes if text[0] in "-−" else minutes

    def clean_reason(self) -> str:
        """A reason says what went wrong and points at nobody (D11)."""
        reason: str = self.cleaned_data["reason"]
        problems = about_somebody(reason, known_words())
        if problems:
            raise forms.ValidationError(problems)
        return reason
