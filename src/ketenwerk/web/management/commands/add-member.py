# noqa: N999
"""`ketenwerk add-member`: the first account of an organisation, for the operator. Prints a link, never a password."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from ketenwerk.access.api import Role, acting_for
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Organisation, Source, Unit
from ketenwerk.web.accounts import LINK_DAYS, AccountRefused, NewAccount, add_member


class Command(BaseCommand):
    help = (
        "Maakt een account en geeft een link waarmee die persoon zelf een wachtwoord en een tweede stap kiest. "
        f"De link werkt één keer en {LINK_DAYS} dagen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", required=True, help="de sleutel, bijvoorbeeld ggd")
        parser.add_argument("--email", required=True, help="het e-mailadres om mee in te loggen")
        parser.add_argument("--name", required=True, help="de naam die collega's zien")
        parser.add_argument(
            "--role", required=True, action="append", help="de functie; mag vaker voorkomen"
        )
        parser.add_argument("--unit", default="", help="de sleutel van het organisatieonderdeel")
        parser.add_argument(
            "--address",
            default="",
            help="het adres van Ketenwerk, bijvoorbeeld https://ketenwerk.example; het staat dan voor de link",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        roles = [_role(word) for word in dict.fromkeys(options["role"])]
        email, name = _email(options["email"]), _name(options["name"])
        with standing(Standpoint(DatabaseRole.OFFICE)):
            organisation = _organisation(options["organisation"])
            unit = _unit(organisation, options["unit"])
        operator = Actor(
            None, organisation.id, Role.ADMINISTRATOR, name="beheer", source=Source.SHELL
        )
        account = NewAccount(name=name, email=email, roles=roles, unit=unit)
        try:
            with acting_for(operator):
                invited = add_member(by=operator, organisation=organisation, account=account)
        except AccountRefused as refusal:
            raise CommandError(f"{refusal} Er is niets gemaakt.") from None
        self.stdout.write(
            f"Het account is gemaakt. Geef deze link aan {name}. Hij werkt één keer en {LINK_DAYS} dagen "
            "en is nergens anders te zien:"
        )
        self.stdout.write(f"{options['address'].rstrip('/')}/uitnodiging/{invited.token}/")


def _role(word: str) -> Role:
    try:
        return Role(word)
    except ValueError:
        raise CommandError(
            f"De functie '{word}' bestaat niet. Kies uit: {', '.join(Role)}. Er is niets gemaakt."
        ) from None


def _email(text: str) -> str:
    try:
        validate_email(text.strip())
    except ValidationError:
        raise CommandError(
            "Dit is geen e-mailadres. Schrijf het als naam@organisatie.nl. Er is niets gemaakt."
        ) from None
    return text.strip()


def _name(text: str) -> str:
    if not 0 < len(text.strip()) <= 120:
        raise CommandError("Geef een naam van 1 tot en met 120 tekens. Er is niets gemaakt.")
    return text.strip()


def _organisation(key: str) -> Organisation:
    found = Organisation.objects.filter(key=key).first()
    if found is None:
        known = ", ".join(Organisation.objects.values_list("key", flat=True))
        ways = f"Kies uit: {known}." if known else "Lees eerst een programma in: import-programme."
        raise CommandError(f"De organisatie '{key}' bestaat niet. {ways} Er is niets gemaakt.")
    return found


def _unit(organisation: Organisation, key: str) -> Unit | None:
    if not key:
        return None
    found = organisation.units.filter(key=key).first()
    if found is None:
        known = ", ".join(organisation.units.values_list("key", flat=True)) or "geen"
        raise CommandError(
            f"Het onderdeel '{key}' bestaat niet bij {organisation.name}. Deze zijn er: {known}. Er is niets gemaakt."
        )
    return found
