"""Forms of the plan: a line, what becomes of it, a review, an invitation, the direction."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from ketenwerk.kernel import clock
from ketenwerk.kernel.forms import CarefulForm, day_field
from ketenwerk.people.api import Organisation
from ketenwerk.plans.actions import Change, NewLine, Reviewed
from ketenwerk.plans.models import PlanChange, PlanItem
from ketenwerk.plans.queries import Line, PlanView
from ketenwerk.plans.taking_part import Invitable, Invitation
from ketenwerk.programme.api import life_domains

PICK_DOMAIN = "Kies een leefgebied."


def text_field(
    label: str, missing: str = "", *, rows: int = 2, help_text: str = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(missing),
        help_text=help_text,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


class LineForm(CarefulForm):
    kind = forms.ChoiceField(
        label="Wat zet je erbij?",
        choices=[
            (PlanItem.Kind.GOAL, "Wat ik wil\neen doel, in haar eigen woorden"),
            (PlanItem.Kind.CLIENT, "Ik doe\nwat zij zelf doet"),
            (PlanItem.Kind.PARTNER, "Wij doen\nwat een organisatie doet"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je erbij zet."},
    )
    words = text_field(
        "Wat spreken jullie af?",
        "Schrijf wat jullie afspreken.",
        help_text="Kort, in haar eigen woorden. Geen namen van anderen.",
    )
    domain = forms.ChoiceField(
        label="Over welk leefgebied gaat het?",
        help_text="Dit bepaalt welke partner het kan zien.",
        error_messages={"required": PICK_DOMAIN, "invalid_choice": PICK_DOMAIN},
    )
    owner = forms.ChoiceField(
        label="Wie doet het?", required=False, help_text="Alleen bij ‘wij doen’."
    )
    due = day_field("Voor wanneer?", required=False)

    def __init__(self, *args: Any, own: Organisation, plan: PlanView, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["domain"].choices = [  # type: ignore[attr-defined]
            ("", "Kies een leefgebied"),
            *((str(each.id), each.name) for each in life_domains()),
        ]
        partners = [
            (str(each.partner), each.partner_name) for each in plan.members if each.takes_part
        ]
        owners = [("", "Kies wie het doet"), (str(own.id), own.name), *partners]
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        kind = data.get("kind")
        if kind == PlanItem.Kind.PARTNER and not data.get("owner"):
            self.add_error("owner", "Kies wie het doet.")
        if kind != PlanItem.Kind.GOAL and not data.get("due") and "due" not in self.errors:
            self.add_error("due", "Kies voor wanneer.")
        return data

    def line(self) -> NewLine:
        data = self.cleaned_data
        partner = data["kind"] == PlanItem.Kind.PARTNER
        goal = data["kind"] == PlanItem.Kind.GOAL
        return NewLine(
            kind=data["kind"],
            words=data["words"],
            domain=uuid.UUID(data["domain"]),
            owner=uuid.UUID(data["owner"]) if partner else None,
            due=None if goal else data["due"],
        )


class ChangeForm(CarefulForm):
    """How far a line is; who directs the plan may also change what was agreed and for when."""

    state = forms.ChoiceField(
        label="Hoe staat het?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe het staat.", "invalid_choice": "Kies hoe het staat."},
    )
    remark = text_field("Wat is er gebeurd?", help_text="Een paar woorden. Bij vervallen: waarom.")
    words = text_field("Wat spreken jullie af?")
    due = day_field("Voor wanneer?", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, line: Line, directs: bool, **options: Any) -> None:
        now = line.now
        initial = {"state": now.state, "words": now.words, "due": now.due, "seen": now.number}
        super().__init__(*args, **options)
        self.initial.update(initial)
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (value, label.capitalize())
            for value, label in PlanChange.State.choices
            if value == now.state or value in line.may_become
        ]
        if not directs:
            del self.fields["words"], self.fields["due"]
        elif line.kind == PlanItem.Kind.GOAL:
            del self.fields["due"]

    def change(self) -> Change:
        data = self.cleaned_data
        return Change(data["state"], data["remark"], data.get("words") or None, data.get("due"))


class ReviewForm(CarefulForm):
    day = day_field("Op welke dag bespraken jullie het?")
    changed = text_field("Wat verandert er?", help_text="Mag leeg blijven.")
    agreed = forms.ChoiceField(
        label="Is zij het eens met het plan?",
        choices=[("yes", "Ja"), ("no", "Nee")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )
    words = text_field("Hoe zegt zij het zelf?", help_text="In eigen woorden. Mag leeg blijven.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("day", clock.today())

    def reviewed(self) -> Reviewed:
        data = self.cleaned_data
        return Reviewed(data["day"], data["agreed"] == "yes", data["changed"], data["words"])


class InviteForm(forms.Form):
    use_required_attribute = False

    who = forms.ChoiceField(
        label="Wie nodig je uit?",
        error_messages={
            "required": "Kies wie je uitnodigt.",
            "invalid_choice": "Kies wie je uitnodigt.",
        },
    )
    domains = forms.MultipleChoiceField(
        label="Voor welke leefgebieden?",
        help_text="De partner ziet alleen deze leefgebieden.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één leefgebied."},
    )
    with_called = forms.BooleanField(
        label="Deel ook hoe zij genoemd wil worden",
        help_text="Alleen als zij dat goed vindt. Anders ziet de partner alleen de code.",
        required=False,
    )

    def __init__(self, *args: Any, people: Iterable[Invitable], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {f"{each.partner}.{each.worker or ''}": each for each in people}
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("", "Kies iemand"),
            *(
                (key, f"{each.partner_name}: {each.worker_name}")
                for key, each in self.people.items()
            ),
        ]
        self.fields["domains"].choices = [  # type: ignore[attr-defined]
            (str(each.id), each.name) for each in life_domains()
        ]

    def invitation(self) -> Invitation:
        data = self.cleaned_data
        who = self.people[data["who"]]
        domains = frozenset(uuid.UUID(each) for each in data["domains"])
        return Invitation(who.partner, domains, who.worker, with_called=data["with_called"])


class DirectorForm(forms.Form):
    use_required_attribute = False

    to = forms.ChoiceField(
        label="Wie krijgt de regie?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een collega.", "invalid_choice": "Kies een collega."},
    )

    def __init__(
        self, *args: Any, colleagues: Iterable[tuple[uuid.UUID, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = [(str(key), name) for key, name in colleagues]  # type: ignore[attr-defined]
