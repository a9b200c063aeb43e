"""`ketenwerk census`: counting different people over organisations."""

import json
import secrets
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from ketenwerk.census.count_file import BadFile, count_file
from ketenwerk.census.linking import Count
from ketenwerk.kernel import clock

KEY_BYTES = 32
EXIT_BAD_INPUT = 2


class Command(BaseCommand):
    help = "Telt verschillende mensen over organisaties, zonder te laten zien wie er dubbel is."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True)
        file = tasks.add_parser("count", help="Telt de mensen in een CSV-bestand.")
        file.add_argument("file", type=Path, metavar="BESTAND")
        file.add_argument(
            "--json", action="store_true", help="Geeft het antwoord als één JSON-object."
        )
        file.set_defaults(run=self.count_file)

    def handle(self, *args: Any, run: Callable[..., None], **options: Any) -> None:
        run(**options)

    def count_file(self, *, file: Path, **options: Any) -> None:
        """The key is made for this run and forgotten after it: nothing can be compared with it later."""
        try:
            found = count_file(file, key=secrets.token_bytes(KEY_BYTES), today=clock.today())
        except BadFile as problem:
            self.stderr.write(str(problem))
            raise SystemExit(EXIT_BAD_INPUT) from None
        self.stdout.write(
            json.dumps(asdict(found), ensure_ascii=False) if options["json"] else _in_words(found)
        )


def _in_words(found: Count) -> str:
    return "\n".join(
        [
            f"Verschillende mensen: ongeveer {found.estimate}, tussen {found.lower} en {found.upper}.",
            *(
                f"{organisation}: {people}"
                for organisation, people in found.per_organisation.items()
            ),
            f"Opgeteld over de organisaties: {found.sum_of_organisations}",
        ]
    )
