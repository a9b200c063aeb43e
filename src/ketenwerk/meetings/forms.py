"""Forms of meetings and the network. Each text is looked through for what is never kept here."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from ketenwerk.kernel import clock
from ketenwerk.kernel.free_text import warn_about
from ketenwerk.meetings.models import (
    BOTTLENECK_STEPS,
    FINDING_STEPS,
    MEETING_STEPS,
    AgendaItem,
    Bottleneck,
    Evaluation,
    Finding,
    Meeting,
    NetworkContact,
    NetworkTalk,
    Series,
)
from ketenwerk.people.api import Member, Organisation

DAY_INVALID = {"invalid": "Kies een dag, bijvoorbeeld 14-3-2021.", "required": "Kies een dag."}
TIME_INVALID = {
    "invalid": "Vul een tijd in, bijvoorbeeld 10:30.",
    "required": "Vul een tijd in, bijvoorbeeld 10:30.",
}
NUMBER_INVALID = {
    "invalid": "Vul een heel getal in.",
    "required": "Vul een heel getal in.",
    "min_value": "Vul een heel getal in, 1 of hoger.",
    "max_value": "Dit getal is te hoog.",
}
ELSEWHERE = "Haal het weg, of zet het werknummer in de sociale kaart."
PRIVATE_MAIL = (
    "gmail.",
    "hotmail.",
    "outlook.",
    "live.",
    "icloud.",
    "yahoo.",
    "ziggo.",
    "kpnmail.",
)
NO_PERSONS = "Schrijf niets over cliënten, ook niet zonder naam."


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%d-%m-%Y", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY_INVALID,
    )


def time_field() -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label="Hoe laat begint het?", widget=widget, error_messages=TIME_INVALID)


def count_field(label: str, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "kw-input--short"}),
        error_messages=NUMBER_INVALID,
    )


def text_field(
    label: str, most: int, *, rows: int = 0, required: bool = True, help_text: str = ""
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        widget=widget,
        error_messages={"required": "Vul dit in. Een paar woorden is genoeg."},
    )


def choice_field(label: str, choices: Any, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        widget=forms.RadioSelect,
        error_messages={"required": "Maak een keuze."},
    )


def house_field(label: str, *, required: bool = True) -> Any:
    return forms.ModelChoiceField(
        label=label,
        queryset=Organisation.objects.all(),
        required=required,
        empty_label="kies een organisatie" if required else "niemand in het bijzonder",
        error_messages={"required": "Kies een organisatie."},
    )


def person_label(member: Member) -> str:
    return f"{member.name}\n{member.organisation.abbreviation}"


class CheckedForm(forms.Form):
    """`contacts` names the fields in which a number of somebody's work belongs."""

    use_required_attribute = False
    contacts: tuple[str, ...] = ()

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, value in list(data.items()):
            if isinstance(value, str):
                allowed = name in self.contacts
                for problem in warn_about(value, allow_contact=allowed, elsewhere=ELSEWHERE):
                    self.add_error(name, problem)
        return data

    def facts(self, *names: str) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names}

    def meets(self, version: int) -> None:
        """After somebody else saved: the next time this form is sent it replaces what stands there now."""
        if isinstance(self.data, QueryDict):
            sent = self.data.copy()
            sent["version"] = str(version)
            self.data = sent


