"""How wide text is, and how to make it fit: measured here, because no browser is asked."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import pairwise

from ketenwerk.kernel.charts import letters
from ketenwerk.kernel.charts.shapes import Face

WIDTHS = {Face.TEXT: letters.TEXT, Face.FIRM: letters.FIRM, Face.TITLE: letters.TITLE}
# A letter outside the table counts as a full square, so that unknown scripts never overflow.
UNKNOWN = 1000
ELLIPSIS = "…"
SOFT_HYPHEN = "\u00ad"
HYPHEN = "-"
# From one line to the next, in times the size.
LINE_STEP = 1.21
# A part of a word shorter than this does not stand alone on a line.
SMALLEST_PART = 3

VOWELS = re.compile(
    r"aai|eeu|ieu|ooi|oei|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[aeiouyáàâäéèêëíìîïóòôöúùûü]",
    re.IGNORECASE,
)
# What a Dutch syllable may start with.
ONSETS = frozenset(
    [
        *"bcdfghjklmnpqrstvwxz",
        *("bl", "br", "ch", "cl", "cr", "dr", "dw", "fl", "fr", "gl", "gr", "kl", "kn", "kr", "kw"),
        *("pl", "pr", "ps", "sch", "schr", "sl", "sm", "sn", "sp", "spl", "spr", "st", "str", "th"),
        *("tr", "tw", "vl", "vr", "wr", "zw"),
    ]
)
# Second parts of compound words in this field: the best place to break, and where the rule
# of syllables alone goes wrong (trajec-tregie).
SEAMS = re.compile(
    "begeleiding|bevordering|coach|deskundig|gesprek|groep|heid|inspectie|leiding|loket"
    "|management|overleg|punt|regie|training|traject|werk|zorg"
)


class Breaks(IntEnum):
    """Where a word may be broken that is wider than a line."""

    NOWHERE = 0
    SEAMS = 1
    SYLLABLES = 2
    LETTERS = 3


@cache
def _advances(face: Face) -> dict[str, int]:
    return {char: width for width, chars in WIDTHS[face].items() for char in chars}


def text_width(text: str, size: float, face: Face = Face.TEXT) -> float:
    advances = _advances(face)
    return sum(advances.get(char, UNKNOWN) for char in text) * size / 1000


def wrap(
    text: str,
    size: float,
    room: float,
    face: Face = Face.TEXT,
    breaks: Breaks = Breaks.LETTERS,
) -> list[str]:
    """Lines of at most `room`; a word that is wider is broken with a hyphen where it may be."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and _shown_width(joined, size, face) <= room:
            lines[-1] = joined
        else:
            lines.extend(_parts(word, size, room, face, breaks))
    return [line.replace(SOFT_HYPHEN, "") for line in lines]


def _shown_width(text: str, size: float, face: Face) -> float:
    return text_width(text.replace(SOFT_HYPHEN, ""), size, face)


def balanced(text: str, size: float, room: float, face: Face = Face.TEXT) -> list[str]:
    """As few lines as `wrap` needs, of about the same length."""
    count = len(wrap(text, size, room, face))
    low, high = room * 0.4, room
    for _ in range(10):
        middle = (low + high) / 2
        lines = wrap(text, size, middle, face, Breaks.NOWHERE)
        if len(lines) <= count and _inside(lines, size, middle, face):
            high = middle
        else:
            low = middle
    return wrap(text, size, high, face)


def shorten(text: str, size: float, room: float, face: Face = Face.TEXT) -> str:
    """The text, or its beginning and an ellipsis."""
    if text_width(text, size, face) <= room:
        return text
    kept = text
    while kept and text_width(kept + ELLIPSIS, size, face) > room:
        kept = kept[:-1]
    return kept.rstrip(" -,") + ELLIPSIS if kept else ""


