"""What does not fit is computed, for the real programme and for any other."""

import importlib
import json
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ketenwerk.programme.arithmetic import factor_span, fewest_factors, half_up
from ketenwerk.programme.check_output import as_json, as_text
from ketenwerk.programme.checks import Finding, Severity, check
from ketenwerk.programme.facts import ProgrammeFile
from ketenwerk.programme.file import load

PROGRAMMES = Path(__file__).parents[4] / "data" / "programmes"
GELDERLAND = load(PROGRAMMES / "gelderland-zuid.yaml")
RIGHT, WRONG, NOTICE = Severity.RIGHT, Severity.WRONG, Severity.NOTICE


def findings(code: str, *words: str, programme: ProgrammeFile = GELDERLAND) -> list[Finding]:
    """The findings with this code whose sentence has all these words."""
    return [
        finding
        for finding in check(programme)
        if finding.code == code and all(word in finding.what for word in words)
    ]


def the(code: str, *words: str, programme: ProgrammeFile = GELDERLAND) -> Finding:
    [finding] = findings(code, *words, programme=programme)
    return finding


def values(finding: Finding) -> tuple[Any, Any, Any]:
    return finding.expected, finding.found, finding.difference


def with_line(programme: ProgrammeFile, key: str, **changes: Any) -> ProgrammeFile:
    lines = tuple(replace(line, **changes) if line.key == key else line for line in programme.lines)
    return replace(programme, lines=lines)


# The real programme, against answers worked out by hand


@pytest.mark.requirement("R78")
@pytest.mark.parametrize(
    ("who", "amount"),
    [
        ("GGD Gelderland-Zuid", 87128),
        ("MEE Gelderse Poort", 47295),
        ("Sterker", 11000),
        ("Alle partners", 145423),
    ],
)
def test_the_sums_of_2021_fit(who: str, amount: int) -> None:
    finding = the("som-euro", who, "aanvraag 2021")
    assert finding.severity is RIGHT
    assert values(finding) == (amount, amount, 0)


@pytest.mark.requirement("R78")
def test_the_hours_of_mee_fit_and_each_line_follows_one_rate() -> None:
    assert values(the("som-uren", "MEE", "aanvraag 2021")) == (543, 543, 0)
    agreement = the("tarief-partner", "MEE")
    assert (agreement.severity, agreement.found) == (RIGHT, (Decimal("87.10"),))
    workshop = the("tarief-regel", "MEE", "Deskundigheidsbevordering")
    assert (workshop.severity, workshop.expected, workshop.found) == (RIGHT, 2178, 2178)


@pytest.mark.requirement("R78")
def test_the_lines_of_the_ggd_follow_a_rate_each() -> None:
    assert the("tarief-partner", "GGD").found == (67, 94)
    assert all(finding.severity is RIGHT for finding in findings("tarief-regel", "GGD"))


@pytest.mark.requirement("R82")
def test_the_awards_of_2022_fit_their_total_and_withheld_lines_are_told() -> None:
    assert values(the("som-euro", "Verlening 2022")) == (204137, 204137, 0)
    assert [finding.expected for finding in findings("som-niet-na-te-rekenen")] == [
        113760,
        69506,
        20871,
    ]


@pytest.mark.requirement("R79")
def test_the_regular_hours_in_the_text_differ_from_the_table() -> None:
    table, text = findings("som-uren", "Gewone inzet MEE")
    assert (table.severity, *values(table)) == (RIGHT, 302, 302, 0)
    assert (text.severity, *values(text)) == (WRONG, 290, 302, 12)


@pytest.mark.requirement("R81")
def test_the_shares_are_held_against_every_number_that_may_be_meant() -> None:
    table, text = findings("aandeel", "gewone middelen")
    assert (table.severity, table.expected, table.found) == (WRONG, 20, Decimal("26.6"))
    assert (text.severity, text.expected, text.found) == (WRONG, 20, Decimal("25.5"))
    subsidy = the("aandeel", "subsidie")
    assert (subsidy.severity, subsidy.found) == (RIGHT, Decimal("47.8"))


def test_one_application_uses_two_numbers_of_weeks() -> None:
    finding = the("weken", "aanvraag 2021")
    assert (finding.severity, finding.found) == (WRONG, (Decimal("39.6"), 52))
    assert all(line.severity is RIGHT for line in findings("weken-regel"))


def test_an_amount_without_hours_is_told_with_the_rates_it_might_have() -> None:
    finding = the("zonder-uren", "Sterker")
    assert (finding.severity, finding.found) == (NOTICE, (Decimal("69.44"), Decimal("52.88")))


