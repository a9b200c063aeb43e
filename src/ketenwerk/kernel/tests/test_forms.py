"""What every form asks in the same way, and what a later writer gets to see."""

from datetime import date, time

import pytest
from django import forms
from django.http import QueryDict

from ketenwerk.kernel import clock
from ketenwerk.kernel.forms import CarefulForm, day_field, not_ahead, number_field
from ketenwerk.kernel.two_writers import differences, show_both

IBAN = "NL91 ABNA 0417 1643 00"
MAIL = "iemand@voorbeeld.example"


class Example(CarefulForm):
    elsewhere = "Zet dat ergens anders."
    contacts = ("work",)

    words = forms.CharField(required=False)
    work = forms.CharField(required=False)
    mark = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=[("a", "Een gesprek"), (IBAN, "Een bezoek")], required=False)
    day = day_field("Welke dag?", required=False, validators=[not_ahead])
    number = number_field("Hoeveel?", 12, required=False)


def errors(**sent: str) -> dict[str, list[str]]:
    return {str(name): list(found) for name, found in Example(sent).errors.items()}


def test_a_number_that_is_never_kept_is_named_where_it_was_typed():
    assert list(errors(words=IBAN, work=IBAN)) == ["words", "work"]


def test_an_address_may_stand_where_contact_belongs_and_elsewhere_it_says_where():
    assert list(errors(work=MAIL)) == []
    assert errors(words=MAIL)["words"][0].endswith("Zet dat ergens anders.")


def test_what_nobody_typed_is_not_looked_through():
    assert errors(mark=IBAN, kind=IBAN) == {}


@pytest.mark.parametrize("typed", ["2021-03-14", "14-3-2021"])
def test_a_day_is_read_in_both_ways(typed):
    form = Example({"day": typed})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2021, 3, 14)


def test_what_has_happened_lies_not_ahead():
    assert errors(day=clock.today().isoformat()) == {}
    (said,) = errors(day=clock.days_later(1).isoformat())["day"]
    assert "toekomst" in said


@pytest.mark.parametrize(
    ("typed", "said"), [("0", "1 of hoger"), ("13", "te hoog"), ("acht", "heel getal")]
)
def test_a_wrong_number_says_what_is_right(typed, said):
    assert said in errors(number=typed)["number"][0]


class Both(forms.Form):
    kind = forms.ChoiceField(label="Wat?", choices=[("a", "Een gesprek"), ("b", "Een bezoek")])
    day = day_field("Welke dag?")
    start = forms.TimeField(label="Hoe laat?")
    words = forms.CharField(label="Wat is er gezegd?", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


def test_a_later_writer_sees_only_what_differs_in_words_and_keeps_what_was_typed():
    form = Both(QueryDict("kind=a&day=2021-03-14&start=10:30&words=Mijn+tekst&version=1"))
    assert form.is_valid()
    same = {"kind": "Een gesprek", "day": "14 maart 2021", "start": f"{time(10, 30):%H:%M}"}
    assert differences(form, {**same, "words": ""}) == [("Wat is er gezegd?", "leeg")]
    other = {"kind": "Een bezoek", "day": "15 maart 2021", "hour_id": "7"}
    assert [text for _, text in differences(form, other)] == ["Een bezoek", "15 maart 2021"]
    show_both(form, version=2)
    assert (form.data["version"], form.data["words"]) == ("2", "Mijn tekst")
