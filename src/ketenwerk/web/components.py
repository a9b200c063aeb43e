"""What the components in `templates/web/components/` want to be told.

A view fills these and hands them to a template; the head of each template says under which name.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter of chips.html."""

    label: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of tabs.html."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One agreement of safety.html: a way to reach someone, or a way that is forbidden."""

    sign: str
    words: str
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One moment of thread.html. `iso` is the date for machines, `when` the one for people."""

    when: str
    iso: str
    title: str
    meta: str
    text: str
    kind: Literal["own", "other", "mark"] = "own"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of table.html."""

    label: str
    number: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One step of jobs.html."""

    label: str
    meta: str
    state: Literal["done", "now", "wait"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of receipt.html: what else a saved note fed."""

    kind: Literal["good", "care", "stop", "soft"]
    words: str
    sign: str = ""
