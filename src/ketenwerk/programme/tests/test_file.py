"""A programme file is read whole or refused with every problem on its line."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ketenwerk.programme.facts import Accounting, Funding, Mode, Theme, Wall
from ketenwerk.programme.file import SCHEMA_FILE, ProgrammeFile, ProgrammeFileError, load
from ketenwerk.programme.yaml_lines import MAX_BYTES, Problem, decode

PROGRAMMES = Path(__file__).parents[4] / "data" / "programmes"
GELDERLAND = PROGRAMMES / "gelderland-zuid.yaml"

SMALL = """\
formaat: 1
programma: {sleutel: klein, naam: Klein programma, regio: Ergens, coordinator: een, gestart: 2020}
documenten:
  - {sleutel: PLAN, titel: Het plan, soort: aanvraag, jaar: 2020}
partners:
  - {sleutel: een, naam: Partner Een, afkorting: EEN, thema: base}
doelgroepen:
  - {sleutel: jong, naam: Jongeren, omschrijving: Wie jong is.}
activiteiten:
  - sleutel: praten
    naam: Praten
    partners: [een]
    groepen: [jong]
    vorm: individueel
    bekostiging: subsidie
begrotingen:
  - sleutel: plan
    naam: Plan 2020
    soort: aanvraag
    jaar: 2020
    delen:
      - partner: een
        verantwoording: per regel
        regels:
          - sleutel: r1
            naam: Praten
            activiteiten: [praten]
            uren: 100
            euro: 8000
afspraken:
  - {sleutel: t1, activiteit: praten, begroting: plan, groepen: [jong], eenheid: gesprekken, aantal: 3 tot 5}
