"""The house does not open its door when it is not safe, and says in a sentence why."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from ketenwerk.kernel import crypto, walls
from ketenwerk.kernel.crypto import KeyTree
from ketenwerk.web import environment, startup
from ketenwerk.web.environment import Misconfigured


def refusal(*arguments: str) -> str:
    """Why it does not start; empty when it does."""
    try:
        if arguments:
            startup.check_demo(*arguments)
        else:
            startup.check_before_serving()
    except Misconfigured as problem:
        return str(problem)
    return ""


@pytest.mark.django_db
def test_a_house_in_order_opens() -> None:
    assert refusal() == ""


@pytest.mark.django_db
def test_it_does_not_start_without_its_key(settings: Any, tmp_path: Path) -> None:
    settings.KETENWERK_KEY_FILE = tmp_path / "root.key"
    assert refusal() == (
        "Ketenwerk start niet. Er is geen sleutelbestand op root.key. Zet het bestand terug of wijs het aan."
    )


@pytest.mark.django_db
def test_it_does_not_start_with_half_a_key(settings: Any, tmp_path: Path) -> None:
    settings.KETENWERK_KEY_FILE = tmp_path / "root.key"
    settings.KETENWERK_KEY_FILE.write_text("ab" * 31, "ascii")
    assert refusal() == (
        "Ketenwerk start niet. Het sleutelbestand root.key hoort 64 hexadecimale tekens te hebben."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("keys", [None, KeyTree(bytes(32))])
def test_it_does_not_start_with_a_key_of_another_database(
    settings: Any, keys: KeyTree | None
) -> None:
    settings.KETENWERK_KEYS = keys
    assert refusal().startswith("Ketenwerk start niet: deze sleutel hoort niet bij deze database.")


@pytest.mark.django_db
def test_it_does_not_start_when_the_database_knows_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup.Mark.objects, "filter", lambda **_: startup.Mark.objects.none())
    assert refusal().startswith("Ketenwerk start niet: de database kent nog geen sleutel.")


@pytest.mark.django_db
def test_it_does_not_start_when_the_walls_are_of_another_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_one = walls.catalogue()[1:]
    monkeypatch.setattr(walls, "catalogue", lambda: without_one)
    assert refusal().startswith(
        "Ketenwerk start niet: de muren in de database zijn van een andere versie."
    )


def test_every_change_of_a_wall_changes_their_digest() -> None:
    from dataclasses import replace

    stored = walls.catalogue()
    for place, wall in enumerate(stored):
        changed = [
            *stored[:place],
            replace(wall, grants={**wall.grants, walls.DatabaseRole.OFFICE: "TRUNCATE"}),
            *stored[place + 1 :],
        ]
        assert walls.digest(changed) != walls.digest(stored), wall.table


@pytest.mark.django_db
def test_it_does_not_start_on_tables_of_an_older_version(monkeypatch: pytest.MonkeyPatch) -> None:
    applied = MigrationRecorder(connection).applied_migrations

    def one_less(self: MigrationRecorder) -> dict[tuple[str, str], Any]:
        with walls.standing(walls.Standpoint(walls.DatabaseRole.PUBLIC)):
            known = applied()
        return {key: row for key, row in known.items() if key != ("audit", "0002_chain")}

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", one_less)
    assert refusal().startswith("Ketenwerk start niet: de database is van een oudere versie.")


@pytest.mark.django_db
def test_it_does_not_start_with_a_login_role_that_is_too_strong(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(walls, "login_is_too_strong", lambda: "de inlogrol is superuser")
    assert refusal() == "Ketenwerk start niet: de inlogrol is superuser. Log in als ketenwerk_app."


# The demo, in which anybody may be anyone


@pytest.fixture
def demo_on(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Demo mode, with the database on this host."""

    def switch(host: str) -> None:
        settings.DEMO = True
        monkeypatch.setitem(settings.DATABASES["default"], "HOST", host)

    return switch


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "db.example", ""])
def test_the_demo_does_not_start_on_a_database_server(
    demo_on: Callable[[str], None], host: str
) -> None:
    demo_on(host)
    words = "De demo draait alleen op de ingebouwde database, niet op een databaseserver."
    assert refusal("127.0.0.1") == words
    assert refusal() == words


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "192.168.1.4", "::", "2001:db8::1", "kis.example", ""],  # noqa: S104 - refused
)
def test_the_demo_does_not_start_on_an_address_that_others_reach(
    demo_on: Callable[[str], None], address: str
) -> None:
    demo_on("/run/here")
    assert refusal(address) == "De demo is alleen op deze machine te bereiken (127.0.0.1)."


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_the_demo_starts_on_ones_own_machine(demo_on: Callable[[str], None], address: str) -> None:
    demo_on("/run/here")
    assert refusal(address) == ""


def test_outside_demo_mode_any_address_serves() -> None:
    assert refusal("0.0.0.0") == ""  # noqa: S104 - behind a proxy this is usual


# Reading the environment


def test_a_key_file_that_holds_no_key_stops_the_program(tmp_path: Path) -> None:
    file = tmp_path / "root.key"
    assert environment.root_key(file) is None
    file.write_text("not a key", "ascii")
    with pytest.raises(Misconfigured, match="hoort 64 hexadecimale tekens te hebben"):
        environment.root_key(file)
    file.write_text("7" * 64, "ascii")
    assert environment.root_key(file) == crypto.read_root(file)
