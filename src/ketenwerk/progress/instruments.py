"""The instruments: the life domains of the programme on five levels, in our own words and never the criteria (D10)."""

from dataclasses import dataclass

from ketenwerk.kernel import dutch
from ketenwerk.programme.api import LifeDomain

ZRM, OWN = "zrm", "own"
LADDERS = (ZRM, OWN)


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


ZRM_LEVELS = _levels("acuut", "lukt niet", "lukt deels", "lukt meestal", "lukt zelf")
OWN_LEVELS = _levels("heel slecht", "slecht", "gaat wel", "goed", "heel goed")


def ladders() -> dict[str, Instrument]:
    """The two scales by their key, over the life domains as they stand in the programme; one query."""
    rows = list(LifeDomain.objects.select_related("exit_domain"))
    zrm = [row for row in rows if row.scheme == LifeDomain.Scheme.ZRM]
    leaving = [row for row in rows if row.scheme == LifeDomain.Scheme.EXIT]
    return {
        ZRM: Instrument(ZRM, "Zelfredzaamheid-Matrix", _domains(zrm), ZRM_LEVELS),
        OWN: Instrument(OWN, "Eigen schaal", _domains(leaving), OWN_LEVELS),
    }


def _domains(rows: list[LifeDomain]) -> tuple[Domain, ...]:
    """A domain of leaving belongs to itself."""
    return tuple(
        Domain(row.key, dutch.capital(row.name), (row.exit_domain or row).key) for row in rows
    )
