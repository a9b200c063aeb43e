"""Forms of referrals: to a partner, to the network, giving back, meeting together, telling what came of it."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from ketenwerk.clients.api import ShareGround
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.forms import CarefulForm, day_field
from ketenwerk.meetings.api import NetworkContact
from ketenwerk.programme.api import life_domains
from ketenwerk.referrals.actions import HERS_STAYS, NOT_ABOUT, Handover, NewReferral, ToNetwork
from ketenwerk.referrals.models import NetworkReferral, Referral
from ketenwerk.referrals.queries import Page, Partner
from ketenwerk.trajectories.api import TrajectoryView

APART = "Deze leefgebieden gaan niet samen: over het ene zei zij ja, over het andere niet. Verstuur twee verwijzingen."
# How long it can be read, in days; the shortest is the default.
TERMS = {"30": "een maand", "91": "drie maanden", "182": "een half jaar"}


def text_field(label: str, missing: str = "", *, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(missing),
        help_text=help_text,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": missing},
    )


def one_of(label: str, choices: Iterable[tuple[str, str]], missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(value, dutch.capital(str(text))) for value, text in choices],
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
    )


def _ground_words(ground: ShareGround, names: dict[uuid.UUID, str]) -> str:
    until = dutch.full_day(ground.until)
    about = dutch.listing([name for key, name in names.items() if key in ground.domains])
    if ground.is_exception:
        return (
            f"uitzondering zonder toestemming tot {until}, alleen je vraag gaat mee, over {about}"
        )
    if not about:
        return f"toestemming tot {until}, nog zonder leefgebied: stel alleen je vraag"
    return f"toestemming tot {until}, over {about}"


class PartnerForm(CarefulForm):
    receiver = one_of("Naar welke organisatie?", (), "Kies een organisatie.")
    asked = text_field(
        "Wat vraag je?", "Schrijf wat je vraagt.", help_text="Kort. Geen namen van anderen."
    )
    why = text_field(
        "Waarom?", "Schrijf waarom je verwijst.", help_text="Gewone woorden. Alleen wat nodig is."
    )
    about = forms.MultipleChoiceField(
        label="Over welke leefgebieden gaat het?",
        help_text="Alleen waar zij ja op zei. Kies je niets, schrijf dan alleen je vraag.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_ABOUT},
    )
    own_question = text_field(
        "Hoe zegt zij het zelf?",
        help_text="Haar vraag, als zij die wil meegeven. Mag leeg blijven.",
    )
    with_called = forms.BooleanField(
        label="Geef mee hoe zij genoemd wil worden",
        help_text="Anders staat er geen naam bij.",
        required=False,
    )
    with_contact = forms.BooleanField(
        label="Geef de afspraak over veilig contact mee",
        help_text="Anders loopt het eerste contact via jou.",
        required=False,
    )
    term = one_of("Hoe lang mag de ander dit lezen?", TERMS.items(), "Kies hoe lang.")

    def __init__(self, *args: Any, partners: Iterable[Partner], **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("term", next(iter(TERMS)))
        self.partners = {str(each.id): each for each in partners}
        names = dict(life_domains().values_list("id", "name"))
        self.fields["receiver"].choices = [  # type: ignore[attr-defined]
            (key, f"{each.name}\n{'; '.join(_ground_words(one, names) for one in each.grounds)}")
            for key, each in self.partners.items()
        ]
        said_yes = {key for each in self.partners.values() for key in each.domains}
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            (str(key), name) for key, name in names.items() if key in said_yes
        ]

    def clean(self) -> dict[str, Any]:
        """On an exception she agreed to nothing, so nothing of hers goes along."""
        data = super().clean()
        partner = self.partners.get(data.get("receiver", ""))
        if partner is None:
            return data
        ground = partner.ground_about(self._about())
        if not ground.covers(self._about()):
            apart = partner.domains.issuperset(self._about())
            self.add_error("about", APART if apart else NOT_ABOUT)
        if ground.is_exception and not self.errors:
            for name in self.new().hers:
                self.add_error(name, HERS_STAYS)
        return data

    def _about(self) -> frozenset[uuid.UUID]:
        return frozenset(uuid.UUID(key) for key in self.cleaned_data.get("about", ()))

    def new(self) -> NewReferral:
        data, about = self.cleaned_data, self._about()
        partner = self.partners[data["receiver"]]
        return NewReferral(
            receiver=partner.id,
            asked=data["asked"],
            why=data["why"],
            until=min(
                clock.days_later(int(data["term"])), partner.ground_about(about).until_about(about)
            ),
            own_question=data["own_question"],
            with_called=data["with_called"],
            with_contact=data["with_contact"],
            about=about,
        )

    def receiver_name(self) -> str:
        return self.partners[self.cleaned_data["receiver"]].name


def _by_way(contacts: Iterable[NetworkContact]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The directory in groups: first what leads to work, training or day activities, then the rest (R25)."""
    rows = list(contacts)
    ways = [(way, f"Leidt naar {label}") for way, label in NetworkContact.Way.choices]
    groups = [
        (
            label,
            [
                (str(each.id), f"{each.name}, {each.function}")
                for each in rows
                if each.leads_to == way
            ],
        )
        for way, label in (*ways, ("", "Andere hulp"))
    ]
    return [(label, places) for label, places in groups if places]


