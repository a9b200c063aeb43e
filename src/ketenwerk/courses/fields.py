"""The kinds of questions that the forms of this package ask."""

from typing import Any

from django import forms

from ketenwerk.courses.models import THEME_OF
from ketenwerk.kernel.forms import VersionForm
from ketenwerk.kernel.personal_words import points_at_person
from ketenwerk.programme.api import known_words

CHOOSE = {"required": "Maak een keuze.", "invalid_choice": "Kies iets uit de lijst."}


def time_field() -> forms.TimeField:
    return forms.TimeField(
        label="Hoe laat begint het?",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=dict.fromkeys(
            ("invalid", "required"), "Vul een tijd in, bijvoorbeeld 10:30."
        ),
    )


def line_field(
    label: str, most: int, *, required: bool = True, help_text: str = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        error_messages={"required": "Vul dit in. Een paar woorden is genoeg."},
    )


def one_of(label: str, choices: Any, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )


def some_of(
    label: str, choices: Any = (), *, required: bool = False, help_text: str = ""
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=required,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )


# People of other partners read these.
READ_BY_OTHERS = ("goal", "materials", "remark", "themes")
PLACES = ("where",)


class CheckedForm(VersionForm):
    """What others read is looked through also for what points at somebody.

    `button` may say something else than the page does.
    """

    elsewhere = "Haal het weg."
    button = ""

    def problems(self, name: str, text: str) -> list[str]:
        return [*super().problems(name, text), *_pointing(name, text)]


def _pointing(name: str, value: str) -> list[str]:
    read = name in (*READ_BY_OTHERS, *PLACES) or name.startswith(THEME_OF)
    if not value or not read:
        return []
    return points_at_person(value, known=known_words(), place=name in PLACES)