class SeriesForm(CheckedForm):
    name = text_field("Hoe heet het overleg?", 80)
    kind = choice_field("Wat voor overleg is het?", Series.Kind.choices)
    first_on = day_field("Wanneer is de eerste keer?", help_text="De weekdag hoort bij de reeks.")
    every = count_field("Om de hoeveel weken of maanden?", 24)
    unit = choice_field("Weken of maanden?", Series.Unit.choices)
    start = time_field()
    minutes = count_field("Hoeveel minuten duurt het?", 600)
    place = text_field(
        "Waar is het?", 120, required=False, help_text="Een adres van het werk, of: online."
    )
    partners = forms.MultipleChoiceField(
        label="Welke organisaties doen mee?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één organisatie."},
    )
    people = forms.MultipleChoiceField(
        label="Welke collega's doen mee?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zij vinden het overleg op Vandaag en in hun agenda.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        houses = [(str(each.id), each.name) for each in Organisation.objects.all()]
        rows = Member.objects.filter(is_active=True).order_by("organisation__position", "name")
        self.fields["partners"].choices = houses  # type: ignore[attr-defined]
        self.fields["people"].choices = [(str(m.id), person_label(m)) for m in rows]  # type: ignore[attr-defined]

    def ids(self, name: str) -> set[uuid.UUID]:
        return {uuid.UUID(each) for each in self.cleaned_data[name]}


class BookingForm(CheckedForm):
    """On which activity each organisation books the time of a series."""

    def __init__(
        self, *args: Any, offers: dict[str, tuple[str, list[tuple[str, str]]]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for house, (label, activities) in offers.items():
            self.fields[house] = forms.ChoiceField(
                label=label, choices=[("", "boek geen uren"), *activities], required=False
            )


class PlanForm(CheckedForm):
    until = day_field("Plan tot en met")


class OccasionForm(CheckedForm):
    day = day_field("Welke dag?")
    start = time_field()
    minutes = count_field("Hoeveel minuten duurt het?", 600)
    form = choice_field("Hoe gaat het?", Meeting.Form.choices)
    reason = text_field(
        "Waarom?",
        200,
        required=False,
        help_text="Nodig als het overleg aangepast, uitgesteld of vervallen is.",
    )

    def __init__(self, *args: Any, now: str, **options: Any) -> None:
        super().__init__(*args, **options)
        open_forms = {now, *MEETING_STEPS[now]}
        self.fields["form"].choices = [c for c in Meeting.Form.choices if c[0] in open_forms]  # type: ignore[attr-defined]


class AttendanceForm(CheckedForm):
    present = forms.MultipleChoiceField(
        label="Wie was erbij?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: list[Member], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["present"].choices = [(str(m.id), person_label(m)) for m in people]  # type: ignore[attr-defined]


class ReportForm(CheckedForm):
    report = text_field("Verslag", 20_000, rows=16, required=False, help_text=NO_PERSONS)


class ItemForm(CheckedForm):
    title = text_field("Wat is het onderwerp?", 120)
    position = count_field("De hoeveelste op de agenda?", 99)
    organisation = house_field("Wie brengt het in?", required=False)
    text = text_field("Toelichting", 5_000, rows=6, required=False, help_text=NO_PERSONS)
    decision = text_field("Besluit", 2_000, rows=3, required=False)


class ProposalForm(CheckedForm):
    title = text_field("Wat is het onderwerp?", 120)
    text = text_field("Toelichting", 5_000, rows=6, required=False, help_text=NO_PERSONS)


class AnswerForm(CheckedForm):
    """Onto the agenda, or one of the reasons why not."""

    ON = "on"

    answer = choice_field(
        "Komt dit op de agenda?",
        [
            (ON, "ja, zet het op de agenda"),
            *((key, f"nee, {label}") for key, label in AgendaItem.Declined.choices),
        ],
    )

    def declined(self) -> str:
        chosen: str = self.cleaned_data["answer"]
        return "" if chosen == self.ON else chosen


class PaperForm(CheckedForm):
    title = text_field("Hoe heet het stuk?", 120)
    text = text_field("Tekst", 20_000, rows=16, help_text=NO_PERSONS)


class ActionForm(CheckedForm):
    text = text_field("Wat is er afgesproken?", 300, help_text=NO_PERSONS)
    organisation = house_field("Welke organisatie pakt het op?")
    member = forms.ChoiceField(label="Wie doet het?", required=False)
    due_on = day_field("Wanneer is het klaar?")

    def __init__(self, *args: Any, people: list[Member], **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(m.id), f"{m.name}, {m.organisation.abbreviation}") for m in people]
        self.fields["member"].choices = [("", "iemand van de organisatie"), *names]  # type: ignore[attr-defined]


class ContactForm(CheckedForm):
    contacts = ("phone", "mail")

    name = text_field("Welke organisatie?", 120)
    kind = choice_field("Wat voor organisatie is het?", NetworkContact.Kind.choices)
    function = text_field("Welke functie of welk loket?", 120)
    helps_with = text_field("Waarvoor kun je hier terecht?", 300, required=False)
    area = text_field("Voor welk gebied?", 120, required=False)
    phone = text_field(
        "Telefoon van het werk", 20, required=False, help_text="Nooit een privénummer."
    )
    mail = forms.EmailField(
        label="Mailadres van het werk",
        required=False,
        help_text="Nooit een privéadres.",
        error_messages={"invalid": "Vul een mailadres in, zoals loket@organisatie.example."},
    )
    person = text_field(
        "Naam van de medewerker",
        80,
        required=False,
        help_text="Alleen als het zonder naam niet gaat, en nooit van een cliënt.",
    )
    ended_on = day_field("Bestaat niet meer sinds", required=False)

    def clean_mail(self) -> str:
        mail: str = self.cleaned_data["mail"]
        if mail.rpartition("@")[2].lower().startswith(PRIVATE_MAIL):
            raise forms.ValidationError("Dit is een privéadres. Vul het adres van het werk in.")
        return mail


class TalkForm(CheckedForm):
    kind = choice_field("Wat voor gesprek was het?", NetworkTalk.Kind.choices)
    day = day_field("Welke dag?")
    subject = text_field("Waar ging het over?", 120)
    organisation = house_field("Met welke ketenpartner?", required=False)
    contact = forms.ModelChoiceField(
        label="Met wie uit de sociale kaart?",
        queryset=NetworkContact.objects.all(),
        required=False,
        empty_label="niemand in het bijzonder",
    )
    text = text_field("Wat is er besproken?", 5_000, rows=6, required=False, help_text=NO_PERSONS)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > clock.today():
            raise forms.ValidationError("De dag ligt in de toekomst. Kies vandaag of eerder.")
        return day


class BottleneckForm(CheckedForm):
    title = text_field("Wat werkt er niet?", 120)
    text = text_field("Toelichting", 3_000, rows=4, required=False, help_text=NO_PERSONS)
    organisation = house_field("Welke organisatie pakt het op?")
    state = choice_field("Hoe staat het ervoor?", Bottleneck.State.choices)
    next_step = text_field("Wat is de volgende stap?", 200, required=False)
    due_on = day_field("Voor wanneer?", required=False)

    def __init__(self, *args: Any, now: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if not now:
            del self.fields["state"]
            return
        steps = {now, *BOTTLENECK_STEPS[now]}
        self.fields["state"].choices = [c for c in Bottleneck.State.choices if c[0] in steps]  # type: ignore[attr-defined]


class AgreementForm(CheckedForm):
    provider = house_field("Met welke zorgaanbieder?")
    partner = house_field("Welke ketenpartner spreekt het af?")
    text = text_field("Wat is er afgesproken?", 10_000, rows=10, help_text=NO_PERSONS)
    agreed_on = day_field("Sinds wanneer geldt het?")
    review_on = day_field("Wanneer kijken we er opnieuw naar?")
    last_day = day_field("Wat is de laatste dag?", required=False)
    reference = text_field("Kenmerk van de afspraak", 40, required=False)


class EvaluationForm(CheckedForm):
    title = text_field("Hoe heet de evaluatie?", 120)
    kind = choice_field("Waar gaat de evaluatie over?", Evaluation.Kind.choices)
    made_on = day_field("Wanneer is er geëvalueerd?")
    text = text_field("Samenvatting", 5_000, rows=6, required=False, help_text=NO_PERSONS)


class FindingForm(CheckedForm):
    text = text_field("Wat is de bevinding?", 300, help_text=NO_PERSONS)
    change = text_field("Wat gaat er daarom anders?", 300)
    organisation = house_field("Welke organisatie pakt het op?")


class FindingStepForm(CheckedForm):
    state = choice_field("Hoe staat het ervoor?", Finding.State.choices)
    reason = text_field(
        "Toelichting", 200, required=False, help_text="Nodig als de verandering niet doorgaat."
    )

    def __init__(self, *args: Any, now: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            choice for choice in Finding.State.choices if choice[0] in FINDING_STEPS[now]
        ]
