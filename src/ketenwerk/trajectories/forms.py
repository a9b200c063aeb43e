"""Forms of trajectories and notes."""

from datetime import date
from typing import Any

from django import forms

from ketenwerk.kernel import clock
from ketenwerk.kernel.free_text import warn_about
from ketenwerk.programme.api import Activity
from ketenwerk.trajectories.actions import MINUTES_MAX, Move, Plan
from ketenwerk.trajectories.models import Note, Trajectory

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
    day = forms.DateField(
        label="Welke dag?",
        input_formats=["%d-%m-%Y", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": "Kies een dag, bijvoorbeeld 14-3-2021.",
            "required": "Kies een dag.",
        },
    )
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

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > clock.today():
            raise forms.ValidationError(
                "De dag ligt in de toekomst. Kies vandaag of een eerdere dag."
            )
        return day

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


class MoveForm(forms.Form):
    """One step of a trajectory. Which reasons are needed, the action says."""

    use_required_attribute = False

    to = forms.ChoiceField(
        label="Wat is de stap?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een stap."},
    )
    end_reason = forms.ChoiceField(
        label="Waarom eindigt het traject?",
        choices=[("", "het eindigt niet"), *Trajectory.EndReason.choices],
        required=False,
        help_text="Alleen bij afronden of afbreken.",
    )
    hours = HoursField(
        label="Nieuwe afspraak in uren",
        required=False,
        help_text="Alleen bij verlengen: alle uren samen, ook die al gebruikt zijn.",
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
        help_text="Alleen bij verlengen: alle weken samen.",
        min_value=1,
        max_value=260,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Vul het aantal weken in, bijvoorbeeld 30."},
    )
    reason = forms.CharField(
        label="Toelichting",
        required=False,
        help_text="Nodig als het traject langer duurt.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )

    def __init__(self, *args: Any, steps: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        labels = {
            Trajectory.State.WAITING: "Zet op de wachtlijst",
            Trajectory.State.RUNNING: "Start het traject",
            Trajectory.State.EXTENDED: "Verleng het traject",
            Trajectory.State.SCALED_UP: "Schaal op naar Wmo-hulp",
            Trajectory.State.COMPLETED: "Rond het traject af",
            Trajectory.State.STOPPED: "Breek het traject af",
        }
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(step, labels[Trajectory.State(step)]) for step in steps]

    def step(self) -> Move:
        data = self.cleaned_data
        return Move(
            to=data["to"],
            reason=data["reason"],
            end_reason=data["end_reason"],
            planned_minutes=int(data["hours"] * 60) if data["hours"] else None,
            planned_weeks=data["weeks"],
        )
