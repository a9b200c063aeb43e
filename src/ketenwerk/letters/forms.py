"""The form of a letter."""

from typing import Any

from django import forms

from ketenwerk.letters.actions import Wish
from ketenwerk.letters.queries import NO_SENDER, SENDERS
from ketenwerk.letters.texts import DUTCH, kinds, languages
from ketenwerk.letters.ways import BY_HAND, WAYS


class LetterForm(forms.Form):
    use_required_attribute = False

    kind = forms.ChoiceField(
        label="Welke brief?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een brief."},
    )
    language = forms.ChoiceField(label="In welke taal?", initial=DUTCH)
    day = forms.CharField(
        label="Welke dag?", required=False, max_length=60, help_text="Zoals het in de brief komt."
    )
    time = forms.CharField(label="Hoe laat?", required=False, max_length=20)
    place = forms.CharField(
        label="Waar?",
        required=False,
        max_length=120,
        help_text="Kies woorden die alleen zij begrijpt. Leeg mag ook.",
    )
    way = forms.ChoiceField(
        label="Hoe krijgt zij de brief?",
        widget=forms.RadioSelect,
        choices=list(WAYS.items()),
        initial=BY_HAND,
        error_messages={"required": "Kies hoe zij de brief krijgt."},
    )
    sender = forms.ChoiceField(
        label="Wie staat er onder?",
        widget=forms.RadioSelect,
        choices=list(SENDERS.items()),
        initial=NO_SENDER,
        required=False,
        help_text="Zonder naam weet niemand die hem vindt van wie hij komt.",
    )
    own_text = forms.CharField(
        label="Wil je er iets bij schrijven?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact_checked = forms.BooleanField(
        label="Ik heb met haar nagekeken dat een brief veilig is", required=False
    )
    text_checked = forms.BooleanField(
        label="Iemand die de taal kent heeft de tekst nagelezen",
        required=False,
        help_text="Alleen nodig als er “nog niet nagelezen” bij de taal staat.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind, language = self.fields["kind"], self.fields["language"]
        if isinstance(kind, forms.ChoiceField) and isinstance(language, forms.ChoiceField):
            kind.choices = list(kinds().items())
            language.choices = [
                (each.code, each.name if each.reviewed else f"{each.name} (nog niet nagelezen)")
                for each in languages().values()
            ]

    def wish(self, kept: frozenset[str] = frozenset()) -> Wish:
        data = self.cleaned_data
        return Wish(
            kind=data["kind"],
            language=data["language"],
            values={name: data[name] for name in ("day", "time", "place")},
            own_text=data["own_text"],
            way=data["way"],
            sender=data["sender"] or NO_SENDER,
            kept=kept,
            contact_checked=data["contact_checked"],
            text_checked=data["text_checked"],
        )
