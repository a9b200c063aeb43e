"""Forms of advice, education and team visits. Each text is looked through for what points at a person."""

from typing import Any

from django import forms

from ketenwerk.consults.actions import (
    CoachingFacts,
    ConsultFacts,
    Correction,
    SessionFacts,
    Time,
    VisitFacts,
)
from ketenwerk.consults.models import (
    Consult,
    EducationSession,
    Mode,
    RequesterFunction,
    TeamVisit,
    Theme,
)
from ketenwerk.kernel import clock
from ketenwerk.kernel.forms import VersionForm, day_field, not_ahead, number_field
from ketenwerk.kernel.personal_words import points_at_person
from ketenwerk.programme.api import Activity

CHIPS = (15, 30, 45, 60, 90, 120)
NO_PERSON = (
    "Geen naam, leeftijd of verhaal van iemand. Bijvoorbeeld: hoe begin ik erover in de les?"
)
HOUSE_ONLY = "Alleen de organisatie, geen naam van een mens."
MINUTES = "Vul het aantal minuten in, bijvoorbeeld 75."


def text_field(label: str, most: int, *, required: bool = True, help_text: str = "") -> Any:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Vul dit in. Een paar woorden is genoeg."},
    )


def select_field(label: str, choices: list[tuple[str, str]], empty: str) -> Any:
    return forms.ChoiceField(
        label=label,
        choices=[("", empty), *choices],
        error_messages={"required": "Maak een keuze."},
    )


def chips_field(label: str, choices: list[tuple[str, str]], initial: str = "") -> Any:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        initial=initial,
        widget=forms.RadioSelect,
        error_messages={"required": "Maak een keuze."},
    )


def requester_field() -> Any:
    field = text_field("Welke organisatie vraagt het?", 120, help_text=HOUSE_ONLY)
    field.widget.attrs["list"] = "organisaties"
    return field


