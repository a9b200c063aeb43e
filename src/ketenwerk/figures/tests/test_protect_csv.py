"""A table from a file, for who has the numbers and no account."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from ketenwerk.figures.protect_csv import BadTable, parse, protect_csv, read

TABLE = """,GGD,MEE,Sterker
Jongeren,3,10,20
Mannen,12,8,9
Slachtoffers,30,40,50
"""


def messages(text: str) -> tuple[str, ...]:
    with pytest.raises(BadTable) as refused:
        protect_csv(text, 5)
    return refused.value.messages


def test_the_answer_holds_labels_cells_and_totals() -> None:
    assert protect_csv(TABLE, 5) == {
        "rows": ["Jongeren", "Mannen", "Slachtoffers"],
        "columns": ["GGD", "MEE", "Sterker"],
        "cells": [[None, None, 20], [None, None, 9], [30, 40, 50]],
        "row_totals": [33, 29, 120],
        "column_totals": [45, 58, 79],
        "total": 182,
    }


@pytest.mark.parametrize(
    "text",
    [
        TABLE.replace(",", ";"),
        TABLE.replace("\n", "\r\n"),
        TABLE.replace("\n", "\r"),
        "\ufeff" + TABLE,
        TABLE + "\n,,,\n",
        TABLE.replace("Mannen", '"Mannen"').replace(",10,", ',"10",'),
    ],
    ids=["semicolons", "crlf", "cr", "bom", "empty lines", "quotes"],
)
def test_the_ways_in_which_spreadsheets_write_a_table_are_read_alike(text: str) -> None:
    assert protect_csv(text, 5) == protect_csv(TABLE, 5)


def test_labels_in_quotes_may_hold_separators_quotes_and_line_ends() -> None:
    text = '"a;b";"Sterker, R75";"zeg ""nee""\nen ga"\nrij;6;7\n'
    assert parse(text) == (["Sterker, R75", 'zeg "nee"\nen ga'], ["rij"], [[6, 7]])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Het bestand is leeg."),
        ("\n \n", "Het bestand is leeg."),
        (",a,b\n", "Er zijn geen rijen onder de kop."),
        ("x\nr\n", "Er zijn geen kolommen naast de opschriften van de rijen."),
        (",a,b\nr,1\n", "Regel 2: er staan 1 getallen, de kop heeft 2 kolommen."),
        (",a,b\nr,1,2,3\n", "Regel 2: er staan 3 getallen, de kop heeft 2 kolommen."),
        (",a\nr,-4\n", "Regel 2, kolom 2: -4 is negatief, een aantal is 0 of hoger."),
        (",a\nr,4.0\n", "Regel 2, kolom 2: ‘4.0’ is geen heel getal."),
        (",a\nr,vier\n", "Regel 2, kolom 2: ‘vier’ is geen heel getal."),
        (",a\nr,٤\n", "Regel 2, kolom 2: ‘٤’ is geen heel getal."),
        (",a,b\nr,4,\n", "Regel 2, kolom 3: het getal ontbreekt. Vul 0 in als er niets geteld is."),
        (",a\nr,99999999999\n", "Regel 2, kolom 2: dit getal is hoger dan 1000000000."),
        (",a\n,5\n", "Regel 2, kolom 1: het opschrift ontbreekt."),
        (",a,\nr,5,6\n", "Regel 1, kolom 3: het opschrift ontbreekt."),
        (",a,a\nr,5,6\n", "Regel 1, kolom 3: het opschrift ‘a’ staat er al."),
        (",a\nr,5\nr,6\n", "Regel 3, kolom 1: het opschrift ‘r’ staat er al."),
        (
            ",a,Totaal\nr,5,5\n",
            "Regel 1, kolom 3: laat totalen weg, die worden zelf berekend.",
        ),
        (",a\nr,5\0\n", "Regel 2: er staat een teken met waarde nul in. Is dit een CSV-bestand?"),
        (',a\n"r,5\n', "Regel 2: een aanhalingsteken klopt niet."),
    ],
)
def test_a_bad_table_is_refused_with_the_place_and_the_reason(text: str, message: str) -> None:
    assert messages(text) == (message,)


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert len(messages(",a,a\nr,-1,x\n")) == 3


def test_a_table_without_end_is_refused() -> None:
    header = "," + ",".join(f"k{n}" for n in range(101))
    rows = "\n".join(f"r{n}" + ",5" * 101 for n in range(100))
    assert messages(f"{header}\n{rows}") == ("De tabel is te groot: ten hoogste 10000 cellen.",)


def test_a_threshold_below_one_is_refused() -> None:
    with pytest.raises(BadTable, match="drempel"):
        protect_csv(TABLE, 0)


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    file.write_bytes(",a\ncliënten,5\n".encode("latin-1"))
    with pytest.raises(BadTable, match=r"Regel 2: dit teken is geen UTF-8."):
        read(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="bestaat niet"):
        read(tmp_path / "weg.csv")


def test_the_command_answers_with_one_json_object(tmp_path: Path) -> None:
    file, out = tmp_path / "tabel.csv", io.StringIO()
    file.write_text(TABLE, encoding="utf-8")
    call_command("protect-table", str(file), "--threshold", "5", "--json", stdout=out)
    assert json.loads(out.getvalue()) == protect_csv(TABLE, 5)


def test_the_solver_says_nothing_of_itself_on_the_output(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tabel.csv"
    file.write_text(TABLE, encoding="utf-8")
    call_command("protect-table", str(file), "--json")
    captured = capfd.readouterr()
    assert json.loads(captured.out)["total"] == 182
    assert not captured.err


def test_the_command_draws_a_table_for_people(tmp_path: Path) -> None:
    file, out = tmp_path / "tabel.csv", io.StringIO()
    file.write_text(TABLE, encoding="utf-8")
    call_command("protect-table", str(file), stdout=out)
    assert out.getvalue().splitlines() == [
        "              GGD  MEE  Sterker  Totaal",
        "Jongeren        ·    ·       20      33",
        "Mannen          ·    ·        9      29",
        "Slachtoffers   30   40       50     120",
        "Totaal         45   58       79     182",
        "",
        "· = verborgen (4): geen aantal van 1 tot 5 is af te leiden.",
    ]


def test_the_command_ends_with_2_and_the_reasons_on_bad_input(tmp_path: Path) -> None:
    file, err = tmp_path / "tabel.csv", io.StringIO()
    file.write_text(",a\nr,-1\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        call_command("protect-table", str(file), stderr=err)
    assert ended.value.code == 2
    assert "Regel 2, kolom 2" in err.getvalue()
