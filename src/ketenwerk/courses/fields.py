"""The kinds of questions that the forms of this package ask."""

from typing import Any

from django import forms
from django.http import QueryDict

from ketenwerk.kernel.free_text import warn_about
from ketenwerk.kernel.personal_words import points_at_person
from ketenwerk.programme.api import known_words

NUMBER_WRONG = {
    "invalid": "Vul een heel getal in.",
    "required": "Vul een heel getal in.",
    "min_value": "Dit getal is te laag.",
    "max_value": "Dit getal is te hoog.",
}
CHOOSE = {"required": "Maak een keuze.", "invalid_choice": "Kies iets uit de lijst."}


def day_field(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=["%d-%m-%Y", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": "Kies een dag, bijvoorbeeld 14-3-2021.",
            "required": "Kies een dag.",
        },
    )


def time_field() -> forms.TimeField:
    return forms.TimeField(
        label="Hoe laat begint het?",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=dict.fromkeys(
            ("invalid", "required"), "Vul een tijd in, bijvoorbeeld 10:30."
        ),
    )


def number_field(
    label: str, most: int, *, least: int = 1, help_text: str = ""
) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "kw-input--short"}),
        error_messages=NUMBER_WRONG,
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
READ_BY_OTHERS = ("goal", "materials", "remark")
PLACES = ("where",)


class CheckedForm(forms.Form):
    """Looks through every text for what is never kept, and what others read also for what points at somebody.

    `button` may say something else than the page does.
    """

    use_required_attribute = False
    button = ""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, value in list(data.items()):
            if isinstance(value, str):
                for problem in (
                    *warn_about(value, elsewhere="Haal het weg."),
                    *_pointing(name, value),
                ):
                    self.add_error(name, problem)
        return data

    def facts(self, *names: str) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names}

    def meets(self, name: str, value: str) -> None:
        """The next time this form is sent it answers what stands there now."""
        if isinstance(self.data, QueryDict):
            sent = self.data.copy()
            sent[name] = value
            self.data = sent


def _pointing(name: str, value: str) -> list[str]:
    if not value or name not in (*READ_BY_OTHERS, *PLACES):
        return []
    return points_at_person(value, known=known_words(), place=name in PLACES)
