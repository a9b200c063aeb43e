"""Forms of invoices: who sells, who buys, what is bought. No field for a person."""

import re
import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.renderers import get_default_renderer

from ketenwerk.invoicing.actions import LineFacts, OrderFacts, SellerFacts
from ketenwerk.invoicing.models import Invoice, InvoiceLine, Seller
from ketenwerk.kernel import clock
from ketenwerk.kernel.forms import day_field
from ketenwerk.kernel.free_text import warn_about

POSTCODE = re.compile(r"^[1-9]\d{3} ?[A-Za-z]{2}$")
CHAMBER = re.compile(r"^\d{8}$")
GOVERNMENT = re.compile(r"^\d{20}$")
VAT = re.compile(r"^NL\d{9}B\d{2}$")
THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
PREFIX = re.compile(r"^[A-Z0-9-]*$")
IBAN_LENGTH, IBAN_LEFT, IBAN_MOD, LETTER_A = 18, 4, 97, 10
BLANK_LINES, MOST_LINES = 3, 30
NOT_EMPTY = {"required": "Vul dit in."}
AMOUNT = {
    "required": "Vul een getal in.",
    "invalid": "Vul een getal in, bijvoorbeeld 125,50.",
    "min_value": "Vul een getal boven nul in.",
    "max_digits": "Dit getal is te hoog.",
    "max_whole_digits": "Dit getal is te hoog.",
    "max_decimal_places": "Gebruik hoogstens twee cijfers achter de komma.",
}


def is_iban(text: str) -> bool:
    """A Dutch account number whose check digits hold (ISO 13616: the whole modulo 97 is 1)."""
    if not re.fullmatch(r"NL\d{2}[A-Z]{4}\d{10}", text) or len(text) != IBAN_LENGTH:
        return False
    turned = text[IBAN_LEFT:] + text[:IBAN_LEFT]
    digits = "".join(sign if sign.isdigit() else str(ord(sign) - 65 + LETTER_A) for sign in turned)
    return int(digits) % IBAN_MOD == 1


def text(label: str, most: int = 120, *, required: bool = True, help_text: str = "") -> Any:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        error_messages=NOT_EMPTY,
    )


def digits_of(value: str) -> str:
    return value.replace(" ", "").replace(".", "")


class NumbersForm(forms.Form):
    """Checks of the numbers by which Dutch organisations are known."""

    use_required_attribute = False

    def checked(self, name: str, pattern: re.Pattern[str], wrong: str) -> str:
        value: str = digits_of(self.cleaned_data[name]).upper()
        if value and not pattern.fullmatch(value):
            raise forms.ValidationError(wrong)
        return value

    def as_postcode(self, name: str) -> str:
        value: str = self.cleaned_data[name].strip().upper()
        if not POSTCODE.fullmatch(value):
            raise forms.ValidationError("Schrijf de postcode als 6511 AA.")
        return f"{value[:4]} {value[-2:]}"


