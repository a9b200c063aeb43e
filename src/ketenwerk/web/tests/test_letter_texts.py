"""The texts of letters, held against the words that give somebody away (D14)."""

import re

import pytest

from ketenwerk.letters.texts import heading, hurting, kinds, languages, sentences, telling
from ketenwerk.web.words import AVOIDED, Text, quiet_findings, spoken_findings

ALL = [(kind, language) for kind in kinds() for language in languages()]


@pytest.mark.requirement("R97")
@pytest.mark.parametrize(("kind", "language"), ALL)
def test_every_text_says_nothing_about_work_help_or_partners(kind: str, language: str) -> None:
    lines = [*sentences(kind, language), heading(kind, language)]
    texts = [Text(1, re.sub(r"\{\w+\}", "iets", line)) for line in lines]
    assert [*quiet_findings(texts, language), *spoken_findings(texts, language)] == []
    assert [line for line in lines if telling(line)] == []
    assert len(lines) == len(sentences(kind, "nl")) + 1
    assert "{called}" in lines[0]


@pytest.mark.parametrize(
    "word", ["prostituee", "hoer", "slachtoffer", "illegaal", "meisjes", "weigert hulp"]
)
def test_a_word_that_we_keep_off_our_screens_is_said_in_a_letter_too(word: str) -> None:
    own = [advice for pattern, advice in AVOIDED.items() if re.fullmatch(pattern, word)]
    assert hurting(f"Ze is een {word}.") == own != []
