"""A chain with people whose truth is known: five partners, overlap, refusals and working names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tests.making import a_client, a_trajectory

from ketenwerk.access.api import acting_for
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import lines_of
from ketenwerk.reports.api import FIRST_HALF, YEAR, explain, take_count

ActorOf = Callable[..., Actor]
# Who registers and writes for each partner, and on which kind of trajectory.
HELPS = {
    "mee": ("anna", "mee_ind"),
    "mee-work": ("emma", "mee_work"),
    "sterker": ("roos", "r75_ind"),
    "ggd": ("joost", "ggd_regie"),
    "iriszorg": ("bram", "irz_own"),
    "moviera": ("fleur", "mov_own"),
}
SPRING, AUTUMN, NEW_YEAR = date(2021, 3, 1), date(2021, 9, 1), date(2022, 1, 2)
MIDYEAR = date(2021, 7, 2)
GIVEN = [
    "Katarzyna",
    "Fatma",
    "Ioana",
    "Blessing",
    "Sanne",
    "Desislava",
    "Carmen",
    "Zsuzsanna",
    "Lotte",
    "Precious",
    "Mihaela",
    "Esmée",
]
FAMILY = [
    "Nowak",
    "Kaya",
    "Popescu",
    "Okafor",
    "Bakker",
    "Ivanova",
    "Fernández",
    "Kovács",
    "Terpstra",
    "Mensah",
    "Dumitru",
    "Wagenaar",
]


@dataclass(frozen=True)
class Person:
    """One real person: at which partners, since when, and how much she wants to tell and count."""

    number: int
    at: tuple[str, ...]
    since: date = SPRING
    counts: bool = True
    working_name_only: bool = False

    @property
    def identity(self) -> dict[str, object]:
        if self.working_name_only:
            name = f"Ster{self.number}"
            return {"given_name": "", "family_name": "", "working_name": name, "birth_year": None}
        given, family = GIVEN[self.number % 12], FAMILY[self.number * 5 % 12]
        born = date(1975 + self.number * 7 % 26, 1 + self.number % 12, 1 + self.number * 11 % 28)
        return {
            "given_name": given,
            "family_name": family,
            "birth_date": born,
            "birth_year": born.year,
        }


# Fourteen people of whom four are at two partners: eighteen registrations. IrisZorg helps two, Moviera one.
FIRST_HALF_PEOPLE = (
    Person(1, ("mee", "sterker")),
    Person(2, ("mee", "ggd")),
    Person(3, ("mee", "iriszorg")),
    Person(4, ("sterker", "ggd"), counts=False),
    *(Person(number, ("sterker",)) for number in range(5, 9)),
    *(Person(number, ("ggd",)) for number in range(9, 12)),
    Person(12, ("mee-work",), counts=False),
    Person(13, ("iriszorg",), working_name_only=True),
    Person(14, ("moviera",)),
)
# Two newcomers in autumn: the year less the half would show them.
SECOND_HALF_PEOPLE = (
    Person(15, ("mee",), AUTUMN),
    Person(16, ("sterker", "ggd"), AUTUMN),
)


def help_people(people: tuple[Person, ...], actor: ActorOf) -> None:
    for person in people:
        for place in person.at:
            key, activity = HELPS[place]
            by = actor(key)
            with clock.on_day(person.since), acting_for(by):
                client = a_client(by, count=person.counts, **person.identity)
                a_trajectory(by, client, activity)


def count_on(day: date) -> int:
    with clock.on_day(day):
        return take_count(2021)


def explain_everything(coordinator: Actor, half: int = YEAR) -> None:
    with acting_for(coordinator):
        for line in lines_of(2021, funded=True):
            explain(
                by=coordinator, line=line.id, half=half, text="De vraag liep anders dan verwacht."
            )


def explained_both_halves(coordinator: Actor) -> None:
    for half in (FIRST_HALF, YEAR):
        explain_everything(coordinator, half)
