"""Forms of sharing without consent: asking, judging, and telling her."""

import uuid
from typing import Any

from django import forms

from ketenwerk.clients.override_screen import OverrideView
from ketenwerk.clients.overrides import OverrideGround
from ketenwerk.clients.overriding import (
    Weighing,
    last_review,
    others_to_share_with,
    usual_review,
)
from ketenwerk.kernel import clock
from ketenwerk.kernel.forms import CarefulForm
from ketenwerk.programme.api import life_domains

DAY = "Kies een dag na vandaag, hooguit drie maanden verder."


def words_field(label: str, missing: str, help_text: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


def one_of(label: str, choices: Any, missing: str, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
        **more,
    )


class AskForm(CarefulForm):
    partner = forms.ChoiceField(
        label="Met welke partner?",
        error_messages={
            "required": "Kies een partner.",
            "invalid_choice": "Kies een partner uit de lijst.",
        },
    )
    purpose = one_of("Waarvoor?", OverrideGround.Purpose, "Kies waarvoor je wilt delen.")
    domains = forms.MultipleChoiceField(
        label="Waarover?",
        help_text="Kies alleen wat de partner nu moet weten. Voor het overleg mag dit leeg blijven.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ground = one_of("Op welke grond?", OverrideGround.Ground, "Kies een grond.")
    facts = words_field(
        "Wat is er aan de hand?",
        "Schrijf wat er is gezien of gehoord.",
        "Feiten, met een dag. Geen namen van anderen.",
    )
    why = words_field(
        "Waarom is er geen toestemming?",
        "Schrijf waarom vragen niet kan, of dat ze nee zei.",
        "Kon je het niet vragen? Of zei ze nee?",
        rows=2,
    )
    alternatives = words_field(
        "Wat kan er nog meer, en waarom is dat niet genoeg?",
        "Schrijf wat je nog meer hebt overwogen.",
        rows=2,
    )
    consulted = forms.BooleanField(
        label="Ik heb overlegd met de aandachtsfunctionaris", required=False
    )
    review_on = forms.DateField(
        label="Wanneer herzien jullie dit?",
        help_text="Op die dag stopt het delen vanzelf. Hooguit drie maanden.",
        input_formats=["%d-%m-%Y", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": DAY, "invalid": DAY},
    )
    previous = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, own: uuid.UUID, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["partner"].choices = [  # type: ignore[attr-defined]
            ("", "Kies een partner"),
            *((str(each.id), each.name) for each in others_to_share_with(own)),
        ]
        self.fields["domains"].choices = [  # type: ignore[attr-defined]
            (str(each.id), each.name) for each in life_domains()
        ]
        self.fields["review_on"].initial = usual_review()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        day = data.get("review_on")
        if day and not clock.today() < day <= last_review():
            self.add_error("review_on", DAY)
        purpose = data.get("purpose")
        if purpose and purpose != OverrideGround.Purpose.CONFERENCE and not data.get("domains"):
            self.add_error("domains", "Kies minstens één leefgebied.")
        return data

    def weighing(self) -> Weighing:
        data = self.cleaned_data
        return Weighing(
            partner=uuid.UUID(data["partner"]),
            purpose=data["purpose"],
            ground=data["ground"],
            facts=data["facts"],
            why=data["why"],
            alternatives=data["alternatives"],
            review_on=data["review_on"],
            domains=frozenset(uuid.UUID(each) for each in data["domains"]),
            consulted=data["consulted"],
        )


def again(view: OverrideView) -> dict[str, Any]:
    """What a form begins with when a running one is to be prolonged: the same, until a new day."""
    row = view.row
    return {
        "partner": str(row.partner_id),
        "purpose": row.purpose,
        "domains": [str(each.domain_id) for each in row.domains.all()],
        "ground": row.ground,
        "facts": view.facts,
        "why": view.why,
        "alternatives": view.alternatives,
        "previous": row.id,
    }


class JudgeForm(CarefulForm):
    words = words_field(
        "Wat vind je ervan?",
        "Schrijf kort waarom. De ander leest je oordeel.",
        "Klopt de grond? Is er echt geen andere weg? Is dit niet te veel?",
    )


class TellForm(CarefulForm):
    reason = words_field("Waarom nog niet?", "Schrijf waarom je het nog niet vertelt.", rows=2)
