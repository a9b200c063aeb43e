# noqa: N999
"""`ketenwerk import-programme FILE`: reads a programme file into the database, all or nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ketenwerk.access.api import Role, acting_for
from ketenwerk.people.api import Actor, Source
from ketenwerk.programme.file import ProgrammeFileError, load
from ketenwerk.programme.importing import import_programme

OPERATOR = Actor(
    member=None, organisation=None, role=Role.COORDINATOR, name="beheer", source=Source.SHELL
)
SHOWN = 100


class Command(BaseCommand):
    help = "Leest een programmabestand in. Klopt het bestand niet, dan verandert er niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            file = load(options["file"])
        except ProgrammeFileError as bad:
            for problem in bad.problems[:SHOWN]:
                self.stderr.write(f"regel {problem.line}: {problem.where}: {problem.message}")
            raise CommandError(
                "Er is niets ingelezen. Verbeter het bestand en probeer het opnieuw.", returncode=2
            ) from None
        with acting_for(OPERATOR):
            report = import_programme(by=OPERATOR, file=file)
        self.stdout.write(
            f"{file.name}: {report.created} nieuw, {report.changed} veranderd, "
            f"{report.unchanged} gelijk, {report.removed} weg."
        )
        for name in report.kept:
            self.stdout.write(
                f"Staat niet meer in het bestand, maar is in gebruik en blijft: {name}"
            )
