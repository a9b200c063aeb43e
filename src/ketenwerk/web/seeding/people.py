"""The clients of the demo region. All invented; no name, date or word is taken from anybody."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ketenwerk.clients.api import Identity


@dataclass(frozen=True)
class Someone:
    """One invented person, as she is when everything is known."""

    key: str
    called: str
    given: str
    family: str
    working: str
    born: date | None
    group: str
    town: str
    language: str
    own_words: str
    he: bool
    interpreter: bool
    plain_words: bool

    @property
    def identity(self) -> Identity:
        return Identity(self.given, self.family, self.working, self.born)


# One person a line: key, called, given name, family name, working name, birth date, town, language, her own word
# for the work, and marks: `he` for the words of notes, `tolk` interpreter needed, `uitleg` plain words needed.
_TABLE = """
[sekswerkers]
mirela   | Mira     | Mirela       | Dragulescu     | Mira      | 1991-04-07 | Nijmegen          | Roemeens                 | werk           | tolk
kasia    | Kasia    | Katarzyna    | Wróbel-Nowicka | Kate      | 1988-11-12 | Nijmegen          | Pools                    | mijn baan      | -
dessi    | Desi     | Desislava    | Marinova       | Daisy     | 1995-03-02 | Tiel              | Bulgaars                 | werk           | tolk
luz      | Luz      | Luz Marina   | Quintero Salas | Valentina | 1984-09-05 | Nijmegen          | Spaans                   | trabajo        | -
nok      | Nok      | Kanokwan     | Srisawat       | Nina      | 1980-06-03 | Wijchen           | Thai                     | de salon       | tolk
eszter   | Eszti    | Eszter       | Halmos         | Vanessa   | 1993-08-10 | Nijmegen          | Hongaars                 | de nacht       | -
femke    | Femke    | Femke        | van Oosterwijk | Lola      | 1996-02-11 | Beuningen         | Nederlands               | escortwerk     | -
chantal  | Chantal  | Chantal      | Kromhout       | Chanel    | 1979-12-01 | Nijmegen          | Nederlands               | mijn klanten   | -
soraya   | Soraya   | Soraya       | Ramdin         | Sarah     | 1990-05-09 | Nijmegen          | Nederlands               | thuiswerk      | -
deniz    | Deniz    | Deniz        | Karabulut      | Deniz     | 1992-07-04 | Nijmegen          | Turks                    | werk           | -
lex      | Lex      | Alexander    | Hofstra        | Axel      | 1994-10-06 | Nijmegen          | Nederlands               | afspraken      | he
paola    | Paola    | Paola Andrea | Restrepo       | Paola     | 1987-01-08 | Nijmegen          | Spaans                   | trabajo        | -
gabi     | Gaby     | Gabriela     | Munteanu       | Gaby      | 1998-03-11 | Druten            | Roemeens                 | werk           | -
roxy     | Roxy     | -            | -              | Roxy      | -          | Nijmegen          | Roemeens                 | het raam       | -
jade     | Jade     | -            | -              | Jade      | -          | Nijmegen          | Nederlands               | dates          | -
zsofi    | Zsófi    | Zsófia       | Kertész        | Sophie    | 1989-06-12 | Nijmegen          | Hongaars                 | werk           | tolk
martine  | Martine  | Martine      | Verhagen       | Tess      | 1976-02-20 | Nijmegen          | Nederlands               | mijn adresje   | -
wiola    | Wiola    | Wioletta     | Zając          | Viola     | 1985-09-30 | Culemborg         | Pools                    | werk           | -
yasmina  | Yasmina  | Yasmina      | El Haddaoui    | Jasmin    | 1993-01-25 | Nijmegen          | Nederlands               | dat werk       | -
rosa     | Rosa     | Rosalía      | Fuentes Mora   | Rosita    | 1982-04-12 | Nijmegen          | Spaans                   | werk           | tolk
cristi   | Cristi   | Cristian     | Vlaicu         | Chris     | 1996-12-09 | Nijmegen          | Roemeens                 | massage        | he
lotte    | Lot      | Charlotte    | Buitenhuis     | Lot       | 1986-07-17 | Nijmegen          | Nederlands               | mijn bedrijf   | -
phim     | Pim      | Pimchanok    | Thongdee       | Pim       | 1983-10-02 | Heumen            | Thai                     | massage        | tolk
milena   | Mila     | Milena       | Petkova        | Mila      | 1994-11-28 | Zaltbommel        | Bulgaars                 | de club        | -
bibi     | Bibi     | -            | -              | Bibi      | -          | Nijmegen          | Nederlands               | online werk    | -
[risicogroep]
noa      | Noa      | Noa          | Terpstra       | -         | 2001-05-06 | Nijmegen          | Nederlands               | geld verdienen | -
dewi     | Dewi     | Dewi         | Kartosen       | -         | 2000-08-19 | Nijmegen          | Nederlands               | afspreken      | -
naomi    | Naomi    | Naomi        | Lieveld        | -         | 2002-01-14 | Wijchen           | Nederlands               | dat gedoe      | uitleg
bo       | Bo       | Bo           | Wesselink      | -         | 2001-11-03 | Berg en Dal       | Nederlands               | foto's         | -
esra     | Esra     | Esra         | Yıldırım       | -         | 1999-06-27 | Nijmegen          | Turks en Nederlands      | werk           | uitleg
julka    | Julka    | Julia        | Kaczmarek      | -         | 2002-03-08 | Tiel              | Pools                    | chatten        | -
mandy    | Mandy    | Mandy        | van den Elzen  | -         | 1998-04-01 | Nijmegen          | Nederlands               | bijverdienen   | uitleg
jayden   | Jayden   | Jayden       | Brouwers       | -         | 2001-09-22 | Nijmegen          | Nederlands               | bijklussen     | he
shanti   | Shanti   | Shanti       | Bhagwandin     | -         | 1997-02-05 | Nijmegen          | Nederlands               | sugardaten     | -
lisanne  | Lisanne  | Lisanne      | Heuvelmans     | -         | 2000-10-30 | Nijmegen          | Nederlands               | afspreken      | uitleg
ionela   | Ionela   | Ionela       | Stoica         | Nella     | 1999-12-15 | Nijmegen          | Roemeens                 | dansen         | -
kim      | Kim      | Kim          | Schrijvers     | -         | 1989-03-23 | West Maas en Waal | Nederlands               | vriendjes      | uitleg
sanne    | Sanne    | Susanne      | Wolters        | -         | 1995-05-18 | Nijmegen          | Nederlands               | bijverdienen   | -
[uitbuiting]
daria    | Daria    | Daria        | Lungu          | Dana      | 1999-02-26 | Nijmegen          | Roemeens                 | wat er was     | tolk
zuza     | Zuza     | Zuzanna      | Pawlak         | Zoë       | 2000-07-09 | Tiel              | Pools                    | die tijd       | -
rachelle | Rachelle | Rachelle     | Kooiman        | -         | 1998-08-21 | Nijmegen          | Nederlands               | wat hij wilde  | uitleg
nikol    | Niki     | Nikoleta     | Todorova       | Nicole    | 1996-01-17 | Nijmegen          | Bulgaars                 | daar           | tolk
fenna    | Fenna    | Fenna        | Drenth         | -         | 2001-06-11 | Nijmegen          | Nederlands               | toen           | -
aylin    | Aylin    | Aylin        | Öztürk         | -         | 1997-10-24 | Buren             | Nederlands en Turks      | toen met hem   | -
beatriz  | Bea      | Beatriz      | Cárdenas López | Bella     | 1992-05-31 | Nijmegen          | Spaans                   | la casa        | tolk
sky      | Sky      | -            | -              | Sky       | -          | Nijmegen          | Nederlands               | die afspraken  | -
melissa  | Mel      | Melissa      | Vroom          | Misty     | 1994-03-16 | Maasdriel         | Nederlands               | mijn oude werk | uitleg
[oggz]
ria      | Ria      | Maria        | Hoekman        | -         | 1969-01-29 | Nijmegen          | Nederlands               | de straat      | -
wanda    | Wanda    | Wanda        | Górska         | Wendy     | 1978-12-06 | Nijmegen          | Pools                    | werken         | -
diana    | Diana    | Diana        | Klaverstijn    | Didi      | 1973-04-18 | Nijmegen          | Nederlands               | de baan        | -
sharon   | Sharon   | Sharon       | Pieternella    | -         | 1981-08-08 | Nijmegen          | Nederlands en Papiaments | werk           | -
henk     | Henk     | Hendrik      | Zwaan          | -         | 1975-11-20 | Nijmegen          | Nederlands               | klussen        | he
monique  | Monique  | Monique      | Roelofsen      | -         | 1972-06-14 | Nijmegen          | Nederlands               | klanten        | -
elvira   | Elvira   | Elvira       | Rosales        | Vera      | 1979-09-01 | Nijmegen          | Spaans                   | werk           | tolk
ilona    | Ilona    | Ilona        | Fekete         | Lona      | 1976-03-27 | Neder-Betuwe      | Hongaars                 | werk           | tolk
astrid   | Astrid   | Astrid       | Nieuwland      | -         | 1983-10-13 | West Betuwe       | Nederlands               | mijn werk      | -
gulsen   | Gülşen   | Gülşen       | Aksoy          | -         | 1977-07-02 | Nijmegen          | Turks                    | werk           | tolk
[jeugdigen]
romy     | Romy     | Romy         | Hartgers       | -         | 2004-02-03 | Nijmegen          | Nederlands               | online         | -
fay      | Fay      | Fay          | Deelstra       | -         | 2005-01-21 | Druten            | Nederlands               | chatten        | -
inez     | Inez     | Inez         | Zwartjes       | -         | 2004-06-16 | Nijmegen          | Nederlands               | foto's         | -
"""


def _read(table: str) -> Iterator[Someone]:
    group = ""
    for line in table.strip().splitlines():
        if line.startswith("["):
            group = line.strip("[]")
        else:
            yield _someone(group, [cell.strip().strip("-") for cell in line.split(" | ")])


def _someone(group: str, cells: list[str]) -> Someone:
    key, called, given, family, working, born, town, language, own_words, marks = cells
    return Someone(
        key=key,
        called=called,
        given=given,
        family=family,
        working=working,
        born=date.fromisoformat(born) if born else None,
        group=group,
        town=town,
        language=language,
        own_words=own_words,
        he="he" in marks.split(),
        interpreter="tolk" in marks.split(),
        plain_words="uitleg" in marks.split(),
    )


SOMEONES = {someone.key: someone for someone in _read(_TABLE)}

# Who gave a year and a working name, nothing more.
YEAR_ONLY = {"roxy": 1997, "sky": 2000}


def _heard(key: str, **other: Any) -> Identity:
    return replace(SOMEONES[key].identity, **other)


# What a partner wrote down where that differs: a slip of the pen, day and month changed about, a short name,
# half a double surname, a year instead of a date. The same person by (who, organisation).
SPELLINGS: dict[tuple[str, str], Identity] = {
    ("chantal", "sterker"): _heard("chantal", family_name="Kromhoud"),
    ("chantal", "iriszorg"): _heard("chantal", birth_date=date(1979, 1, 12)),
    ("kasia", "sterker"): _heard("kasia", working_name=""),
    ("luz", "ggd"): _heard(
        "luz", given_name="Luz", family_name="Quintero", birth_date=date(1984, 5, 9)
    ),
    ("mirela", "ggd"): _heard("mirela", birth_date=None, birth_year=1991),
    ("yasmina", "moviera"): _heard("yasmina", given_name="Jasmina", family_name="Haddaoui"),
    ("mandy", "sterker"): _heard("mandy", family_name="v.d. Elzen"),
    ("zuza", "moviera"): _heard("zuza", given_name="Zuza"),
    ("rachelle", "moviera"): _heard("rachelle", given_name="Rachel"),
    ("nikol", "iriszorg"): _heard("nikol", given_name="Nicoleta"),
    ("nikol", "moviera"): _heard("nikol", given_name="Niki", birth_date=None, birth_year=1996),
    ("aylin", "moviera"): _heard("aylin", family_name="Ozturk"),
    ("ria", "ggd"): _heard("ria", given_name="Ria"),
    ("wanda", "ggd"): _heard("wanda", family_name="Gorska", birth_date=date(1978, 6, 12)),
    ("diana", "ggd"): _heard("diana", birth_date=date(1973, 4, 19)),
    ("henk", "iriszorg"): _heard("henk", given_name="Henk"),
    ("monique", "iriszorg"): _heard("monique", family_name="Roelofsen-Bakker"),
    ("gulsen", "moviera"): _heard("gulsen", given_name="Gulsen"),
    ("sharon", "sterker"): _heard("sharon", family_name="Pieternela"),
}

# The short name instead of the one in the passport, where she asked for it.
CALLED = {("nikol", "mee"): "Nikol", ("chantal", "iriszorg"): "Chanel", ("luz", "ggd"): "Vale"}

# Nobody counts them along: asked, and the answer was no. The help is the same.
NOT_COUNTED = {("paola", "ggd"), ("paola", "moviera"), ("wiola", "iriszorg")}


def identity_at(who: str, organisation: str) -> Identity:
    """What this organisation knows of this person."""
    if who in YEAR_ONLY:
        return replace(SOMEONES[who].identity, birth_year=YEAR_ONLY[who])
    return SPELLINGS.get((who, organisation), SOMEONES[who].identity)


def called_at(who: str, organisation: str) -> str:
    return CALLED.get((who, organisation), SOMEONES[who].called)


@dataclass(frozen=True)
class Reach:
    """One way of safe contact as people agree it. No number or address: those are never invented."""

    channel: str
    value: str
    moments: str
    opening: str
    never: str
    voicemail: bool = False


REACHES = (
    Reach(
        "app",
        "eigen telefoon",
        "doordeweeks na 11.00 uur",
        "vraag of het uitkomt",
        "geen spraakbericht sturen",
    ),
    Reach(
        "call",
        "tweede telefoon",
        "tussen 13.00 en 15.00 uur",
        "zeg: over de cursus",
        "niet bellen in het weekend",
    ),
    Reach(
        "sms",
        "eigen telefoon",
        "alleen overdag",
        "alleen: belt u even terug",
        "geen naam van de organisatie noemen",
    ),
    Reach(
        "app",
        "telefoon van een vriendin",
        "na 20.00 uur",
        "vraag naar de afspraak van donderdag",
        "niets schrijven over hulp",
    ),
    Reach(
        "call",
        "eigen telefoon",
        "dinsdag en donderdag overdag",
        "noem alleen je voornaam",
        "hang op als iemand anders opneemt",
    ),
    Reach(
        "none",
        "",
        "op de vaste afspraak",
        "spreek de volgende keer meteen af",
        "nooit bellen of schrijven",
    ),
    Reach(
        "app",
        "eigen telefoon",
        "na 16.00 uur, na school",
        "hoi, komt het uit?",
        "niet tijdens de les",
    ),
    Reach(
        "person",
        "via de zus",
        "overdag",
        "vraag of er teruggebeld kan worden",
        "zeg niet waar het over gaat",
    ),
    Reach("mail", "eigen adres", "maakt niet uit", "onderwerp: afspraak", "geen namen in de mail"),
    Reach(
        "call",
        "eigen telefoon",
        "elke werkdag na 10.00 uur",
        "zeg gewoon wie je bent",
        "niet praten met wie er verder opneemt",
        voicemail=True,
    ),
    Reach(
        "sms",
        "tweede telefoon",
        "maandag tot en met woensdag",
        "stuur alleen een tijd",
        "geen bericht na 18.00 uur",
    ),
    Reach(
        "app",
        "eigen telefoon",
        "in de ochtend",
        "stuur eerst een duim",
        "niet bellen als het duimpje uitblijft",
    ),
)
