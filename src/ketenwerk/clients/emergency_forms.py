"""The form to open a dossier in an emergency, and the one to judge it afterwards."""

from typing import Any

from django import forms

from ketenwerk.clients.emergencies import EmergencyAccess
from ketenwerk.clients.emergency import Emergency
from ketenwerk.kernel.free_text import warn_about

LEAST_WORDS = 4
NEEDED = {"required": "Vul dit in."}


class EmergencyForm(forms.Form):
    code = forms.CharField(
        label="Code van het dossier",
        max_length=8,
        help_text="Precies zoals hij is. Je vindt de code niet met zoeken.",
        error_messages=NEEDED,
    )
    kind = forms.ChoiceField(
        label="Wat is er aan de hand",
        choices=EmergencyAccess.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er aan de hand is."},
    )
    reason = forms.CharField(
        label="Waarom kan het niet wachten",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit blijft in het dossier. Privacy leest het niet.",
        error_messages=NEEDED,
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if len(reason.split()) < LEAST_WORDS:
            raise forms.ValidationError("Schrijf in een paar woorden waarom het niet kan wachten.")
        problems = warn_about(reason)
        if problems:
            raise forms.ValidationError(problems)
        return reason

    def why(self) -> Emergency:
        return Emergency(self.cleaned_data["kind"], self.cleaned_data["reason"])


class ReviewForm(forms.Form):
    words = forms.CharField(
        label="Toelichting",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wat volgt er? Schrijf niets over de cliënt.",
    )
    judgement = forms.ChoiceField(
        choices=[("right", "terecht"), ("wrong", "niet terecht")],
        error_messages={"required": "Kies of het terecht was."},
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("judgement") == "wrong" and not data.get("words"):
            self.add_error("words", "Schrijf kort waarom het niet terecht was.")
        return data