def test_the_top_of_the_range_needs_more_hours_than_asked() -> None:
    finding = the("bereik-uren", "Individuele begeleiding")
    assert (finding.severity, *values(finding)) == (WRONG, 156, (90, 300), (-66, 144))


@pytest.mark.parametrize(
    ("activity", "hours"),
    [
        ("Individuele begeleiding", ("31.2", "52")),
        ("Hulp bij uitstappen", ("10.4", "20.8")),
        ("Coaching", ("2.6", "5.2")),
        ("Lotgenotengroep", ("6.25", "6.25")),
    ],
)
def test_hours_for_each_promised_unit(activity: str, hours: tuple[str, str]) -> None:
    assert the("uren-per-eenheid", "MEE", activity).found == tuple(map(Decimal, hours))


def test_a_promise_that_the_text_repeats_holds_once() -> None:
    r75 = the("afspraak-herhaald", "Sterker")
    assert (r75.severity, *values(r75)) == (NOTICE, (6, 10), (24, 40), (18, 30))
    assert len(r75.where) == 4
    assert values(the("afspraken-herhaald", "MEE")) == ((8, 15), (21, 40), (13, 25))


@pytest.mark.requirement("R80")
def test_the_state_money_has_two_amounts_and_each_leaves_a_gap() -> None:
    amounts = the("bron-bedragen", "DUUP")
    assert (amounts.severity, *values(amounts)) == (WRONG, 119256, 88687, -30569)
    assert amounts.percent == Decimal("-25.6")
    asked = [finding.difference for finding in findings("tekort", "aanvraag 2021")]
    assert asked == [26167, 56736]
    award = the("tekort", "Verlening 2022")
    assert (*values(award), award.percent) == (88687, 204137, 115450, Decimal("56.6"))


def test_each_partner_beside_the_year_before() -> None:
    changes = {finding.what.split(":")[0]: finding for finding in findings("jaar-op-jaar")}
    assert {name: finding.difference for name, finding in changes.items()} == {
        "GGD Gelderland-Zuid": 26632,
        "MEE Gelderse Poort": 22211,
        "Sterker": -11000,
        "IrisZorg": 20871,
        "Alle partners samen": 58714,
    }
    assert changes["Alle partners samen"].percent == Decimal("40.4")


def test_the_stated_number_of_municipalities_belongs_to_an_older_map() -> None:
    region = the("aantal", "gemeenten: het stuk noemt 16")
    assert (region.severity, *values(region)) == (WRONG, 16, 14, -2)
    assert "Vóór 1-1-2019 waren het er 16." in region.what
    mee = the("aantal", "MEE")
    assert (mee.severity, mee.expected, mee.found) == (NOTICE, 21, None)
    assert the("aantal", "werkgebieden").severity is RIGHT


def test_numbers_that_are_counted_differently_are_not_compared() -> None:
    internet = the("maat-verschilt", "Internetveldwerk")
    assert (internet.severity, internet.expected, internet.found) == (NOTICE, 700, 100)
    people = the("maat-verschilt", "Verschillende mensen")
    assert (people.expected, people.found) == (60, 60)


def test_the_second_point_of_the_advice_has_no_argument() -> None:
    first, second = findings("advies-argument")
    assert (first.severity, first.found) == (RIGHT, 3)
    assert (second.severity, second.found) == (NOTICE, 0)


def test_two_forms_of_report_are_needed_at_once() -> None:
    forms = {finding.what.split(",")[0]: finding.found for finding in findings("trede")}
    assert forms == {
        "GGD Gelderland-Zuid": "trede3",
        "MEE Gelderse Poort": "trede3",
        "IrisZorg": "trede2",
    }


def test_no_rule_knows_a_partner_or_an_amount() -> None:
    source = "".join(
        path.read_text("utf-8") for path in Path(__file__).parents[1].glob("*check*.py")
    )
    names = [
        name
        for partner in GELDERLAND.partners
        for name in (partner.name, partner.abbreviation, *partner.also)
    ]
    numbers = [str(line.euros) for line in GELDERLAND.lines if line.euros] + [
        "39.6",
        "87.1",
        "1137",
    ]
    assert [word for word in (*names, *numbers) if word in source] == []


def test_the_invented_programme_has_its_own_two_bases() -> None:
    other = load(PROGRAMMES / "voorbeeld-waterland.yaml")
    assert the("weken", programme=other).found == (44, Decimal("46.5"))
    assert the("bereik-uren", programme=other).severity is RIGHT
    assert {finding.severity for finding in findings("som-euro", programme=other)} == {RIGHT}
    assert the("gevraagd-verleend", "De Wieken", programme=other).difference == -180


