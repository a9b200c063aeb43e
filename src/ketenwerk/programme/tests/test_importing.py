"""The programme in the database: once, as stated, all or nothing, and only what changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import PROGRAMME
from django.core.management import CommandError, call_command
from django.db.models import Model, Q, Sum
from tests.making import a_client, a_trajectory

from ketenwerk.access.api import Refused, Role, acting_for
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Organisation, Source
from ketenwerk.programme import models
from ketenwerk.programme.api import (
    Activity,
    BudgetLine,
    FundingSource,
    StatedClaim,
    Target,
    current_programme,
    map_of,
)
from ketenwerk.programme.facts import ProgrammeFile
from ketenwerk.programme.file import load
from ketenwerk.programme.importing import Importer, ImportReport, import_programme

pytestmark = pytest.mark.django_db

OPERATOR = Actor(None, None, Role.COORDINATOR, "beheer", Source.SHELL)
OFFICE = Standpoint(DatabaseRole.OFFICE, function=Role.COORDINATOR)
STORED: tuple[type[Model], ...] = (
    Organisation,
    models.Programme,
    models.Municipality,
    models.Coverage,
    models.WorkArea,
    models.TargetGroup,
    FundingSource,
    BudgetLine,
    Activity,
    Activity.groups.through,
    Target,
    StatedClaim,
)


@pytest.fixture
def office() -> object:
    with standing(OFFICE):
        yield


def real() -> ProgrammeFile:
    return load(PROGRAMME)


def brought_in(file: ProgrammeFile) -> ImportReport:
    with acting_for(OPERATOR):
        return import_programme(by=OPERATOR, file=file)


def everything() -> dict[str, list[dict[str, object]]]:
    with standing(OFFICE):
        return {m.__name__: list(m._default_manager.order_by("pk").values()) for m in STORED}


def differing(before: dict[str, list[object]], after: dict[str, list[object]]) -> dict[str, int]:
    """How many rows of each table are not as they were."""
    found = {
        name: sum(row not in before[name] for row in rows) + max(0, len(before[name]) - len(rows))
        for name, rows in after.items()
    }
    return {name: number for name, number in found.items() if number}


# What was promised, once for all groups

PROMISES = {
    ("mee_ind", "cliënten"): (3, 5),
    ("mee_work", "trajecten"): (5, 10),
    ("mee_coach", "gesprekken"): (20, 40),
    ("mee_ws", "workshops"): (1, 1),
    ("mee_ws", "plaatsen"): (12, 12),
    ("mee_peergroup", "groepen"): (1, 1),
    ("mee_peergroup", "bijeenkomsten"): (8, 8),
    ("mee_peergroup", "plaatsen"): (8, 8),
    ("r75_ind", "trajecten"): (6, 10),
    ("mee_case", "casussen"): (5, 10),
    ("mee_train", "trainingen"): (1, 1),
    ("mee_train", "plaatsen"): (8, 8),
}


@pytest.mark.requirement("R24", "R25", "R26", "R27")
def test_every_promise_of_2021_is_stored_once_for_all_its_groups(office):
    rows = Target.objects.filter(activity__year=2021)
    stored = [((t.activity.key, t.unit), (t.low, t.high)) for t in rows.select_related("activity")]
    assert sorted(stored) == sorted(PROMISES.items())
    groups = Activity.objects.get(key="r75_ind", year=2021).groups
    assert set(groups.values_list("key", flat=True)) == {
        "risicogroep",
        "uitbuiting",
        "sekswerkers",
        "oggz",
    }


# Money and hours as stated


@pytest.mark.requirement("R78")
def test_lines_of_2021_add_up_to_the_stated_totals(office):
    lines = BudgetLine.objects.filter(year=2021, funded=True)
    per = lines.values_list("organisation__key").annotate(Sum("euros"))
    assert dict(per.order_by()) == {"ggd": 87_128, "mee": 47_295, "sterker": 11_000}
    assert lines.aggregate(Sum("euros"))["euros__sum"] == 145_423
    claims = StatedClaim.objects.filter(kind="totaal", unit="euro", year=2021)
    stated = {int(value) for value in claims.values_list("value", flat=True)}
    assert stated == {87_128, 47_295, 11_000, 145_423}


@pytest.mark.requirement("R78")
def test_hours_are_kept_as_applied_for_and_never_computed(office):
    lines = BudgetLine.objects.filter(year=2021, funded=True)
    assert lines.filter(organisation__key="mee").aggregate(Sum("hours"))["hours__sum"] == 543
    own = lines.filter(organisation__key="ggd").order_by("position")
    assert list(own.values_list("hours", "hours_per_week", "euros")) == [
        (475, Decimal(12), 44_650),
        (634, Decimal(16), 42_478),
    ]
    lump = lines.get(organisation__key="sterker")
    assert (lump.hours, lump.hours_per_week, lump.euros) == (None, Decimal(4), 11_000)


@pytest.mark.requirement("R79")
def test_regular_hours_and_the_text_that_says_otherwise_are_both_kept(office):
    regular = BudgetLine.objects.filter(year=2021, funded=False)
    assert regular.aggregate(Sum("hours"))["hours__sum"] == 302
    claims = StatedClaim.objects.filter(kind="totaal", unit="uur", year=2021)
    assert {int(each.value or 0) for each in claims} == {543, 302, 290}


@pytest.mark.requirement("R76")
def test_every_source_of_money_has_a_name_a_kind_and_its_years(office):
    ended = FundingSource.objects.get(key="rups3")
    assert (ended.name, ended.kind, ended.end) == ("RUPS III", "rijksregeling", date(2021, 1, 1))
    now = FundingSource.objects.get(key="duup")
    assert (now.name, now.start, now.end) == ("DUUP", date(2021, 1, 1), None)
    assert not FundingSource.objects.filter(Q(name="") | Q(kind="")).exists()
    kinds = set(FundingSource.objects.exclude(kind="bedrag").values_list("key", flat=True))
    assert {"rups3", "duup", "muni", "incidental", "regular", "invoice"} <= kinds


@pytest.mark.requirement("R80")
def test_two_amounts_for_one_source_are_two_dated_facts(office):
    amounts = FundingSource.objects.filter(key__startswith="duup-", euros__isnull=False)
    stored = {(row.euros, str(row.dated_on or "")) for row in amounts}
    assert stored == {(119_256, "2020-08-24"), (88_687, "")}
    assert all(row.origin for row in amounts)


@pytest.mark.requirement("R86")
def test_how_each_partner_accounts_is_stored_with_the_line(office):
    modes = BudgetLine.objects.filter(year=2021, funded=True).values_list(
        "organisation__key", "mode"
    )
    assert set(modes) == {("ggd", "line"), ("mee", "total"), ("sterker", "line")}


@pytest.mark.requirement("R9")
def test_a_partner_that_asks_no_money_stays_a_partner(office):
    funded = {
        number: set(lines.values_list("organisation__key", flat=True))
        for number in (2021, 2022)
        for lines in [BudgetLine.objects.filter(year=number, funded=True)]
    }
    assert funded == {2021: {"ggd", "mee", "sterker"}, 2022: {"ggd", "mee", "iriszorg"}}
    partners = Organisation.objects.filter(kind=Organisation.Kind.PARTNER)
    assert set(partners.values_list("key", flat=True)) == {
        "ggd",
        "mee",
        "sterker",
        "iriszorg",
        "moviera",
    }


@pytest.mark.requirement("R1")
def test_a_partner_keeps_its_other_spellings(office):
    names = {row.key: [row.name, *row.aliases] for row in Organisation.objects.all()}
    written = {partner.key: [partner.name, *partner.also] for partner in real().partners}
    assert {key: names[key] for key in written} == written
    assert any(len(each) > 1 for each in written.values())


# Importing again


def test_importing_again_changes_nothing():
    before = everything()
    report = brought_in(real())
    assert (report.created, report.changed, report.removed, report.kept) == (0, 0, 0, ())
    assert report.unchanged > 100
    assert everything() == before


@pytest.mark.parametrize(
    ("old", "new", "table"),
    [
        ("euro: 44650", "euro: 44651", "BudgetLine"),
        ("aantal: 3 tot 5", "aantal: 3 tot 6", "Target"),
        ("naam: Individuele trajecten R75", "naam: Trajecten R75", "Activity"),
        (
            "over: internetveldwerk, soort: gerealiseerd, aantal: 700",
            "over: internetveldwerk, soort: gerealiseerd, aantal: 701",
            "StatedClaim",
        ),
    ],
)
def test_a_changed_copy_changes_only_that_row(old, new, table):
    before, text = everything(), PROGRAMME.read_text()
    assert text.count(old) == 1
    report = brought_in(load(text.replace(old, new)))
    years = 2 if table == "Activity" else 1  # an activity without an end stands in both years
    assert (report.created, report.changed, report.removed) == (0, years, 0)
    assert differing(before, everything()) == {table: years}


# All or nothing


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("euro: 44650", "euro: veel"),
        ("activiteiten: [coord]", "activiteiten: [bestaat_niet]"),
        ("aantal: 3 tot 5", "aantal: 5 tot 3"),
        ("partners:\n", "partners:\n  - [\n"),
    ],
)
def test_a_wrong_file_says_where_and_changes_nothing(tmp_path: Path, capsys, old, new):
    before, file = everything(), tmp_path / "fout.yaml"
    file.write_text(PROGRAMME.read_text().replace(old, new, 1))
    with pytest.raises(CommandError, match="Er is niets ingelezen"):
        call_command("import-programme", str(file))
    assert "regel " in capsys.readouterr().err
    assert everything() == before


def test_a_stop_half_way_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch):
    before = everything()
    changed = load(PROGRAMME.read_text().replace("euro: 44650", "euro: 44651"))

    def stop(_importer: Importer, *_rest: object) -> None:
        raise OSError("the power went out")

    monkeypatch.setattr(Importer, "claims", stop)
    with pytest.raises(OSError, match="power"):
        brought_in(changed)
    assert everything() == before


def test_only_who_may_import_imports(anna, actor: Callable[..., Actor]):
    for who in (anna, actor("petra"), actor("marja")):
        with acting_for(who), pytest.raises(Refused):
            import_programme(by=who, file=real())


# What left the file


def without(file: ProgrammeFile, key: str) -> ProgrammeFile:
    """The same programme without one activity."""
    return replace(
        file,
        activities=tuple(a for a in file.activities if a.key != key),
        targets=tuple(t for t in file.targets if t.activity != key),
        lines=tuple(
            replace(line, activities=tuple(a for a in line.activities if a != key))
            for line in file.lines
        ),
    )


def test_an_activity_that_left_the_file_goes():
    before = everything()
    report = brought_in(without(real(), "mee_case"))
    assert report.kept == ()
    after = everything()
    left = {row["id"] for row in after["Activity"]}
    gone = [(row["key"], row["year"]) for row in before["Activity"] if row["id"] not in left]
    assert sorted(gone) == [("mee_case", 2021), ("mee_case", 2022)]
    assert len(after["Target"]) == len(before["Target"]) - 1


def test_an_activity_in_use_stays_and_is_named(anna):
    with acting_for(anna):
        a_trajectory(anna, a_client(anna), "mee_case")
    report = brought_in(without(real(), "mee_case"))
    assert report.kept == ("Casemanagement",)
    with standing(OFFICE):
        assert [row.year for row in Activity.objects.filter(key="mee_case")] == [2021]


def test_another_programme_comes_beside_it_and_touches_nothing_of_it():
    before = everything()
    report = brought_in(load(PROGRAMME.with_name("voorbeeld-waterland.yaml")))
    after = everything()
    assert report.created > 0
    assert report.removed == 0
    assert all(row in after[name] for name, rows in before.items() for row in rows)
    with standing(OFFICE):
        programme = current_programme()
        assert programme is not None
        assert programme.key == "kis-gelderland-zuid"


# The activity map


@pytest.mark.requirement("R14", "R15")
def test_the_map_shows_six_groups_by_five_partners_by_two_forms_and_its_white_spots(office):
    found = map_of(2021)
    assert [group.label for group in found.groups] == [
        "Jeugdigen",
        "Risicogroep",
        "Seksuele uitbuiting",
        "Sekswerkers",
        "OGGZ",
        "Professionals",
    ]
    assert (found.cells(), len(found.white())) == (60, 33)
    listed = found.as_list().groups
    assert sum(each.cells - each.filled for each in listed) == 33
    assert all(each.abbreviation for each in found.partners)


@pytest.mark.requirement("R16")
def test_only_core_tasks_stand_on_the_map(office):
    labels = {each.label for each in map_of(2021).activities}
    core = Activity.objects.filter(year=2021, is_core=True).values_list("label", flat=True)
    assert labels == set(core)
    assert not {"Begeleiding IrisZorg", "Begeleiding Moviera"} & labels


@pytest.mark.requirement("R17")
def test_every_year_has_its_own_map(office):
    labels = {number: {each.label for each in map_of(number).activities} for number in (2021, 2022)}
    assert "Preventie GGD" in labels[2022] - labels[2021]
