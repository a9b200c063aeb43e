"""YAML text to plain values that remember their line. Only what a programme file needs: no aliases, no tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

MAX_BYTES = 2_000_000
MAX_DEPTH = 20

WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
BROKEN = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,9}")
EMPTY = {"", "~", "null", "Null", "NULL"}
TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")

# What the YAML reader says, and what we say instead; the first that occurs in its message is used.
SYNTAX = (
    (
        "escape character",
        "Na een schuine streep naar achteren staat een onbekend teken. Gebruik enkele aanhalingstekens.",
    ),
    (
        "mapping values are not allowed",
        "Hier staat een dubbele punt te veel, of de regel springt verkeerd in. Zet tekst met een dubbele punt tussen aanhalingstekens.",
    ),
    ("could not find expected ':'", "Hier ontbreekt een dubbele punt met een spatie erachter."),
    ("did not find expected ',' or '}'", "Hier ontbreekt een komma of een accolade }."),
    ("did not find expected ',' or ']'", "Hier ontbreekt een komma of een haak ]."),
    (
        "did not find expected",
        "De regel springt anders in dan de regels erboven, of er ontbreekt een streepje.",
    ),
    ("quoted scalar", "Een aanhalingsteken wordt geopend en niet gesloten."),
    (
        "cannot start any token",
        "Dit teken mag hier niet staan. Zet de tekst tussen aanhalingstekens.",
    ),
)
OTHER_SYNTAX = "De opmaak klopt hier niet. Controleer het inspringen, de dubbele punten en de aanhalingstekens."

Path = tuple[str | int, ...]
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong with a programme file: the line (from 1), the place in the file and a Dutch sentence."""

    line: int
    where: str
    message: str

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"regel {self.line}: {place}{self.message}"


class ProgrammeFileError(Exception):
    """The file is not a programme file; `problems` says everything that is wrong, in order of line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class Tree:
    """Plain values (dict, list, str, int, Decimal, bool, None), the line of each path, and doubled fields."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of this path, or of the nearest thing around it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def decode(data: bytes) -> str:
    """The text of a file. A UTF-8 byte order mark is taken off; any other encoding is refused with its line."""
    if len(data) > MAX_BYTES:
        raise ProgrammeFileError(
            [Problem(1, "", "Het bestand is groter dan 2 MB. Een programma past daar ruim in.")]
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ProgrammeFileError(
            [Problem(1, "", "Het bestand is opgeslagen als UTF-16. Sla het op als UTF-8.")]
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "Hier staat een teken dat geen UTF-8 is. Sla het bestand op als UTF-8."
        raise ProgrammeFileError([Problem(line, "", message)]) from None


def read_tree(text: str) -> Tree:
    """Raises ProgrammeFileError when the text is no YAML, or uses parts of YAML that we leave out."""
    if len(text.encode(errors="surrogatepass")) > MAX_BYTES:
        raise ProgrammeFileError(
            [Problem(1, "", "De tekst is groter dan 2 MB. Een programma past daar ruim in.")]
        )
    text = text.removeprefix("\ufeff")
    _refuse([*_strange_characters(text)])
    try:
        _refuse([*_left_out_parts(text)])
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        raise ProgrammeFileError([_syntax_problem(error, last=text.count("\n") + 1)]) from None
    except yaml.YAMLError:
        raise ProgrammeFileError([Problem(1, "", OTHER_SYNTAX)]) from None
    if root is None:
        raise ProgrammeFileError([Problem(1, "", "Het bestand is leeg.")])
    tree = Tree()
    tree.value = _value(root, (), tree)
    return tree


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise ProgrammeFileError(problems)


def _strange_characters(text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            yield Problem(number, "", "De regel springt in met een tab. Gebruik spaties.")
        for found in sorted(set(UNPRINTABLE.findall(line))):
            yield Problem(
                number,
                "",
                f"Hier staat een onzichtbaar teken (code {ord(found):02x}). Haal het weg.",
            )
        if any("\ud800" <= letter <= "\udfff" for letter in line):
            yield Problem(
                number, "", "Hier staat een half teken. Sla het bestand opnieuw op als UTF-8."
            )


def _left_out_parts(text: str) -> Iterator[Problem]:
    """Aliases, tags, depth and second documents: the ways in which a small YAML file becomes a large one."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(
            event, yaml.CollectionEndEvent
        )
        if documents > 1:
            yield Problem(
                line, "", "Na --- begint een tweede document. Zet één programma in een bestand."
            )
            return
        if depth > MAX_DEPTH:
            yield Problem(line, "", f"Er zijn meer dan {MAX_DEPTH} lagen in elkaar gezet.")
            return
        if isinstance(event, yaml.AliasEvent):
            yield Problem(line, "", "Verwijzingen met * doen we niet. Schrijf de waarde uit.")
        elif getattr(event, "anchor", None):
            yield Problem(line, "", "Ankers met & doen we niet. Schrijf de waarde uit.")
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            yield Problem(line, "", "Soortnamen met ! doen we niet. Laat ze weg.")


def _syntax_problem(error: yaml.MarkedYAMLError, *, last: int) -> Problem:
    """At the end of a file the reader points one line too far; `last` is the last line there is."""
    said = f"{error.context or ''} {error.problem or ''}"
    # A quote that stays open is found at the end of the file; it is wrong where it was opened.
    opened = error.context_mark if "quoted scalar" in said else None
    mark = opened or error.problem_mark or error.context_mark
    message = next((ours for theirs, ours in SYNTAX if theirs in said), OTHER_SYNTAX)
    return Problem(min(mark.line + 1, last) if mark else 1, "", message)


def _value(node: yaml.Node, path: Path, tree: Tree) -> Any:
    tree.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, tree)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*path, place), tree) for place, child in enumerate(node.value)]
    return _scalar(str(node.value), bare=not getattr(node, "style", None))


def _mapping(node: yaml.MappingNode, path: Path, tree: Tree) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, child in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            tree.problems.append(
                Problem(line, "", "Een veldnaam is een woord, geen lijst of blok.")
            )
        elif key in result:
            first = tree.lines[(*path, key)]
            tree.problems.append(
                Problem(line, key, f"Dit veld staat er twee keer; de eerste keer op regel {first}.")
            )
        else:
            tree.lines[(*path, key)] = line
            result[key] = _value(child, (*path, key), tree)
    return result


def _scalar(text: str, *, bare: bool) -> Any:
    """Bare words as in the core schema of YAML 1.2: no octal, no yes/no, no dates; quoted text stays text."""
    if not bare:
        return text
    if text in EMPTY:
        return None
    if WHOLE.fullmatch(text):
        return int(text)
    if BROKEN.fullmatch(text):
        return Decimal(text)
    return TRUTH.get(text, text)