# A change in the file shows in the right check


@given(
    st.sampled_from([line.key for line in GELDERLAND.lines if line.euros]), st.integers(-500, 500)
)
def test_one_changed_amount_breaks_its_partners_sum_and_the_whole(key: str, change: int) -> None:
    assume(change)
    line = next(line for line in GELDERLAND.lines if line.key == key)
    changed = with_line(GELDERLAND, key, euros=line.euros + change)
    broken = {
        finding.what.split(",")[0]: finding.difference
        for finding in findings("som-euro", "aanvraag 2021", programme=changed)
        if finding.severity is WRONG
    }
    partner = next(partner.name for partner in GELDERLAND.partners if partner.key == line.partner)
    assert broken == {partner: change, "Alle partners samen": change}


@given(st.sampled_from(["b3", "b4", "b5", "b6", "b7", "b8"]), st.integers(-40, 40))
def test_one_changed_amount_leaves_the_shared_rate(key: str, change: int) -> None:
    """An amount that the rate of 87.10 does not give after rounding is never told to follow it."""
    assume(change)
    line = next(line for line in GELDERLAND.lines if line.key == key)
    changed = with_line(GELDERLAND, key, euros=line.euros + change)
    agreement = findings("tarief-partner", "MEE", programme=changed)
    assert all(finding.severity is NOTICE for finding in agreement)


@given(st.sampled_from(["b1", "b2", "b5"]), st.integers(-20, 20))
def test_changed_hours_leave_the_partners_own_weeks(key: str, change: int) -> None:
    assume(change)
    line = next(line for line in GELDERLAND.lines if line.key == key)
    changed = with_line(GELDERLAND, key, hours=line.hours + change)
    assert the("weken-regel", line.name, programme=changed).severity is WRONG


@given(st.integers(1, 40), st.integers(0, 40), st.integers(1, 9))
def test_a_promise_counts_once_however_often_it_is_told(low: int, more: int, times: int) -> None:
    targets = tuple(
        replace(target, low=low, high=low + more, mentions=("A2021, 2.3",) * times)
        for target in GELDERLAND.targets
        if target.key == "t_r75_ind"
    )
    found = findings("afspraak-herhaald", programme=replace(GELDERLAND, targets=targets))
    expected = [((low, low + more), (low * times, (low + more) * times))] if times > 1 else []
    assert [(finding.expected, finding.found) for finding in found] == expected


# Any programme


amounts = st.lists(st.integers(0, 10**6), min_size=1, max_size=6)


@st.composite
def budgets(draw: st.DrawFn) -> dict[str, list[int]]:
    """Whole-euro lines per partner."""
    count = draw(st.integers(1, 4))
    return {f"p{number}": draw(amounts) for number in range(count)}


