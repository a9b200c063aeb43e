"""The forms of accounts and functions."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms

from ketenwerk.access.api import ROLES, Role
from ketenwerk.kernel import clock
from ketenwerk.people.api import Member, Organisation, Unit
from ketenwerk.web.account_rules import why_not
from ketenwerk.web.accounts import NewAccount

DAY = "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 14-3-2021."
WEEK_MAX = 60


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%y"],
        widget=forms.DateInput(
            format="%d-%m-%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={"required": "Vul een datum in.", "invalid": DAY},
    )


def roles_of(organisation: Organisation) -> list[tuple[str, str]]:
    """The functions that exist in this kind of organisation, each with what it means."""
    return [
        (role.value, f"{card.name}\n{card.description}")
        for role, card in ROLES.items()
        if not why_not(role, organisation, None)
    ]


class MemberForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(
        label="Naam",
        max_length=120,
        help_text="Zo zien collega's deze persoon.",
        error_messages={"required": "Vul een naam in."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="E-mailadres",
        help_text="Van het werk. Hiermee logt deze persoon in.",
        error_messages={
            "required": "Vul een e-mailadres in.",
            "invalid": "Schrijf het adres als naam@organisatie.nl.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    unit = forms.ModelChoiceField(
        label="Onderdeel",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="geen",
        error_messages={"invalid_choice": "Kies een onderdeel uit de lijst."},
    )
    roles = forms.MultipleChoiceField(
        label="Functies",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ze gelden vanaf vandaag. Wie geen functie heeft, ziet niets.",
        error_messages={"invalid_choice": "Kies functies uit de lijst."},
    )
    hours = forms.DecimalField(
        label="Uren per week",
        required=False,
        min_value=0,
        max_value=WEEK_MAX,
        max_digits=4,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text="Voor dit programma. Mag leeg blijven.",
        error_messages={
            "invalid": "Schrijf een getal, bijvoorbeeld 24 of 7,5.",
            "min_value": "Minder dan nul uur kan niet.",
            "max_value": f"Meer dan {WEEK_MAX} uur per week kan niet.",
            "max_digits": "Schrijf een getal, bijvoorbeeld 24 of 7,5.",
            "max_decimal_places": "Schrijf een getal, bijvoorbeeld 24 of 7,5.",
        },
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        units, roles = self.fields["unit"], self.fields["roles"]
        if isinstance(units, forms.ModelChoiceField) and isinstance(
            roles, forms.MultipleChoiceField
        ):
            units.queryset = organisation.units.order_by("name")
            roles.choices = roles_of(organisation)

    def account(self) -> NewAccount:
        data = self.cleaned_data
        return NewAccount(
            name=data["name"],
            email=data["email"],
            roles=[Role(word) for word in data["roles"]],
            unit=data["unit"],
            minutes_per_week=int((data["hours"] or Decimal(0)) * 60),
        )


class FunctionForm(forms.Form):
    use_required_attribute = False

    role = forms.ChoiceField(
        label="Welke functie?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies een functie.",
            "invalid_choice": "Kies een functie uit de lijst.",
        },
    )
    start = day_field("Eerste dag")
    last = day_field("Laatste dag", required=False, help_text="Leeg betekent: tot nader bericht.")

    def __init__(self, *args: Any, member: Member, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["start"].initial = clock.today()
        role = self.fields["role"]
        if isinstance(role, forms.ChoiceField):
            role.choices = roles_of(member.organisation)

    def end(self) -> date | None:
        return day_after(self.cleaned_data["last"])


class EndForm(forms.Form):
    use_required_attribute = False

    last = day_field("Laatste dag", help_text="De dag erna geldt de functie niet meer.")

    def end(self) -> date:
        last: date = self.cleaned_data["last"]
        return last + timedelta(days=1)


def day_after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last else None
