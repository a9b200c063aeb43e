"""The instruments as data: names of domains and levels in our own words, never the criteria (D10)."""

from dataclasses import dataclass

EXIT_DOMAINS = {
    "uit-geld": "Financiën",
    "uit-veiligheid": "Veiligheid",
    "uit-wonen": "Huisvesting",
    "uit-gezondheid": "Psychosociale gezondheid",
    "uit-sociaal": "Sociaal functioneren",
    "uit-werk": "Opleiding en werk",
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
    Domain("financien", "Geld", "uit-geld"),
    Domain("werk-opleiding", "Werk en opleiding", "uit-werk"),
    Domain("tijdsbesteding", "Tijdsbesteding", "uit-werk"),
    Domain("huisvesting", "Wonen", "uit-wonen"),
    Domain("huiselijke-relaties", "Relaties thuis", "uit-veiligheid"),
    Domain("geestelijke-gezondheid", "Psychische gezondheid", "uit-gezondheid"),
    Domain("lichamelijke-gezondheid", "Lichamelijke gezondheid", "uit-gezondheid"),
    Domain("middelengebruik", "Middelengebruik", "uit-gezondheid"),
    Domain("basale-adl", "Zelfzorg", "uit-gezondheid"),
    Domain("instrumentele-adl", "Huishouden en regelen", "uit-sociaal"),
    Domain("sociaal-netwerk", "Sociaal netwerk", "uit-sociaal"),
    Domain("participatie", "Meedoen", "uit-sociaal"),
    Domain("justitie", "Justitie", "uit-veiligheid"),
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
