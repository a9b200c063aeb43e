# The file bears the name of the command. # noqa: N999
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from ketenwerk.figures.protect_csv import BadTable, protect_csv, read

HIDDEN = "·"


class Command(BaseCommand):
    help = "Toont wat van een tabel met aantallen gepubliceerd mag worden."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="BESTAND.csv")
        parser.add_argument(
            "--threshold", type=int, default=5, help="aantallen hieronder blijven verborgen"
        )
        parser.add_argument("--json", action="store_true", help="antwoord als één JSON-object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            shown = protect_csv(read(options["file"]), options["threshold"])
        except BadTable as error:
            for message in error.messages:
                self.stderr.write(message)
            sys.exit(2)
        if options["json"]:
            self.stdout.write(json.dumps(shown, ensure_ascii=False))
        else:
            self.stdout.write(_drawn(shown, options["threshold"]))


def _drawn(shown: dict[str, Any], threshold: int) -> str:
    lines = [["", *shown["columns"], "Totaal"]]
    rows = zip(shown["rows"], shown["cells"], shown["row_totals"], strict=True)
    lines += [[label, *map(_said, cells), _said(total)] for label, cells, total in rows]
    lines += [["Totaal", *map(_said, shown["column_totals"]), _said(shown["total"])]]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    hidden = sum(cell == HIDDEN for line in lines[1:] for cell in line[1:])
    return "\n".join([*(_aligned(line, widths) for line in lines), "", _closing(hidden, threshold)])


def _said(value: int | None) -> str:
    return HIDDEN if value is None else str(value)


def _aligned(line: list[str], widths: list[int]) -> str:
    label, *numbers = line
    told = (number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True))
    return "  ".join([label.ljust(widths[0]), *told]).rstrip()


def _closing(hidden: int, threshold: int) -> str:
    if not hidden:
        return "Alles mag getoond worden."
    return f"{HIDDEN} = verborgen ({hidden}): geen aantal van 1 tot {threshold} is af te leiden."
