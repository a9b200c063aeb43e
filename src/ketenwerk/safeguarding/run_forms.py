"""Forms of the reporting code: one per kind of step."""

from typing import Any

from django import forms

from ketenwerk.kernel import clock
from ketenwerk.kernel.forms import CarefulForm, day_field
from ketenwerk.safeguarding.actions.runs import Outcomes, Taken
from ketenwerk.safeguarding.code import ANSWERS, CONSULTED, DECIDE, TALK, WEIGH, WEIGHINGS
from ketenwerk.safeguarding.forms import choice_field, text_field
from ketenwerk.safeguarding.models import ReportingCodeRun

WORDS = {
    1: "Wat zag en hoorde je?",
    2: "Wat kwam er uit het overleg?",
    3: "Wat vertelde zij? Of: waarom is praten niet veilig?",
    4: "Wat is je afweging?",
}


class StepForm(CarefulForm):
    """One of the first four steps. `number` travels along, so that a step is never taken twice."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    consulted = forms.MultipleChoiceField(
        label="Met wie overlegde je?",
        choices=CONSULTED,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies met wie je overlegde."},
    )
    talk = choice_field(
        "Heb je met haar gepraat?",
        (
            ("talked", "Ja, we hebben gepraat"),
            ("skipped", "Nee, dat is nu niet veilig\nSchrijf hieronder waarom."),
        ),
        "Kies of je met haar praatte.",
        initial="talked",
    )
    words = text_field("", "Schrijf kort wat je deed of hoorde.", rows=5)
    on = day_field("Op welke dag?")

    def __init__(self, *args: Any, step: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.step = step
        self.initial.setdefault("on", clock.today())
        self.initial["number"] = step
        self.fields["words"].label = WORDS[step]
        if step != 2:
            del self.fields["consulted"]
        if step != TALK:
            del self.fields["talk"]
        if step == WEIGH:
            questions = {
                each.key: choice_field(
                    each.question, ANSWERS, f"Beantwoord: {each.question.lower()}"
                )
                for each in WEIGHINGS
            }
            self.fields = {**questions, **self.fields}

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[each.key] for each in WEIGHINGS if each.key in self.fields]

    def taken(self) -> Taken:
        data = self.cleaned_data
        return Taken(
            number=data["number"],
            on=data["on"],
            words=data["words"],
            consulted=tuple(data.get("consulted", ())),
            skipped=data.get("talk") == "skipped",
            answers={each.key: data[each.key] for each in WEIGHINGS if each.key in data},
        )


class DecideForm(CarefulForm):
    """Step 5. Of a report only the day and the number are kept."""

    number = forms.IntegerField(widget=forms.HiddenInput, initial=DECIDE)
    decision = choice_field(
        "Wat is je besluit?", ReportingCodeRun.Decision.choices, "Kies een besluit."
    )
    words = text_field("Waarom dit besluit?", "Schrijf kort waarom je dit besluit neemt.")
    on = day_field("Op welke dag?")
    reported_on = day_field(
        "Wanneer meldde je bij Veilig Thuis?", required=False, help_text="Alleen bij melden."
    )
    reference = forms.CharField(
        label="Nummer van Veilig Thuis",
        required=False,
        max_length=24,
        help_text="Mag later. Schrijf niet op wat je meldde.",
    )
    deviation = text_field("Waarom meld je niet?")

    def __init__(self, *args: Any, unsafe: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("on", clock.today())
        self.fields["deviation"].help_text = "Een tweede persoon leest dit en bevestigt het zelf."
        if not unsafe:
            del self.fields["deviation"]

    def problems(self, name: str, text: str) -> list[str]:
        """The number of a report may look like any other number."""
        return [] if name == "reference" else super().problems(name, text)

    def outcome(self) -> Outcomes:
        data = self.cleaned_data
        return Outcomes(
            decision=data["decision"],
            on=data["on"],
            words=data["words"],
            reported_on=data["reported_on"],
            reference=data["reference"],
            deviation=data.get("deviation", ""),
        )


class StopForm(CarefulForm):
    reason = text_field("Waarom stop je?", "Schrijf waarom je stopt.", focus=True)
