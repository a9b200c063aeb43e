"""Reads a programme file: YAML, held against programme.schema.json, into the frozen rows of facts.py.

The schema is the whole contract. Beside the standard keywords it has a few of its own, checked here:
x-sleutel (this names something of that kind), x-verwijst (this refers to something of that kind), x-herkomst
(document, place), x-datum, x-bereik (low to high), x-periode (van before tot), x-leeftijd (idem for ages),
x-uniek (no doubles) and x-verwacht (what to write here, for the message).
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from ketenwerk.programme.facts import ProgrammeFile
from ketenwerk.programme.rows import programme
from ketenwerk.programme.yaml_lines import Path as Place
from ketenwerk.programme.yaml_lines import Problem, ProgrammeFileError, Tree, decode, read_tree

__all__ = ["SCHEMA_FILE", "Problem", "ProgrammeFile", "ProgrammeFileError", "load"]

SCHEMA_FILE = Path(__file__).with_name("programme.schema.json")
SHOWN_LETTERS = 40
LIKENESS = 0.65
MOST_PROBLEMS = 1000
COMMA_HINT = " Staat er een komma in de tekst? Zet die tekst dan tussen aanhalingstekens."

Errors = Iterator[ValidationError]
Keyword = Callable[[Any, Any, Any, dict[str, Any]], Errors]


def load(source: Path | str) -> ProgrammeFile:
    """A path is read, a string is the text itself. Raises ProgrammeFileError with all problems (the first 1000)."""
    tree = read_tree(_text(source) if isinstance(source, Path) else source)
    problems = [*tree.problems, *islice(_schema_problems(tree), MOST_PROBLEMS)]
    if problems:
        raise ProgrammeFileError(problems)
    return programme(tree)


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes())
    except OSError as error:
        reason = "bestaat niet" if isinstance(error, FileNotFoundError) else "is niet te lezen"
        raise ProgrammeFileError([Problem(1, "", f"Het bestand {path.name} {reason}.")]) from None


class Names:
    """The keys in the file per kind, and those met so far in the second reading."""

    def __init__(self) -> None:
        self.known: dict[str, set[str]] = {}
        self.met: set[tuple[str, str]] = set()

    def learn(self, _: Any, kind: Any, key: Any, __: dict[str, Any]) -> Errors:
        if isinstance(key, str):
            self.known.setdefault(kind, set()).add(key)
        yield from ()

    def own(self, _: Any, kind: Any, key: Any, __: dict[str, Any]) -> Errors:
        if not isinstance(key, str):
            return
        if (kind, key) in self.met:
            yield ValidationError(
                f"{_shown(key)} staat al eerder bij {kind}. Iedere naam komt één keer voor."
            )
        self.met.add((kind, key))

    def refer(self, _: Any, kind: Any, key: Any, __: dict[str, Any]) -> Errors:
        if isinstance(key, str) and key not in (known := self.known.get(kind, set())):
            yield ValidationError(f"{_shown(key)} staat niet bij {kind}.{_nearest(key, known)}")

    def origin(self, _: Any, __: Any, text: Any, ___: dict[str, Any]) -> Errors:
        known = self.known.get("documenten", set())
        for part in text.split(";") if isinstance(text, str) else ():
            key = part.split(",")[0].strip()
            if key not in known:
                yield ValidationError(
                    f"Document {_shown(key)} staat niet bij documenten.{_nearest(key, known)}"
                )


def _dated(_: Any, __: Any, text: Any, schema: dict[str, Any]) -> Errors:
    if isinstance(text, str) and not _is_date(text):
        yield ValidationError(f"{_shown(text)} past hier niet. Verwacht: {schema['x-verwacht']}.")


def _is_date(text: str) -> bool:
    try:
        return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None and bool(
            date.fromisoformat(text)
        )
    except ValueError:
        return False


def _ranged(_: Any, __: Any, text: Any, ___: dict[str, Any]) -> Errors:
    ends = re.fullmatch(r"([0-9]+) tot ([0-9]+)", text) if isinstance(text, str) else None
    if ends and int(ends[1]) > int(ends[2]):
        yield ValidationError(f"{_shown(text)} loopt omlaag. Zet het laagste getal vooraan.")


def _period(_: Any, __: Any, row: Any, ___: dict[str, Any]) -> Errors:
    start, end = _ends(row, "van", "tot")
    if (
        isinstance(start, str)
        and isinstance(end, str)
        and _is_date(start)
        and _is_date(end)
        and start >= end
    ):
        yield ValidationError(f"De einddatum {end} ligt niet na de begindatum {start}.")


def _ages(_: Any, __: Any, row: Any, ___: dict[str, Any]) -> Errors:
    start, end = _ends(row, "leeftijd_van", "leeftijd_tot")
    if isinstance(start, int) and isinstance(end, int) and start >= end:
        yield ValidationError(f"De leeftijd loopt omlaag: van {start} tot {end}.")


def _ends(row: Any, start: str, end: str) -> tuple[Any, Any]:
    return (row.get(start), row.get(end)) if isinstance(row, dict) else (None, None)


def _unique(_: Any, name: Any, rows: Any, __: dict[str, Any]) -> Errors:
    """No value twice in a list, or no two rows with the same value in the named field."""
    seen: set[Any] = set()
    for place, row in enumerate(rows if isinstance(rows, list) else ()):
        value = row.get(name) if isinstance(row, dict) else row
        if not isinstance(value, str | int):
            continue
        if value in seen:
            yield ValidationError(f"{_shown(value)} staat er twee keer.", path=[place])
        seen.add(value)


def _schema_problems(tree: Tree) -> Iterator[Problem]:
    if not isinstance(tree.value, dict):
        yield Problem(
            1,
            "",
            "Een programmabestand begint met velden zoals programma: en partners:. Dit is iets anders.",
        )
        return
    schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    names = Names()
    for _ in _errors(schema, tree.value, {"x-sleutel": names.learn}):
        pass
    keywords: dict[str, Keyword] = {
        "x-sleutel": names.own,
        "x-verwijst": names.refer,
        "x-herkomst": names.origin,
        "x-datum": _dated,
        "x-bereik": _ranged,
        "x-periode": _period,
        "x-leeftijd": _ages,
        "x-uniek": _unique,
    }
    for error in _errors(schema, tree.value, keywords):
        yield from _problems(error, tree)


def _errors(schema: dict[str, Any], value: Any, keywords: dict[str, Keyword]) -> Errors:
    validator = extend(Draft202012Validator, keywords)  # type: ignore[no-untyped-call]
    yield from validator(schema).iter_errors(value)


def _problems(error: ValidationError, tree: Tree) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    schema: Any = error.schema
    instance: Any = error.instance
    if error.validator == "additionalProperties":
        known = schema["properties"]
        for name in (name for name in instance if name not in known):
            hint = COMMA_HINT if " " in name and instance[name] is None else _nearest(name, known)
            message = f"Dit veld kennen we niet.{hint}"
            yield Problem(tree.line((*path, name)), _where((*path, name), tree.value), message)
        return
    yield Problem(tree.line(path), _where(path, tree.value), _message(error, schema))


def _message(error: ValidationError, schema: Mapping[str, Any]) -> str:
    instance: Any = error.instance
    if str(error.validator).startswith("x-"):
        return error.message
    if error.validator == "required":
        missing = [name for name in schema["required"] if name not in instance]
        return f"Er ontbreekt: {', '.join(missing)}."
    if error.validator in {"anyOf", "oneOf"}:
        choices = [name for choice in schema[str(error.validator)] for name in choice["required"]]
        number = "minstens een" if error.validator == "anyOf" else "precies een"
        return f"Schrijf {number} van deze velden op: {', '.join(choices)}."
    expected = f"Verwacht: {schema['x-verwacht']}."
    if instance is None:
        return f"Hier is niets ingevuld. {expected} Haal het veld weg als het stuk het niet noemt."
    return f"{_shown(instance)} past hier niet. {expected}{_hint(instance, schema)}"


def _hint(instance: Any, schema: Mapping[str, Any]) -> str:
    if not isinstance(instance, str):
        return " Zet het tussen aanhalingstekens." if schema.get("type") == "string" else ""
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", instance):
        return " Haal de aanhalingstekens weg."
    return _nearest(instance, schema.get("enum", ()))


def _where(path: Place, value: Any) -> str:
    """The path in words: rows by their key or name where they have one."""
    words = []
    for step in path:
        value = _inside(value, step)
        words.append(_row_name(value, step) if isinstance(step, int) else step)
    return " > ".join(words)


def _inside(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _row_name(row: Any, place: int) -> str:
    named = row if isinstance(row, dict) else {}
    found = (named.get(field) for field in ("sleutel", "naam", "partner"))
    return next((name for name in found if isinstance(name, str)), f"nr. {place + 1}")


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "Een blok met velden"
    if isinstance(value, list):
        return "Een lijst"
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    return f"'{text[:SHOWN_LETTERS]}…'" if len(text) > SHOWN_LETTERS else f"'{text}'"


def _nearest(word: str, known: Iterable[object]) -> str:
    near = get_close_matches(
        word[:SHOWN_LETTERS], [str(name) for name in known], n=1, cutoff=LIKENESS
    )
    return f" Bedoelt u {near[0]}?" if near else ""
