"""Files of every kind: read whole, or refused with a reason."""

import json

import pytest

from ketenwerk.exchange.reading import LARGEST_FILE, MOST_ROWS, read_table
from ketenwerk.kernel.tables import FileRefused

HEAD = "referentie;naam;groep"
ROW = "A-1;Zoë;sekswerkers"


@pytest.mark.parametrize(
    "content",
    [
        f"{HEAD}\n{ROW}\n".encode(),
        f"{HEAD}\r\n{ROW}\r\n".encode("utf-8-sig"),
        f"{HEAD}\n{ROW}\n".encode("cp1252"),
        f"{HEAD}\r\n{ROW}\r\n".encode("utf-16"),
        f"{HEAD}\n{ROW}\n".replace(";", ",").encode(),
        f"{HEAD}\n{ROW}\n".replace(";", "\t").encode(),
        f"{HEAD}\n\n{ROW}\n;;\n".encode(),
        json.dumps([{"referentie": "A-1", "naam": "Zoë", "groep": "sekswerkers"}]).encode(),
    ],
)
@pytest.mark.requirement("R99")
def test_the_same_row_is_read_from_every_kind_of_file(content: bytes) -> None:
    table = read_table(content)
    assert [row.cells for row in table.rows] == [
        {"referentie": "A-1", "naam": "Zoë", "groep": "sekswerkers"}
    ]
    assert table.problems == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "leeg"),
        (b" \n ", "leeg"),
        (f"{HEAD}\n".encode(), "geen rijen"),
        (f"{HEAD}\nA;B\x00;C".encode(), "regel 2"),
        (b"PK\x03\x04 a workbook or a bomb", "niet te lezen"),
        (b"\xd0\xcf\x11\xe0 an old or a locked one", "oude Excel"),
        (b"%PDF-1.7", "geen tabel"),
        (b"\xff\xfe" + f"{HEAD}\n{ROW}".encode("utf-16-le") + b"\x00", "letters"),
        (b"\xef\xbb\xbf" + b"A;\x81;C\xff", "letters"),
        (f"{HEAD}\n".encode() + b"A;\x81;C\xff", "letters"),
        (f'{HEAD}\nA;"open;C'.encode(), "niet te lezen"),
        (f"{HEAD}\nA;{'x' * 1_000_000};C".encode(), "niet te lezen"),
        (f"{HEAD};telefoon\nA;B;C;06".encode(), "Kolom 4"),
        (f"{HEAD};naam\nA;B;C;D".encode(), "twee keer"),
        (b"referentie;naam\nA;B", "groep"),
        (b"[" * 100_000, "JSON"),
        (b'{"referentie": "A"}', "lijst"),
        (b"x" * (LARGEST_FILE + 1), "2 MB"),
        (f"{HEAD}\n".encode() + b"A;B;C\n" * (MOST_ROWS + 1), "Deel het op"),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason):
        read_table(content)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("A;B", "", "2 vakken"),
        ("A;B;C;D", "", "4 vakken"),
        ("-2;B;C", "referentie", "formule"),
        ("=1+1;B;C", "referentie", "formule"),
        ("A;@SUM(1);C", "naam", "formule"),
        (f"A;{'x' * 201};C", "naam", "200 tekens"),
        ("A;B\x1b[31m;C", "naam", "onzichtbaar"),
    ],
)
def test_a_wrong_row_is_told_by_its_number(row: str, column: str, words: str) -> None:
    problems = read_table(f"{HEAD}\n{ROW}\n{row}\n".encode()).problems
    assert [(each.row, each.column) for each in problems] == [(3, column)]
    assert words in problems[0].text
