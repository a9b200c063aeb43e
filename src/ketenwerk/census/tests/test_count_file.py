"""Counting from a file: one answer for a good file, line numbers and no names for a bad one."""

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ketenwerk.census.count_file import COLUMNS, LONGEST_CELL, MOST_SHOWN, BadFile, count_file
from ketenwerk.census.linking import Count
from ketenwerk.census.management.commands.census import Command

KEY = bytes(range(32))
TODAY = date(2026, 11, 24)
HEADER = ",".join(COLUMNS)
GOOD = "GGD,Ana,Popescu,,1990-03-14,,yes"


Counting = Callable[[str | bytes], Count]
Running = Callable[..., tuple[int, str, str]]


@pytest.fixture
def counted(tmp_path: Path) -> Counting:
    def run(content: str | bytes) -> Count:
        path = tmp_path / "telling.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return count_file(path, key=KEY, today=TODAY)

    return run


def refusal(counted: Counting, content: str | bytes) -> str:
    with pytest.raises(BadFile) as problem:
        counted(content)
    assert "Popescu" not in str(problem.value)
    return str(problem.value)


@pytest.mark.requirement("R22")
def test_a_file_is_counted(counted: Counting) -> None:
    rows = [
        GOOD,
        "MEE,ana,POPESCU,,1990-03-14,1990,YES",
        "MEE,,,Roxy,,1991,yes",
        "IrisZorg,,,,,,no",
    ]
    found = counted("\n".join([HEADER, *rows]))
    assert (found.lower, found.upper, found.sum_of_organisations) == (2, 3, 4)
    assert found.per_organisation == {"GGD": 1, "IrisZorg": 1, "MEE": 2}


@pytest.mark.parametrize(
    "content",
    [
        f"\ufeff{HEADER}\r\n{GOOD}\r\n",
        f"{HEADER}\n\n{GOOD}\n\n",
        f'{HEADER}\n"GGD","Ana","Popescu, van","","1990-03-14","","yes"',
        f"{','.join(reversed(COLUMNS))}\n{','.join(reversed(GOOD.split(',')))}",
    ],
)
def test_ways_of_writing_a_file(counted: Counting, content: str) -> None:
    assert counted(content) == Count(1, 1, 1, {"GGD": 1}, 1)


def test_a_header_alone_is_nobody(counted: Counting) -> None:
    assert counted(HEADER) == Count(0, 0, 0, {}, 0)


def test_no_answer_on_consent_is_no(counted: Counting) -> None:
    found = counted(f"{HEADER}\n{GOOD}\nMEE,Ana,Popescu,,1990-03-14,,")
    assert (found.lower, found.upper) == (1, 2)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("GGD,Ana,Popescu,,1990-03-14,yes", "er zijn 6 vakken en dat moeten er 7 zijn"),
        ("GGD,Ana,Popescu,,1990-03-14,,yes,", "er zijn 8 vakken"),
        (",Ana,Popescu,,1990-03-14,,yes", "organisation is leeg"),
        ("GGD,Ana,Popescu,,1990-02-31,,yes", "birth_date is geen bestaande datum"),
        ("GGD,Ana,Popescu,,31-12-1990,,yes", "birth_date is geen bestaande datum"),
        ("GGD,Ana,Popescu,,19901231,,yes", "birth_date is geen bestaande datum"),
        ("GGD,Ana,Popescu,,2026-11-25,,yes", "birth_date ligt in de toekomst"),
        ("GGD,Ana,Popescu,,1899-11-25,,yes", "het geboortejaar ligt niet tussen 1900 en 2026"),
        ("GGD,Ana,Popescu,,,1899,yes", "het geboortejaar ligt niet tussen 1900 en 2026"),
        ("GGD,Ana,Popescu,,,2027,yes", "het geboortejaar ligt niet tussen 1900 en 2026"),
        ("GGD,Ana,Popescu,,,90,yes", "birth_year is geen jaar van vier cijfers"),
        ("GGD,Ana,Popescu,,,١٩٩٠,yes", "birth_year is geen jaar van vier cijfers"),
        ("GGD,Ana,Popescu,,1990-03-14,1991,yes", "birth_date en birth_year noemen een ander jaar"),
        ("GGD,Ana,Popescu,,1990-03-14,,ja", "counting_consent moet yes of no zijn"),
        ("GGD,,,,1990-03-14,,yes", "er staat geen naam"),
        ("GGD,-,?,12,1990-03-14,,yes", "er staat geen naam"),
        ("GGD,An\0a,Popescu,,1990-03-14,,yes", "onzichtbaar teken"),
        ('GGD,"An\na",Popescu,,1990-03-14,,yes', "nieuwe regel"),
        (f"GGD,{'a' * (LONGEST_CELL + 1)},Popescu,,1990-03-14,,yes", "given_name is langer dan"),
        (f"GGD,{'a' * 1_000_000},Popescu,,1990-03-14,,yes", "een vak te lang"),
        ('GGD,Ana,"Popescu,,1990-03-14,,yes', "de aanhalingstekens kloppen niet"),
    ],
)
def test_a_bad_row_is_named_by_its_line(counted: Counting, row: str, says: str) -> None:
    message = refusal(counted, f"{HEADER}\n{GOOD}\n{row}\n")
    assert "Regel 3: " in message
    assert says in message


