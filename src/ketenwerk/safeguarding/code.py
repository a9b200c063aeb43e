"""The reporting code as data: its five steps, the weighing, and where to call. One place for each word."""

from dataclasses import dataclass

# Public number of Veilig Thuis, free, day and night.
SAFE_AT_HOME_NUMBER = "0800-2000"
SAFE_AT_HOME = f"Veilig Thuis: {SAFE_AT_HOME_NUMBER}, gratis, dag en nacht."
STANDS_STILL_AFTER = 14  # days without a step; to be confirmed by the privacy officer
TALK, WEIGH, DECIDE = 3, 4, 5
MINOR_BANDS = frozenset({"0-11", "12-15", "16-17"})
UNDER_16 = frozenset({"0-11", "12-15"})


@dataclass(frozen=True)
class Step:
    number: int
    title: str
    todo: str
    prompts: tuple[str, ...]


STEPS = (
    Step(
        1,
        "Breng de signalen in beeld",
        "Schrijf op wat je zag en hoorde. Je mening hoort bij stap 4.",
        (
            "Wat zag of hoorde je zelf, en wanneer?",
            "Wat vertelde zij zelf, in haar woorden?",
            "Wat weet je van anderen? Schrijf dan: van horen zeggen.",
        ),
    ),
    Step(
        2,
        "Overleg met een collega of Veilig Thuis",
        "Vraag je aandachtsfunctionaris mee te denken. Veilig Thuis geeft ook advies zonder naam.",
        (
            "Wat valt een ander op aan de signalen?",
            "Wat is het advies?",
            "Is het veilig om met haar te praten?",
        ),
    ),
    Step(
        3,
        "Praat met haar",
        "Vertel wat je ziet en vraag hoe zij het ziet. Doe dit alleen als het veilig is.",
        (
            "Is ze alleen en kan ze vrij praten?",
            "Herkent ze wat je ziet?",
            "Wat wil ze zelf, en wat juist niet?",
        ),
    ),
    Step(
        4,
        "Weeg het geweld of de dwang",
        "Beantwoord de vijf vragen. Twijfel je? Bel Veilig Thuis.",
        ("Weeg alles van stap 1 tot en met 3.", "Schrijf je mening apart van de feiten."),
    ),
    Step(
        5,
        "Besluit",
        "Bij acuut of structureel gevaar meld je bij Veilig Thuis. Vertel het haar als dat veilig is.",
        ("Wat doe je, en wanneer?", "Wie houdt contact met haar?"),
    ),
)


@dataclass(frozen=True)
class Weighing:
    key: str
    question: str


WEIGHINGS = (
    Weighing("suspicion", "Is er nog een vermoeden van geweld, dwang of verwaarlozing?"),
    Weighing("unsafe", "Is het acuut of structureel onveilig?"),
    Weighing("can_help", "Kun je zelf goede hulp geven of regelen?"),
    Weighing("accepts", "Wil zij of willen de betrokkenen die hulp aannemen?"),
    Weighing("works", "Maakt die hulp het blijvend veiliger?"),
)
ANSWERS = (("yes", "ja"), ("no", "nee"), ("unknown", "weet ik niet"))
ANSWER_WORDS = dict(ANSWERS)
CONSULTED = (
    ("colleague", "een collega"),
    ("focal_officer", "de aandachtsfunctionaris"),
    ("safe_at_home", "Veilig Thuis"),
)
