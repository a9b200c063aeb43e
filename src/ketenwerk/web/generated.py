"""Pages of docs/ that are made from the code: written, or held against what is stored."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ketenwerk.web.requirements import differences

DOCS = Path(__file__).parents[3] / "docs"
LINES_SHOWN = 20


def settle(name: str, fresh: str, *, check: bool) -> str:
    """Writes docs/<name>.md, or with `check` fails when it is out of date. Gives back the sentence that all is well."""
    target = DOCS / f"{name}.md"
    if not DOCS.is_dir():
        raise CommandError("This command works on the source tree, where docs/ is.")
    if not check:
        target.write_text(fresh, "utf-8")
    _compare(target, fresh, name)
    return f"docs/{target.name} is up to date."


def _compare(target: Path, fresh: str, name: str) -> None:
    stored = target.read_text("utf-8") if target.exists() else ""
    lines = differences(stored, fresh)
    if lines:
        shown = "\n".join(lines[:LINES_SHOWN])
        more = f"\n… and {len(lines) - LINES_SHOWN} lines more" if len(lines) > LINES_SHOWN else ""
        raise CommandError(
            f"docs/{target.name} is out of date. Run `ketenwerk {name}`.\n{shown}{more}"
        )


def page_command(name: str, make: Callable[[], str], words: str) -> type[BaseCommand]:
    """The command `ketenwerk <name> [--check]` for one such page."""

    class Command(BaseCommand):
        help = words
        requires_system_checks = ()

        def add_arguments(self, parser: CommandParser) -> None:
            parser.add_argument(
                "--check",
                action="store_true",
                help="change nothing; fail when the page is out of date",
            )

        def handle(self, *_args: Any, **options: Any) -> None:
            self.stdout.write(settle(name, make(), check=options["check"]))

    return Command