"""


@pytest.fixture(scope="module")
def gelderland() -> ProgrammeFile:
    return load(GELDERLAND)


def problems_of(text: str) -> list[Problem]:
    with pytest.raises(ProgrammeFileError) as refused:
        load(text)
    return refused.value.problems


def problems_if_refused(text: str) -> list[Problem]:
    try:
        load(text)
    except ProgrammeFileError as error:
        return error.problems or [Problem(0, "", "refused without saying why")]
    return []


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def assert_problem(old: str, new: str, message: str, *, line: int | None = None) -> None:
    """After this one change the file is refused, with this message on the changed line."""
    assert old in SMALL
    text = SMALL.replace(old, new, 1)
    found = problems_of(text)
    matching = [problem for problem in found if message in problem.message]
    assert matching, [str(problem) for problem in found]
    assert (line or line_of(SMALL, old)) in {problem.line for problem in matching}


# What the real file holds


@pytest.mark.requirement("R14")
def test_the_six_target_groups_have_a_definition_and_the_cross_row_stands_apart(
    gelderland: ProgrammeFile,
) -> None:
    groups = [group for group in gelderland.groups if not group.cross]
    assert [group.key for group in groups] == [
        "jeugdigen",
        "risicogroep",
        "uitbuiting",
        "sekswerkers",
        "oggz",
        "professionals",
    ]
    assert all(group.definition for group in groups)
    youth = groups[0]
    assert (youth.age_from, youth.age_below) == (4, 18)


def test_the_five_partners_are_found_under_each_spelling(gelderland: ProgrammeFile) -> None:
    names = {partner.key: {partner.name, *partner.also} for partner in gelderland.partners}
    assert names["iriszorg"] == {"IrisZorg", "Iriszorg"}
    assert {"Sterker", "R75"} <= names["sterker"]
    assert [partner.abbreviation for partner in gelderland.partners] == [
        "GGD",
        "MEE",
        "STK",
        "IRZ",
        "MOV",
    ]
    assert [partner.theme for partner in gelderland.partners] == [*Theme][:5]


def test_the_name_of_the_programme_changes_in_2022(gelderland: ProgrammeFile) -> None:
    before, after = gelderland.names
    assert before.end == after.start == date(2022, 1, 1)
    assert (before.name, after.name) == ("Ketenaanpak in Sekswerk", "Kennisnetwerk prostitutie")


def test_inspection_and_safe_at_home_stand_behind_their_own_wall(gelderland: ProgrammeFile) -> None:
    walls = {unit.key: unit.wall for unit in gelderland.units}
    assert (walls["ggd_thz"], walls["ggd_vt"], walls["ggd_mbz"]) == (
        Wall.SUPERVISION,
        Wall.SAFE_AT_HOME,
        Wall.CARE,
    )


@pytest.mark.requirement("R78")
def test_the_lines_of_2021_are_kept_as_stated(gelderland: ProgrammeFile) -> None:
    lines = {line.key: line for line in gelderland.lines if line.budget == "aanvraag2021"}
    stated = {key: (line.partner, line.hours, line.euros) for key, line in lines.items()}
    assert stated == {
        "b1": ("ggd", 475, 44650),
        "b2": ("ggd", 634, 42478),
        "b3": ("mee", 104, 9058),
        "b4": ("mee", 25, 2178),
        "b5": ("mee", 156, 13588),
        "b6": ("mee", 50, 4355),
        "b7": ("mee", 104, 9058),
        "b8": ("mee", 104, 9058),
        "b9": ("sterker", None, 11000),
    }
    assert lines["b9"].hours_per_week == 4
    assert all(line.rate is None for line in lines.values())


@pytest.mark.requirement("R82")
def test_the_award_of_2022_keeps_its_eleven_withheld_lines(gelderland: ProgrammeFile) -> None:
    lines = [line for line in gelderland.lines if line.budget == "verlening2022"]
    assert len(lines) == 11
    assert all(line.withheld and line.euros is None for line in lines)
    stated = {
        total.partner: total.euros for total in gelderland.totals if total.budget == "verlening2022"
    }
    assert stated == {"ggd": 113760, "mee": 69506, "iriszorg": 20871, None: 204137}


def test_mee_accounts_on_its_total_and_the_others_per_line(gelderland: ProgrammeFile) -> None:
    modes = {(part.budget, part.partner): part.accounting for part in gelderland.parts}
    assert modes["aanvraag2021", "mee"] is Accounting.TOTAL
    assert modes["aanvraag2021", "ggd"] is Accounting.PER_LINE


def test_a_promise_stands_once_with_its_set_of_groups(gelderland: ProgrammeFile) -> None:
    targets = {target.activity: target for target in gelderland.targets}
    guidance, r75 = targets["mee_ind"], targets["r75_ind"]
    assert (guidance.low, guidance.high, guidance.groups) == (3, 5, ("risicogroep", "uitbuiting"))
    assert (guidance.weeks_low, guidance.weeks_high, guidance.hours_per_week) == (10, 20, 3)
    assert (r75.low, r75.high, len(r75.groups), len(r75.mentions)) == (6, 10, 4, 4)
    assert (targets["mee_ws"].low, targets["mee_ws"].high, targets["mee_ws"].seats) == (1, 1, 12)
    assert (targets["mee_peergroup"].sessions, targets["mee_peergroup"].seats) == (8, 8)
    assert (targets["r75_train"].low, targets["r75_train"].seats) == (None, 8)


def test_both_amounts_of_the_state_money_stay_with_their_document(
    gelderland: ProgrammeFile,
) -> None:
    one, other = (amount for amount in gelderland.source_amounts if amount.source == "duup")
    assert (one.euros, one.year, one.structural, one.stated_on) == (
        119256,
        2021,
        False,
        date(2020, 8, 24),
    )
    assert (other.euros, other.year, other.structural) == (88687, 2021, True)
    assert [one.holds_in(2022), other.holds_in(2022)] == [False, True]


def test_every_row_knows_its_line_and_document(gelderland: ProgrammeFile) -> None:
    text = GELDERLAND.read_text("utf-8").splitlines()
    documents = {document.key for document in gelderland.documents}
    for row in (
        *gelderland.lines,
        *gelderland.targets,
        *gelderland.activities,
        *gelderland.numbers,
    ):
        assert row.key in text[row.line - 1]
        assert re.split(r"[,;]", row.origin)[0] in documents


def test_an_activity_of_all_partners_names_them_all(gelderland: ProgrammeFile) -> None:
    focal = next(activity for activity in gelderland.activities if activity.key == "focal")
    assert focal.everyone
    assert len(focal.partners) == 5
    assert (focal.mode, focal.funding, focal.start) == (
        Mode.NETWORK,
        Funding.SUBSIDY,
        date(2022, 1, 1),
    )


def test_the_invented_programme_shares_nothing_with_the_real_one(gelderland: ProgrammeFile) -> None:
    other = load(PROGRAMMES / "voorbeeld-waterland.yaml")
    assert not {partner.key for partner in other.partners} & {
        partner.key for partner in gelderland.partners
    }
    assert [partner.weeks_per_year for partner in other.partners] == [44, Decimal("46.5")]
    assert other.lines[0].rate == 85


def test_the_schema_is_a_valid_json_schema_and_explains_every_field_in_words() -> None:
    schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)

    def fields(part: object, path: str) -> list[tuple[str, dict[str, object]]]:
        if not isinstance(part, dict):
            return [pair for item in part if isinstance(part, list) for pair in fields(item, path)]
        own = [(f"{path}.{name}", field) for name, field in part.get("properties", {}).items()]
        return own + [
            pair
            for name, value in part.items()
            if isinstance(value, dict | list)
            for pair in fields(value, f"{path}.{name}")
        ]

    unexplained = [path for path, field in fields(schema, "") if not field.get("description")]
    assert unexplained == []


# What is refused


def test_the_small_file_is_right() -> None:
    assert load(SMALL).lines[0].euros == 8000


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("            uren: 100", "            urn: 100", "Dit veld kennen we niet. Bedoelt u uren?"),
        ("    vorm: individueel", "    vorm: individuel", "Bedoelt u individueel?"),
        ("            euro: 8000", "            euro: 8.000", "een heel bedrag in euro's"),
        ("            euro: 8000", "            euro: 80.50", "een heel bedrag in euro's"),
        ("            euro: 8000", "            euro: -8000", "van 0 of meer"),
        ("            euro: 8000", "            euro: € 8000", "zonder punt, komma of euroteken"),
        ("            euro: 8000", "            euro: yes", "een heel bedrag in euro's"),
        ("            euro: 8000", "            euro:", "Hier is niets ingevuld."),
        ("            euro: 8000", "            euro: [8000]", "Een lijst past hier niet."),
        ("            uren: 100", "            uren: -1", "een aantal uren van 0 of meer"),
        ("            uren: 100", '            uren: "100"', "Haal de aanhalingstekens weg."),
        ("            uren: 100", "            uren: .inf", "een aantal uren"),
        ("            naam: Praten\n            act", "            naam: 12\n            act", "Zet het tussen aanhalingstekens."),
        ("    jaar: 2020\n    delen", "    jaar: 20\n    delen", "een jaartal"),
        ("    partners: [een]", "    partners: [eenn]", "'eenn' staat niet bij partners. Bedoelt u een?"),
        ("    partners: [een]", "    partners: []", "alle, of een lijst"),
        ("    groepen: [jong]", "    groepen: [oud]", "'oud' staat niet bij doelgroepen."),
        ("    groepen: [jong]", "    groepen: [jong, jong]", "'jong' staat er twee keer."),
        ("            activiteiten: [praten]", "            activiteiten: [lopen]", "staat niet bij activiteiten"),
        ("aantal: 3 tot 5", "aantal: 5 tot 3", "'5 tot 3' loopt omlaag."),
        ("aantal: 3 tot 5", "aantal: -3", "een aantal of een bereik"),
        ("aantal: 3 tot 5", "aantal: 3-5", "zoals 12 of 3 tot 5"),
        (", aantal: 3 tot 5", "", "minstens een van deze velden op: aantal, plaatsen"),
        ("    bekostiging: subsidie", "    bekostiging: subsidie\n    van: 2021-02-30", "een datum die bestaat"),
        ("  - {sleutel: jong,", "  - {leeftijd_van: 20, leeftijd_tot: 4, sleutel: jong,", "De leeftijd loopt omlaag"),
        ("{sleutel: een, naam", "{herkomst: BOEK, sleutel: een, naam", "Document 'BOEK' staat niet bij documenten."),
        ("naam: Klein programma, ", "", "Er ontbreekt: naam."),
        ("gestart: 2020}", "gestart: 2020, naam: Ander}", "Dit veld staat er twee keer; de eerste keer op regel 2."),
        ("formaat: 1", "formaat: 2", "Verwacht: 1."),
        ("omschrijving: Wie jong is.", "omschrijving: Wie jong, klein is.", "Staat er een komma in de tekst?"),
    ],
)  # fmt: skip
def test_one_fault_is_told_on_its_line(old: str, new: str, message: str) -> None:
    shifted = (
        line_of(SMALL, old) + new.count("\n") - old.count("\n") if "van: 2021" in new else None
    )
    assert_problem(old, new, message, line=shifted)


def test_a_period_ends_after_it_starts() -> None:
    backwards = "    bekostiging: subsidie\n    van: 2022-01-01\n    tot: 2021-01-01"
    [problem] = problems_of(SMALL.replace("    bekostiging: subsidie", backwards))
    assert problem.message == "De einddatum 2021-01-01 ligt niet na de begindatum 2022-01-01."
    assert problem.where == "activiteiten > praten"


def test_a_key_is_used_once_in_the_whole_file() -> None:
    row = "  - {sleutel: een, naam: Nog een, afkorting: NOG, thema: base}\n"
    [problem] = problems_of(SMALL.replace("doelgroepen:\n", f"{row}doelgroepen:\n"))
    assert problem.line == 7
    assert "'een' staat al eerder bij partners." in problem.message


def test_all_faults_are_told_at_once_in_order_of_line() -> None:
    text = (
        SMALL.replace("thema: base", "thema: bas")
        .replace("euro: 8000", "euro: 8.5")
        .replace("[jong]", "[jnog]")
    )
    found = problems_of(text)
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)
    assert len(found) == 4
    assert str(found[0]).startswith("regel 6: partners > een > thema: 'bas' past hier niet.")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "Het bestand is leeg."),
        ("# alleen een opmerking\n", 1, "Het bestand is leeg."),
        ("- een\n- twee\n", 1, "begint met velden"),
        ("hallo\n", 1, "begint met velden"),
        ("a: 1\n\tb: 2\n", 2, "springt in met een tab"),
        ("a: 1\nb: \0\n", 2, "onzichtbaar teken (code 00)"),
        ("a: {b: 1\nc: 2\n", 2, "accolade"),
        ("a: [1\nb: 2\n", 2, "haak"),
        ("a: 'b\nc: 2\n", 1, "aanhalingsteken"),
        ("a: b: c\n", 1, "dubbele punt te veel"),
        ("a:\n  b: 1\n c: 2\n", 3, "springt anders in"),
        ("a: 1\nb\nc: 2\n", 3, "ontbreekt een dubbele punt"),
        ("a: @b\n", 1, "mag hier niet staan"),
        ('a: "\\q"\n', 1, "schuine streep"),
        ("a: &x [1]\nb: *x\n", 2, "Verwijzingen met * doen we niet."),
        ("a: !!python/name:os.system x\n", 1, "Soortnamen met ! doen we niet."),
        ("a: 1\n---\nb: 2\n", 2, "tweede document"),
        ("[" * 50_000, 1, "lagen"),
        ("[a, b]: 1\n", 1, "Een veldnaam is een woord"),
        ("x" * (MAX_BYTES + 1), 1, "groter dan 2 MB"),
    ],
)
def test_what_is_no_programme_file_is_refused_with_its_line(
    text: str, line: int, message: str
) -> None:
    assert any(problem.line == line and message in problem.message for problem in problems_of(text))


def test_every_tab_is_told() -> None:
    assert [problem.line for problem in problems_of("a:\n\tb: 1\n\tc: 2\n")] == [2, 3]


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"formaat: 1\nnaam: caf\xe9\n", 2, "geen UTF-8"),
        ("formaat: 1".encode("utf-16"), 1, "UTF-16"),
        (b"x" * (MAX_BYTES + 1), 1, "groter dan 2 MB"),
    ],
)
def test_another_encoding_is_refused(data: bytes, line: int, message: str) -> None:
    with pytest.raises(ProgrammeFileError) as refused:
        decode(data)
    [problem] = refused.value.problems
    assert problem.line == line
    assert message in problem.message


def test_the_mark_that_notepad_writes_in_front_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "klein.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert load(path) == load(SMALL)


def test_a_missing_file_is_told_and_not_raised_as_something_else(tmp_path: Path) -> None:
    for path, message in ((tmp_path / "weg.yaml", "bestaat niet"), (tmp_path, "is niet te lezen")):
        with pytest.raises(ProgrammeFileError, match=message):
            load(path)


def test_a_word_like_yes_or_a_number_with_a_leading_zero_stays_text() -> None:
    programme = load(
        SMALL.replace("naam: Partner Een", "naam: no").replace("regio: Ergens", "regio: 0123")
    )
    assert (programme.partners[0].name, programme.region) == ("no", "0123")


@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    """Any piece of the file replaced by any text gives a programme or problems with lines inside the file."""
    start = data.draw(st.integers(0, len(SMALL)))
    end = data.draw(st.integers(start, min(len(SMALL), start + 30)))
    piece = data.draw(
        st.text(st.sampled_from("[]{}:,-#&*!|>'\"%@` \n\t0123456789.eéa~?"), max_size=8)
    )
    text = SMALL[:start] + piece + SMALL[end:]
    last = text.count("\n") + 1
    assert all(1 <= problem.line <= last for problem in problems_if_refused(text))
