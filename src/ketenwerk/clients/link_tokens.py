"""The recipe that turns what is known of a person into keyed tokens for the count.

A token can be compared with another token and with nothing else. Without the key nobody can make one. No token stands
for one name alone: a name is always bound to a birth year or to a second name, so that a common name does not show
by how often its token returns. One person gets several tokens, so that two registrations still meet when one of them
has a slip of the pen, a short name, half a double surname, or day and month changed about.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import NamedTuple

from ketenwerk.clients.name_groups import GROUPS_OF

TOKEN_BYTES = 16
MOST_TOKENS = 44
MOST_GIVEN = 2
MOST_FAMILY = 2
NEAR_FORMS = 7
END_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Identity:
    """What one organisation knows of one person. Empty or None is unknown."""

    given_name: str = ""
    family_name: str = ""
    working_name: str = ""
    birth_date: date | None = None
    birth_year: int | None = None

    @property
    def year(self) -> int | None:
        return self.birth_date.year if self.birth_date else self.birth_year


class Token(NamedTuple):
    kind: str
    value: bytes


class Feature(NamedTuple):
    """One fact to make a token of. Facts with the same `rule` can meet, also from a given name to a family name."""

    kind: str
    rule: str
    text: str


def link_tokens(identity: Identity, key: bytes) -> tuple[Token, ...]:
    """At most MOST_TOKENS tokens: HMAC-SHA256 over rule and normalised fact, cut to 16 bytes."""
    features = dict.fromkeys(_features(identity))
    return tuple(Token(kind, _sealed(key, rule, text)) for kind, rule, text in features)[
        :MOST_TOKENS
    ]


def _sealed(key: bytes, rule: str, text: str) -> bytes:
    return hmac.digest(key, f"{rule}|{text}".encode(), "sha256")[:TOKEN_BYTES]


def _features(identity: Identity) -> Iterator[Feature]:
    given, family = given_words(identity.given_name), family_words(identity.family_name)
    work = "".join(words(identity.working_name))
    yield from _birth_features(identity.birth_date)
    if given and family:
        yield from _both_names(given, family)
    if work:
        yield Feature("work-any", "work-any", work)
    if identity.year:
        yield from _in_year(identity.year, given, family, work, glued(identity.family_name))


def _birth_features(born: date | None) -> Iterator[Feature]:
    if born is None:
        return
    low, high = sorted((born.day, born.month))
    yield Feature("birth", "birth", born.isoformat())
    yield Feature("birth-swap", "birth-swap", f"{born.year}-{low}-{high}")
    yield Feature("birth-part", "birth-dm", f"{born.day}-{born.month}")
    yield Feature("birth-part", "birth-my", f"{born.month}-{born.year}")
    yield Feature("birth-part", "birth-dy", f"{born.day}-{born.year}")


def _both_names(given: list[str], family: list[str]) -> Iterator[Feature]:
    for group, part in product(groups(given[0]), family[:MOST_FAMILY]):
        yield Feature("names", "names", "|".join(sorted((group, groups(part)[0]))))
    for part in family[:MOST_FAMILY]:
        yield Feature(
            "names-sound", "names-sound", "|".join(sorted((sound(given[0]), sound(part))))
        )
    for one, other in ((groups(given[0])[0], family[0]), (family[0], given[0])):
        for end in ends(other):
            yield Feature("names-ends", "names-ends", "|".join(sorted((one, end))))


def _in_year(
    year: int, given: list[str], family: list[str], work: str, whole_family: str
) -> Iterator[Feature]:
    facts = [*_given_features(given), *_family_features(family, whole_family)]
    if work:
        facts.append(Feature("work", "work", work))
    for kind, rule, text in facts:
        yield Feature(kind, rule, f"{year}|{text}")


def _given_features(given: list[str]) -> Iterator[Feature]:
    if not given:
        return
    yield Feature("given", "near", "".join(given))
    for name in given[:MOST_GIVEN]:
        for group in groups(name):
            yield Feature("given-group", "group", group)
    yield Feature("given-sound", "sound", sound(given[0]))
    for form in ends(given[0]):
        yield Feature("given-ends", "ends", form)
    for form in near_forms(given[0], 3):
        yield Feature("given-near", "near", form)


def _family_features(family: list[str], whole: str) -> Iterator[Feature]:
    parts = family[:MOST_FAMILY]
    for part in dict.fromkeys([*parts, whole] if family else []):
        yield Feature("family", "near", part)
    for part in parts:
        yield Feature("family-sound", "sound", sound(part))
    for part in parts[:1]:
        for form in ends(part):
            yield Feature("family-ends", "ends", form)
        for form in near_forms(part, 4):
            yield Feature("family-near", "near", form)


# Letters that Unicode does not take apart by itself, and Cyrillic as it is written in passports.
_LETTERS = str.maketrans(
    dict(
        zip("łøđıðħŧабвгдезийклмнопрстуфхъыьэіј", "lodidhtabvgdeziiklmnoprstufhaiieij", strict=True)
    )
    | {
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ж": "zh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "sht",
        "ю": "yu",
        "я": "ya",
    }
)
_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼ")
_PARTICLE_WORDS = (
    "van de der den het ten ter te t s d v vd vdr vander vanden vande op aan in uit bij by onder over voor tot "
    "von zu zum zur le la les du des el al ul bin ibn ben abu di da do dos das del della los las y e"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())


def words(text: str) -> list[str]:
    """The words of a name in bare small letters: no accents, apostrophes or digits, ij written as y."""
    bare = text.translate(_APOSTROPHES).casefold()
    if not bare.isascii():
        parts = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in parts if not unicodedata.combining(letter)).translate(
            _LETTERS
        )
    return _WORD.findall(bare.replace("ij", "y"))


def family_words(text: str) -> list[str]:
    """The parts of a family name without particles, or the particles when there is nothing else."""
    found = words(text)
    return [word for word in found if word not in _PARTICLES] or found


def given_words(text: str) -> list[str]:
    """Given names without particles that strayed in; initials say too little and count as unknown."""
    found = [word for word in words(text) if len(word) > 1]
    return [word for word in found if word not in _PARTICLES] or found


def glued(text: str) -> str:
    return "".join(words(text))


def groups(name: str) -> tuple[str, ...]:
    return GROUPS_OF.get(name, (name,))


_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        ("tsch|tsj|tch|cz|cs|zh|sj|sh", "x"),
        ("sch", "s"),
        ("sz|zs|ts|tz", "s"),
        ("ph", "f"),
        ("ck|qu|q", "k"),
        ("ch|gh", "g"),
        ("th|dt", "t"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("x(?=.)", "s"),
        ("z", "s"),
        ("[vw]", "f"),
        ("h", ""),
        ("^[iy](?=[aeou])", "j"),
    ]
]
_VOWELS = re.compile("[aeiouyj]")


def sound(name: str) -> str:
    """How a name sounds to a Dutch ear: the consonants, and the first vowel when few consonants are left."""
    heard = name
    for pattern, letter in _SOUNDS:
        heard = pattern.sub(letter, heard)
    first, rest = heard[:1], heard[1:]
    bones = ("a" if first and first in "aeiouy" else first) + _VOWELS.sub("", rest)
    bones = re.sub(r"(.)\1+", r"\1", bones)
    vowel = _VOWELS.search(rest)
    return bones if len(bones) > 2 or not vowel else bones + vowel.group()


def near_forms(name: str, fewest: int) -> list[str]:
    """The name with one letter left out, at up to NEAR_FORMS places: two names that differ by one slip share a form."""
    if len(name) < fewest:
        return []
    return list(dict.fromkeys(name[:place] + name[place + 1 :] for place in range(len(name))))[
        :NEAR_FORMS
    ]


def ends(name: str) -> list[str]:
    first, last = f"{name[:END_LETTERS]}-", f"-{name[-END_LETTERS:]}"
    return [first, last] if len(name) > END_LETTERS else [first] if len(name) == END_LETTERS else []
