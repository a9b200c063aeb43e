"""`ketenwerk check-programme FILE [--json]`: computes what does not fit in a programme file and corrects nothing."""  # noqa: N999

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ketenwerk.programme.check_output import as_json, as_text
from ketenwerk.programme.checks import check
from ketenwerk.programme.file import ProgrammeFileError, load

BAD_FILE = 2
MOST_SHOWN = 100


class Command(BaseCommand):
    help = (
        "Rekent een programmabestand na en laat zien wat er niet bij elkaar past. Verandert niets."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="BESTAND", help="het programmabestand (YAML)"
        )
        parser.add_argument("--json", action="store_true", help="antwoord als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            programme = load(options["file"])
        except ProgrammeFileError as error:
            self._refuse(options["file"].name, error)
        show = as_json if options["json"] else as_text
        self.stdout.write(show(programme, check(programme)))

    def _refuse(self, name: str, error: ProgrammeFileError) -> None:
        count = len(error.problems)
        self.stderr.write(
            f"{name}: {count} {'fout' if count == 1 else 'fouten'}. Er is niets nagerekend."
        )
        for problem in error.problems[:MOST_SHOWN]:
            self.stderr.write(f"  {problem}")
        if count > MOST_SHOWN:
            self.stderr.write(f"  … en nog {count - MOST_SHOWN}.")
        sys.exit(BAD_FILE)
