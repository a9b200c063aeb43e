"""Writing to the log.

Entries are gathered during a unit of work and written just before it commits, in the same
transaction: the chain is locked for a moment only, and a page whose reads cannot be logged is
not shown (ADR 0005).
"""

import contextvars
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from ketenwerk.audit.events import Event, check_facts
from ketenwerk.people.api import Actor


@dataclass(frozen=True)
class Entry:
    event: Event
    by: Actor
    result: str = "allowed"
    object_type: str = ""
    object_id: str = ""
    subjects: tuple[uuid.UUID, ...] = ()
    purpose: str = ""
    ground: str = ""
    emergency: bool = False
    facts: tuple[tuple[str, object], ...] = field(default=())


_pending: contextvars.ContextVar[list[Entry] | None] = contextvars.ContextVar(
    "pending_log", default=None
)


def record(
    *,
    by: Actor,
    event: Event,
    target: object | None = None,
    subjects: Iterable[uuid.UUID] = (),
    result: str = "allowed",
    purpose: str = "",
    ground: str = "",
    emergency: bool = False,
    **facts: object,
) -> None:
    """Adds one entry to the unit of work. The same read twice in one unit is one entry.

    `emergency` says that emergency access was used (NEN 7513).
    """
    check_facts(event, facts)
    pending = _pending.get()
    if pending is None:
        raise RuntimeError("an act is logged inside a unit of work; there is none")
    entry = Entry(
        event=event,
        by=by,
        result=result,
        object_type=type(target).__name__ if target is not None else "",
        object_id=str(getattr(target, "pk", "")) if target is not None else "",
        subjects=tuple(sorted(subjects, key=str)),
        purpose=purpose,
        ground=ground,
        emergency=emergency,
        facts=tuple(sorted(facts.items())),
    )
    if entry not in pending:
        pending.append(entry)


@contextmanager
def gathering() -> Iterator[None]:
    """The entries of one unit of work. Leaving it normally writes them; an error forgets them."""
    token = _pending.set([])
    try:
        yield
        write_gathered()
    finally:
        _pending.reset(token)


def forget_gathered() -> None:
    """Drops the entries of an act that was rolled back."""
    pending = _pending.get()
    if pending is not None:
        pending.clear()


def write_gathered() -> None:
    """Writes what was gathered so far, in the transaction that is open now."""
    pending = _pending.get()
    if not pending:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO audit_auditevent (chain, number, at, event, result, actor, role, organisation, on_behalf_of,"
            " session, request, source, object_type, object_id, subjects, purpose, ground, emergency, facts,"
            " previous, hash) VALUES (%s, 0, now(), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '', '')",
            [_row(entry) for entry in pending],
        )
    pending.clear()


def _row(entry: Entry) -> list[Any]:
    by = entry.by
    return [
        str(by.organisation or "house"),
        entry.event.name,
        entry.result,
        by.member,
        by.role,
        by.organisation,
        by.on_behalf_of,
        session_mark(by.session),
        by.request,
        by.source.value,
        entry.object_type,
        entry.object_id,
        list(entry.subjects),
        entry.purpose,
        entry.ground,
        entry.emergency,
        json.dumps(dict(entry.facts), default=str, sort_keys=True),
    ]


def session_mark(session: str) -> str:
    """A mark by which entries of one session are recognised, from which the session cannot be found."""
    return hashlib.sha256(session.encode()).hexdigest()[:16] if session else ""
