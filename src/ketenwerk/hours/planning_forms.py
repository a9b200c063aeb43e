"""Forms of rosters, days off and fixed parts."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from ketenwerk.hours.forms import minutes_of
from ketenwerk.kernel import dutch
from ketenwerk.kernel.forms import day_field
from ketenwerk.programme.api import Activity

WRONG = "Vul uren in, bijvoorbeeld 1,5. Leeg is geen uren."
KINDS = (("indirect", "Indirecte tijd"), ("travel", "Reistijd"))


class RosterForm(forms.Form):
    use_required_attribute = False

    activity = forms.ChoiceField(
        label="Waarvoor?",
        error_messages={"required": "Kies waarvoor.", "invalid_choice": "Kies waarvoor."},
    )
    first = day_field("Vanaf")
    last = day_field("Tot en met")

    def __init__(self, *args: Any, activities: Iterable[Activity], **options: Any) -> None:
        super().__init__(*args, **options)
        self.activities = {str(each.id): each for each in activities}
        choices = [(key, each.label) for key, each in self.activities.items()]
        activity = self.fields["activity"]
        if isinstance(activity, forms.ChoiceField):
            activity.choices = [("", "Kies"), *choices]
        for number, weekday in enumerate(dutch.WEEKDAYS):
            self.fields[f"day{number}"] = forms.CharField(
                label=dutch.capital(weekday),
                required=False,
                max_length=8,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[f"day{number}"] for number in range(len(dutch.WEEKDAYS))]

    @property
    def minutes(self) -> list[int]:
        return [self.cleaned_data[f"day{number}"] for number in range(len(dutch.WEEKDAYS))]

    @property
    def chosen(self) -> Activity:
        return self.activities[self.cleaned_data["activity"]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for number in range(len(dutch.WEEKDAYS)):
            name = f"day{number}"
            minutes = minutes_of(data.get(name) or "")
            if minutes is None:
                self.add_error(name, WRONG)
            else:
                data[name] = minutes
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", "De laatste dag ligt voor de eerste.")
        return data


class StopForm(forms.Form):
    use_required_attribute = False

    last = day_field(
        "Tot en met welke dag geldt de regel nog?", "Eerdere dagen blijven zoals ze waren."
    )


class DaysOffForm(forms.Form):
    use_required_attribute = False

    first = day_field("Eerste vrije dag")
    last = day_field("Laatste vrije dag")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", "De laatste dag ligt voor de eerste.")
        return data


class ShareForm(forms.Form):
    use_required_attribute = False

    kind = forms.ChoiceField(
        label="Waarvoor?",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarvoor."},
    )
    percent = forms.DecimalField(
        label="Hoeveel procent van de geschreven uren?",
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
        localize=False,
        help_text="Met 0 stopt het vaste deel.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            (
                "required",
                "invalid",
                "min_value",
                "max_value",
                "max_digits",
                "max_decimal_places",
                "max_whole_digits",
            ),
            "Vul een percentage in van 0 tot en met 100, bijvoorbeeld 12,5.",
        ),
    )
    start = forms.ChoiceField(
        label="Vanaf welke maand?", error_messages={"required": "Kies een maand."}
    )
    agreed_on = day_field("Wanneer sprak je dit af met de controller?")

    def __init__(self, *args: Any, months: Iterable[date], **options: Any) -> None:
        super().__init__(*args, **options)
        start = self.fields["start"]
        if isinstance(start, forms.ChoiceField):
            start.choices = [
                (each.isoformat(), f"{dutch.MONTHS[each.month - 1]} {each.year}") for each in months
            ]
        if self.is_bound:
            percent = str(self.data.get("percent", "")).replace(",", ".")
            self.data = {
                **{name: self.data.get(name, "") for name in self.data},
                "percent": percent,
            }

    def clean_start(self) -> date:
        return date.fromisoformat(self.cleaned_data["start"])

    def clean_percent(self) -> Decimal:
        return Decimal(self.cleaned_data["percent"])
