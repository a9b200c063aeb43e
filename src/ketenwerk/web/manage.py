"""The one command of the product: `ketenwerk`."""

import os
import sys

# These read a file or the source tree only.
WITHOUT_DATABASE = {
    "check-programme",
    "protect-table",
    "census count",
    "requirements",
    "makemigrations",
    "compilemessages",
    "makemessages",
    "access-matrix",
    "check",
    "states",
    "help",
    "--help",
    "version",
    "collectstatic",
}
NOT_SET_UP = "De database is nog leeg. Er is niets veranderd. Draai eerst: ketenwerk set-up"
AS_OWNER = {"makemigrations", "migrate", "set-up", "verify-log", "sqlmigrate", "showmigrations"}


def main(argv: list[str] | None = None) -> None:
    arguments = argv or sys.argv
    command = arguments[1] if len(arguments) > 1 else "help"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ketenwerk.web.settings")
    if command == "run":
        from ketenwerk.web.serve import run

        run()
        return
    if command in AS_OWNER:
        os.environ["KETENWERK_CONNECT_AS"] = "owner"
    if not _without_database(arguments[1:]):
        from ketenwerk.kernel.embedded import EmbeddedDatabaseError
        from ketenwerk.web import database

        try:
            database.connect()
        except EmbeddedDatabaseError as problem:
            raise SystemExit(str(problem)) from None
    from django.core.management import execute_from_command_line
    from django.db import ProgrammingError
    from psycopg.errors import UndefinedTable

    try:
        execute_from_command_line(["ketenwerk", *arguments[1:]])
    except ProgrammingError as problem:
        if not isinstance(problem.__cause__, UndefinedTable):
            raise
        raise SystemExit(NOT_SET_UP) from None


def _without_database(words: list[str]) -> bool:
    return (
        not words
        or words[0] in WITHOUT_DATABASE
        or " ".join(words[:2]) in WITHOUT_DATABASE
        or "--help" in words
    )
