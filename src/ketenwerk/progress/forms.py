"""Forms of measuring and of the way out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from ketenwerk.kernel import clock
from ketenwerk.kernel.forms import CarefulForm, day_field, not_ahead
from ketenwerk.progress.actions import Measured
from ketenwerk.progress.answers import OUTCOMES, Answer, Screening
from ketenwerk.progress.instruments import Domain, Instrument
from ketenwerk.progress.models import AftercareContact, Assessment, ExitEvent
from ketenwerk.progress.path import BY_HAND
from ketenwerk.progress.telling import GO_ON, STOP, Step

OPEN = ("", "open")
SELECT = "utrecht-select utrecht-select--html-select"
TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
LEVEL_INVALID = "Kies een cijfer van 1 tot en met 5, of laat het gebied open."


def text_field(label: str, *, rows: int = 3, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=5_000,
    )


class _DatedForm(CarefulForm):
    """Opens on today."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "day" in self.fields:
            self.initial.setdefault("day", clock.today())


@dataclass(frozen=True)
class Mark:
    """One number to choose for a domain; `was` says that it was this last time."""

    control: SafeString
    label: str
    name: str
    was: bool


@dataclass(frozen=True)
class Row:
    """One domain in the form."""

    domain: Domain
    marks: tuple[Mark, ...]
    level: BoundField
    own: BoundField
    remark: BoundField
    was: Answer

    @property
    def own_control(self) -> SafeString:
        return self.own.as_widget(attrs={"class": f"{SELECT} kw-input"})

    @property
    def remark_control(self) -> SafeString:
        return self.remark.as_widget(attrs={"class": f"{TEXTBOX} kw-input"})

    @property
    def wrong(self) -> list[str]:
        return [str(e) for bound in (self.level, self.own, self.remark) for e in bound.errors]


