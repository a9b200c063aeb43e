"""The file with hours, which lines to show, and the token of a system."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from ketenwerk.hours.exporting import LONGEST_DAYS, Chosen
from ketenwerk.hours.import_lines import LAYOUT
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import Period

Choices = Iterable[tuple[str, str]]
MOST_MB = LAYOUT.largest // 1_000_000


class HoursFileForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label="Welk bestand?",
        help_text=f"Excel, CSV of JSON, hoogstens {MOST_MB} MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.json"}),
        error_messages={
            "required": f"Kies een bestand van hoogstens {MOST_MB} MB.",
            "empty": "Het bestand is leeg. Kies een bestand met regels.",
        },
    )

    def content(self) -> bytes:
        """The bytes, and one more than may be so that too large is noticed."""
        found: bytes = self.cleaned_data["file"].read(LAYOUT.largest + 1)
        return found


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Vul een dag in, bijvoorbeeld 1-11-2021.",
            "invalid": "Dit is geen dag. Schrijf hem als 1-11-2021.",
        },
    )


class ChooseForm(forms.Form):
    """Which lines. What was not chosen is everything."""

    use_required_attribute = False

    van = _day("Vanaf")
    tot = _day("Tot en met")
    medewerker = forms.ChoiceField(label="Medewerker", required=False)
    activiteit = forms.ChoiceField(label="Activiteit", required=False)
    post = forms.ChoiceField(label="Post", required=False)
    bron = forms.ChoiceField(label="Bron", required=False)

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in choices.items():
            self.fields[name].choices = [("", "alles"), *found]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first: date | None = data.get("van")
        last: date | None = data.get("tot")
        if first and last and last < first:
            self.add_error("tot", "De laatste dag ligt voor de eerste.")
        elif first and last and (last - first).days >= LONGEST_DAYS:
            self.add_error("tot", "Kies hoogstens een jaar.")
        return data

    def chosen(self) -> Chosen:
        data = self.cleaned_data
        return Chosen(
            Period(data["van"], data["tot"] + timedelta(days=1)),
            member=data["medewerker"] or None,
            activity=data["activiteit"] or None,
            line=data["post"] or None,
            source=data["bron"] or None,
        )


class TokenForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(
        label="Welk systeem brengt de uren?",
        max_length=60,
        error_messages={"required": "Schrijf hoe het systeem heet."},
    )
    until = forms.DateField(
        label="Tot en met welke dag werkt de koppeling?",
        help_text="Hoogstens een jaar.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Kies een dag.",
            "invalid": "Dit is geen dag. Schrijf hem als 1-11-2022.",
        },
    )

    def clean_until(self) -> int:
        """In days from today."""
        until: date = self.cleaned_data["until"]
        days = (until - clock.today()).days
        if not 0 < days < LONGEST_DAYS:
            raise forms.ValidationError("Kies een dag na vandaag en binnen een jaar.")
        return days
