"""Forms of worries: what was noticed, what follows, an observation and its decision."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from ketenwerk.kernel import clock
from ketenwerk.kernel.forms import A_DAY, CarefulForm, day_field
from ketenwerk.safeguarding.actions.indications import FollowUp, Noticed
from ketenwerk.safeguarding.actions.observations import Decision
from ketenwerk.safeguarding.models import Indication


def text_field(
    label: str, missing: str = "", *, rows: int = 3, help_text: str = "", focus: bool = False
) -> forms.CharField:
    """A sealed text; without a sentence for when it is missing it may stay empty."""
    attrs: dict[str, Any] = {"rows": rows}
    if focus:
        attrs["autofocus"] = True
    return forms.CharField(
        label=label,
        required=bool(missing),
        help_text=help_text,
        max_length=10_000,
        widget=forms.Textarea(attrs=attrs),
        error_messages={"required": missing},
    )


def choice_field(label: str, choices: Any, missing: str, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
        **options,
    )


class IndicationForm(CarefulForm):
    facts = text_field(
        "Wat zijn de feiten?",
        "Schrijf wat er gezien of gehoord is.",
        rows=4,
        help_text="Gezien en gehoord, met een dag. Geen namen van anderen.",
        focus=True,
    )
    interpretation = text_field(
        "Wat denk ik?", rows=2, help_text="Je eigen uitleg, apart van de feiten."
    )
    source = choice_field(
        "Hoe weet je dit?",
        Indication.Source.choices,
        "Kies hoe je dit weet.",
        initial=Indication.Source.SEEN,
    )
    urgency = choice_field("Hoeveel haast is er?", Indication.Urgency.choices, "Kies de haast.")
    next_step = text_field(
        "Wat is de volgende stap?", "Schrijf de volgende stap. Een paar woorden is genoeg.", rows=2
    )
    next_step_on = day_field("Wanneer doe je dat?")

    def noticed(self) -> Noticed:
        data = self.cleaned_data
        return Noticed(
            source=data["source"],
            facts=data["facts"],
            interpretation=data["interpretation"],
            urgency=data["urgency"],
            next_step=data["next_step"],
            next_step_on=data["next_step_on"],
        )


class FollowUpForm(CarefulForm):
    words = text_field("Wat deed je?", "Schrijf kort wat je deed.", focus=True)
    verification = choice_field(
        "Hoe zeker is het nu?", Indication.Verification.choices, "Kies hoe zeker het is."
    )
    state = choice_field("Waar staat het?", (), "Kies waar het staat.")
    next_step = text_field(
        "Wat is de volgende stap?", rows=2, help_text="Niet nodig bij weerlegd of gesloten."
    )
    next_step_on = day_field("Wanneer doe je dat?", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, state: str, steps: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        labels = dict(Indication.State.choices)
        field = self.fields["state"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (step, labels[step]) for step in (state, *(s for s in steps if s != "refuted"))
            ]

    def follow_up(self) -> FollowUp:
        data = self.cleaned_data
        return FollowUp(
            verification=data["verification"],
            state=data["state"],
            words=data["words"],
            next_step=data["next_step"],
            next_step_on=data["next_step_on"],
            seen=data["seen"] or 0,
        )


class OwnerForm(CarefulForm):
    """Who follows the indication up from now on, and what that colleague has to know."""

    to = choice_field("Wie volgt dit op?", (), "Kies een collega.")
    words = text_field("Wat moet je collega weten?", "Schrijf wat je collega moet weten.", rows=2)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, colleagues: Iterable[tuple[uuid.UUID, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(key), name) for key, name in colleagues]


class ObservationForm(CarefulForm):
    heard = text_field(
        "Wat is er verteld?",
        "Schrijf wat je hoorde. Een paar woorden is genoeg.",
        rows=5,
        help_text="Alleen wat nodig is om te overleggen. Liever geen naam van de ander.",
        focus=True,
    )


class DecisionForm(CarefulForm):
    """What the focal officer decides; the lower fields only for an indication."""

    decision = choice_field(
        "Wat is het besluit?",
        (
            (Decision.DESTROY, "Vernietigen\nEr is niets mee te doen, of het klopt niet."),
            (Decision.DISCUSS, "Bespreken met de behandelaar\nDat doe jij zelf, mondeling."),
            (Decision.REPORTING_CODE, "Meldcode\nJe overlegt met Veilig Thuis."),
            (Decision.INDICATION, "Omzetten in een signaal\nZonder naam, voor wie het hoorde."),
        ),
        "Kies een besluit.",
    )
    facts = text_field(
        "Wat komt er in het signaal?", help_text="Alleen bij omzetten. Zonder naam van iemand."
    )
    next_step = text_field(
        "Volgende stap van het signaal", rows=2, help_text="Alleen bij omzetten."
    )
    next_step_on = day_field("Wanneer?", required=False, help_text="Alleen bij omzetten.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("decision") == Decision.INDICATION:
            needed = {
                "facts": "Schrijf wat er in het signaal komt, zonder naam.",
                "next_step": "Schrijf de volgende stap.",
                "next_step_on": A_DAY,
            }
            for name, words in needed.items():
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return data

    def noticed(self) -> Noticed | None:
        data = self.cleaned_data
        if data["decision"] != Decision.INDICATION:
            return None
        day: date = data["next_step_on"] or clock.today()
        return Noticed(
            source=Indication.Source.OTHER,
            facts=data["facts"],
            interpretation="",
            urgency=Indication.Urgency.SOON,
            next_step=data["next_step"],
            next_step_on=day,
        )