def programme_text(lines: dict[str, list[int]], stated: dict[str, int], total: int) -> str:
    parts = [
        {
            "partner": key,
            "verantwoording": "per regel",
            "regels": [
                {"sleutel": f"{key}-{place}", "naam": "Werk", "euro": euros}
                for place, euros in enumerate(amounts)
            ],
            "totalen": [{"euro": stated[key], "herkomst": "PLAN"}],
        }
        for key, amounts in lines.items()
    ]
    content = {
        "formaat": 1,
        "programma": {
            "sleutel": "x",
            "naam": "X",
            "regio": "Y",
            "coordinator": "p0",
            "gestart": 2000,
        },
        "documenten": [{"sleutel": "PLAN", "titel": "Plan", "soort": "aanvraag", "jaar": 2000}],
        "partners": [
            {"sleutel": key, "naam": f"Partner {key}", "afkorting": f"P{place}", "thema": "base"}
            for place, key in enumerate(lines)
        ],
        "doelgroepen": [{"sleutel": "g", "naam": "G", "omschrijving": "Groep"}],
        "activiteiten": [],
        "begrotingen": [
            {
                "sleutel": "b",
                "naam": "Begroting",
                "soort": "aanvraag",
                "jaar": 2000,
                "delen": parts,
                "totalen": [{"euro": total, "herkomst": "PLAN"}],
            }
        ],
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


@settings(deadline=None, max_examples=40)
@given(budgets(), st.integers(-3, 3))
def test_a_sum_is_right_exactly_when_it_is(lines: dict[str, list[int]], error: int) -> None:
    sums = {key: sum(amounts) for key, amounts in lines.items()}
    assume(sums["p0"] + error >= 0)
    stated = sums | {"p0": sums["p0"] + error}
    programme = load(programme_text(lines, stated, sum(sums.values())))
    by_partner = {
        finding.what.split(",")[0]: finding for finding in findings("som-euro", programme=programme)
    }
    assert by_partner["Partner p0"].difference == -error
    assert by_partner["Partner p0"].severity is (WRONG if error else RIGHT)
    others = [finding for name, finding in by_partner.items() if name != "Partner p0"]
    assert all(finding.severity is RIGHT for finding in others)
    assert the("som-euro", "Alle partners samen", programme=programme).found == sum(sums.values())


cents = st.integers(1, 30_000).map(lambda number: Decimal(number) / 100)


@given(st.lists(st.integers(1, 2000), min_size=1, max_size=8), cents)
def test_lines_of_one_rate_are_explained_by_one_rate(hours: list[int], rate: Decimal) -> None:
    """Half up: a line of exactly half a euro goes up, and still belongs to its rate."""
    spans = [
        (place, factor_span(half_up(rate * count), Decimal(count)))
        for place, count in enumerate(hours)
    ]
    [(shared, members)] = fewest_factors(spans)
    assert shared.low <= Fraction(rate) < shared.high
    assert sorted(members) == list(range(len(hours)))
    found = shared.simplest
    assert found is not None
    assert all(half_up(found * count) == half_up(rate * count) for count in hours)


@given(st.integers(0, 10**6), st.integers(1, 2000))
def test_a_factor_in_the_span_gives_the_amount_back(amount: int, hours: int) -> None:
    span = factor_span(amount, Decimal(hours))
    if span.simplest is not None:
        assert half_up(span.simplest * hours) == amount


# The command


def run(*arguments: str, **options: Any) -> tuple[str, str, int]:
    module = importlib.import_module("ketenwerk.programme.management.commands.check-programme")
    out, err = StringIO(), StringIO()
    try:
        module.Command(stdout=out, stderr=err, no_color=True).handle(
            file=Path(*arguments), json=options.get("json", False)
        )
    except SystemExit as stopped:
        return out.getvalue(), err.getvalue(), int(stopped.code or 0)
    return out.getvalue(), err.getvalue(), 0


def test_the_command_answers_in_json_with_numbers_as_numbers() -> None:
    out, err, code = run(str(PROGRAMMES / "gelderland-zuid.yaml"), json=True)
    answer = json.loads(out)
    assert (err, code, answer["programme"]) == ("", 0, "kis-gelderland-zuid")
    hours = next(
        row
        for row in answer["findings"]
        if row["code"] == "som-uren" and row["severity"] == "klopt niet"
    )
    assert (hours["expected"], hours["found"], hours["difference"]) == (290, 302, 12)
    assert hours["where"][0]["origin"] == "A2021, bijlage 3 (tekst)"
    assert answer == json.loads(as_json(GELDERLAND, check(GELDERLAND)))


def test_the_command_shows_what_does_not_fit_first_with_its_lines() -> None:
    out, _, code = run(str(PROGRAMMES / "gelderland-zuid.yaml"))
    assert code == 0
    assert out.index("Klopt niet (") < out.index("Let op (") < out.index("Klopt (")
    line = next(row.line for row in GELDERLAND.totals if row.hours == 290)
    assert f"regel {line} MEE Gelderse Poort" in out
    assert max(map(len, out.splitlines())) <= 100
    assert out.strip() == as_text(GELDERLAND, check(GELDERLAND)).strip()


def test_the_command_refuses_a_bad_file_with_every_line(tmp_path: Path) -> None:
    path = tmp_path / "fout.yaml"
    path.write_text("formaat: 1\nprogramma: 3\npartners: {}\n", "utf-8")
    out, err, code = run(str(path))
    assert (out, code) == ("", 2)
    assert "regel 2: programma:" in err
    assert "regel 3: partners:" in err


def test_the_page_about_the_file_explains_every_code_and_its_example_is_read() -> None:
    page = (PROGRAMMES.parents[1] / "docs" / "programme-file.md").read_text("utf-8")
    sources = "".join(
        path.read_text("utf-8") for path in Path(__file__).parents[1].glob("check_*.py")
    )
    codes = set(re.findall(r'Finding\(\s*"([a-z-]+)"', sources)) | {
        "jaar-op-jaar",
        "gevraagd-verleend",
    }
    assert [code for code in sorted(codes) if f"`{code}`" not in page] == []
    example = page.split("```yaml\n")[1].split("```")[0]
    assert {finding.severity for finding in check(load(example))} == {RIGHT, NOTICE}
