"""The instruments as data: names of domains and levels in our own words, never the criteria (D10)."""

from dataclasses import dataclass

EXIT_DOMAINS = {
    "financien": "Financiën",
    "veiligheid": "Veiligheid",
    "huisvesting": "Huisvesting",
    "psychosociale-gezondheid": "Psychosociale gezondheid",
    "sociaal-functioneren": "Sociaal functioneren",
    "opleiding-en-werk": "Opleiding en werk",
}


@dataclass(frozen=True)
class Domain:
    """One side of somebody's life, and the domain of an exit programme it belongs to."""

    key: str
    name: str
    exit_domain: str


@dataclass(frozen=True)
class Level:
    number: int
    name: str


@dataclass(frozen=True)
class Instrument:
    """What is asked. A higher level is always better."""

    key: str
    name: str
    domains: tuple[Domain, ...]
    levels: tuple[Level, ...]


def _levels(*names: str) -> tuple[Level, ...]:
    return tuple(Level(number, name) for number, name in enumerate(names, start=1))


LIFE_DOMAINS = (
    Domain("financien", "Geld", "financien"),
    Domain("werk-opleiding", "Werk en opleiding", "opleiding-en-werk"),
    Domain("tijdsbesteding", "Tijdsbesteding", "opleiding-en-werk"),
    Domain("huisvesting", "Wonen", "huisvesting"),
    Domain("huiselijke-relaties", "Relaties thuis", "veiligheid"),
    Domain("geestelijke-gezondheid", "Psychische gezondheid", "psychosociale-gezondheid"),
    Domain("lichamelijke-gezondheid", "Lichamelijke gezondheid", "psychosociale-gezondheid"),
    Domain("middelengebruik", "Middelengebruik", "psychosociale-gezondheid"),
    Domain("basale-adl", "Zelfzorg", "psychosociale-gezondheid"),
    Domain("instrumentele-adl", "Huishouden en regelen", "sociaal-functioneren"),
    Domain("sociaal-netwerk", "Sociaal netwerk", "sociaal-functioneren"),
    Domain("maatschappelijke-participatie", "Meedoen", "sociaal-functioneren"),
    Domain("justitie", "Justitie", "veiligheid"),
)

ZRM = Instrument(
    "zrm",
    "Zelfredzaamheid-Matrix",
    LIFE_DOMAINS,
    _levels("acuut", "lukt niet", "lukt deels", "lukt meestal", "lukt zelf"),
)
OWN = Instrument(
    "own",
    "Eigen schaal",
    tuple(Domain(key, name, key) for key, name in EXIT_DOMAINS.items()),
    _levels("heel slecht", "slecht", "gaat wel", "goed", "heel goed"),
)
LADDERS = {each.key: each for each in (ZRM, OWN)}
