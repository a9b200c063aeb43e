"""The texts of letters, and what in a sentence tells something about somebody (D14)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ketenwerk.kernel.free_text import warn_about

SOURCE = Path(__file__).parent / "texts.yaml"
DUTCH = "nl"


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    reviewed: bool


@cache
def _source() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(SOURCE.read_text("utf-8"))
    return found


def languages() -> dict[str, Language]:
    return {code: Language(code, **facts) for code, facts in _source()["languages"].items()}


def kinds() -> dict[str, str]:
    return {kind: facts["name"] for kind, facts in _source()["kinds"].items()}


def sentences(kind: str, language: str) -> list[str]:
    return list(_source()["kinds"][kind]["texts"][language])


def filled(kind: str, language: str, values: dict[str, str]) -> list[str]:
    """The sentences of a text with what was typed; a sentence whose value is empty is left out."""
    wanted = [
        line
        for line in sentences(kind, language)
        if all(values.get(name) for name in re.findall(r"\{(\w+)\}", line))
    ]
    return [re.sub(r"\{(\w+)\}", lambda hole: values[hole[1]], line) for line in wanted]


def split(text: str) -> list[str]:
    """Free text, sentence by sentence."""
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part.strip()]


def telling(sentence: str, names: Iterable[str] = ()) -> list[str]:
    """What a sentence gives away, in words for the screen. `names` are organisations and people to look for."""
    found = [
        what
        for what, pattern in _source()["telling"].items()
        if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", sentence, re.IGNORECASE)
    ]
    if any(_holds(sentence, name) for name in names if name):
        found.append("een naam")
    return found + (["een nummer of adres"] if warn_about(sentence) else [])


def _holds(sentence: str, name: str) -> bool:
    """An abbreviation in capitals counts in capitals only: MEE is an organisation, mee is a word."""
    flags = re.NOFLAG if name.isupper() else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, flags) is not None


def never(sentence: str) -> list[str]:
    """What may not stand in a letter whatever the writer chooses (D11)."""
    return warn_about(sentence, allow_contact=True)
