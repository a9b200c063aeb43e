"""What every figure of the whole picture has: a sentence, a drawing, a table and how it was counted."""

from dataclasses import dataclass

from ketenwerk.figures.api import INDICATORS, Key, Number
from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts import Drawing, Hidden, Value

HIDDEN_WORDS = "niet getoond"


@dataclass(frozen=True)
class Column:
    label: str
    number: bool = True


@dataclass(frozen=True)
class Figure:
    """One picture with everything that explains it."""

    key: str
    sentence: str
    drawing: Drawing
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    how: tuple[tuple[str, str], ...]


def how_counted(*keys: Key) -> tuple[tuple[str, str], ...]:
    rows = [(f"{INDICATORS[key].word} ({key.value})", INDICATORS[key].current.text) for key in keys]
    versions = dutch.listing(
        [f"{key.value} versie {INDICATORS[key].current.number}" for key in keys]
    )
    return (
        *rows,
        ("Versie", versions),
        (
            "Verborgen",
            "Aantallen van 1 tot en met 4 laten we niet zien. Ook niet als je ze zou kunnen uitrekenen.",
        ),
    )


def value_of(done: Number | None) -> Value:
    if done is None:
        return 0
    return Hidden.OTHER if done.value is None else done.value


def words_of(value: Value) -> str:
    return HIDDEN_WORDS if isinstance(value, Hidden) else dutch.short_number(value)
