"""Forms of meetings and the network. Each text is looked through for what is never kept here."""

import uuid
from typing import Any

from django import forms

from ketenwerk.kernel.forms import VersionForm, day_field, not_ahead, number_field
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
from ketenwerk.programme.api import Activity

TIME_INVALID = {
    "invalid": "Vul een tijd in, bijvoorbeeld 10:30.",
    "required": "Vul een tijd in, bijvoorbeeld 10:30.",
}
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


def time_field() -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label="Hoe laat begint het?", widget=widget, error_messages=TIME_INVALID)


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


class CheckedForm(VersionForm):
    """A number of somebody's work has a place in the network."""

    elsewhere = "Haal het weg, of zet het werknummer in de sociale kaart."


class SeriesForm(CheckedForm):
    name = text_field("Hoe heet het overleg?", 80)
    kind = choice_field("Wat voor overleg is het?", Series.Kind.choices)
    first_on = day_field("Wanneer is de eerste keer?", help_text="De weekdag hoort bij de reeks.")
    every = number_field("Om de hoeveel weken of maanden?", 24)
    unit = choice_field("Weken of maanden?", Series.Unit.choices)
    start = time_field()
    minutes = number_field("Hoeveel minuten duurt het?", 600)
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
    minutes = number_field("Hoeveel minuten duurt het?", 600)
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
    position = number_field("De hoeveelste op de agenda?", 99)
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
    leads_to = forms.ChoiceField(
        label="Leidt het naar werk, opleiding of dagbesteding?",
        choices=[("", "nee"), *NetworkContact.Way.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text="Zo vindt een begeleider waar iemand na een traject heen kan.",
    )
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
    day = day_field("Welke dag?", validators=[not_ahead])
    subject = text_field("Waar ging het over?", 120)
    organisation = house_field("Met welke ketenpartner?", required=False)
    contact = forms.ModelChoiceField(
        label="Met wie uit de sociale kaart?",
        queryset=NetworkContact.objects.all(),
        required=False,
        empty_label="niemand in het bijzonder",
    )
    text = text_field("Wat is er besproken?", 5_000, rows=6, required=False, help_text=NO_PERSONS)


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


class PlanPlaceForm(CheckedForm):
    """An activity of a plan, by its year and key."""

    place = forms.ChoiceField(
        label="In welk plan staat het, en bij welke activiteit?",
        error_messages={"required": "Kies een activiteit."},
    )

    def __init__(self, *args: Any, places: list[Activity], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            ("", "kies een activiteit"),
            *((f"{each.year}/{each.key}", f"{each.year}, {each.label}") for each in places),
        ]

    def chosen(self) -> tuple[int, str]:
        year, key = self.cleaned_data["place"].split("/")
        return int(year), key
