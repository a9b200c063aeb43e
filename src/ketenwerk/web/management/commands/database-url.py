# noqa: N999
"""`ketenwerk database-url`: the address of the database in use, for psql and for drills."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ketenwerk.web import environment

VARIABLES = {
    "app": "KETENWERK_DATABASE_URL",
    "owner": "KETENWERK_OWNER_URL",
    "admin": "KETENWERK_ADMIN_URL",
}


class Command(BaseCommand):
    help = "Geeft het adres van de database die in gebruik is, voor psql en voor oefeningen."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--as",
            dest="role",
            choices=VARIABLES,
            default="app",
            help="app (inlogrol zonder rechten), owner (eigenaar van de tabellen) of admin (superuser, alleen ingebouwd)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        url = environment.text(VARIABLES[options["role"]])
        if not url:
            raise CommandError("Van deze rol is geen adres bekend.")
        self.stdout.write(url)
