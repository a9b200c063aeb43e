"""Questions to several tables as one statement: each gives lines of one shape, put under each other.

A page that collects from many packages pays for each statement, not for each line. A package makes a
`Question`; who has more than one asks them together with `ask_together`, and each reads its own lines.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Cast

T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """One row. What a part means, says the package that gave the line its kind.

    A part that a kind does not give is None, empty, 0 or False; `client`, `day`, `since` and `at` may be None otherwise too.
    """

    kind: str
    row: uuid.UUID
    client: Any
    day: Any
    since: Any
    word: str
    more: str
    number: int
    yes: bool
    at: Any


Lines = Mapping[str, Sequence[Line]]
Part = QuerySet[Any, Any]

# What every table gives for a part of which it says nothing. A bare NULL has no type, and then tables do not fit.
PARTS: "dict[str, tuple[models.Field[Any, Any], object]]" = {
    "kind": (models.TextField(), ""),
    "row": (models.UUIDField(), None),
    "client": (models.UUIDField(), None),
    "day": (models.DateField(), None),
    "since": (models.DateField(), None),
    "word": (models.TextField(), ""),
    "more": (models.TextField(), ""),
    "number": (models.IntegerField(), 0),
    "yes": (models.BooleanField(), False),
    "at": (models.TimeField(), None),
}
assert list(PARTS) == [field.name for field in fields(Line)]  # noqa: S101 - lines are made by position


def lines(rows: Part, kind: str, row: str = "id", **parts: object) -> Part:
    """These rows as lines. A part is the name of a column or an expression; `kind` is used by nobody else."""
    parts = {"row": row, **parts}
    shape = {
        f"line_{name}": Cast(_expression(parts.get(name, nothing)), field)
        for name, (field, nothing) in PARTS.items()
        if name != "kind"
    }
    kinds = {"line_kind": Cast(Value(kind), PARTS["kind"][0])}
    shaped: Part = rows.annotate(**kinds, **shape)
    return shaped.values_list(*kinds, *shape)


def _expression(part: object) -> Any:
    if isinstance(part, str) and part:
        return F(part)
    return part if hasattr(part, "resolve_expression") else Value(part)


@dataclass(frozen=True)
class Question(Generic[T]):
    """What is asked of the database, and what its lines mean. The lines come in no order."""

    parts: tuple[Part, ...]
    read: Callable[[Lines], T]

    def ask(self) -> T:
        return self.read(ask_together(self))


def ask_together(*questions: Question[Any]) -> Lines:
    """The lines of all these questions by their kind, in one statement; a kind without lines is an empty list."""
    first, *rest = [part for question in questions for part in question.parts]
    found: dict[str, list[Line]] = defaultdict(list)
    for row in first.union(*rest, all=True) if rest else first:
        line = Line(*row)
        found[line.kind].append(line)
    return found