class CheckedForm(VersionForm):
    """`proper` are the fields that hold the name of an organisation; in the others a capital may be a name."""

    elsewhere = "Haal het weg."
    chips: tuple[str, ...] = ()
    proper: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()

    def __init__(self, *args: Any, known: list[str] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = known or []

    def problems(self, name: str, text: str) -> list[str]:
        pointing = points_at_person(text, known=self.known, proper=name in self.proper)
        return [*super().problems(name, text), *pointing]


class WorkForm(CheckedForm):
    """What took minutes on a day. The activity is asked only when more than one fits; a correction asks why."""

    minutes = forms.ChoiceField(
        label="Hoe lang duurde het?",
        choices=[(str(each), f"{each} min") for each in CHIPS],
        initial="30",
        required=False,
        widget=forms.RadioSelect,
    )
    other_minutes = number_field(
        "Of een ander aantal minuten",
        1440,
        required=False,
        wrong=MINUTES,
    )
    day = day_field("Welke dag?", validators=[not_ahead])
    activity = chips_field("Bij welke activiteit hoort dit?", [])
    reason = text_field("Waarom verbeter je dit?", 200, help_text="Zonder namen.")

    def __init__(
        self, *args: Any, offers: list[Activity], correcting: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.only = offers[0].key if len(offers) == 1 else ""
        if self.only:
            del self.fields["activity"]
        else:
            self.fields["activity"].choices = [(each.key, each.label) for each in offers]  # type: ignore[attr-defined]
        if not correcting:
            del self.fields["reason"]
            self.fields["day"].initial = clock.today()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "other_minutes" not in self.errors and not (
            data.get("minutes") or data.get("other_minutes")
        ):
            self.add_error("minutes", "Kies hoe lang het duurde.")
        return data

    def time(self) -> Time:
        data = self.cleaned_data
        minutes = data["other_minutes"] or int(data["minutes"])
        return Time(data["day"], minutes, self.only or data["activity"])

    def correction(self) -> Correction:
        return Correction(self.cleaned_data["version"] or 0, self.cleaned_data["reason"])


def minutes_initial(minutes: int) -> dict[str, object]:
    """A chip when it is one of them, else the other field."""
    if minutes in CHIPS:
        return {"minutes": str(minutes)}
    return {"minutes": "", "other_minutes": minutes}


class ConsultForm(WorkForm):
    chips = ("minutes", "mode", "kind", "activity")
    proper = ("requester",)
    field_order = (
        *("requester", "function", "theme", "minutes", "other_minutes", "mode", "kind"),
        *("question", "day", "activity", "reason", "version"),
    )

    requester = requester_field()
    function = select_field("Wat is de functie?", RequesterFunction.choices, "kies een functie")
    theme = select_field("Waar ging het over?", Theme.choices, "kies een thema")
    mode = chips_field("Hoe?", Mode.choices, Mode.PHONE.value)
    kind = chips_field(
        "Wat voor gesprek?",
        [each for each in Consult.Kind.choices if each[0] != Consult.Kind.PEER],
        Consult.Kind.ADVICE.value,
    )
    question = text_field("De vraag in algemene woorden", 300, required=False, help_text=NO_PERSON)

    def __init__(self, *args: Any, kind: str = "", suggestions: list[str], **options: Any) -> None:
        """`kind` is given when it follows from who advises, or from the coaching."""
        super().__init__(*args, **options)
        self.kind = kind
        self.suggestions = tuple(suggestions)
        if kind:
            del self.fields["kind"]

    def consult(self) -> ConsultFacts:
        names = ("requester", "function", "theme", "mode", "question")
        return ConsultFacts(kind=self.kind or self.cleaned_data["kind"], **self.facts(*names))


class CoachingForm(CheckedForm):
    proper = ("requester",)
    field_order = ("requester", "function", "theme", "start_on", "end_on", "version")

    requester = requester_field()
    function = select_field("Wat is de functie?", RequesterFunction.choices, "kies een functie")
    theme = select_field("Waar gaat het over?", Theme.choices, "kies een thema")
    start_on = day_field("Vanaf welke dag?")
    end_on = day_field(
        "Tot en met welke dag?", required=False, help_text="Leeg zolang het nog loopt."
    )

    def __init__(self, *args: Any, suggestions: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.suggestions = tuple(suggestions)

    def coaching(self) -> CoachingFacts:
        return CoachingFacts(**self.facts("requester", "function", "theme", "start_on", "end_on"))


class EducationForm(WorkForm):
    chips = ("minutes", "kind", "activity")
    proper = ("place",)
    field_order = (
        *("place", "level", "kind", "participants", "minutes", "other_minutes", "day"),
        *("activity", "reason", "version"),
    )

    place = text_field(
        "Welke school of plek?",
        120,
        help_text="Geen klas die zo klein is dat je weet wie het zijn.",
    )
    level = select_field("Welk niveau?", EducationSession.Level.choices, "kies een niveau")
    kind = chips_field("Wat deed je?", EducationSession.Kind.choices)
    participants = number_field("Hoeveel leerlingen of deelnemers?", 2000)

    def session(self) -> SessionFacts:
        return SessionFacts(**self.facts("kind", "place", "level", "participants"))


class TeamForm(CheckedForm):
    proper = ("name",)
    field_order = ("name", "ended_on", "version")

    name = text_field("Hoe heet het team?", 80)
    ended_on = day_field("Bestaat niet meer sinds", required=False)


class VisitForm(WorkForm):
    chips = ("minutes", "kind", "activity")
    field_order = (
        *("kind", "colleagues", "minutes", "other_minutes", "day", "activity", "reason"),
        "version",
    )

    kind = chips_field("Wat deed je?", TeamVisit.Kind.choices, TeamVisit.Kind.VISITED.value)
    colleagues = number_field("Hoeveel collega's waren erbij?", 500)

    def visit(self) -> VisitFacts:
        return VisitFacts(**self.facts("kind", "colleagues"))


class WithdrawForm(CheckedForm):
    reason = text_field("Waarom haal je dit weg?", 200, help_text="Zonder namen.")

    def correction(self) -> Correction:
        return Correction(self.cleaned_data["version"] or 0, self.cleaned_data["reason"])
