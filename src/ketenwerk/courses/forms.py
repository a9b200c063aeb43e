"""Forms of groups: what is offered, when it is given, who sits there, what people thought."""

import uuid
from datetime import date, datetime
from typing import Any

from django import forms

from ketenwerk.courses.fields import (
    CHOOSE,
    CheckedForm,
    line_field,
    one_of,
    some_of,
    time_field,
)
from ketenwerk.courses.models import (
    MOST_SEATS,
    MOST_THEMES,
    NEEDS,
    QUESTIONS,
    RUN_STEPS,
    SCORES,
    SESSION_STEPS,
    THEME,
    THEME_OF,
    WITH_REASON,
    Course,
    CourseRun,
    Enrolment,
    Place,
    Reason,
    Session,
)
from ketenwerk.courses.themes import Wishes
from ketenwerk.kernel import dutch
from ketenwerk.kernel.forms import day_field, number_field
from ketenwerk.kernel.two_writers import show_both
from ketenwerk.people.api import Member, Organisation
from ketenwerk.programme.api import client_groups

WHERE = "Een adres van het werk, of: online."
REASONS = [("", "het gaat zoals gepland"), *Reason.choices]


class CourseForm(CheckedForm):
    name = line_field("Hoe heet het?", 80)
    kind = one_of("Wat is het?", Course.Kind.choices)
    audience = one_of("Voor wie?", Course.Audience.choices)
    groups = some_of("Welke doelgroepen?", help_text="Niets gekozen: voor iedereen.")
    seats = number_field(
        "Hoeveel plekken?",
        MOST_SEATS,
        help_text="Gewoonlijk 8 voor cliënten en 12 voor professionals.",
    )
    sessions = number_field("Hoeveel bijeenkomsten?", 60)
    hours = number_field(
        "Hoeveel uur kost één uitvoering?", 500, help_text="Alle trainers samen, met voorbereiding."
    )
    goal = line_field("Waar is het goed voor?", 300)
    materials = line_field("Wat is er nodig aan materiaal?", 300, required=False)
    themes = forms.CharField(
        label="Welke thema's kunnen erin?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Zet elk thema op een eigen regel. Bij aanmelden kies je wat iemand vraagt.",
    )
    owners = some_of("Welke organisaties maken dit aanbod?", required=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["groups"].choices = [(str(g.id), g.label) for g in client_groups()]  # type: ignore[attr-defined]
        partners = Organisation.objects.filter(kind=Organisation.Kind.PARTNER)
        self.fields["owners"].choices = [(str(each.id), each.name) for each in partners]  # type: ignore[attr-defined]

    def clean_themes(self) -> str:
        lines = [line.strip() for line in str(self.cleaned_data["themes"]).splitlines()]
        themes = list(dict.fromkeys(line for line in lines if line))
        if len(themes) > MOST_THEMES or any(len(each) > THEME for each in themes):
            message = f"Houd het bij {MOST_THEMES} thema's van hooguit {THEME} tekens."
            raise forms.ValidationError(message)
        return "\n".join(themes)

    def ids(self, name: str) -> set[uuid.UUID]:
        return {uuid.UUID(each) for each in self.cleaned_data[name]}


class TrainersForm(CheckedForm):
    """Only who may give this course can be chosen (R58)."""

    trainers = some_of(
        "Wie geeft het?",
        required=True,
        help_text="Je ziet alleen wie dit mag geven. Mist er iemand? Kijk bij Trainers.",
    )

    def __init__(self, *args: Any, people: list[Member], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["trainers"].choices = [  # type: ignore[attr-defined]
            (str(each.id), f"{each.name}\n{each.organisation.abbreviation}") for each in people
        ]

    def people(self) -> list[uuid.UUID]:
        return [uuid.UUID(each) for each in self.cleaned_data["trainers"]]


class RunForm(TrainersForm):
    first_on = day_field("Wanneer is de eerste keer?")
    every = number_field("Om de hoeveel weken?", 12)
    sessions = number_field("Hoeveel bijeenkomsten?", 60)
    without = line_field(
        "Welke dagen sla je over?",
        300,
        required=False,
        help_text="Bijvoorbeeld: 19-10-2021, 28-12-2021. Feestdagen slaan we zelf over.",
    )
    start = time_field()
    minutes = number_field("Hoeveel minuten duurt het?", 600)
    preparation = number_field(
        "Hoeveel minuten voorbereiding?",
        600,
        least=0,
        help_text="Per trainer en per keer. Het telt mee in de uren.",
    )
    where = line_field("Waar is het?", 120, required=False, help_text=WHERE)
    seats = number_field("Hoeveel plekken?", MOST_SEATS)
    mode = one_of("Hoe wordt het gegeven?", CourseRun.Mode.choices)
    funding = one_of("Waar wordt het van betaald?", CourseRun.Funding.choices)
    field_order = ("first_on", "every", "sessions", "without", "start", "minutes", "preparation")

    def clean_without(self) -> frozenset[date]:
        words = str(self.cleaned_data["without"]).replace(";", ",").split(",")
        try:
            return frozenset(
                datetime.strptime(word.strip(), "%d-%m-%Y").date()  # noqa: DTZ007 - a day, no moment
                for word in words
                if word.strip()
            )
        except ValueError as problem:
            message = "Schrijf de dagen als 19-10-2021, met een komma ertussen."
            raise forms.ValidationError(message) from problem


class ChangeRunForm(TrainersForm):
    seats = number_field("Hoeveel plekken?", MOST_SEATS)
    where = line_field("Waar is het?", 120, required=False, help_text=WHERE)
    field_order = ("seats", "where", "trainers")


class MoveForm(CheckedForm):
    """Only the steps that can be taken from the state of now."""

    to = one_of("Hoe staat het ervoor?", ())
    reason = one_of("Waarom gaat het anders dan gepland?", REASONS)

    def __init__(self, *args: Any, now: str, **options: Any) -> None:
        super().__init__(*args, **options)
        named = dict(CourseRun.State.choices)
        not_here = {CourseRun.State.FULL, CourseRun.State.FINISHED}
        steps = [step for step in RUN_STEPS[now] if step not in not_here]
        self.fields["to"].choices = [(step, named[step]) for step in steps]  # type: ignore[attr-defined]
        self.fields["reason"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("to") in WITH_REASON and not data.get("reason"):
            self.add_error("reason", "Kies waarom het anders gaat.")
        return data


class SessionForm(CheckedForm):
    day = day_field("Welke dag?")
    start = time_field()
    minutes = number_field("Hoeveel minuten duurt het?", 600)
    where = line_field("Waar is het?", 120, required=False, help_text=WHERE)
    form = one_of("Hoe gaat het?", ())
    reason = one_of("Waarom gaat het anders dan gepland?", REASONS)

    def __init__(self, *args: Any, now: str, **options: Any) -> None:
        super().__init__(*args, **options)
        named = dict(Session.Form.choices)
        self.fields["form"].choices = [(each, named[each]) for each in (now, *SESSION_STEPS[now])]  # type: ignore[attr-defined]
        self.fields["reason"].required = False


class EnrolForm(CheckedForm):
    """`key` makes one enrolment of a form that is sent twice; `wait` asks for a turn instead of a seat."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    client = forms.ChoiceField(
        label="Wie meld je aan?",
        required=False,
        help_text="Alleen jouw organisatie weet wie het is. De trainers zien de naam in de groep.",
        error_messages=CHOOSE,
    )
    alias = line_field(
        "Welke naam krijgt deze persoon in de groep?",
        24,
        help_text="Niet de eigen naam en niet de werknaam. Laat de persoon zelf kiezen.",
    )
    needs = some_of(
        "Wat is er nodig?",
        list(NEEDS.items()),
        help_text="De trainers zien dit. Schrijf nergens waarom.",
    )
    themes = some_of(
        "Welke thema's vraagt deze persoon?",
        help_text="De trainers zien dit, en stemmen de training erop af.",
    )
    found = one_of("Hoe kwam deze persoon bij de groep?", Enrolment.Found.choices)
    priority = forms.ChoiceField(
        label="Gaat deze persoon voor op de wachtlijst?",
        choices=Enrolment.Priority.choices,
        required=False,
        help_text="De trainers zien dat iemand voorgaat, niet waarom.",
    )
    wait = forms.BooleanField(
        label="Zet op de wachtlijst",
        required=False,
        help_text="Komt er een plek vrij voor de start, dan schuift de eerste vanzelf door.",
    )

    def __init__(
        self,
        *args: Any,
        clients: list[tuple[uuid.UUID, str, str]],
        themes: list[str],
        full: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["themes"].choices = [(each, each) for each in themes]  # type: ignore[attr-defined]
        if not themes:
            del self.fields["themes"]
        self.fields["client"].choices = [  # type: ignore[attr-defined]
            ("", "iemand zonder dossier bij ons"),
            *((str(key), f"{code}, {called}") for key, code, called in clients),
        ]
        if not full:
            self.fields["wait"].widget = forms.HiddenInput()
        self.full = full

    def offer_turn(self) -> None:
        """The seat is gone: the same form now asks for a turn."""
        show_both(self, wait="on")
        self.fields["wait"].widget = forms.CheckboxInput()
        self.full = True

    @property
    def button(self) -> str:  # type: ignore[override]
        return "Zet op wachtlijst" if self.full else ""


class ThemesForm(CheckedForm):
    """What each meeting is about: from the list of the offer, or a line of one's own."""

    def __init__(
        self,
        *args: Any,
        sessions: list[Session],
        offered: list[str],
        wishes: Wishes,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.offered, self.wishes = offered, wishes
        for each in sessions:
            field = line_field(f"{each.number}. {dutch.full_day(each.day)}", THEME, required=False)
            field.initial = each.theme
            field.widget.attrs["list"] = "themas"
            self.fields[f"{THEME_OF}{each.number}"] = field

    def theme_of(self, session: Session) -> str:
        return str(self.cleaned_data[f"{THEME_OF}{session.number}"])


class StopForm(CheckedForm):
    why = one_of("Waarom stopt het?", Place.Why.choices)


class EvaluationForm(CheckedForm):
    """As on paper: five questions and one line."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number, question in enumerate(QUESTIONS):
            scores = [(str(score), str(score)) for score in SCORES]
            self.fields[f"q{number}"] = one_of(question, scores)
        self.fields["remark"] = line_field(
            "Wil je nog iets zeggen?",
            200,
            required=False,
            help_text="Schrijf geen namen en niets waaraan je iemand herkent.",
        )

    def scores(self) -> list[int]:
        return [int(self.cleaned_data[f"q{number}"]) for number in range(len(QUESTIONS))]


class SkillForm(CheckedForm):
    member = forms.ChoiceField(label="Wie?", error_messages=CHOOSE)
    course = forms.ChoiceField(label="Wat mag deze collega geven?", error_messages=CHOOSE)
    start = day_field("Vanaf wanneer?")
    until = day_field("Tot en met wanneer?", "Zestig dagen ervoor zie je een seintje op Vandaag.")
    trains = forms.BooleanField(label="Deze collega leidt ook andere trainers op", required=False)

    def __init__(
        self, *args: Any, people: list[Member], courses: list[Course], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["member"].choices = [  # type: ignore[attr-defined]
            (str(each.id), f"{each.name}, {each.organisation.abbreviation}") for each in people
        ]
        self.fields["course"].choices = [(str(each.id), each.name) for each in courses]  # type: ignore[attr-defined]


class HoursForm(CheckedForm):
    """On which activity each trainer writes the time of a run."""

    def __init__(
        self, *args: Any, offers: dict[str, tuple[str, list[tuple[str, str]]]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for trainer, (label, activities) in offers.items():
            self.fields[trainer] = forms.ChoiceField(
                label=label, choices=[("", "boek geen uren"), *activities], required=False
            )
