"""The form with which a professional signs up, without an account."""

from typing import Any

from django import forms

from ketenwerk.courses.fields import line_field, one_of
from ketenwerk.courses.models import ProfessionalSignup
from ketenwerk.kernel.forms import CarefulForm

MISSING = {
    "name": "Vul je naam in.",
    "employer": "Vul de naam van je organisatie in.",
    "function": "Vul je functie in.",
    "heard": "Kies hoe je van de workshop hoorde.",
}


class SignUpForm(CarefulForm):
    """`key` makes one seat of a form that is sent twice."""

    elsewhere = "Haal het weg."
    contacts = ("mail",)

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = line_field("Wat is je naam op het werk?", 80)
    employer = line_field("Bij welke organisatie werk je?", 100)
    function = line_field("Wat is je functie?", 80)
    mail = forms.EmailField(
        label="Wat is je mailadres op het werk?",
        max_length=120,
        help_text="De organisatie stuurt hier een herinnering heen.",
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Vul een mailadres in, bijvoorbeeld naam@organisatie.nl."
        ),
    )
    heard = one_of("Hoe hoorde je van deze workshop?", ProfessionalSignup.Heard.choices)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, words in MISSING.items():
            self.fields[name].error_messages["required"] = words
