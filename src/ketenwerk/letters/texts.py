"""The texts of letters, and what in a sentence tells something about somebody (D14)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ketenwerk.kernel.free_text import warn_about

HERE = Path(__file__).parent
DUTCH = "nl"
OWN = "own"
HOLE = re.compile(r"\{(\w+)\}")
# Chinese sentences end without a space.
SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？])|\n+")


@dataclass(frozen=True)
class Language:
    """`tag` is the language as documents name it, with its country."""

    code: str
    name: str
    tag: str
    reviewed: bool
    right_to_left: bool = False


@cache
def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((HERE / name).read_text("utf-8"))
    return found


def _source() -> dict[str, Any]:
    return _read("texts.yaml")


def _phrases(language: str) -> dict[str, Any]:
    return _read(f"languages/{language}.yaml")


def languages() -> dict[str, Language]:
    return {code: Language(code, **facts) for code, facts in _source()["languages"].items()}


def kinds() -> dict[str, str]:
    return {kind: facts["name"] for kind, facts in _source()["kinds"].items()}


def heading(kind: str, language: str) -> str:
    return str(_phrases(language)[f"head_{kind}"])


def sentences(kind: str, language: str) -> list[str]:
    """The phrases of a letter, without the place for own sentences."""
    names = _source()["kinds"][kind]["phrases"]
    return [str(_phrases(language)[name]) for name in names if name != OWN]


def filled(kind: str, language: str, values: dict[str, str], own: Sequence[str] = ()) -> list[str]:
    """The sentences of a text with what was typed; a sentence whose value is empty is left out."""
    lines: list[str] = []
    for name in _source()["kinds"][kind]["phrases"]:
        lines += own if name == OWN else _with_values(str(_phrases(language)[name]), values)
    return lines


def _with_values(line: str, values: dict[str, str]) -> list[str]:
    if not all(values.get(name) for name in HOLE.findall(line)):
        return []
    return [HOLE.sub(lambda hole: values[hole[1]], line)]


def split(text: str) -> list[str]:
    """Free text, sentence by sentence."""
    return [part.strip() for part in SENTENCE_END.split(text) if part.strip()]


def telling(sentence: str, names: Iterable[str] = ()) -> list[str]:
    """What a sentence gives away, in words for the screen. `names` are organisations and people to look for."""
    found = _matching("telling", sentence)
    if any(_holds(sentence, name) for name in names if name):
        found.append("een naam")
    return found + (["een nummer of adres"] if warn_about(sentence) else [])


def hurting(sentence: str) -> list[str]:
    """What to write instead of words in this sentence that hurt (S14)."""
    return _matching("hurting", sentence)


def _matching(part: str, sentence: str) -> list[str]:
    return [
        words
        for words, pattern in _source()[part].items()
        if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", sentence, re.IGNORECASE)
    ]


def _holds(sentence: str, name: str) -> bool:
    """An abbreviation in capitals counts in capitals only: MEE is an organisation, mee is a word."""
    flags = re.NOFLAG if name.isupper() else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, flags) is not None


def never(sentence: str) -> list[str]:
    """What may not stand in a letter whatever the writer chooses (D11)."""
    return warn_about(sentence, allow_contact=True)
