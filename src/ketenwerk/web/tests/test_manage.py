"""The one command says what to do on a database that was never set up."""

import django.core.management
import pytest
from django.db import ProgrammingError
from psycopg.errors import InsufficientPrivilege, UndefinedTable

from ketenwerk.web import database, manage


@pytest.fixture
def failing(monkeypatch):
    def prepare(cause):
        def run(_argv):
            raise ProgrammingError from cause

        monkeypatch.setattr(database, "connect", lambda: None)
        monkeypatch.setattr(django.core.management, "execute_from_command_line", run)

    return prepare


def test_an_empty_database_is_told_in_a_sentence(failing):
    failing(UndefinedTable())
    with pytest.raises(SystemExit, match="Draai eerst: ketenwerk set-up"):
        manage.main(["ketenwerk", "seed"])


def test_another_refusal_of_the_database_is_not_hidden(failing):
    failing(InsufficientPrivilege())
    with pytest.raises(ProgrammingError):
        manage.main(["ketenwerk", "seed"])
