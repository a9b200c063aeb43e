"""Which requirements are proven: the list in requirements.yaml held against the tests' own marks."""

import ast
import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FIRST, LAST = 1, 99
FIELDS = {"number", "title", "packages", "step", "rest"}
# A test under one of these marks does not run, so it proves nothing.
NEVER_RUNS = {"skip", "xfail"}


class RequirementsError(Exception):
    """The list or the marks contradict themselves. Holds every problem, a sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Requirement:
    """`step` is None when no step of the roadmap builds it yet; `rest` is what tests do not prove yet."""

    number: int
    title: str
    packages: tuple[str, ...]
    step: int | None = None
    rest: str = ""

    @property
    def name(self) -> str:
        return f"R{self.number}"


@dataclass(frozen=True, order=True)
class Proof:
    """One test that carries the number of a requirement. `file` is relative to the project folder."""

    file: str
    test: str
    requirement: str


def read_requirements(text: str) -> tuple[Requirement, ...]:
    """The list in order of number; raises RequirementsError unless it holds R1 to R99 once each."""
    document = yaml.safe_load(text)
    rows, packages = document["requirements"], set(document["packages"])
    problems = [problem for row in rows for problem in _problems_of(row, packages)]
    if not problems:
        problems = _problems_together(rows)
    if problems:
        raise RequirementsError(problems)
    return tuple(
        sorted((_requirement(row) for row in rows), key=lambda requirement: requirement.number)
    )


def _requirement(row: Mapping[str, Any]) -> Requirement:
    number = int(row["number"].removeprefix("R"))
    return Requirement(
        number, row["title"], tuple(row["packages"]), row.get("step"), row.get("rest", "")
    )


def _problems_of(row: Mapping[str, Any], packages: set[str]) -> Iterator[str]:
    number = str(row.get("number", ""))
    if number not in _all_names():
        yield f"{number or 'a row without a number'}: numbers run from R{FIRST} to R{LAST}"
    if not str(row.get("title", "")).endswith("."):
        yield f"{number}: the title is a sentence and ends with a full stop"
    if not row.get("packages"):
        yield f"{number}: names no package"
    for package in sorted(set(row.get("packages", ())) - packages):
        yield f"{number}: {package} is not a package of this house"
    for field in sorted(set(row) - FIELDS):
        yield f"{number}: {field} is not a field of a requirement"


def _problems_together(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    numbers = Counter(row["number"] for row in rows)
    titles: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        titles[row["title"].casefold()].append(row["number"])
    return [
        *(
            f"{number}: stands in the list {count} times"
            for number, count in numbers.items()
            if count > 1
        ),
        *(f"{number}: missing from the list" for number in _all_names() if number not in numbers),
        *(
            f"{' and '.join(same)}: have the same title"
            for same in titles.values()
            if len(set(same)) > 1
        ),
    ]


def _all_names() -> list[str]:
    return [f"R{number}" for number in range(FIRST, LAST + 1)]


def proofs_in_tree(root: Path) -> tuple[Proof, ...]:
    """Every proof in the test files under `src` and `tests`, sorted; raises RequirementsError for bad marks."""
    proofs: list[Proof] = []
    problems: list[str] = []
    for path in _test_files(root):
        try:
            proofs += proofs_in(path.read_text("utf-8"), path.relative_to(root).as_posix())
        except RequirementsError as error:
            problems += error.problems
    if problems:
        raise RequirementsError(problems)
    return tuple(sorted(set(proofs)))


def _test_files(root: Path) -> list[Path]:
    return sorted({*(root / "src").rglob("test_*.py"), *(root / "tests").rglob("test_*.py")})


def proofs_in(source: str, file: str) -> list[Proof]:
    """The proofs in one test file: marks on a test, on its class, in a `pytestmark` or on one parameter set."""
    reader = _Reader(file)
    module = ast.parse(source, file)
    reader.read(module.body, "", _listed_marks(module.body))
    strays = [mark for mark in _marks(module) if mark not in reader.used]
    problems = reader.problems + [
        f"{file}:{mark.lineno}: this mark stands on no test and proves nothing" for mark in strays
    ]
    if problems:
        raise RequirementsError(problems)
    return reader.proofs


class _Reader:
    """Walks one module; remembers which marks it met on the way to a test."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.proofs: list[Proof] = []
        self.problems: list[str] = []
        self.used: set[ast.Call] = set()

    def read(self, body: Sequence[ast.stmt], inside: str, inherited: Sequence[ast.expr]) -> None:
        for node in body:
            if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
                marks = [*inherited, *node.decorator_list, *_listed_marks(node.body)]
                self.read(node.body, f"{inside}{node.name}::", marks)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(
                "test"
            ):
                self._prove(inside + node.name, [*inherited, *node.decorator_list])

    def _prove(self, test: str, marks: Sequence[ast.expr]) -> None:
        runs = not any(_mark_name(mark) in NEVER_RUNS for mark in marks)
        for mark in (found for expression in marks for found in _marks(expression)):
            self.used.add(mark)
            for name in self._numbers(mark):
                if runs:
                    self.proofs.append(Proof(self.file, test, name))

    def _numbers(self, mark: ast.Call) -> Iterator[str]:
        if not mark.args:
            self._problem(mark, "the mark names no requirement")
        for argument in mark.args:
            name = argument.value if isinstance(argument, ast.Constant) else None
            if name in _all_names():
                yield str(name)
            else:
                self._problem(mark, f"{ast.unparse(argument)} is not a requirement")

    def _problem(self, mark: ast.Call, sentence: str) -> None:
        problem = f"{self.file}:{mark.lineno}: {sentence}"
        if problem not in self.problems:
            self.problems.append(problem)


