"""Forms about a dossier that is there: details, group over time, who is involved."""

from datetime import date
from typing import Any

from django import forms

from ketenwerk.clients.correcting import Details
from ketenwerk.clients.dossier import SCREENINGS, Talking
from ketenwerk.clients.forms import (
    IntakeForm,
    identity_in,
    identity_problems,
    offer,
    possible_birth,
    possible_year,
    short_text,
)
from ketenwerk.clients.involving import Circle
from ketenwerk.clients.models import Client
from ketenwerk.kernel import clock
from ketenwerk.kernel.forms import day_field
from ketenwerk.kernel.free_text import warn_about
from ketenwerk.programme.api import TargetGroup, client_groups, municipalities

TEXTS = (
    *("called", "given_name", "family_name", "working_name"),
    *("pronoun", "own_words", "language", "support"),
)
# Fields of the form that carry the same name in the details.
PLAIN = (
    *("called", "own_words", "language", "interpreter", "plain_words"),
    *("municipality", "ground", "ground_since"),
)


class DetailsForm(forms.Form):
    """Everything about her that can be put right; what stood there stays readable."""

    use_required_attribute = False

    called = short_text("Hoe wil ze genoemd worden?", required=True)
    pronoun = short_text("Voornaamwoord", help_text="Bijvoorbeeld: zij, hij, hen.", max_length=40)
    own_words = short_text(
        "Welk woord gebruikt ze zelf voor haar werk?", help_text="Dit woord gebruik je in brieven."
    )
    given_name = short_text("Voornaam")
    family_name = short_text("Achternaam")
    working_name = short_text("Werknaam")
    birth_date = IntakeForm.base_fields["birth_date"]
    birth_year = IntakeForm.base_fields["birth_year"]
    municipality = IntakeForm.base_fields["municipality"]
    language = short_text("Taal", max_length=40)
    interpreter = forms.BooleanField(label="Er is een tolk nodig", required=False)
    plain_words = forms.BooleanField(label="Extra uitleg in korte zinnen helpt", required=False)
    support = forms.CharField(
        label="Wat helpt verder bij praten en lezen?",
        required=False,
        help_text="Bijvoorbeeld: plaatjes, rustig tempo, samen lezen. Dit staat nooit in een lijst.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )
    screening = forms.ChoiceField(
        label="Is de SCIL gedaan?",
        choices=list(SCREENINGS.items()),
        required=False,
        widget=forms.RadioSelect,
        help_text="Alleen de uitkomst, geen antwoorden.",
    )
    ground = forms.ChoiceField(
        label="Vroeg ze zelf om contact?",
        choices=[(str(value), label) for value, label in Client.Ground.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    ground_since = day_field("Sinds wanneer is dat zo?", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self.fields["municipality"], municipalities())

    def clean_birth_year(self) -> int | None:
        return possible_year(self.cleaned_data.get("birth_year"))

    def clean_birth_date(self) -> date | None:
        return possible_birth(self.cleaned_data.get("birth_date"))

    def clean_ground_since(self) -> date | None:
        since: date | None = self.cleaned_data.get("ground_since")
        if since and since > clock.today():
            raise forms.ValidationError("Deze dag ligt in de toekomst. Kies vandaag of eerder.")
        return since

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, problem in identity_problems(data):
            self.add_error(name, problem)
        for name in TEXTS:
            for problem in warn_about(str(data.get(name, ""))):
                self.add_error(name, problem)
        if data.get("ground_since") and not data.get("ground"):
            self.add_error("ground", "Kies of ze zelf om contact vroeg.")
        return data

    def details(self) -> Details:
        data = self.cleaned_data
        return Details(
            called=data["called"],
            identity=identity_in(data),
            own_words=data["own_words"],
            talking=Talking(data["pronoun"], data["support"], data["screening"]),
            language=data["language"],
            interpreter=data["interpreter"],
            plain_words=data["plain_words"],
            municipality=data["municipality"],
            ground=data["ground"],
            ground_since=data["ground_since"] or (clock.today() if data["ground"] else None),
        )


def initial_of(details: Details, seen: int) -> dict[str, Any]:
    """What the form starts with: the details as they stand now."""
    who, talking = details.identity, details.talking
    born = who.birth_date
    return {
        **{name: getattr(details, name) for name in PLAIN},
        "given_name": who.given_name,
        "family_name": who.family_name,
        "working_name": who.working_name,
        "birth_date": f"{born.day}-{born.month}-{born.year}" if born else None,
        "birth_year": None if born else who.birth_year,
        "pronoun": talking.pronoun,
        "support": talking.support,
        "screening": talking.screening,
        "seen": seen,
    }


class GroupForm(forms.Form):
    use_required_attribute = False

    group = forms.ModelChoiceField(
        label="Welke doelgroep past nu het best?",
        queryset=TargetGroup.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Kies een doelgroep."},
    )
    start = day_field("Vanaf welke dag?")
    reason = forms.CharField(
        label="Waarom past deze groep nu beter?",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        error_messages={"required": "Schrijf waarom een andere doelgroep nu beter past."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self.fields["group"], client_groups())

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        for problem in warn_about(reason):
            self.add_error("reason", problem)
        return reason


class ColleagueForm(forms.Form):
    """One colleague to choose; which ones, the circle says."""

    use_required_attribute = False

    member = forms.TypedChoiceField(
        label="Welke collega?",
        coerce=str,
        error_messages={"required": "Kies een collega.", "invalid_choice": "Kies een collega."},
    )

    def __init__(self, *args: Any, people: tuple[tuple[Any, str], ...], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["member"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "kies"), *((str(key), name) for key, name in people)]


class InvolveForm(ColleagueForm):
    start = day_field("Vanaf", "Leeg is vandaag.", required=False)


class HandOverForm(ColleagueForm):
    start = day_field("Vanaf", "Leeg is vandaag.", required=False)
    kept_until = day_field(
        "Tot wanneer kun jij er zelf nog bij?", help_text="Leeg is: tot de overdracht."
    )


Forms = dict[str, forms.Form]


def colleague_forms(circle: Circle, data: Any, which: str) -> Forms:
    """The forms of the page; only the one that was sent is filled in."""
    me = {each.id for each in circle.involved if each.me}
    here = [(each.id, each.name) for each in circle.involved]
    takers = tuple(
        (key, name) for key, name in dict([*circle.available, *here]).items() if key not in me
    )
    return {
        "involve": InvolveForm(
            data if which == "involve" else None, people=circle.available, prefix="erbij"
        ),
        "hand_over": HandOverForm(
            data if which == "hand_over" else None, people=takers, prefix="overdracht"
        ),
        "exclude": ColleagueForm(
            data if which == "exclude" else None, people=circle.colleagues, prefix="dicht"
        ),
    }
