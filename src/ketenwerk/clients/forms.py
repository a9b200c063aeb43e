"""The forms of clients: minimal, in plain words, every choice default no."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.db.models import QuerySet

from ketenwerk.clients.actions import Intake
from ketenwerk.clients.consenting import Choice, Talk
from ketenwerk.clients.dossier import CHANNELS, SafeAgreement
from ketenwerk.clients.link_tokens import Identity
from ketenwerk.clients.models import Client, Consent
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.free_text import warn_about
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import Municipality, TargetGroup, client_groups, municipalities

REQUIRED_WORDS = {"required": "Vul dit in."}
OLDEST = 1920
# The free words of an agreement on contact.
AGREED = ("value", "moments", "pick_up", "code_word", "opening", "never", "unsafe")


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


def time_of_day(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Schrijf het tijdstip als 20:00."},
    )


def _clock(moment: time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


def possible_year(year: int | None) -> int | None:
    if year is not None and not OLDEST <= year <= clock.today().year:
        raise forms.ValidationError(
            f"Vul een jaar in van {OLDEST} tot en met {clock.today().year}."
        )
    return year


def possible_birth(born: date | None) -> date | None:
    if born is not None and not date(OLDEST, 1, 1) <= born <= clock.today():
        raise forms.ValidationError("Deze geboortedatum kan niet. Kijk het jaar na.")
    return born


def identity_problems(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with who she is, as (field, sentence)."""
    if not any((data.get("given_name"), data.get("family_name"), data.get("working_name"))):
        yield "given_name", "Vul een naam of een werknaam in. Eén van de twee is genoeg."
    born, year = data.get("birth_date"), data.get("birth_year")
    if born and year and born.year != year:
        yield (
            "birth_year",
            "Het jaar past niet bij de geboortedatum. Laat het jaar leeg of verbeter het.",
        )


def identity_in(data: Mapping[str, Any]) -> Identity:
    born: date | None = data.get("birth_date")
    return Identity(
        given_name=data["given_name"],
        family_name=data["family_name"],
        working_name=data["working_name"],
        birth_date=born,
        birth_year=born.year if born else data.get("birth_year"),
    )


def offer(field: forms.Field, rows: QuerySet[Any]) -> None:
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
    days = forms.TypedMultipleChoiceField(
        label="Op welke dagen?",
        choices=[(number, day[:2]) for number, day in enumerate(dutch.WEEKDAYS)],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Niets gekozen is: elke dag.",
    )
    since = time_of_day("Niet eerder dan")
    until = time_of_day("Niet later dan")
    moments = short_text("Wanneer mag het?", help_text="Bijvoorbeeld: doordeweeks na 20.00 uur.")
    pick_up = short_text(
        "Wie mag er opnemen?", help_text="Zonder naam. Bijvoorbeeld: alleen zijzelf, of haar zus."
    )
    code_word = short_text("Codewoord", help_text="Daaraan hoort ze dat jij het bent.")
    opening = short_text("Waar begin je over?", help_text="Bijvoorbeeld: “over de cursus”.")
    never = short_text("Wat mag nooit?", help_text="Bijvoorbeeld: niet bellen, geen post.")
    voicemail = forms.BooleanField(label="Een bericht inspreken mag", required=False)
    unsafe = short_text(
        "Voor wie moet je oppassen?",
        help_text="Zonder naam. Bijvoorbeeld: de man met wie ze woont leest mee.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._warn(*AGREED, allow_contact=True)
        told = ("value", "moments", "days", "since", "until", "pick_up", "code_word")
        if not data.get("channel") and any(data.get(name) for name in told):
            self.add_error("channel", "Kies hoe je contact mag opnemen.")
        if data.get("since") and data.get("since") == data.get("until"):
            self.add_error("until", "Kies een ander tijdstip dan het begin.")
        return data

    def _warn(self, *names: str, allow_contact: bool = False) -> None:
        """Says what never belongs in these texts, before anything is saved (D11)."""
        for name in names:
            text = str(self.cleaned_data.get(name, ""))
            for problem in warn_about(text, allow_contact=allow_contact):
                self.add_error(name, problem)

    def agreement(self) -> SafeAgreement | None:
        data = self.cleaned_data
        if not any(data.get(name) for name in ("channel", *AGREED)):
            return None
        return SafeAgreement(
            channel=data["channel"],
            voicemail=data["voicemail"],
            days=tuple(sorted(data["days"])),
            since=_clock(data["since"]),
            until=_clock(data["until"]),
            **{name: data[name] for name in AGREED},
        )


class TalkForm(forms.Form):
    """How consent was asked. It goes with whichever choice is recorded."""

    use_required_attribute = False

    given_by = forms.ChoiceField(
        label="Wie koos?", choices=Consent.GivenBy.choices, initial=Consent.GivenBy.SELF
    )
    form = forms.ChoiceField(
        label="Hoe is het vastgelegd?", choices=Consent.Form.choices, initial=Consent.Form.SPOKEN
    )
    explained = forms.ChoiceField(
        label="Hoe heb je het uitgelegd?",
        choices=Consent.Explained.choices,
        initial=Consent.Explained.TOLD,
    )
    language = short_text("In welke taal?", max_length=40)
    witness = short_text(
        "Wie was erbij?",
        help_text="Alleen bij een getuige of tolk. Een functie is genoeg, zoals: tolk.",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        present = (
            data.get("form") == Consent.Form.WITNESSED
            or data.get("explained") == Consent.Explained.INTERPRETER
        )
        if present and not data.get("witness"):
            self.add_error("witness", "Schrijf wie erbij was. Een functie is genoeg.")
        for problem in warn_about(data.get("witness", "")):
            self.add_error("witness", problem)
        return data

    def clean_language(self) -> str:
        language: str = self.cleaned_data["language"]
        if warn_about(language):
            raise forms.ValidationError("Schrijf hier alleen een taal.")
        return language

    def talk(self) -> Talk:
        return Talk(**self.cleaned_data)


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
    ground = forms.ChoiceField(
        label="Vroeg ze zelf om contact?",
        choices=[(value, label) for value, label in Client.Ground.choices if value],
        required=False,
        widget=forms.RadioSelect,
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
        offer(self.fields["group"], client_groups())
        offer(self.fields["municipality"], municipalities())
        offer(self.fields["share_with"], self.partners)

    def clean_birth_year(self) -> int | None:
        return possible_year(self.cleaned_data.get("birth_year"))

    def clean_birth_date(self) -> date | None:
        return possible_birth(self.cleaned_data.get("birth_date"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, problem in identity_problems(data):
            self.add_error(name, problem)
        self._warn("called", "given_name", "family_name", "working_name", "own_words", "language")
        return data

    def identity(self) -> Identity:
        return identity_in(self.cleaned_data)

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
            ground=data["ground"],
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
