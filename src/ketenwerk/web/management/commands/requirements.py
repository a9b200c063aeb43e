from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ketenwerk.web.requirements import (
    RequirementsError,
    differences,
    page,
    proofs_in_tree,
    read_requirements,
)

PROJECT = Path(__file__).parents[5]
LIST = Path(__file__).parents[2] / "requirements.yaml"
LINES_SHOWN = 20


class Command(BaseCommand):
    help = "Writes docs/requirements.md: each requirement with the tests that prove it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when the page is out of date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        target = PROJECT / "docs" / "requirements.md"
        if not target.parent.is_dir():
            raise CommandError(
                "This command works on the source tree, where docs/ and the tests are."
            )
        fresh = _fresh_page()
        if options["check"]:
            _compare(target, fresh)
        else:
            target.write_text(fresh, "utf-8")
        self.stdout.write(f"{target.relative_to(PROJECT)} is up to date.")


def _fresh_page() -> str:
    try:
        return page(read_requirements(LIST.read_text("utf-8")), proofs_in_tree(PROJECT))
    except RequirementsError as error:
        raise CommandError(str(error)) from None


def _compare(target: Path, fresh: str) -> None:
    stored = target.read_text("utf-8") if target.exists() else ""
    lines = differences(stored, fresh)
    if lines:
        shown = "\n".join(lines[:LINES_SHOWN])
        more = f"\n… and {len(lines) - LINES_SHOWN} lines more" if len(lines) > LINES_SHOWN else ""
        raise CommandError(
            f"docs/requirements.md is out of date. Run `ketenwerk requirements`.\n{shown}{more}"
        )
