"""The people of the demo region. All invented. Used by the demo, the screenshots and the tests."""

from dataclasses import dataclass
from datetime import date, timedelta

from ketenwerk.access.api import Role, card_of
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Function, Member, Organisation, Source

PASSWORD = "demo-wachtwoord-2021"  # noqa: S105 - printed on the demo's own screen
START = date(2021, 1, 1)
DOMAIN = "demo.example"


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    organisation: str
    roles: tuple[Role, ...]
    hours_per_week: int = 0  # for this programme; most people have other work beside it


PEOPLE = (
    Person("anna", "Anna de Wit", "mee", (Role.CARE_WORKER,), 10),
    Person("bram", "Bram Koster", "iriszorg", (Role.CARE_WORKER, Role.FOCAL_OFFICER), 5),
    Person("roos", "Roos Aalders", "sterker", (Role.CARE_WORKER,), 5),
    Person("noor", "Noor Visser", "ggd", (Role.FIELD_WORKER,), 16),
    Person("ilse", "Ilse Vermeer", "ggd", (Role.COORDINATOR, Role.CARE_WORKER), 14),
    Person("petra", "Petra Blom", "mee", (Role.PARTNER_MANAGER,), 3),
    Person("marja", "Marja Smit", "nijmegen", (Role.SUBSIDY_OFFICER,)),
    Person("teun", "Teun Bakker", "mee", (Role.CONTROLLER,)),
    Person("wil", "Wil Hendriks", "mee", (Role.PRIVACY_OFFICER,)),
    Person("rik", "Rik Mulder", "mee", (Role.ADMINISTRATOR,)),
    Person("lena", "Lena Hofman", "zorgplus", (Role.EXTERNAL_WORKER,)),
    # Colleagues who make the year believable; not on the sign-in page.
    Person("emma", "Emma Prins", "mee", (Role.CARE_WORKER, Role.FOCAL_OFFICER), 7),
    Person("joost", "Joost van Dam", "ggd", (Role.CARE_WORKER,), 10),
    Person("fleur", "Fleur Maas", "moviera", (Role.CARE_WORKER,), 5),
    Person("sjoerd", "Sjoerd Kuiper", "sterker", (Role.CARE_WORKER,), 6),
    Person("yara", "Yara Peters", "iriszorg", (Role.CARE_WORKER,), 4),
    Person("hanneke", "Hanneke Vos", "ggd", (Role.PARTNER_MANAGER,)),
    Person("daan", "Daan Verbeek", "zorgplus", (Role.EXTERNAL_WORKER,)),
    Person("koen", "Koen Jansma", "sterker", (Role.PARTNER_MANAGER,)),
)
ON_SIGN_IN_PAGE = 11


def make_people() -> None:
    """Makes the accounts that are not there yet, with the demo's password."""
    from django.contrib.auth.hashers import make_password

    office = Standpoint(DatabaseRole.OFFICE)
    hashed = make_password(PASSWORD)
    with standing(office):
        houses = {house.key: house for house in Organisation.objects.all()}
        for person in PEOPLE:
            member, made = Member.objects.get_or_create(
                email=f"{person.key}@{DOMAIN}",
                defaults={
                    "name": person.name,
                    "organisation": houses[person.organisation],
                    "password": hashed,
                    "minutes_per_week": person.hours_per_week * 60,
                },
            )
            if made:
                Function.objects.bulk_create(
                    Function(member=member, role=role, start=START + timedelta(days=place))
                    for place, role in enumerate(person.roles)
                )


def actor_of(key: str, role: Role | None = None, source: Source = Source.SHELL) -> Actor:
    """One of the demo people as an actor, in the first function unless another is named."""
    person = next(p for p in PEOPLE if p.key == key)
    with standing(Standpoint(DatabaseRole.OFFICE)):
        member = Member.objects.get(email=f"{key}@{DOMAIN}")
    return Actor(
        member.id, member.organisation_id, role or person.roles[0], name=member.name, source=source
    )


def demo_people() -> list[dict[str, str]]:
    """Key, first name, functions and organisation of each on the sign-in page, in the order of the tour."""
    members = {
        member.email.partition("@")[0]: member
        for member in Member.objects.filter(
            is_active=True, email__endswith=f"@{DOMAIN}"
        ).select_related("organisation")
    }
    return [
        _row(person, members[person.key])
        for person in PEOPLE[:ON_SIGN_IN_PAGE]
        if person.key in members
    ]


def _row(person: Person, member: Member) -> dict[str, str]:
    cards = [card_of(role) for role in person.roles]
    return {
        "key": member.email,
        "name": person.name.split()[0],
        "function": " en ".join(card.name for card in cards if card),
        "organisation": member.organisation.abbreviation,
    }