def _listed_marks(body: Sequence[ast.stmt]) -> list[ast.expr]:
    """The marks in a `pytestmark = …` of a module or class."""
    values = [
        node.value for node in body if isinstance(node, ast.Assign) and _is_pytestmark(node.targets)
    ]
    return [
        mark
        for value in values
        for mark in (value.elts if isinstance(value, ast.List | ast.Tuple) else [value])
    ]


def _is_pytestmark(targets: Sequence[ast.expr]) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in targets)


def _marks(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _mark_name(node) == "requirement":
            yield node


def _mark_name(node: ast.expr) -> str:
    """`skip` for `pytest.mark.skip` and `pytest.mark.skip(...)`; empty for what is no mark."""
    target = node.func if isinstance(node, ast.Call) else node
    if (
        isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Attribute)
        and target.value.attr == "mark"
    ):
        return target.attr
    return ""


def status(requirement: Requirement, proofs: Sequence[Proof]) -> str:
    if not proofs:
        return "open"
    return "partly" if requirement.rest else "proven"


HEAD = """\
# Requirements

<!-- Made by `ketenwerk requirements` from requirements.yaml and the tests. Do not edit by hand. -->

What Ketenwerk has to do, and which tests prove it. A test proves a number by carrying it:
`@pytest.mark.requirement("R23")`.

- **proven**: at least one test carries the number.
- **partly**: tests carry the number, and the sentence below the title says what is still missing.
- **open**: no test carries the number, or only tests that never run.

This page only says that the tests exist. `make check` fails when the page differs from the tests;
`make test` runs every one of them. A number counts as proven when both pass.
"""


def page(requirements: Sequence[Requirement], proofs: Iterable[Proof]) -> str:
    """The whole of docs/requirements.md."""
    per_number: dict[str, list[Proof]] = defaultdict(list)
    for proof in proofs:
        per_number[proof.requirement].append(proof)
    rows = [_row(requirement, per_number[requirement.name]) for requirement in requirements]
    table = [
        "| | What must hold | Package | Step | Tests | Status |",
        "|---|---|---|---|---|---|",
        *rows,
    ]
    return "\n".join([HEAD, _summary(requirements, per_number), "", *table, ""])


def _summary(requirements: Sequence[Requirement], proofs: Mapping[str, Sequence[Proof]]) -> str:
    counts = Counter(
        status(requirement, proofs.get(requirement.name, ())) for requirement in requirements
    )
    return f"{len(requirements)} requirements: {counts['proven']} proven, {counts['partly']} partly, {counts['open']} open."


def _row(requirement: Requirement, proofs: Sequence[Proof]) -> str:
    rest = f"<br>*Still missing: {requirement.rest}*" if proofs and requirement.rest else ""
    cells = (
        requirement.name,
        requirement.title + rest,
        ", ".join(requirement.packages),
        "later" if requirement.step is None else str(requirement.step),
        _tests(proofs),
        status(requirement, proofs),
    )
    return f"| {' | '.join(cells)} |"


def _tests(proofs: Sequence[Proof]) -> str:
    per_file: dict[str, list[str]] = defaultdict(list)
    for proof in sorted(proofs):
        per_file[proof.file].append(proof.test)
    return "<br>".join(
        f"[{file.removeprefix('src/ketenwerk/')}](../{file}): "
        + ", ".join(f"`{test}`" for test in tests)
        for file, tests in per_file.items()
    )


def differences(stored: str, fresh: str) -> tuple[str, ...]:
    """The lines that differ, `-` for what the page says and `+` for what it should say; empty when it is up to date."""
    lines = difflib.unified_diff(stored.splitlines(), fresh.splitlines(), n=0, lineterm="")
    return tuple(line for line in lines if line[:1] in "-+" and not line.startswith(("---", "+++")))
