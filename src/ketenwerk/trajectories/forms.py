"""Forms of trajectories and notes."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from ketenwerk.kernel import clock
from ketenwerk.kernel.forms import day_field, not_ahead
from ketenwerk.kernel.free_text import warn_about
from ketenwerk.people.api import Organisation
from ketenwerk.programme.api import Activity, FundingSource
from ketenwerk.trajectories.actions import MINUTES_MAX, Move, Plan
from ketenwerk.trajectories.models import Note, Phase, Regime, ScaleUp, Trajectory
from ketenwerk.trajectories.scaling import Decision, Request

CHIPS = (15, 30, 45, 60, 90)
HOURS_INVALID = "Vul het aantal uren in, bijvoorbeeld 40 of 7,5."


class HoursField(forms.DecimalField):
    """Hours as people write them: 7,5 or 7.5."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class PlanForm(forms.Form):
    use_required_attribute = False

    activity = forms.ModelChoiceField(
        label="Welk soort traject?",
        queryset=Activity.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Kies een soort traject."},
    )
    goal = forms.CharField(
        label="Wat wil ze zelf bereiken?",
        help_text="In haar eigen woorden.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Schrijf wat ze zelf wil. Een paar woorden is genoeg."},
    )
    regime = forms.ChoiceField(
        label="Onder welke wet valt deze hulp?",
        choices=[("", "zoals bij deze activiteit hoort"), *Regime.choices],
        required=False,
        help_text="Dit bepaalt hoe lang het dossier bewaard blijft.",
    )
    hours = HoursField(
        label="Hoeveel uur spreken jullie af?",
        min_value=1,
        max_value=2000,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "required": HOURS_INVALID,
            "invalid": HOURS_INVALID,
            "min_value": HOURS_INVALID,
            "max_value": HOURS_INVALID,
        },
    )
    weeks = forms.IntegerField(
        label="Hoeveel weken ongeveer?",
        min_value=1,
        max_value=260,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Vul het aantal weken in, bijvoorbeeld 15.",
            "invalid": "Vul het aantal weken in, bijvoorbeeld 15.",
            "min_value": "Een traject duurt minstens 1 week.",
            "max_value": "Een traject duurt hoogstens 260 weken.",
        },
    )

    begins = forms.ChoiceField(
        label="Wanneer begint het?",
        choices=[
            ("now", "Vandaag"),
            ("waits", "Later: zet op de wachtlijst"),
        ],
        widget=forms.RadioSelect,
        initial="now",
        required=False,
    )
    priority = forms.ChoiceField(
        label="Gaat ze voor op de wachtlijst?",
        choices=[("", "nee, op volgorde van datum"), *Trajectory.Priority.choices],
        required=False,
        help_text="Alleen bij de wachtlijst.",
    )

    def __init__(self, *args: Any, activities: list[Activity], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["activity"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Activity.objects.filter(id__in=[a.id for a in activities]).order_by(
                "position"
            )

    def clean_goal(self) -> str:
        goal: str = self.cleaned_data["goal"]
        for problem in warn_about(goal):
            self.add_error("goal", problem)
        return goal

    def plan(self) -> Plan:
        data = self.cleaned_data
        return Plan(
            activity=data["activity"],
            goal=data["goal"],
            planned_minutes=int(data["hours"] * 60),
            planned_weeks=data["weeks"],
            waits=data["begins"] == "waits",
            priority=data["priority"],
            regime=data["regime"],
        )


class NoteForm(forms.Form):
    use_required_attribute = False

    seen = forms.CharField(
        label="Wat is er gebeurd?",
        help_text="Gezien en gehoord. Je mening zet je apart.",
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": True}),
        max_length=10_000,
        error_messages={"required": "Schrijf wat er gebeurde. Een paar woorden is genoeg."},
    )
    thought = forms.CharField(
        label="Wat denk ik?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=5_000,
    )
    kind = forms.ChoiceField(
        label="Wat deed je?",
        choices=Note.Kind.choices,
        widget=forms.RadioSelect,
        initial=Note.Kind.TALK,
        error_messages={"required": "Kies wat je deed."},
    )
    trajectory = forms.ChoiceField(
        label="Voor welk traject?",
        required=False,
        widget=forms.RadioSelect,
        help_text="De uren gaan vanzelf naar de juiste regel.",
    )
    duration = forms.ChoiceField(
        label="Hoe lang, in minuten?",
        choices=[*((str(m), str(m)) for m in CHIPS), ("other", "Anders")],
        widget=forms.RadioSelect,
        initial="60",
        error_messages={"required": "Kies hoe lang het duurde."},
    )
    other_minutes = forms.IntegerField(
        label="Anders, namelijk",
        required=False,
        min_value=0,
        max_value=MINUTES_MAX,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Vul het aantal minuten in, bijvoorbeeld 75.",
            "min_value": "Vul het aantal minuten in, bijvoorbeeld 75.",
            "max_value": "Eén notitie is hoogstens 12 uur.",
        },
    )
    day = day_field("Welke dag?", validators=[not_ahead])
    checked = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, trajectories: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["trajectory"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*trajectories, ("", "geen traject, geen uren")] if trajectories else []
        self.initial.setdefault("day", clock.today())
        if trajectories:
            self.initial.setdefault("trajectory", trajectories[0][0])
        else:
            del self.fields["trajectory"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if (
            data.get("duration") == "other"
            and data.get("other_minutes") is None
            and "other_minutes" not in self.errors
        ):
            self.add_error("other_minutes", "Vul het aantal minuten in, bijvoorbeeld 75.")
        for name in ("seen", "thought"):
            for problem in warn_about(str(data.get(name, ""))):
                self.add_error(name, problem)
        return data

    @property
    def minutes(self) -> int:
        data = self.cleaned_data
        return int(data["other_minutes"] if data["duration"] == "other" else data["duration"])


STEP_LABELS = {
    Trajectory.State.WAITING: "Zet op de wachtlijst",
    Trajectory.State.RUNNING: "Start het traject",
    Trajectory.State.EXTENDED: "Verleng het traject",
    Trajectory.State.COMPLETED: "Rond het traject af",
    Trajectory.State.STOPPED: "Breek het traject af",
}
ENDS = {Trajectory.State.COMPLETED, Trajectory.State.STOPPED}


class MoveForm(forms.Form):
    """One step of a trajectory. It holds only the questions of the step that was chosen; the action says what is needed."""

    use_required_attribute = False

    to = forms.ChoiceField(
        label="Wat is de stap?",
        widget=forms.HiddenInput,
        error_messages={"required": "Kies een stap.", "invalid_choice": "Kies een stap."},
    )
    end_reason = forms.ChoiceField(
        label="Waarom eindigt het traject?",
        choices=[("", "Kies een reden"), *Trajectory.EndReason.choices],
        required=False,
    )
    hours = HoursField(
        label="Nieuwe afspraak in uren",
        required=False,
        help_text="Alle uren samen, ook die al gebruikt zijn.",
        min_value=1,
        max_value=2000,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "invalid": HOURS_INVALID,
            "min_value": HOURS_INVALID,
            "max_value": HOURS_INVALID,
        },
    )
    weeks = forms.IntegerField(
        label="Nieuwe afspraak in weken",
        required=False,
        help_text="Alle weken samen, vanaf de start.",
        min_value=1,
        max_value=260,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Vul het aantal weken in, bijvoorbeeld 30."},
    )
    reason = forms.CharField(
        label="Toelichting",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )

    def __init__(self, *args: Any, steps: tuple[str, ...], chosen: str, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = step_choices(steps)
        self.initial["to"] = chosen
        if chosen not in ENDS:
            del self.fields["end_reason"]
        if chosen == Trajectory.State.EXTENDED:
            self.fields["reason"].label = "Waarom duurt het langer?"
        else:
            del self.fields["hours"], self.fields["weeks"]

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        for problem in warn_about(reason):
            self.add_error("reason", problem)
        return reason

    def step(self) -> Move:
        data = self.cleaned_data
        return Move(
            to=data["to"],
            reason=data["reason"],
            end_reason=data.get("end_reason", ""),
            planned_minutes=int(data["hours"] * 60) if data.get("hours") else None,
            planned_weeks=data.get("weeks"),
        )


def step_choices(steps: tuple[str, ...]) -> list[tuple[str, str]]:
    """The steps that are taken here; scaling up has a page of its own, because the municipality decides (R29)."""
    return [
        (step, STEP_LABELS[Trajectory.State(step)])
        for step in steps
        if step != Trajectory.State.SCALED_UP
    ]


class MoneyForm(forms.Form):
    """First shows what it means; with `sure` it is done."""

    use_required_attribute = False

    source = forms.ModelChoiceField(
        label="Wie betaalt voortaan?",
        queryset=FundingSource.objects.none(),
        to_field_name="key",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Kies een bron van geld.",
            "invalid_choice": "Dit traject mag niet uit deze bron betaald worden. Kies een andere.",
        },
    )
    day = day_field("Vanaf welke dag?", "De uren vanaf deze dag gaan naar de nieuwe bron.")
    reason = forms.CharField(
        label="Waarom?",
        help_text="Bijvoorbeeld: de subsidie is op. Schrijf niets over de cliënt.",
        max_length=200,
        error_messages={"required": "Schrijf waarom een andere bron betaalt."},
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sources: QuerySet[FundingSource], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["source"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = sources
        self.initial["day"] = clock.today()


class PhaseForm(forms.Form):
    use_required_attribute = False

    kind = forms.ChoiceField(
        label="Welke fase begint?",
        choices=Phase.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een fase."},
    )
    day = day_field("Vanaf welke dag?")

    def __init__(self, *args: Any, now: str, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [choice for choice in Phase.Kind.choices if choice[0] != now]
            self.initial["kind"] = field.choices[0][0]
        self.initial["day"] = clock.today()


class ScaleUpForm(forms.Form):
    """A request to the municipality, or with `deciding` what it decided."""

    use_required_attribute = False

    after = forms.ChoiceField(
        label="Wat besloot de gemeente?",
        choices=[
            (ScaleUp.State.GRANTED, "Toegekend\nEr komen geen uren meer op dit traject."),
            (ScaleUp.State.REJECTED, "Afgewezen\nDit traject gaat door. Je kunt het verlengen."),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat de gemeente besloot."},
    )
    day = day_field("Op welke dag?")
    provider = forms.ModelChoiceField(
        label="Welke zorgaanbieder?",
        queryset=Organisation.objects.none(),
        to_field_name="key",
        required=False,
        empty_label="nog niet bekend",
    )
    reference = forms.CharField(
        label="Kenmerk van de gemeente",
        help_text="Alleen het nummer van de brief. Niets over de inhoud.",
        required=False,
        max_length=40,
    )

    def __init__(
        self, *args: Any, providers: QuerySet[Organisation], deciding: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        field = self.fields["provider"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = providers
        if not deciding:
            del self.fields["after"]
            self.fields["day"].label = "Wanneer vroeg je het aan?"
        self.initial["day"] = clock.today()

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"]
        for problem in warn_about(reference):
            self.add_error("reference", problem)
        return reference

    def request(self) -> Request:
        data = self.cleaned_data
        return Request(data["day"], data["provider"], data["reference"])

    def decision(self) -> Decision:
        data = self.cleaned_data
        return Decision(data["after"], data["day"], data["provider"], data["reference"])
