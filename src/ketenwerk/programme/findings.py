"""What a check finds, and the few questions that all checks ask of a programme file.

`expected` is what the document states, `found` is what the file's own rows come to, `difference` is found minus expected.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ketenwerk.programme.facts import Budget, BudgetLine, ProgrammeFile

Value = int | Decimal | str | tuple["Value", ...] | None


class Severity(StrEnum):
    WRONG = "klopt niet"
    NOTICE = "let op"
    RIGHT = "klopt"


@dataclass(frozen=True)
class Where:
    line: int
    origin: str


@dataclass(frozen=True)
class Finding:
    code: str
    severity: Severity
    what: str
    where: tuple[Where, ...]
    expected: Value = None
    found: Value = None
    difference: Value = None
    percent: Decimal | None = None


def where(*rows: object) -> tuple[Where, ...]:
    return tuple(Where(getattr(row, "line", 1), getattr(row, "origin", "")) for row in rows)


def fits(right: bool) -> Severity:
    return Severity.RIGHT if right else Severity.WRONG


def partner_name(programme: ProgrammeFile, key: str | None) -> str:
    return next(
        (partner.name for partner in programme.partners if partner.key == key),
        "Alle partners samen",
    )


def lines_of(programme: ProgrammeFile, budget: str, partner: str | None = None) -> list[BudgetLine]:
    return [
        line
        for line in programme.lines
        if line.budget == budget and partner in {None, line.partner}
    ]


def parts_of(programme: ProgrammeFile) -> Iterator[tuple[Budget, str]]:
    budgets = {budget.key: budget for budget in programme.budgets}
    for part in programme.parts:
        yield budgets[part.budget], part.partner