class MeasureForm(_DatedForm):
    """One row per domain. `was` holds the answers that stand faintly beside it."""

    moment = forms.ChoiceField(
        label="Welk moment?",
        choices=Assessment.Moment.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een moment."},
    )
    day = day_field("Welke dag?", validators=[not_ahead])
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        instrument: Instrument,
        was: dict[str, Answer] | None = None,
        with_reason: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.instrument, self.was = instrument, was or {}
        marks = [OPEN, *((str(each.number), str(each.number)) for each in instrument.levels)]
        named = [
            OPEN,
            *((str(each.number), f"{each.number} {each.name}") for each in instrument.levels),
        ]
        invalid = {"invalid_choice": LEVEL_INVALID}
        for domain in instrument.domains:
            self.fields[f"level_{domain.key}"] = forms.ChoiceField(
                label=domain.name,
                choices=marks,
                required=False,
                widget=forms.RadioSelect,
                error_messages=invalid,
            )
            self.fields[f"own_{domain.key}"] = forms.ChoiceField(
                label=f"{domain.name}: eigen blik",
                choices=named,
                required=False,
                error_messages=invalid,
            )
            self.fields[f"remark_{domain.key}"] = forms.CharField(
                label=f"{domain.name}: opmerking", required=False, max_length=1_000
            )
        if with_reason:
            self.fields["why"] = text_field("Waarom vervang je deze meting?", rows=2)

    @staticmethod
    def initial_of(answers: dict[str, Answer]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, answer in answers.items():
            found[f"level_{key}"] = str(answer.level or "")
            found[f"own_{key}"] = str(answer.own or "")
            found[f"remark_{key}"] = answer.remark
        return found

    def rows(self) -> Iterator[Row]:
        names = {str(each.number): each.name for each in self.instrument.levels}
        for domain in self.instrument.domains:
            level = self[f"level_{domain.key}"]
            was = self.was.get(domain.key, Answer())
            marks = tuple(
                Mark(
                    option.tag(),
                    str(option.choice_label),
                    names.get(str(option.choice_label), "laat dit gebied open"),
                    was=str(option.choice_label) == str(was.level),
                )
                for option in level.subwidgets
            )
            own, remark = self[f"own_{domain.key}"], self[f"remark_{domain.key}"]
            yield Row(domain, marks, level, own, remark, was)

    def measured(self) -> Measured:
        data = self.cleaned_data
        answers = {
            domain.key: Answer(
                level=int(data[f"level_{domain.key}"] or 0) or None,
                own=int(data[f"own_{domain.key}"] or 0) or None,
                remark=data[f"remark_{domain.key}"].strip(),
            )
            for domain in self.instrument.domains
        }
        return Measured(self.instrument.key, data["moment"], data["day"], answers)

    @property
    def seen_at(self) -> datetime:
        """When the version on the screen was saved; long ago when that is not said."""
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return datetime.min.replace(tzinfo=clock.AMSTERDAM)


class ScreeningForm(_DatedForm):
    outcome = forms.ChoiceField(
        label="Wat was de uitkomst?",
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Kies de uitkomst."},
    )
    version = forms.CharField(
        label="Welke versie gebruikte je?",
        max_length=40,
        help_text="Bijvoorbeeld: 18+.",
        error_messages={"required": "Schrijf welke versie je gebruikte."},
    )
    day = day_field("Welke dag?", validators=[not_ahead])
    agreed = forms.BooleanField(
        label="Ze vond het goed dat we de uitkomst bewaren.",
        error_messages={"required": "Zonder akkoord bewaren we geen uitkomst."},
    )

    def screening(self) -> Screening:
        return Screening(self.cleaned_data["outcome"], self.cleaned_data["version"].strip())


class StepForm(_DatedForm):
    """One step of the way out. Which order is possible, the action says."""

    stage = forms.ChoiceField(
        label="Welke stap?",
        choices=[(value, label.capitalize()) for value, label in ExitEvent.Stage.choices],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een stap."},
    )
    day = day_field("Op welke dag?", validators=[not_ahead])
    basis = forms.ChoiceField(
        label="Waaruit blijkt het?",
        choices=[(value, label.capitalize()) for value, label in ExitEvent.Basis.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text="Alleen bij uitgestapt.",
    )
    plan_aftercare = forms.BooleanField(
        label="Plan nazorg na 3, 6 en 12 maanden",
        help_text="Alleen bij uitgestapt. Je krijgt het contact op Vandaag te zien.",
        required=False,
        initial=True,
    )
    aftercare = forms.ChoiceField(
        label="Wat gebeurt er met de geplande nazorg?",
        choices=[(GO_ON, "Gaat door"), (STOP, "Stopt")],
        required=False,
        widget=forms.RadioSelect,
        help_text="Alleen bij terugval. Vraag wat iemand zelf wil.",
    )
    words = text_field("Hoe zegt iemand het zelf?", help_text="In eigen woorden. Mag leeg blijven.")

    def __init__(
        self, *args: Any, with_aftercare: bool, with_reason: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if not with_aftercare:
            del self.fields["aftercare"]
        if with_reason:
            self.fields["why"] = text_field("Waarom vervang je deze stap?", rows=2)

    def step(self) -> Step:
        data = self.cleaned_data
        return Step(
            stage=data["stage"],
            day=data["day"],
            basis=data["basis"],
            words=data["words"],
            plan_aftercare=data["plan_aftercare"],
            aftercare=data.get("aftercare", ""),
        )


class AftercareForm(_DatedForm):
    outcome = forms.ChoiceField(
        label="Hoe ging het?",
        choices=[
            (value, label.capitalize())
            for value, label in AftercareContact.Outcome.choices
            if value in BY_HAND
        ],
        widget=forms.RadioSelect,
        help_text="Bij niet gewenst vervallen ook de latere contacten.",
        error_messages={"required": "Kies wat het contact opleverde."},
    )
    words = text_field("Hoe gaat het nu?", help_text="In eigen woorden. Mag leeg blijven.")
