"""What forms of every package ask in the same way, and the form that looks through what was typed."""

from datetime import date
from typing import Any

from django import forms

from ketenwerk.kernel import clock
from ketenwerk.kernel.free_text import CONTACT_ELSEWHERE, warn_about

A_DAY = "Kies een dag, bijvoorbeeld 14-3-2021."


def not_ahead(day: date) -> None:
    if day > clock.today():
        raise forms.ValidationError("De dag ligt in de toekomst. Kies vandaag of een eerdere dag.")


def day_field(label: str, help_text: str = "", **options: Any) -> forms.DateField:
    """`validators=[not_ahead]` for what has happened already."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=["%d-%m-%Y", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": A_DAY, "required": A_DAY},
        **options,
    )


def number_field(
    label: str, most: int, *, least: int = 1, wrong: str = "", **options: Any
) -> forms.IntegerField:
    """`wrong` says it in one sentence, whatever is wrong."""
    problems = {
        "invalid": wrong or "Vul een heel getal in.",
        "required": wrong or "Vul een heel getal in.",
        "min_value": wrong or f"Vul een heel getal in, {least} of hoger.",
        "max_value": wrong or "Dit getal is te hoog.",
    }
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "kw-input--short"}),
        error_messages=problems,
        **options,
    )


class CarefulForm(forms.Form):
    """Every text that is typed is looked through for what is never kept (D11).

    A phone number or address may stand in `contacts`; for the others `elsewhere` says where it does belong.
    """

    use_required_attribute = False
    elsewhere = CONTACT_ELSEWHERE
    contacts: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, value in list(data.items()):
            field = self.fields.get(name)
            typed = isinstance(field, forms.CharField) and not field.widget.is_hidden
            if typed and isinstance(value, str):
                for problem in self.problems(name, value):
                    self.add_error(name, problem)
        return data

    def problems(self, name: str, text: str) -> list[str]:
        """Sentences about what does not belong in this field."""
        allowed = name in self.contacts
        return warn_about(text, allow_contact=allowed, elsewhere=self.elsewhere)


class VersionForm(CarefulForm):
    """Says which version the writer saw, so that nobody writes over a colleague unread."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def facts(self, *names: str) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names}
