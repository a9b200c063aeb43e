"""The findings of a programme file for a reader and for a program."""

import json
import textwrap
from decimal import Decimal

from ketenwerk.programme.facts import ProgrammeFile
from ketenwerk.programme.findings import Finding, Severity, Value
from ketenwerk.programme.wording import number, signed

WIDTH = 100
COLUMN = 18
LINE_COLUMN = 10


def as_json(programme: ProgrammeFile, findings: list[Finding]) -> str:
    answer = {"programme": programme.key, "findings": [_finding(finding) for finding in findings]}
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "what": finding.what,
        "expected": _plain(finding.expected),
        "found": _plain(finding.found),
        "difference": _plain(finding.difference),
        "percent": _plain(finding.percent),
        "where": [{"line": where.line, "origin": where.origin} for where in finding.where],
    }


def _plain(value: Value) -> object:
    """Numbers as numbers: a whole one without decimals."""
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def as_text(programme: ProgrammeFile, findings: list[Finding]) -> str:
    """Grouped by outcome, what does not fit first; each with its line numbers and the three values under it."""
    blocks = [f"{programme.name} ({programme.key})", _summary(findings)]
    for severity in Severity:
        members = [finding for finding in findings if finding.severity is severity]
        if members:
            title = f"{severity.value.capitalize()} ({len(members)})"
            blocks.append("\n".join([title, "─" * len(title), *map(_block, members)]))
    return "\n\n".join(blocks) + "\n"


def _summary(findings: list[Finding]) -> str:
    counted = [
        f"{sum(finding.severity is one for finding in findings)} {one.value}" for one in Severity
    ]
    return f"{len(findings)} keer nagerekend: {', '.join(counted)}. Er is niets veranderd."


def _block(finding: Finding) -> str:
    first, *rest = textwrap.wrap(finding.what, WIDTH - LINE_COLUMN)
    head = f"{f'regel {finding.where[0].line}' if finding.where else '':<{LINE_COLUMN}}{first}"
    if finding.severity is not Severity.RIGHT:
        rest += [*_values(finding), *_places(finding)]
    return "\n".join([head, *(" " * LINE_COLUMN + text.rstrip() for text in rest)])


def _values(finding: Finding) -> list[str]:
    if finding.severity is Severity.RIGHT or finding.expected is None or finding.found is None:
        return []
    shown = (_shown(finding.expected), _shown(finding.found), _difference(finding.difference))
    words = ("verwacht", "gevonden", "verschil")
    return [
        "".join(
            f"{word} {text:<{COLUMN - len(word) - 1}}  "
            for word, text in zip(words, shown, strict=True)
        )
    ]


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return "–".join(_shown(part) for part in value)
    return number(value) if isinstance(value, int | Decimal) else str(value or "")


def _difference(value: Value) -> str:
    if isinstance(value, tuple):
        return " tot ".join(_difference(part) for part in value)
    return signed(value) if isinstance(value, int | Decimal) else ""


def _places(finding: Finding) -> list[str]:
    parts = (part.strip() for where in finding.where for part in where.origin.split(";"))
    origins = "; ".join(dict.fromkeys(filter(None, parts)))
    others = [*dict.fromkeys(where.line for where in finding.where)][1:]
    more = f" (ook regel {', '.join(map(str, sorted(others)))})" if others else ""
    return textwrap.wrap(f"bron: {origins}{more}" if origins else more.strip(), WIDTH - LINE_COLUMN)
