"""Invented content for the styleguide page, which shows every component in every state."""

from typing import Any

from django import forms

from ketenwerk.web.components import Chip, Column, Entry, Fact, Step, Tab, Way


class ExampleForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(
        label="Naam van de training", help_text="Neutraal, deze naam staat ook op de uitnodiging."
    )
    groups = forms.MultipleChoiceField(
        label="Voor wie?",
        choices=[
            ("youth", "Jeugdigen\n4 tot en met 18 jaar"),
            ("risk", "Risicogroep\neerste signalen"),
            ("workers", "Sekswerkers\n18 jaar en ouder"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    seats = forms.IntegerField(
        label="Hoeveel plaatsen?",
        help_text="Hooguit 8, dat staat in het werkplan.",
        max_value=8,
        error_messages={"max_value": "Vul een getal in van 1 tot en met 8. Er staat nu 12."},
    )
    last_day = forms.DateField(
        label="Laatste bijeenkomst",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Kies een dag na de eerste bijeenkomst."},
    )
    part = forms.ChoiceField(
        label="Welk dagdeel?",
        choices=[("morning", "Ochtend"), ("afternoon", "Middag"), ("evening", "Avond")],
        widget=forms.RadioSelect,
        required=False,
    )
    source = forms.ChoiceField(
        label="Waar komt het geld vandaan?",
        choices=[
            ("grant", "Subsidie 2027, regel Training\nnog 94 uur vrij"),
            ("invoice", "Extra training, op factuur\nde gemeente betaalt per training"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waar het geld vandaan komt."},
    )
    town = forms.ChoiceField(
        label="Gemeente", choices=[("n", "Nijmegen"), ("t", "Tiel")], required=False
    )
    hours = forms.DecimalField(
        label="Uren voor alle trainers samen",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        required=False,
    )
    note = forms.CharField(
        label="Wat is er gebeurd?",
        help_text="Gezien en gehoord. Je mening zet je apart.",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    shared = forms.BooleanField(
        label="Deel met betrokken partners",
        help_text="Nu leest alleen MEE deze notitie.",
        required=False,
    )


class ExampleFormAgain(ExampleForm):
    """The same form on the same page, filled in wrongly."""

    prefix = "again"


TYPED_WRONG = {
    "again-name": "Sterker in je schoenen",
    "again-groups": ["risk", "workers"],
    "again-seats": "12",
    "again-part": "afternoon",
}
RIGHT = {
    "name": "Sterker in je schoenen",
    "groups": ["risk"],
    "seats": 8,
    "part": "afternoon",
    "hours": "47",
}


def context() -> dict[str, Any]:
    return {
        "form": ExampleForm(initial=RIGHT),
        "wrong_form": ExampleFormAgain(TYPED_WRONG),
        "icons": "pen-line clock calendar shield-check users-round messages-square euro chart-column network printer".split(),  # noqa: SIM905
        "themes": [
            ("base", "inkt"),
            ("ggd", "petrol"),
            ("mee", "mos"),
            ("sterker", "koper"),
            ("iriszorg", "viool"),
            ("moviera", "pruim"),
        ],
        "chips": [
            Chip("Hele team", "#", 25, current=True),
            Chip("Van mij", "#", 9),
            Chip("Deze week", "#"),
        ],
        "tabs": [
            Tab("Overzicht", "#", current=True),
            Tab("Plan en trajecten", "#"),
            Tab("Veiligheid", "#"),
        ],
        "stands": [("Wat is de volgende stap?", "Bellen met de gemeente.")],
        "ways": [
            Way("message-circle", "App, na 20.00 uur"),
            Way("key-round", "Begin met: “Over de cursus”"),
            Way("phone-off", "Niet bellen. Geen post.", forbidden=True),
        ],
        "entries": [
            Entry(
                "do 26 nov",
                "2026-11-26",
                "Samen naar de gemeente",
                "gepland",
                "Huurbrief meenemen.",
                "other",
            ),
            Entry(
                "vr 20 nov",
                "2026-11-20",
                "Gesprek",
                "Anna · 60 min · alleen MEE",
                "Ander werk besproken.",
            ),
            Entry(
                "ma 9 nov",
                "2026-11-09",
                "Besluit in overleg",
                "GGD, MEE",
                "MEE vraagt een regeling.",
                "mark",
            ),
        ],
        "columns": [Column("Regel", number=False), Column("Toegekend"), Column("Gedaan")],
        "rows": [["Individuele begeleiding", "156", "62"], ["Coaching en advies", "92", "88"]],
        "totals": ["Totaal", "248", "150"],
        "how": [
            ("Vraag", "Hoeveel uren zijn gebruikt?"),
            ("Telt mee", "Uren uit bevestigde weken."),
        ],
        "steps": [
            Step("Uren en geld verzameld", "41 regels", "done"),
            Step("Kleine getallen afschermen", "6 van 9 tabellen", "now"),
            Step("PDF maken", "", "wait"),
        ],
        "facts": [
            Fact("good", "Staat in de tijdlijn van K7Q2"),
            Fact("good", "60 minuten staan in je week: 2,5 van 32 uur"),
            Fact("soft", "Niet gedeeld met partners", "eye-off"),
        ],
        "week": [
            (
                "Casemanagement",
                "notities en agenda",
                [("ma 16", "3,5"), ("di 17", "2"), ("wo 18", "")],
            ),
            ("Coaching en advies", "agenda", [("ma 16", ""), ("di 17", "1"), ("wo 18", "1,5")]),
        ],
    }
