"""The forms of clients: minimal, in plain words, every choice default no."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from ketenwerk.clients.actions import Choice, Intake
from ketenwerk.clients.dossier import CHANNELS, SafeAgreement
from ketenwerk.clients.link_tokens import Identity
from ketenwerk.clients.models import Consent
from ketenwerk.kernel import clock
from ketenwerk.kernel.free_text import warn_about
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import Municipality, TargetGroup, client_groups, municipalities

REQUIRED_WORDS = {"required": "Vul dit in."}
OLDEST = 1920


def short_text(
    label: str, *, required: bool = False, help_text: str = "", max_length: int = 120
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=max_length,
        error_messages=REQUIRED_WORDS,
    )


def _offer(field: forms.Field, rows: QuerySet[Any]) -> None:
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows


class SafeContactForm(forms.Form):
    """How she can be reached. Everything optional: what is unknown is unknown."""

    use_required_attribute = False

    channel = forms.ChoiceField(
        label="Hoe mag je contact opnemen?",
        choices=[("", "nog niet afgesproken"), *CHANNELS.items()],
        required=False,
        widget=forms.RadioSelect,
    )
    value = short_text("Nummer of adres", help_text="Alleen wat je nodig hebt om haar te bereiken.")
    moments = short_text("Wanneer mag het?", help_text="Bijvoorbeeld: doordeweeks na 20.00 uur.")
    opening = short_text("Waar begin je over?", help_text="Bijvoorbeeld: “over de cursus”.")
    never = short_text("Wat mag nooit?", help_text="Bijvoorbeeld: niet bellen, geen post.")
    voicemail = forms.BooleanField(label="Een bericht inspreken mag", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._warn("value", "moments", "opening", "never", allow_contact=True)
        if not data.get("channel") and (data.get("value") or data.get("moments")):
            self.add_error("channel", "Kies hoe je contact mag opnemen.")
        return data

    def _warn(self, *names: str, allow_contact: bool = False) -> None:
        """Says what never belongs in these texts, before anything is saved (D11)."""
        for name in names:
            text = str(self.cleaned_data.get(name, ""))
            for problem in warn_about(text, allow_contact=allow_contact):
                self.add_error(name, problem)

    def agreement(self) -> SafeAgreement | None:
        data = self.cleaned_data
        if not any(data.get(name) for name in ("channel", "value", "moments", "opening", "never")):
            return None
        return SafeAgreement(
            **{
                name: data[name]
                for name in self.base_fields
                if name in SafeAgreement.__dataclass_fields__
            }
        )


class IntakeForm(SafeContactForm):
    called = short_text(
        "Hoe wil je genoemd worden?",
        required=True,
        help_text="Deze naam staat op je scherm. Een werknaam is goed.",
    )
    given_name = short_text("Voornaam", help_text="Mag leeg blijven als er een werknaam is.")
    family_name = short_text("Achternaam", help_text="Mag leeg blijven.")
    working_name = short_text("Werknaam", help_text="Mag leeg blijven als er een naam is.")
    birth_date = forms.DateField(
        label="Geboortedatum",
        required=False,
        help_text="Alleen als het nodig is voor de hulp. Bijvoorbeeld 14-3-1996.",
        input_formats=["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%y"],
        widget=forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 14-3-1996."},
    )
    birth_year = forms.IntegerField(
        label="Of alleen het geboortejaar",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Schrijf het jaar met vier cijfers, bijvoorbeeld 1996."},
    )
    group = forms.ModelChoiceField(
        label="Welke doelgroep past nu het best?",
        queryset=TargetGroup.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Kies een doelgroep."},
    )
    municipality = forms.ModelChoiceField(
        label="In welke gemeente woont of verblijft ze?",
        queryset=Municipality.objects.none(),
        required=False,
        empty_label="weet ik niet",
    )
    own_words = short_text(
        "Welk woord gebruikt ze zelf voor haar werk?", help_text="Dit woord gebruik je in brieven."
    )
    language = short_text(
        "Taal", help_text="Bijvoorbeeld Nederlands, Engels, Spaans.", max_length=40
    )
    interpreter = forms.BooleanField(label="Er is een tolk nodig", required=False)
    plain_words = forms.BooleanField(label="Extra uitleg in korte zinnen helpt", required=False)
    count_me = forms.BooleanField(
        label="Meetellen zonder naam",
        required=False,
        help_text="Ze telt mee in het aantal mensen. Haar naam gaat nergens heen.",
    )
    conference = forms.BooleanField(
        label="Bespreken in het casuïstiekoverleg",
        required=False,
        help_text="Met een code, zonder naam.",
    )
    share_with = forms.ModelMultipleChoiceField(
        label="Delen met een partner",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen partners die ze zelf noemt.",
    )
    someone_else = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.partners = Organisation.objects.filter(kind=Organisation.Kind.PARTNER).exclude(
            id=actor.house
        )
        _offer(self.fields["group"], client_groups())
        _offer(self.fields["municipality"], municipalities())
        _offer(self.fields["share_with"], self.partners)

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data.get("birth_year")
        if year is not None and not OLDEST <= year <= clock.today().year:
            raise forms.ValidationError(
                f"Vul een jaar in van {OLDEST} tot en met {clock.today().year}."
            )
        return year

    def clean_birth_date(self) -> date | None:
        born: date | None = self.cleaned_data.get("birth_date")
        if born is not None and not date(OLDEST, 1, 1) <= born <= clock.today():
            raise forms.ValidationError("Deze geboortedatum kan niet. Kijk het jaar na.")
        return born

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not any((data.get("given_name"), data.get("family_name"), data.get("working_name"))):
            self.add_error(
                "given_name", "Vul een naam of een werknaam in. Eén van de twee is genoeg."
            )
        born, year = data.get("birth_date"), data.get("birth_year")
        if born and year and born.year != year:
            self.add_error(
                "birth_year",
                "Het jaar past niet bij de geboortedatum. Laat het jaar leeg of verbeter het.",
            )
        self._warn("called", "given_name", "family_name", "working_name", "own_words", "language")
        return data

    def identity(self) -> Identity:
        data = self.cleaned_data
        born: date | None = data.get("birth_date")
        return Identity(
            given_name=data["given_name"],
            family_name=data["family_name"],
            working_name=data["working_name"],
            birth_date=born,
            birth_year=born.year if born else data.get("birth_year"),
        )

    def intake(self) -> Intake:
        data = self.cleaned_data
        return Intake(
            called=data["called"],
            identity=self.identity(),
            group=data["group"],
            municipality=data["municipality"],
            own_words=data["own_words"],
            language=data["language"],
            interpreter=data["interpreter"],
            plain_words=data["plain_words"],
            safe_contact=self.agreement(),
        )

    def choices(self) -> dict[Choice, bool]:
        """Every purpose and every partner, yes or no."""
        data = self.cleaned_data
        wanted = {partner.id for partner in data["share_with"]}
        shares = {Choice(Consent.Purpose.SHARE, p.id): p.id in wanted for p in self.partners}
        return {
            Choice(Consent.Purpose.COUNT): data["count_me"],
            Choice(Consent.Purpose.CONFERENCE): data["conference"],
            **shares,
        }
