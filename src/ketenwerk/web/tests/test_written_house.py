import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[4]
PAGES = [
    *sorted(PROJECT.glob("*.md")),
    *sorted((PROJECT / "docs").rglob("*.md")),
    *sorted((PROJECT / "src").rglob("README.md")),
]


def declared_dependencies() -> set[str]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    return {re.split(r"[\[<>=!~ ]", line)[0].lower() for line in lines}


def described_dependencies(page: str) -> set[str]:
    return {
        row.group(1).strip().lower() for row in re.finditer(r"^\| ([^|]+?) \|", page, re.MULTILINE)
    }


def broken_links(page: Path) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
        if "://" not in target and not (page.parent / target).exists():
            yield f"{page.relative_to(PROJECT)} -> {target}"


def test_every_library_has_its_reason() -> None:
    page = (PROJECT / "docs/dependencies.md").read_text("utf-8")
    assert declared_dependencies() - described_dependencies(page) == set()


def test_a_library_without_a_line_is_noticed() -> None:
    assert "django" in described_dependencies("| Django | pages |\n")
    assert "django" not in described_dependencies("| Flask | pages, instead of Django |\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert list(broken_links(page)) == []


def test_decisions_are_numbered_without_gaps_and_answer_the_same_four_questions() -> None:
    decisions = sorted((PROJECT / "docs/adr").glob("*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        headings = re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences", "Status"], path.name