def test_all_bad_rows_are_named_in_one_run(counted: Counting) -> None:
    bad = ["GGD,Ana,Popescu,,,,maybe"] * (MOST_SHOWN + 5)
    message = refusal(counted, "\n".join([HEADER, GOOD, *bad]))
    assert "Regel 3: " in message
    assert "Regel 22: " in message
    assert "En nog 5 andere fouten." in message


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "Het bestand is leeg"),
        ("\n\n", "Het bestand is leeg"),
        (f"{HEADER.replace('working_name,', '')}\n", "deze kolommen ontbreken: working_name"),
        (f"{HEADER},shoe_size\n", "er zijn kolommen die hier niet horen"),
        (f"{HEADER},birth_year\n", "een kolom staat er twee keer"),
        (f"{HEADER.replace(',', ';')}\n", "gebruik een komma"),
        (f"{HEADER}\nGGD,Zoë,Popescu,,1990-03-14,,yes".encode("cp1252"), "geen UTF-8"),
        (f"{HEADER}\n{GOOD}".encode("utf-16"), "geen UTF-8"),
    ],
)
def test_a_bad_file_says_what_to_do(counted: Counting, content: str | bytes, says: str) -> None:
    assert says in refusal(counted, content)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="het bestaat niet"):
        count_file(tmp_path / "weg.csv", key=KEY, today=TODAY)
    with pytest.raises(BadFile, match="het is een map"):
        count_file(tmp_path, key=KEY, today=TODAY)


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Running:
    def run(content: str, *options: str) -> tuple[int, str, str]:
        path = tmp_path / "telling.csv"
        path.write_text(content)
        monkeypatch.setattr("ketenwerk.kernel.clock.today", lambda: TODAY)
        command = Command(stdout=sys.stdout, stderr=sys.stderr, no_color=True)
        options_of = vars(
            command.create_parser("ketenwerk", "census").parse_args(["count", str(path), *options])
        )
        code = 0
        try:
            command.handle(**options_of)
        except SystemExit as stop:
            code = int(stop.code or 0)
        return (code, *capsys.readouterr())

    return run


def test_the_command_prints_one_object(command: Running) -> None:
    code, out, err = command(f"{HEADER}\n{GOOD}\n", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "lower": 1,
        "estimate": 1,
        "upper": 1,
        "per_organisation": {"GGD": 1},
        "sum_of_organisations": 1,
    }


def test_the_command_speaks_to_people_too(command: Running) -> None:
    assert "ongeveer 1, tussen 1 en 1" in command(f"{HEADER}\n{GOOD}\n")[1]


def test_the_command_prints_nothing_for_a_bad_file(command: Running) -> None:
    code, out, err = command(f"{HEADER}\n{GOOD}\nGGD,Ana,Popescu,,,,maybe\n", "--json")
    assert (code, out) == (2, "")
    assert "Regel 3: counting_consent moet yes of no zijn." in err
    assert "Popescu" not in err
