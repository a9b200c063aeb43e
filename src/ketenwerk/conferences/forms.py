"""Forms of the conference. Names and numbers are refused by the actions, so that no way around exists."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from ketenwerk.conferences.actions.cases import Case, Outcome
from ketenwerk.conferences.actions.planning import MOST_AHEAD, DayFacts, SeriesFacts
from ketenwerk.conferences.models import CaseOutcome, Conference, ConferenceSlot
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.forms import day_field
from ketenwerk.people.api import Organisation
from ketenwerk.programme.api import LifeDomain

TIME = "Kies een tijd, bijvoorbeeld 13.30."


def time_field() -> forms.TimeField:
    return forms.TimeField(
        label="Hoe laat begint het?",
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": TIME, "required": TIME},
    )


def minutes_field(label: str, initial: int, most: int) -> forms.IntegerField:
    words = f"Vul minuten in, van 5 tot {most}."
    return forms.IntegerField(
        label=label,
        min_value=5,
        max_value=most,
        initial=initial,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), words),
    )


def words_field(label: str, missing: str = "", rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(missing),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
        **options,
    )


class PlainForm(forms.Form):
    use_required_attribute = False


def domain_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Bij welk leefgebied hoort dit?",
        required=False,
        help_text="Nodig om het met een partner in het plan te zetten.",
    )


def offer(form: forms.Form, domains: Iterable[LifeDomain]) -> None:
    names = [(str(each.id), dutch.capital(each.name)) for each in domains]
    form.fields["domain"].choices = [("", "nog niet gekozen"), *names]  # type: ignore[attr-defined]


def chosen(text: str) -> uuid.UUID | None:
    return uuid.UUID(text) if text else None


class SeriesForm(PlainForm):
    first_on = day_field("Wat is de eerste dag?")
    starts_at = time_field()
    minutes = minutes_field("Hoeveel minuten duurt het?", 120, 480)
    every_weeks = forms.IntegerField(
        label="Om de hoeveel weken?",
        min_value=1,
        max_value=52,
        initial=2,
        error_messages={"required": "Vul een aantal weken in.", "invalid": "Vul een getal in."},
    )
    place = forms.CharField(label="Waar?", required=False, max_length=120)
    until = day_field("Tot en met welke dag plan je?")

    def clean_until(self) -> date:
        """Before the series exists, so that a second try does not make a second one."""
        until: date = self.cleaned_data["until"]
        if until - clock.today() > MOST_AHEAD:
            raise forms.ValidationError("Plan niet verder dan een jaar vooruit.")
        return until

    def facts(self) -> SeriesFacts:
        data = self.cleaned_data
        return SeriesFacts(
            data["first_on"], data["starts_at"], data["minutes"], data["place"], data["every_weeks"]
        )


class DayForm(PlainForm):
    on = day_field("Op welke dag?")
    starts_at = time_field()
    minutes = minutes_field("Hoeveel minuten duurt het?", 120, 480)
    place = forms.CharField(label="Waar?", required=False, max_length=120)
    online = forms.BooleanField(label="Het overleg is online", required=False)
    state = forms.ChoiceField(
        label="Hoe staat het ervoor?", choices=Conference.State.choices, widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(
        label="Waarom vervalt of verschuift het?",
        choices=[("", "niet van toepassing"), *Conference.Reason.choices],
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def facts(self) -> DayFacts:
        return DayFacts(**self.cleaned_data)


class PeopleForm(PlainForm):
    members = forms.MultipleChoiceField(
        label="Wie?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Iterable[tuple[uuid.UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["members"].choices = [(str(key), name) for key, name in people]  # type: ignore[attr-defined]

    def members_chosen(self) -> set[uuid.UUID]:
        return {uuid.UUID(each) for each in self.cleaned_data["members"]}


class PresentForm(PlainForm):
    members = forms.MultipleChoiceField(
        label="Wie was in de zaal?", required=False, widget=forms.CheckboxSelectMultiple
    )
    online = forms.MultipleChoiceField(
        label="Wie deed online mee?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Iterable[tuple[uuid.UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(key), name) for key, name in people]
        for field in ("members", "online"):
            self.fields[field].choices = names  # type: ignore[attr-defined]

    def ids(self, name: str) -> set[uuid.UUID]:
        return {uuid.UUID(each) for each in self.cleaned_data[name]}


class HoursForm(PlainForm):
    """On which activity each organisation books the time of who was there."""

    def __init__(
        self, *args: Any, offers: dict[str, tuple[str, list[tuple[str, str]]]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for house, (label, activities) in offers.items():
            self.fields[house] = forms.ChoiceField(
                label=label, choices=[("", "boek geen uren"), *activities], required=False
            )


class TakeOffForm(PlainForm):
    reason = forms.ChoiceField(
        label="Waarom gaat het punt van de agenda?",
        choices=ConferenceSlot.Off.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom het punt van de agenda gaat."},
    )


class MoveForm(PlainForm):
    to = forms.ChoiceField(
        label="Naar welk overleg?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een overleg."},
    )

    def __init__(self, *args: Any, days: Iterable[Conference], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = [(str(day.id), dutch.full_day(day.on)) for day in days]  # type: ignore[attr-defined]


class ReopenForm(PlainForm):
    reason = forms.ChoiceField(
        label="Waarom gaat de agenda opnieuw open?",
        choices=Conference.Reopened.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom de agenda opnieuw open gaat."},
    )


class CaseForm(PlainForm):
    client = forms.ChoiceField(
        label="Over wie gaat het?",
        error_messages={"required": "Kies een code.", "invalid_choice": "Kies een code."},
    )
    question = words_field(
        "Wat is je vraag?",
        "Schrijf één vraag voor dit overleg.",
        help_text="Eén vraag, zonder naam. Iedereen die je vraagt leest dit.",
    )
    partners = forms.MultipleChoiceField(
        label="Aan wie vraag je dit?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen de uitgenodigde mensen van deze partners zien het punt.",
        error_messages={"required": "Kies minstens één partner."},
    )
    minutes = minutes_field("Hoeveel minuten heb je nodig?", 15, 60)

    def __init__(
        self,
        *args: Any,
        clients: Iterable[tuple[uuid.UUID, str]],
        partners: Iterable[Organisation],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        codes = [(str(key), code) for key, code in clients]
        self.fields["client"].choices = [("", "Kies een code"), *codes]  # type: ignore[attr-defined]
        self.fields["partners"].choices = [(str(p.id), p.name) for p in partners]  # type: ignore[attr-defined]

    def case(self) -> Case:
        data = self.cleaned_data
        partners = tuple(uuid.UUID(each) for each in data["partners"])
        return Case(
            client=uuid.UUID(data["client"]),
            question=data["question"],
            partners=partners,
            minutes=data["minutes"],
        )


class ColumnForm(PlainForm):
    words = words_field("Tekst", rows=8)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class OutcomeForm(PlainForm):
    words = words_field(
        "Wat spreken jullie af?", "Schrijf in een paar woorden wat jullie afspreken.", 2
    )
    partner = forms.ChoiceField(
        label="Wie doet het?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie het doet."},
    )
    due = day_field("Voor welke dag?", required=False)
    domain = domain_field()

    def __init__(
        self,
        *args: Any,
        kind: str,
        partners: Iterable[Organisation],
        domains: Iterable[LifeDomain],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        offer(self, domains)
        self.fields["partner"].choices = [(str(p.id), p.name) for p in partners]  # type: ignore[attr-defined]
        if kind == CaseOutcome.Kind.DECISION:
            self.fields[
                "due"
            ].help_text = "Mag leeg blijven. Met een dag komt het besluit in het plan."
            self.fields["partner"].label = "Wie zorgt ervoor?"

    def outcome(self) -> Outcome:
        data = self.cleaned_data
        return Outcome(
            self.kind,
            uuid.UUID(data["partner"]),
            data["words"],
            data["due"],
            chosen(data["domain"]),
        )


class IntoPlanForm(PlainForm):
    due = day_field("Voor welke dag?")
    domain = domain_field()

    def __init__(self, *args: Any, domains: Iterable[LifeDomain], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, domains)

    def domain_chosen(self) -> uuid.UUID | None:
        return chosen(self.cleaned_data["domain"])
