"""Lines as they are filtered, the same on screen and in the file, and the proof of a line without names."""

import csv
import hashlib
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.test import Client as Browser
from openpyxl import load_workbook

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.hours.api import NewShare, lock_month, set_share
from ketenwerk.hours.exporting import (
    Chosen,
    HourRow,
    as_csv,
    as_workbook,
    chosen_rows,
    export,
    fixed_part,
    shown,
)
from ketenwerk.hours.proof import bundle, proof_of
from ketenwerk.hours.tests.bringing import bring, file, manager, person, row
from ketenwerk.kernel.periods import Period, year
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import BudgetLine

pytestmark = pytest.mark.django_db
YEAR = Chosen(year(2021))
NAMES = ("Anna", "Emma", "Prins")


@pytest.fixture
def petra() -> Actor:
    """The manager, with three lines of two people and a correction."""
    petra = manager()
    bring(
        petra,
        file(
            row("A1", "15-08-2021", "2"),
            row("A2", "16-08-2021", "1", medewerker="P-1002"),
            row("A3", "02-11-2021", "0:45"),
        ),
    )
    bring(petra, file(row("A1", "15-08-2021", "1", reden="half geteld")))
    return petra


@pytest.fixture
def teun(petra: Actor) -> Actor:
    """The controller of the same organisation."""
    return person("teun", Role.CONTROLLER)


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_file_has_the_rows_of_the_screen(petra: Actor) -> None:
    august = Chosen(Period(date(2021, 8, 1), date(2021, 9, 1)))
    with acting_for(petra):
        on_screen = shown(petra, list(chosen_rows(petra, august)))
        head, *rows = csv_rows(export(by=petra, chosen=august, kind="csv"))
        book = load_workbook(BytesIO(export(by=petra, chosen=august, kind="xlsx")))
    assert len(on_screen) == len(rows) == 3
    assert [int(each[2]) for each in rows] == [each.minutes for each in on_screen]
    cells = list(book["Urenregels"].iter_rows(min_row=4, values_only=True))
    assert [cell[2] for cell in cells] == [each.minutes for each in on_screen]
    assert all(isinstance(cell[0], datetime) and isinstance(cell[2], int) for cell in cells)
    assert head[0] == "Dag"


def test_whole_months_of_everybody_say_the_fixed_part_and_a_part_of_them_does_not(
    petra: Actor,
) -> None:
    """Two hours less one, and one hour: 10% of the two hours of August is 12 minutes."""
    august = Period(date(2021, 8, 1), date(2021, 9, 1))
    with acting_for(petra):
        agreed = NewShare("indirect", Decimal(10), date(2021, 1, 1), date(2021, 1, 11))
        set_share(by=petra, new=agreed)
        (part,) = fixed_part(petra, Chosen(august))
        book = load_workbook(BytesIO(export(by=petra, chosen=Chosen(august), kind="xlsx")))
        entry = chosen_rows(petra, Chosen(august))[0]
        assert fixed_part(petra, Chosen(august, member=entry.member_id)) == ()
        assert fixed_part(petra, Chosen(Period(date(2021, 8, 1), date(2021, 8, 20)))) == ()
    assert (part.minutes, part.how) == (12, "10% van 2 uur")
    about = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "12, 10% van 2 uur" in about


@pytest.mark.parametrize("reason", ["=1+1", "+1", "-1", "@SOM(A1)", " =1+1", "\t=1"])
def test_text_that_looks_like_a_formula_stays_text_in_both_files(reason: str) -> None:
    line = HourRow(
        date(2021, 8, 1), "P-1", -60, "a", "p", "b", "correctie", reason, date(2021, 8, 2)
    )
    written = csv_rows(as_csv([line]))[1]
    assert written[7] == f"'{reason}"
    assert written[2] == "-60"
    cell = load_workbook(BytesIO(as_workbook([line], year(2021))))["Urenregels"]["H4"]
    assert cell.data_type == "s"
    assert cell.quotePrefix or not reason.lstrip().startswith(("=", "+", "-", "@"))


def test_a_manager_reads_names_and_a_controller_codes(petra: Actor, teun: Actor) -> None:
    with acting_for(petra):
        assert {each.who for each in shown(petra, list(chosen_rows(petra, YEAR)))} == {
            "Anna de Wit",
            "Emma Prins",
        }
    with acting_for(teun):
        whole = export(by=teun, chosen=YEAR, kind="csv").decode("utf-8-sig")
    assert "P-1001" in whole
    assert not any(name in whole for name in NAMES)


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("anna", Role.CARE_WORKER),
        ("ilse", Role.COORDINATOR),
        ("marja", Role.SUBSIDY_OFFICER),
        ("rik", Role.ADMINISTRATOR),
        ("hanneke", Role.PARTNER_MANAGER),
    ],
)
def test_lines_of_people_stay_with_their_organisation(petra: Actor, who: str, role: Role) -> None:
    by = person(who, role)
    with acting_for(by):
        assert not any(e.organisation_id == petra.organisation for e in chosen_rows(by, YEAR))
        line = BudgetLine.objects.filter(organisation=petra.house).first()
        assert line
        with pytest.raises(Refused):
            proof_of(by, line.id, 0)


def test_the_proof_holds_everything_but_names_and_is_the_same_twice(
    petra: Actor, teun: Actor
) -> None:
    with acting_for(petra):
        lock_month(by=petra, first=date(2021, 8, 1))
    with acting_for(teun):
        entry = chosen_rows(teun, YEAR).first()
        assert entry
        assert entry.line_id
        proof = proof_of(teun, entry.line_id, 0)
        name, content = bundle(by=teun, line=entry.line_id, part=0)
    with acting_for(teun):
        assert bundle(by=teun, line=entry.line_id, part=0) == (name, content)
    assert proof.minutes == 60 + 60 + 45
    assert [(m.first.month, m.minutes, m.locked_on is not None) for m in proof.months] == [
        (8, 120, True),
        (11, 45, False),
    ]
    assert len(proof.corrections) == 1
    assert proof.chain.count == 2
    assert len(proof.chain.first_hash) == 64
    with ZipFile(BytesIO(content)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    assert set(parts) == {"bewijs.pdf", "regels.xlsx", "controlegetallen.txt"}
    for each in ("bewijs.pdf", "regels.xlsx"):
        assert (
            f"{hashlib.sha256(parts[each]).hexdigest()}  {each}"
            in parts["controlegetallen.txt"].decode()
        )
    with ZipFile(BytesIO(parts["regels.xlsx"])) as book:
        text = b"".join(book.read(each) for each in book.namelist()).decode("utf-8", "ignore")
    assert "P-1001" in text
    assert not any(each in text for each in NAMES)


def test_the_pages_answer_who_may_and_nobody_else(
    petra: Actor, browse: Callable[..., Browser]
) -> None:
    query = "?van=2021-08-01&tot=2021-08-31"
    manager_browser = browse("petra")
    assert b"Emma Prins" in manager_browser.get(f"/uren/regels/{query}").content
    got = manager_browser.get(f"/uren/regels/csv/{query}")
    assert (
        got.headers["Content-Disposition"]
        == 'attachment; filename="urenregels-2021-08-01-2021-08-31.csv"'
    )
    assert manager_browser.get("/uren/regels/?van=2021-01-01&tot=2020-01-01").status_code == 422
    assert browse("teun").get(f"/uren/regels/{query}").status_code == 200
    assert browse("teun").get("/uren/inlezen/").status_code == 404
    for who in ("anna", "ilse", "marja", "wil"):
        assert browse(who).get(f"/uren/regels/csv/{query}").status_code == 404
