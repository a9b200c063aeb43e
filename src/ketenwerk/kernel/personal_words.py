"""Looks in a text about work for what points at one person: a name, initials, a day of birth, an address.

It guesses, and rather too much than too little. The writer sees which words it means and changes them.
"""

import re
from collections.abc import Iterable, Iterator

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
DATE = re.compile(
    r"(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d{2}(?!\d)"
    rf"|(?<!\d)\d{{1,2}} (?:{MONTHS}) (?:19|20)\d{{2}}(?!\d)"
    r"|\bgeboren (?:op|in)\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"\b[1-9]\d{3} ?[A-Z]{2}\b"
    r"|\b\w{3,}(?:straat|laan|weg|plein|kade|dijk|singel|gracht|steeg|pad|hof)\s+\d+[a-zA-Z]?\b"
)
WORD = r"[A-ZÀ-Þ][\w’'-]+"
LETTERS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?)+(?=[\s,;:)]|$)")
CALLED = re.compile(
    r"\b(?:[Cc]liënt|[Mm]eisje|[Jj]ongen|[Vv]rouw|[Mm]an|[Ss]tudent|[Ll]eerling|[Mm]evrouw|[Mm]eneer"
    r"|[Mm]evr\.?|[Mm]w\.?|[Dd]hr\.?|[Dd]e heer|[Gg]enaamd|[Hh]eet|[Nn]oemt zich|[Nn]aam is)\s+"
    rf"((?:van |de |der |den |ten |ter |el )*(?:{WORD}|[A-Z]\b))"
)
CAPITAL = re.compile(rf"(?<![\w’'-]){WORD}")
STARTS_SENTENCE = re.compile(r"(?:^|[.!?:\n•–-])[\s\"'“‘(]*$")
# Words with a capital that are no name of somebody: languages, channels, laws, what people work with.
COMMON = frozenset(
    [
        "nederland",
        "nederlands",
        "nederlandse",
        "engels",
        "engelse",
        "duits",
        "frans",
        "spaans",
        "pools",
        "roemeens",
        "bulgaars",
        "hongaars",
        "turks",
        "arabisch",
        "oekraïens",
        "internet",
        "instagram",
        "snapchat",
        "whatsapp",
        "telegram",
        "tiktok",
        "facebook",
        "onlyfans",
        "signal",
        "wmo",
        "jeugdwet",
        "meldcode",
        "zorgwet",
        "kerst",
        "pasen",
        "corona",
        "covid",
        "europa",
        "europees",
    ]
)
# At the start of a sentence every word has a capital; there only a known first name is pointed at.
FIRST_NAMES = frozenset(
    [
        "ahmed",
        "aisha",
        "alina",
        "amber",
        "amina",
        "amira",
        "andreea",
        "anna",
        "anne",
        "anouk",
        "bas",
        "bianca",
        "bram",
        "britt",
        "chantal",
        "daan",
        "daniel",
        "demi",
        "denise",
        "diana",
        "elena",
        "elif",
        "emma",
        "esther",
        "eva",
        "farah",
        "fatima",
        "femke",
        "floor",
        "fleur",
        "hanna",
        "ilse",
        "inge",
        "iris",
        "isa",
        "jamila",
        "jan",
        "jasmijn",
        "jesse",
        "jessica",
        "jolanda",
        "joyce",
        "julia",
        "kaya",
        "kelly",
        "kevin",
        "kim",
        "lara",
        "laura",
        "leila",
        "lena",
        "lisa",
        "lieke",
        "lotte",
        "lucas",
        "luna",
        "maria",
        "marieke",
        "marjolein",
        "maud",
        "melissa",
        "merel",
        "mia",
        "milan",
        "mila",
        "mira",
        "mohamed",
        "mohammed",
        "monique",
        "naomi",
        "natalia",
        "nina",
        "noa",
        "noor",
        "nora",
        "olga",
        "patricia",
        "peter",
        "petra",
        "priscilla",
        "rachel",
        "romy",
        "sabrina",
        "sam",
        "samantha",
        "samira",
        "sanne",
        "sara",
        "sarah",
        "shanice",
        "sofia",
        "sophie",
        "stefan",
        "tamara",
        "tess",
        "tessa",
        "thomas",
        "tim",
        "valentina",
        "vera",
        "wendy",
        "yara",
        "yasmin",
        "yasmina",
        "youssef",
        "zoë",
    ]
)


def points_at_person(
    text: str, *, known: Iterable[str] = (), proper: bool = False, place: bool = False
) -> list[str]:
    """Sentences about what points at one person.

    `known` are words that may have a capital: organisations and towns. With `proper` the text is itself a name of
    an organisation, so that a capital says nothing. With `place` it says where something is: an address is what was
    asked for, and of the words with a capital only known first names count.
    """
    problems = []
    if DATE.search(text):
        problems.append(
            "Hier lijkt een geboortedatum of een datum van iemand te staan. Haal hem weg."
        )
    if place:
        text = ADDRESS.sub("", text)
    elif ADDRESS.search(text):
        problems.append("Hier lijkt een adres te staan. Haal het weg.")
    names = list(dict.fromkeys(_names(text, known, proper=proper, place=place)))
    if names:
        words = ", ".join(f"‘{name}’" for name in names[:3])
        hint = "" if proper else " Is het geen naam? Schrijf het dan zonder hoofdletter."
        problems.append(
            f"Hier lijkt een naam te staan: {words}. Haal die weg en schrijf over de vraag.{hint}"
        )
    return problems


def _names(text: str, known: Iterable[str], *, proper: bool, place: bool) -> Iterator[str]:
    for found in LETTERS.finditer(text):
        yield found.group().strip()
    for found in CALLED.finditer(text):
        yield found.group(1).strip()
    if proper:
        return
    allowed = COMMON | {word for each in known for word in each.casefold().split()}
    for found in CAPITAL.finditer(text):
        word = found.group()
        plain = word.casefold()
        if plain in allowed or word.isupper() or any(letter.isdigit() for letter in word):
            continue
        starts = place or STARTS_SENTENCE.search(text[: found.start()])
        if plain in FIRST_NAMES or not starts:
            yield word
