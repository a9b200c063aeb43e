from pathlib import Path

import pytest

from ketenwerk.web.requirements import (
    Proof,
    Requirement,
    RequirementsError,
    differences,
    page,
    proofs_in,
    proofs_in_tree,
    read_requirements,
    status,
)

LIST = Path(__file__).parents[1] / "requirements.yaml"
MARK = "@pytest.mark.requirement"


def whole_list(**changed: str) -> str:
    """A list of R1 to R99 in which the row of a number can be replaced."""
    rows = [
        changed.get(f"R{n}", f'{{number: R{n}, packages: [web], title: "Rule {n}."}}')
        for n in range(1, 100)
    ]
    return "packages: [web, hours]\nrequirements:\n" + "".join(
        f"  - {row}\n" for row in rows if row
    )


def problems_of(text: str) -> tuple[str, ...]:
    with pytest.raises(RequirementsError) as caught:
        read_requirements(text)
    return caught.value.problems


def numbers_in(source: str) -> list[tuple[str, str]]:
    return [(proof.test, proof.requirement) for proof in proofs_in(source, "tests/test_x.py")]


def test_the_list_of_the_house_holds_every_number_once() -> None:
    requirements = read_requirements(LIST.read_text("utf-8"))
    assert [requirement.name for requirement in requirements] == [f"R{n}" for n in range(1, 100)]


def test_a_list_in_another_order_comes_out_by_number() -> None:
    text = whole_list(
        R1='{number: R99, packages: [web], title: "Last."}',
        R99='{number: R1, packages: [web], title: "First."}',
    )
    requirements = read_requirements(text)
    assert (requirements[0].title, requirements[-1].title) == ("First.", "Last.")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ('{number: R100, packages: [web], title: "Too far."}', "R100: numbers run from R1 to R99"),
        ('{number: R05, packages: [web], title: "Padded."}', "R05: numbers run from R1 to R99"),
        ('{number: R6, packages: [web], title: "Twice."}', "R6: stands in the list 2 times"),
        ('{number: R5, packages: [web], title: "rule 6."}', "R5 and R6: have the same title"),
        (
            '{number: R5, packages: [utils], title: "Elsewhere."}',
            "R5: utils is not a package of this house",
        ),
        ('{number: R5, packages: [], title: "Nowhere."}', "R5: names no package"),
        (
            '{number: R5, packages: [web], title: "No stop"}',
            "R5: the title is a sentence and ends with a full stop",
        ),
        (
            '{number: R5, packages: [web], title: "Spelled.", stp: 1}',
            "R5: stp is not a field of a requirement",
        ),
        ("", "R5: missing from the list"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(row: str, problem: str) -> None:
    assert problem in problems_of(whole_list(R5=row))


def test_a_mark_on_a_test_proves_every_number_it_names() -> None:
    assert numbers_in(f'{MARK}("R1", "R2")\ndef test_a(): ...') == [
        ("test_a", "R1"),
        ("test_a", "R2"),
    ]


def test_a_mark_on_a_class_proves_for_each_of_its_tests() -> None:
    source = f'{MARK}("R3")\nclass TestHours:\n    def test_a(self): ...\n    async def test_b(self): ...\n    def helper(self): ...'
    assert numbers_in(source) == [("TestHours::test_a", "R3"), ("TestHours::test_b", "R3")]


@pytest.mark.parametrize(
    "value",
    ['pytest.mark.requirement("R4")', '[pytest.mark.browser, pytest.mark.requirement("R4")]'],
)
def test_a_mark_for_the_whole_file_or_class_counts(value: str) -> None:
    assert numbers_in(f"pytestmark = {value}\ndef test_a(): ...") == [("test_a", "R4")]
    assert numbers_in(f"class TestA:\n    pytestmark = {value}\n    def test_a(self): ...") == [
        ("TestA::test_a", "R4")
    ]


def test_a_mark_on_one_parameter_set_counts() -> None:
    source = '@pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.requirement("R5"))])\ndef test_a(x): ...'
    assert numbers_in(source) == [("test_a", "R5")]


@pytest.mark.parametrize(
    "mark", ["@pytest.mark.skip", '@pytest.mark.skip(reason="later")', "@pytest.mark.xfail"]
)
def test_a_test_that_never_runs_proves_nothing(mark: str) -> None:
    assert numbers_in(f'{mark}\n{MARK}("R6")\ndef test_a(): ...') == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (f'{MARK}("R100")\ndef test_a(): ...', "tests/test_x.py:1: 'R100' is not a requirement"),
        (f"{MARK}(23)\ndef test_a(): ...", "tests/test_x.py:1: 23 is not a requirement"),
        (f"{MARK}(NUMBER)\ndef test_a(): ...", "tests/test_x.py:1: NUMBER is not a requirement"),
        (f"{MARK}()\ndef test_a(): ...", "tests/test_x.py:1: the mark names no requirement"),
        (
            f'{MARK}("R1")\ndef helper(): ...',
            "tests/test_x.py:1: this mark stands on no test and proves nothing",
        ),
        (
            f'{MARK}("R1")\nclass TestEmpty: ...',
            "tests/test_x.py:1: this mark stands on no test and proves nothing",
        ),
    ],
)
def test_a_mark_that_proves_nothing_is_refused(source: str, problem: str) -> None:
    with pytest.raises(RequirementsError) as caught:
        proofs_in(source, "tests/test_x.py")
    assert caught.value.problems == (problem,)


