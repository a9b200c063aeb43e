"""The pages of docs/ that are made from the code are those that are stored."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ketenwerk.access.api import ROLES, Permission
from ketenwerk.kernel.walls import catalogue
from ketenwerk.trajectories.api import STARTS, TRANSITIONS
from ketenwerk.web import access_matrix, generated, states

MAKERS = {"access-matrix": access_matrix.page, "states": states.page}


@pytest.mark.parametrize("name", MAKERS)
def test_the_stored_page_is_the_page_of_today(name: str) -> None:
    stored = (generated.DOCS / f"{name}.md").read_text("utf-8")
    assert stored == MAKERS[name](), f"Run `ketenwerk {name}` and read the difference."


@pytest.mark.parametrize("name", MAKERS)
def test_the_command_needs_no_database(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(connection, "connect", lambda: pytest.fail("it asked the database"))
    call_command(name, check=True)
    assert capsys.readouterr().out == f"docs/{name}.md is up to date.\n"


def test_a_page_that_is_out_of_date_fails_with_the_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generated, "DOCS", tmp_path)
    (tmp_path / "states.md").write_text(states.page().replace("wachtlijst", "wachtrij"), "utf-8")
    with pytest.raises(CommandError, match=r"out of date(.|\n)*-.*wachtrij(.|\n)*\+.*wachtlijst"):
        call_command("states", check=True)
    assert "wachtrij" in (tmp_path / "states.md").read_text("utf-8")


def test_without_check_the_page_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generated, "DOCS", tmp_path)
    call_command("states")
    assert (tmp_path / "states.md").read_text("utf-8") == states.page()


def test_outside_a_source_tree_the_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generated, "DOCS", tmp_path / "nowhere")
    with pytest.raises(CommandError, match="source tree"):
        call_command("states")


def test_the_matrix_names_every_role_permission_address_and_table() -> None:
    page = access_matrix.page()
    for card in ROLES.values():
        assert f"| `{card.role}` | {card.name} | {card.description} | {card.reach} |" in page
    for permission in Permission:
        assert f"\n| `{permission}` |" in page
    for address in access_matrix.addresses():
        assert f"| `/{address.route}` | `{address.name}` | `{address.needs}` |" in page
    for wall in catalogue():
        assert f"\n| `{wall.table}` | {wall.kind} |" in page


def test_a_permission_taken_from_a_role_changes_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    before = access_matrix.page()
    role, card = next(iter(ROLES.items()))
    monkeypatch.setitem(
        ROLES, role, replace(card, permissions=card.permissions - {Permission.CLIENT_READ})
    )
    assert access_matrix.page() != before


def test_the_diagram_holds_every_step_and_no_other() -> None:
    lines = [line.strip() for line in states.diagram().splitlines() if "-->" in line]
    expected = [f"{before} --> {after}" for before, steps in TRANSITIONS.items() for after in steps]
    expected += [f"[*] --> {state}" for state in STARTS]
    expected += [f"{state} --> [*]" for state, steps in TRANSITIONS.items() if not steps]
    assert sorted(lines) == sorted(expected)
