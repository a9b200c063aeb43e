"""Forms for giving and taking the direction, and for asking her again whether a partner may read on."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from ketenwerk.plans.directing import Taken
from ketenwerk.plans.queries import MemberView
from ketenwerk.programme.api import life_domains

SAYS_YES = "Alleen waar zij nu ja op zegt. Vraag het haar eerst."


def _choose(form: forms.Form, name: str, choices: Iterable[tuple[Any, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [(str(key), label) for key, label in choices]


def _domains(label: str, *, required: bool) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=SAYS_YES,
        required=required,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één leefgebied waar zij ja op zegt."},
    )


class OfferForm(forms.Form):
    use_required_attribute = False

    to = forms.ChoiceField(
        label="Wie vraag je om de regie over te nemen?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies iemand.", "invalid_choice": "Kies iemand."},
    )

    def __init__(self, *args: Any, members: Iterable[MemberView], **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "to", ((each.id, f"{each.worker}, {each.partner_name}") for each in members))


class TakeForm(forms.Form):
    use_required_attribute = False

    client = forms.ChoiceField(
        label="Welke cliënt van jou is dit?",
        error_messages={"required": "Kies een cliënt.", "invalid_choice": "Kies een cliënt."},
    )
    former = _domains("Op welke leefgebieden blijft de ander meedoen?", required=False)

    def __init__(
        self, *args: Any, clients: Iterable[tuple[uuid.UUID, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _choose(self, "client", [("", "Kies een cliënt"), *clients])
        _choose(self, "former", life_domains().values_list("id", "name"))

    def taken(self) -> Taken:
        data = self.cleaned_data
        domains = frozenset(uuid.UUID(each) for each in data["former"])
        return Taken(uuid.UUID(data["client"]), domains)


class RenewForm(forms.Form):
    use_required_attribute = False

    domains = _domains("Waar zegt zij weer ja op?", required=True)

    def __init__(self, *args: Any, member: MemberView, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = life_domains().filter(id__in=member.domain_ids)
        _choose(self, "domains", rows.values_list("id", "name"))

    def agreed(self) -> frozenset[uuid.UUID]:
        return frozenset(uuid.UUID(each) for each in self.cleaned_data["domains"])
