"""Forms of a hand-over: whom and what, a contact of the outside worker, and giving back."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms

from ketenwerk.handovers.actions import MINUTES_MAX, NewContact, Selection
from ketenwerk.handovers.models import Handover, HandoverContact, HandoverEnd
from ketenwerk.kernel import clock
from ketenwerk.kernel.forms import day_field, not_ahead
from ketenwerk.kernel.free_text import warn_about
from ketenwerk.people.api import Member
from ketenwerk.programme.api import life_domains

MINUTES_INVALID = "Vul het aantal minuten in, bijvoorbeeld 45."
CHOOSE_WORKER = "Kies wie verdergaat met haar."


def part_field(label: str, help_text: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=help_text)


class HandOverForm(forms.Form):
    """`shown` is the selection whose picture the writer saw: handing over follows on seeing."""

    use_required_attribute = False

    worker = forms.ChoiceField(
        label="Wie gaat verder?",
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_WORKER, "invalid_choice": CHOOSE_WORKER},
    )
    called = part_field("Hoe zij genoemd wil worden", "Anders ziet de ander alleen de code.")
    contact = part_field("Hoe je haar veilig bereikt")
    goal = part_field("Wat zij zelf wil bereiken")
    domains = forms.MultipleChoiceField(
        label="Over welke leefgebieden gaat de hulp?",
        help_text="Alleen de namen van de leefgebieden, niet wat erover in het dossier staat.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    last = day_field(
        "Tot en met welke dag?", "De laatste dag van het besluit. Daarna ziet de ander niets meer."
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, workers: Iterable[Member], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = {
            "worker": [(str(each.id), each.name) for each in workers],
            "domains": [(each.key, each.name) for each in life_domains()],
        }
        for name, known in choices.items():
            self.fields[name].choices = known  # type: ignore[attr-defined]

    def selection(self) -> Selection:
        data = self.cleaned_data
        return Selection(
            worker=uuid.UUID(data["worker"]),
            until=data["last"] + timedelta(days=1),
            called=data["called"],
            contact=data["contact"],
            goal=data["goal"],
            domains=frozenset(data["domains"]),
        )

    def mark(self) -> str:
        """By which the same selection is recognised; it holds no word about her."""
        data = self.cleaned_data
        flags = [name for name in ("called", "contact", "goal") if data[name]]
        return ".".join([data["worker"], str(data["last"]), *flags, *sorted(data["domains"])])

    @property
    def was_shown(self) -> bool:
        return bool(self.cleaned_data["shown"] == self.mark())


class ContactForm(forms.Form):
    use_required_attribute = False

    words = forms.CharField(
        label="Wat is er gebeurd?",
        help_text="Alleen jij leest dit. Schrijf zo min mogelijk.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=10_000,
        error_messages={"required": "Schrijf wat er gebeurde. Een paar woorden is genoeg."},
    )
    kind = forms.ChoiceField(
        label="Wat deed je?",
        choices=HandoverContact.Kind.choices,
        initial=HandoverContact.Kind.TALK,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je deed."},
    )
    minutes = forms.IntegerField(
        label="Hoe lang, in minuten?",
        min_value=1,
        max_value=MINUTES_MAX,
        initial=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), MINUTES_INVALID
        ),
    )
    day = day_field("Welke dag?", validators=[not_ahead])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("day", clock.today())

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        for problem in warn_about(words):
            self.add_error("words", problem)
        return words

    def contact(self) -> NewContact:
        data = self.cleaned_data
        return NewContact(data["day"], data["kind"], data["minutes"], data["words"])


class GiveBackForm(forms.Form):
    use_required_attribute = False

    state = forms.ChoiceField(
        label="Hoe eindigt het?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe het eindigt."},
    )
    reason = forms.ChoiceField(
        label="Waarom geef je terug?",
        choices=[("", "kies een reden"), *HandoverEnd.Reason.choices],
        required=False,
        help_text="Alleen bij teruggeven. De ander ziet deze reden en verder niets.",
    )

    def __init__(self, *args: Any, partner: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (Handover.State.DONE, "Klaar\nde hulp is afgerond"),
            (Handover.State.RETURNED, f"Terug naar {partner}\niemand daar gaat verder"),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("state") == Handover.State.RETURNED and not data.get("reason"):
            self.add_error("reason", "Kies waarom je teruggeeft.")
        return data
