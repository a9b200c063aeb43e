"""The form for a focal officer."""

import uuid
from typing import Any

from django import forms

from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor, Member
from ketenwerk.programme.models import WorkArea


class AppointForm(forms.Form):
    use_required_attribute = False

    member = forms.ModelChoiceField(
        label="Wie?",
        queryset=Member.objects.none(),
        empty_label="kies een collega",
        error_messages={
            "required": "Kies een collega.",
            "invalid_choice": "Kies een collega uit de lijst.",
        },
    )
    area = forms.ModelChoiceField(
        label="Voor welk werkgebied?",
        queryset=WorkArea.objects.none(),
        required=False,
        empty_label="de hele organisatie",
        error_messages={"invalid_choice": "Kies een werkgebied uit de lijst."},
    )
    start = forms.DateField(
        label="Vanaf",
        initial=clock.today,
        input_formats=["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%y"],
        widget=forms.DateInput(
            format="%d-%m-%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={
            "required": "Vul een datum in.",
            "invalid": "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 14-3-2021.",
        },
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        own = {"organisation_id": actor.house}
        member, area = self.fields["member"], self.fields["area"]
        if isinstance(member, forms.ModelChoiceField) and isinstance(area, forms.ModelChoiceField):
            member.queryset = Member.objects.filter(**own, is_active=True).order_by("name")
            area.queryset = WorkArea.objects.filter(**own)

    def chosen_area(self) -> uuid.UUID | None:
        area: WorkArea | None = self.cleaned_data["area"]
        return area.id if area else None