class NetworkForm(forms.Form):
    use_required_attribute = False

    kind = one_of("Naar welke hulp?", NetworkReferral.Kind.choices, "Kies naar welke hulp.")
    contact = forms.ChoiceField(
        label="Bij wie, uit de sociale kaart?",
        required=False,
        help_text="Mag leeg blijven.",
        error_messages={"invalid_choice": "Kies iets uit de lijst, of laat het leeg."},
    )
    trajectory = forms.ChoiceField(
        label="Bij welk traject hoort het?",
        required=False,
        error_messages={"invalid_choice": "Kies een traject dat loopt, of geen."},
    )
    day = day_field("Op welke dag?")
    accompanied_by = forms.ChoiceField(
        label="Ging er iemand mee?",
        required=False,
        error_messages={"invalid_choice": "Kies een collega, of niemand."},
    )
    outcome = one_of("Kwam zij er aan?", NetworkReferral.Outcome.choices, "Kies een antwoord.")

    def __init__(
        self,
        *args: Any,
        contacts: Iterable[NetworkContact],
        people: Iterable[tuple[uuid.UUID, str]],
        running: Iterable[TrajectoryView],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("day", clock.today())
        self.initial.setdefault("outcome", NetworkReferral.Outcome.UNKNOWN)
        self.fields["contact"].choices = [  # type: ignore[attr-defined]
            ("", "Geen"),
            *_by_way(contacts),
        ]
        open_ones = [(str(each.id), each.activity.label) for each in running]
        self.initial.setdefault("trajectory", open_ones[0][0] if len(open_ones) == 1 else "")
        self.fields["trajectory"].choices = [("", "Geen traject"), *open_ones]  # type: ignore[attr-defined]
        self.fields["accompanied_by"].choices = [  # type: ignore[attr-defined]
            ("", "Nee, zij ging zelf"),
            *((str(key), name) for key, name in people),
        ]

    def to(self) -> ToNetwork:
        data = self.cleaned_data
        return ToNetwork(
            kind=data["kind"],
            day=data["day"],
            contact=uuid.UUID(data["contact"]) if data["contact"] else None,
            accompanied_by=uuid.UUID(data["accompanied_by"]) if data["accompanied_by"] else None,
            trajectory=uuid.UUID(data["trajectory"]) if data["trajectory"] else None,
            outcome=data["outcome"],
        )


class ReturnForm(CarefulForm):
    reason = one_of("Waarom geef je terug?", Referral.Reason.choices, "Kies een reden.")
    words = text_field(
        "Toelichting voor wie verwees", help_text="Kort. Mag leeg blijven, behalve bij ‘anders’."
    )


class HandoverForm(forms.Form):
    use_required_attribute = False

    day = day_field("Op welke dag spreken jullie elkaar, samen met haar?")
    place = one_of("Waar?", Referral.Place.choices, "Kies waar.")
    state = one_of("Hoe staat het?", Referral.Handover.choices, "Kies hoe het staat.")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: Page, **options: Any) -> None:
        super().__init__(*args, **options)
        now = page.handover
        self.initial.update(
            {
                "day": now.day if now else None,
                "place": now.place if now else "",
                "state": now.state if now else Referral.Handover.PLANNED,
                "seen": page.version,
            }
        )

    def handover(self) -> Handover:
        data = self.cleaned_data
        day: date = data["day"]
        return Handover(day, data["place"], data["state"])


class FeedbackForm(forms.Form):
    use_required_attribute = False

    feedback = one_of("Wat kwam ervan?", Referral.Feedback.choices, "Kies wat je wilt laten weten.")
    seen = forms.IntegerField(widget=forms.HiddenInput)