def test_all_problems_in_the_tree_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "src/ketenwerk/hours/tests").mkdir(parents=True)
    for folder in ("tests", "src/ketenwerk/hours/tests"):
        (tmp_path / folder / "test_bad.py").write_text(f'{MARK}("R0")\ndef test_a(): ...')
    with pytest.raises(RequirementsError) as caught:
        proofs_in_tree(tmp_path)
    assert len(caught.value.problems) == 2


def test_tests_beside_the_code_and_across_packages_are_both_found(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "src/ketenwerk/hours/tests").mkdir(parents=True)
    (tmp_path / "tests/test_journey.py").write_text(f'{MARK}("R2")\ndef test_b(): ...')
    (tmp_path / "src/ketenwerk/hours/tests/test_rules.py").write_text(
        f'{MARK}("R1")\ndef test_a(): ...'
    )
    assert [proof.requirement for proof in proofs_in_tree(tmp_path)] == ["R1", "R2"]


RULE = Requirement(1, "Hours add up.", ("hours",), 1)
HALF = Requirement(2, "Weeks close.", ("hours",), rest="On a phone.")
PROOF = Proof("src/ketenwerk/hours/tests/test_rules.py", "test_it_adds_up", "R1")


def test_a_number_without_a_test_is_open_and_one_with_a_rest_is_never_proven() -> None:
    assert [status(RULE, []), status(RULE, [PROOF]), status(HALF, [PROOF])] == [
        "open",
        "proven",
        "partly",
    ]


def test_the_page_names_the_test_and_counts_what_is_open() -> None:
    text = page([RULE, HALF], [PROOF])
    assert "2 requirements: 1 proven, 0 partly, 1 open." in text
    assert (
        "| R1 | Hours add up. | hours | 1 | "
        "[hours/tests/test_rules.py](../src/ketenwerk/hours/tests/test_rules.py): `test_it_adds_up` | proven |"
    ) in text
    assert "| R2 | Weeks close. | hours | later |  | open |" in text


def test_a_stale_page_is_told_apart_from_a_fresh_one() -> None:
    fresh = page([RULE], [PROOF])
    stale = page([RULE], [])
    assert differences(fresh, fresh) == ()
    told = differences(stale, fresh)
    assert "-1 requirements: 0 proven, 0 partly, 1 open." in told
    assert any(line.startswith("+| R1 |") and line.endswith("| proven |") for line in told)
    assert differences("", fresh)
