# noqa: N999
"""`ketenwerk verify-log`: walks every chain of the log and names the first row that does not fit."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ketenwerk.audit.verify import Broken, Head, behind, first_broken, heads


class Command(BaseCommand):
    help = "Rekent alle ketens van het logboek na en noemt de eerste regel die niet klopt."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--heads",
            type=Path,
            metavar="BESTAND",
            help="vergelijk met de eindes die eerder zijn bewaard",
        )
        parser.add_argument(
            "--write-heads", type=Path, metavar="BESTAND", help="bewaar de eindes van nu"
        )

    def handle(self, **options: Any) -> None:
        noted = _read(options["heads"]) if options["heads"] else []
        now = heads()
        for head in now:
            self.stdout.write(f"{head.chain} {head.number} {head.hash}")
        broken = first_broken() or behind(noted)
        if broken:
            raise CommandError(_sentence(broken), returncode=1)
        if options["write_heads"]:
            _write(options["write_heads"], now)
        self.stdout.write("Alle ketens kloppen.")


def _sentence(broken: Broken) -> str:
    return f"Keten {broken.chain}, regel {broken.number}: {broken.why}."


def _read(file: Path) -> list[Head]:
    try:
        return [Head(**row) for row in json.loads(file.read_text("utf-8"))]
    except (OSError, ValueError, TypeError):
        raise CommandError(
            f"{file.name} is niet te lezen als bewaarde eindes. Er is niets nagerekend."
        ) from None


def _write(file: Path, now: list[Head]) -> None:
    """Whole or not at all, so that a full disk never leaves half a list."""
    beside = file.with_name(f"{file.name}.nieuw")
    beside.write_text(json.dumps([vars(head) for head in now], indent=1) + "\n", "utf-8")
    beside.replace(file)