@dataclass(frozen=True, slots=True)
class Fitted:
    lines: tuple[str, ...]
    size: float
    # Whether all of the text is there, with words broken only where a reader would.
    readable: bool = True

    @property
    def step(self) -> float:
        return self.size * LINE_STEP


def fit(
    text: str, room: float, *, sizes: tuple[float, ...], most: int, face: Face = Face.TEXT
) -> Fitted:
    """At most so many lines: in the largest size that needs no broken word, else broken at seams,
    else at syllables, else anywhere; and what is too long even then ends in an ellipsis.
    """
    return _fitted(text, room, [(size, most) for size in sizes], face)


def fit_box(
    text: str, room: float, height: float, *, sizes: tuple[float, ...], face: Face = Face.TEXT
) -> Fitted:
    """As `fit`, with as many lines as stand in the height; at least one."""
    choices = [(size, max(int(height / (size * LINE_STEP)), 1)) for size in sizes]
    return _fitted(text, room, choices, face)


def _fitted(text: str, room: float, choices: list[tuple[float, int]], face: Face) -> Fitted:
    for breaks in Breaks:
        for size, most in choices:
            lines = wrap(text, size, room, face, breaks)
            if len(lines) <= most and _inside(lines, size, room, face):
                return Fitted(tuple(lines), size, readable=breaks is not Breaks.LETTERS)
    size, most = choices[-1]
    lines = wrap(text, size, room, face)
    kept = lines[: max(most - 1, 0)]
    rest = " ".join(lines[len(kept) :])
    last = [shorten(rest, size, room, face)] if most > 0 else []
    return Fitted((*kept, *last), size, readable=False)


def _inside(lines: list[str], size: float, room: float, face: Face) -> bool:
    return all(text_width(line, size, face) <= room for line in lines)


def _parts(word: str, size: float, room: float, face: Face, breaks: Breaks) -> list[str]:
    """The word over as many lines as it needs and may have."""
    parts = []
    while _shown_width(word, size, face) > room:
        head = _head(word, size, room, face, breaks)
        if not head:
            break
        parts.append(head)
        word = word[len(head.removesuffix(HYPHEN)) :].lstrip(SOFT_HYPHEN + HYPHEN)
    return [*parts, word]


def _head(word: str, size: float, room: float, face: Face, breaks: Breaks) -> str:
    """The longest first part that fits, with its hyphen; empty when the word may not be broken.
    Where not even a syllable fits, it is broken between any two letters, without a hyphen.
    """
    for places in (_seams(word), _syllables(word))[: breaks.value]:
        heads = [_hyphened(word[:place]) for place in places]
        fitting = [head for head in heads if _shown_width(head, size, face) <= room]
        if fitting:
            return fitting[-1]
    if breaks is not Breaks.LETTERS:
        return ""
    count = len(word) - 1
    while count > 1 and _shown_width(word[:count], size, face) > room:
        count -= 1
    return word[:count]


def _hyphened(head: str) -> str:
    return head if head.endswith((HYPHEN, "/")) else head.rstrip(SOFT_HYPHEN) + HYPHEN


def _seams(word: str) -> list[int]:
    """Soft hyphens win from hard ones, and both from the parts of compound words we know."""
    for signs in (SOFT_HYPHEN, HYPHEN + "/"):
        places = [at + 1 for at, char in enumerate(word[:-1]) if char in signs and at]
        if places:
            return places
    return [m.start() for m in SEAMS.finditer(word) if m.start() >= SMALLEST_PART]


def _syllables(word: str) -> list[int]:
    """Places between syllables: the next one takes the longest start that Dutch allows."""
    places = []
    vowels = list(VOWELS.finditer(word))
    for left, right in pairwise(vowels):
        place = _onset(word, left.end(), right.start())
        if SMALLEST_PART <= place <= len(word) - SMALLEST_PART:
            places.append(place)
    return places


def _onset(word: str, start: int, end: int) -> int:
    for place in range(start, end):
        if word[place:end].lower() in ONSETS:
            return place
    return end
