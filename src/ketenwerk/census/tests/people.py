"""Invented people at several organisations, with the errors that real registrations have, and the truth beside them."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ketenwerk.census.linking import Registration
from ketenwerk.clients.link_tokens import Identity, Token, link_tokens

Recipe = Callable[[Identity, bytes], tuple[Token, ...]]

KEY = bytes(range(32))
ORGANISATIONS = ("GGD", "MEE", "Sterker", "IrisZorg", "Moviera")
_GIVEN = (
    "Maria Anna Johanna Elisabeth Elena Ioana Andreea Mihaela Katarzyna Agnieszka Małgorzata Joanna Aleksandra Zsuzsanna "
    "Erzsébet Katalin Ilona Desislava Gergana Svetlana Natalia Tatiana Fatma Ayşe Emine Zeynep Lucía Carmen Dolores "
    "Guadalupe Francisca Cornelia Wilhelmina Hendrika Geertruida Catharina Margaretha Petronella Jacoba Samantha Naomi "
    "Priscilla Melissa Kimberly Daniëlle Chantal Esmée Roos Sanne Fleur Lotte Noa Amber Jan Pieter Cornelis Willem "
    "Hendrik Michael Alexandru Krzysztof Dimitar Mehmet José Miguel László Stefan Ahmed Youssef Kevin Wesley Precious "
    "Blessing Joy Grace Mercy Olivia Sophia Bianca Ramona Simona Loredana Roxana Cristina Nicoleta Monika Beata Ewelina"
)
_FAMILY = (
    "Jansen|de Vries|van den Berg|Bakker|van Dijk|Visser|Smit|Meijer|de Boer|Mulder|de Groot|Bos|Vos|Peters|Hendriks|"
    "van Leeuwen|Dekker|Brouwer|de Wit|Dijkstra|Smits|de Graaf|van der Meer|van der Linden|Kok|Jacobs|de Haan|Vermeulen|"
    "van den Heuvel|van der Veen|van den Broek|de Bruijn|Schouten|van Beek|Willems|van Vliet|Hoekstra|Koster|Prins|Maas|"
    "Verhoeven|Popescu|Ionescu|Popa|Dumitru|Stan|Gheorghe|Constantin|Marin|Radu|Stoica|Nowak|Kowalska|Wiśniewska|Wójcik|"
    "Kamińska|Lewandowska|Zielińska|Szymańska|Woźniak|Dąbrowska|Nagy|Kovács|Tóth|Szabó|Horváth|Varga|Kiss|Molnár|Németh|"
    "Ivanova|Georgieva|Dimitrova|Petrova|Nikolova|Stoyanova|Todorova|Yılmaz|Kaya|Demir|Çelik|Şahin|Yıldız|Öztürk|García|"
    "Fernández|González|Rodríguez|López|Martínez|Sánchez|Pérez|el Idrissi|Ben Ali|El Amrani|Osei|Mensah|Okafor|Adeyemi|"
    "Schuurmans|Oosterbaan|Hofstede|Tielemans|Wagenaar|Rietveld|Zandstra|Kloosterman|Nijhuis|Overbeek|Lammers|Terpstra"
)
GIVEN, FAMILY = _GIVEN.split(), _FAMILY.split("|")
SHORT = {
    "Maria": "Mieke Ria Mia",
    "Johanna": "Jo Hanneke Joke",
    "Elisabeth": "Liesbeth Els Betty",
    "Katarzyna": "Kasia",
    "Małgorzata": "Gosia",
    "Joanna": "Asia",
    "Aleksandra": "Ola",
    "Zsuzsanna": "Zsuzsi",
    "Erzsébet": "Erzsi",
    "Katalin": "Kati",
    "Francisca": "Paca",
    "Guadalupe": "Lupe",
    "Dolores": "Lola",
    "Cornelia": "Corrie Nel",
    "Wilhelmina": "Mien",
    "Geertruida": "Truus",
    "Catharina": "Toos Karin",
    "Margaretha": "Greet",
    "Jan": "Johannes",
    "Willem": "Wim",
    "Cornelis": "Kees",
    "José": "Pepe",
    "Priscilla": "Cilla",
    "Melissa": "Lissa",
    "Kimberly": "Kim",
    "Samantha": "Sam",
    "Natalia": "Natasha",
    "Svetlana": "Sveta",
    "Desislava": "Desi",
    "Krzysztof": "Krzysiek",
}
_WORKING = "Roxy Bella Cindy Angel Luna Jade Amber Chanel Lola Mona Nikita Sasha Vicky Ruby Diamond Kim Eva Scarlett"
WORKING = _WORKING.split()
ALPHABET = "abcdefghijklmnoprstuvwz"


@dataclass(frozen=True)
class Rates:
    """Shares of registrations with each fault."""

    slip: float = 0.06
    swapped_date: float = 0.03
    short_name: float = 0.05
    half_surname: float = 0.3
    year_only: float = 0.05
    undated: float = 0.04
    working_only: float = 0.03
    refused: float = 0.05
    plain_letters: float = 0.3
    names_swapped: float = 0.01
    wrong_date: float = 0.01
    particle: float = 0.1


CLEAN = Rates(**dict.fromkeys(Rates.__dataclass_fields__, 0.0))


@dataclass
class Region:
    people: int
    seed: int = 1
    rates: Rates = field(default_factory=Rates)

    def rows(self) -> Iterator[tuple[int, str, Identity, bool]]:
        """Who it really is, the organisation, what is written down, consent."""
        chance = random.Random(self.seed)
        for person in range(self.people):
            identity = self._person(chance)
            for organisation in chance.sample(
                ORGANISATIONS, chance.choices((1, 2, 3, 4), (60, 25, 10, 5))[0]
            ):
                yield (
                    person,
                    organisation,
                    self._written(identity, chance),
                    chance.random() >= self.rates.refused,
                )

    def registrations(self, make: Recipe = link_tokens) -> Iterator[Registration]:
        for number, (person, organisation, identity, consent) in enumerate(self.rows()):
            tokens = make(identity, KEY) if consent else ()
            yield Registration((person, number), organisation, consent, tokens)

    def _person(self, chance: random.Random) -> Identity:
        given, family = chance.choice(GIVEN), self._family(chance)
        if chance.random() < 0.12:
            family = f"{family}-{self._family(chance)}"
        born = date(1965, 1, 1) + timedelta(days=chance.randrange(14_000))
        work = chance.choice(WORKING) if chance.random() < 0.6 else ""
        return Identity(given, family, work, born, None)

    def _family(self, chance: random.Random) -> str:
        if chance.random() < 0.5:
            return chance.choice(FAMILY)
        first, last = chance.choice(FAMILY).split()[-1], chance.choice(FAMILY).split()[-1]
        return (
            first[: chance.choice((2, 3, 4))].capitalize()
            + chance.choice("aeiou")
            + last[-chance.choice((3, 4, 5)) :]
        )

    def _written(self, identity: Identity, chance: random.Random) -> Identity:
        rates, hit = self.rates, lambda rate: chance.random() < rate
        given, family, born, year = (
            identity.given_name,
            identity.family_name,
            identity.birth_date,
            None,
        )
        work = identity.working_name if hit(0.4) else ""
        if hit(rates.short_name) and given in SHORT:
            given = chance.choice(SHORT[given].split())
        if "-" in family and hit(rates.half_surname):
            family = _other_surname(family, chance)
        if " " in family and hit(rates.particle):
            family = chance.choice((family.split()[-1], ", ".join(family.rsplit(" ", 1)[::-1])))
        if hit(rates.slip):
            given = slip(given, chance)
        if hit(rates.slip):
            family = slip(family, chance)
        if hit(rates.plain_letters):
            given, family = plain(given), plain(family).upper()
        if hit(rates.names_swapped):
            given, family = family, given
        if born and born.day <= 12 and hit(rates.swapped_date):
            born = born.replace(day=born.month, month=born.day)
        if born and hit(rates.wrong_date):
            born = wrong(born, chance)
        fate = chance.random()
        if fate < rates.year_only and born:
            born, year = None, born.year
        elif fate < rates.year_only + rates.undated:
            born = None
        if hit(rates.working_only):
            year = born.year if born else year
            return Identity("", "", identity.working_name or "Roxy", None, year)
        return Identity(given, family, work, born, year)


def _other_surname(family: str, chance: random.Random) -> str:
    first, second = family.split("-", 1)
    return chance.choice((first, second, f"{second}-{first}", f"{first} {second}"))


def slip(name: str, chance: random.Random) -> str:
    """One slip: another letter, a letter less, a letter more or two changed about."""
    place = chance.randrange(1, len(name)) if len(name) > 2 else 0
    head, letter, tail = name[:place], name[place], name[place + 1 :]
    extra = chance.choice(ALPHABET)
    changed_about = name[: place - 1] + letter + name[place - 1] + tail if place else name
    return chance.choice(
        (head + extra + tail, head + tail, head + extra + letter + tail, changed_about)
    )


def plain(name: str) -> str:
    return name.translate(str.maketrans("łńśźćąęóéáíúşçığëöü", "lnszcaeoeaiuscigeou"))


def wrong(born: date, chance: random.Random) -> date:
    """One of day, month and year written wrong."""
    day, month, year = (
        chance.randrange(1, 29),
        chance.randrange(1, 13),
        born.year + chance.choice((-10, -1, 1, 10)),
    )
    return chance.choice(
        (
            born.replace(day=day),
            date(born.year, month, min(born.day, 28)),
            date(year, born.month, min(born.day, 28)),
        )
    )


def without_swapped_date(identity: Identity, key: bytes) -> tuple[Token, ...]:
    """A recipe with a fault planted in it: day and month are taken in the order in which they stand."""
    tokens = link_tokens(identity, key)
    as_written = [token._replace(kind="birth-swap") for token in tokens if token.kind == "birth"]
    return (*(token for token in tokens if token.kind != "birth-swap"), *as_written)