class SellerForm(NumbersForm):
    name = text("Naam van de organisatie", help_text="Zoals bij de Kamer van Koophandel.")
    street = text("Straat en nummer")
    postcode = text("Postcode", 7)
    city = text("Plaats", 80)
    chamber_number = text("KvK-nummer", 12, help_text="Acht cijfers.")
    vat_number = text("Btw-nummer", 18, help_text="Bijvoorbeeld NL000099998B57.")
    account_number = text("IBAN", 34)
    prefix = text(
        "Begin van het factuurnummer",
        6,
        required=False,
        help_text="Mag leeg. Met MEE- wordt het eerste nummer van 2021: MEE-2021-0001.",
    )
    payment_days = forms.IntegerField(
        label="Betaaltermijn",
        min_value=1,
        max_value=120,
        initial=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Vul het aantal dagen in.",
            "invalid": "Vul een heel getal in, bijvoorbeeld 30.",
            "min_value": "Kies 1 tot en met 120 dagen.",
            "max_value": "Kies 1 tot en met 120 dagen.",
        },
    )

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_postcode(self) -> str:
        return self.as_postcode("postcode")

    def clean_chamber_number(self) -> str:
        return self.checked("chamber_number", CHAMBER, "Een KvK-nummer heeft acht cijfers.")

    def clean_vat_number(self) -> str:
        wrong = "Schrijf het btw-nummer als NL000099998B57."
        return self.checked("vat_number", VAT, wrong)

    def clean_account_number(self) -> str:
        value = digits_of(self.cleaned_data["account_number"]).upper()
        if not is_iban(value):
            raise forms.ValidationError("Dit IBAN klopt niet. Kijk de cijfers nog eens na.")
        return value

    def clean_prefix(self) -> str:
        return self.checked(
            "prefix", PREFIX, "Gebruik alleen hoofdletters, cijfers en een streepje."
        )

    def facts(self) -> SellerFacts:
        names = SellerFacts.__annotations__
        return SellerFacts(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def initial_of(row: Seller | None) -> dict[str, object]:
        names = (*SellerFacts.__annotations__, "version")
        return {name: getattr(row, name) for name in names} if row else {}


class OrderForm(NumbersForm):
    subject = text(
        "Wat lever je?",
        help_text="Bijvoorbeeld: extra workshop voor docenten. Geen namen van mensen.",
    )
    buyer_name = text("Organisatie")
    buyer_unit = text(
        "Afdeling of functie", 80, required=False, help_text="Geen naam van een mens."
    )
    buyer_street = text("Straat en nummer")
    buyer_postcode = text("Postcode", 7)
    buyer_city = text("Plaats", 80)
    buyer_chamber_number = text("KvK-nummer", 12, required=False, help_text="Acht cijfers.")
    buyer_government_number = text(
        "OIN", 30, required=False, help_text="Alleen voor de overheid: twintig cijfers."
    )
    buyer_reference = text(
        "Kenmerk of bestelnummer", 60, help_text="Staat op de bestelling van de opdrachtgever."
    )
    run_id = forms.TypedChoiceField(
        label="Hoort bij een groep of workshop",
        required=False,
        coerce=uuid.UUID,
        empty_value=None,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, runs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.fields["run_id"], forms.ChoiceField):
            self.fields["run_id"].choices = [("", "geen"), *runs]

    def clean_subject(self) -> str:
        return _looked_through(self.cleaned_data["subject"])

    def clean_buyer_name(self) -> str:
        return _looked_through(self.cleaned_data["buyer_name"])

    def clean_buyer_unit(self) -> str:
        return _looked_through(self.cleaned_data["buyer_unit"])

    def clean_buyer_reference(self) -> str:
        return _looked_through(self.cleaned_data["buyer_reference"])

    def clean_buyer_postcode(self) -> str:
        return self.as_postcode("buyer_postcode")

    def clean_buyer_chamber_number(self) -> str:
        return self.checked("buyer_chamber_number", CHAMBER, "Een KvK-nummer heeft acht cijfers.")

    def clean_buyer_government_number(self) -> str:
        wrong = "Een OIN heeft twintig cijfers."
        return self.checked("buyer_government_number", GOVERNMENT, wrong)

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        numbers = ("buyer_chamber_number", "buyer_government_number")
        if not any(sent.get(name) or name in self.errors for name in numbers):
            self.add_error("buyer_chamber_number", "Vul het KvK-nummer of het OIN in.")
        return sent

    def facts(self) -> OrderFacts:
        return OrderFacts(**{name: self.cleaned_data[name] for name in OrderFacts.__annotations__})

    @staticmethod
    def initial_of(row: Invoice) -> dict[str, object]:
        return {name: getattr(row, name) for name in (*OrderFacts.__annotations__, "version")}


class AmountField(forms.DecimalField):
    """A number as people here write it: 1250, 1250,50, 1.250,50 or € 1.250."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("€", "").replace(" ", "").replace("\u00a0", "")
            if "," in value or THOUSANDS.fullmatch(value):
                value = value.replace(".", "")
        return super().to_python(value)


def amount(label: str, digits: int, least: str) -> forms.DecimalField:
    return AmountField(
        label=label,
        max_digits=digits,
        decimal_places=2,
        min_value=Decimal(least),
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages=AMOUNT,
    )


class LineForm(forms.Form):
    """One line. A line on which nothing is written is no line."""

    use_required_attribute = False
    text = text("Omschrijving")
    quantity = amount("Aantal", 8, "0.01")
    unit = forms.ChoiceField(label="Eenheid", choices=InvoiceLine.Unit.choices)
    price = amount("Prijs zonder btw", 10, "0")
    vat = forms.ChoiceField(label="Btw", choices=InvoiceLine.Vat.choices)

    def has_changed(self) -> bool:
        return any(str(self[name].value() or "").strip() for name in ("text", "quantity", "price"))

    def clean_text(self) -> str:
        return _looked_through(self.cleaned_data["text"])

    def facts(self) -> LineFacts:
        return LineFacts(**self.cleaned_data)


class LinesForm(forms.BaseFormSet):  # type: ignore[type-arg]
    """The lines of one order, with some empty ones below what is there."""

    form = LineForm
    extra = BLANK_LINES
    min_num = 0
    max_num = absolute_max = MOST_LINES
    validate_min = validate_max = can_order = can_delete = can_delete_extra = False
    renderer = get_default_renderer()

    def clean(self) -> None:
        if not any(form.has_changed() for form in self.forms):
            raise forms.ValidationError("Schrijf ten minste één regel.")

    def facts(self) -> list[LineFacts]:
        return [form.facts() for form in self.forms if form.has_changed()]


class SendForm(forms.Form):
    use_required_attribute = False
    way = forms.ChoiceField(
        label="Hoe verstuur je de factuur?",
        choices=Invoice.Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe je de factuur verstuurt."},
    )


class PaidForm(forms.Form):
    use_required_attribute = False
    day = day_field("Wanneer is er betaald?", initial=clock.today)


class ReasonForm(forms.Form):
    use_required_attribute = False
    reason = text("Waarom?", 200)

    def clean_reason(self) -> str:
        return _looked_through(self.cleaned_data["reason"])


def _looked_through(value: str) -> str:
    problems = warn_about(value, elsewhere="Haal het weg.")
    if problems:
        raise forms.ValidationError(problems)
    return value
