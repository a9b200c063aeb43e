"""Reading the log: by the privacy officer, and for a client who asks who looked."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from ketenwerk.audit.events import EVENTS
from ketenwerk.audit.models import AuditEvent
from ketenwerk.kernel.periods import Period

PAGE = 50


@dataclass(frozen=True)
class LogLine:
    id: int
    at: datetime
    sentence: str
    actor: uuid.UUID | None
    role: str
    result: str
    object_type: str
    subjects: tuple[uuid.UUID, ...]
    purpose: str = ""
    code: str = ""
    organisation: uuid.UUID | None = None


def log_lines(
    period: Period, *, event: str = "", emergency: bool = False, before: int | None = None
) -> list[LogLine]:
    """Lines of the own organisation, newest first, one page more than shown tells whether there is more."""
    rows = AuditEvent.objects.filter(at__date__gte=period.start, at__date__lt=period.end)
    if event:
        rows = rows.filter(event=event)
    if emergency:
        rows = rows.filter(emergency=True)
    if before:
        rows = rows.filter(id__lt=before)
    return [_line(row) for row in rows.order_by("-id")[: PAGE + 1]]


def seen_by_whom(client: uuid.UUID, period: Period) -> list[LogLine]:
    """Every act on one client in a period, oldest first (R: right to know who looked)."""
    rows = AuditEvent.objects.filter(
        Q(subjects__contains=[client]), at__date__gte=period.start, at__date__lt=period.end
    )
    return [_line(row) for row in rows.order_by("id")]


@dataclass(frozen=True)
class ChainPart:
    """Which rows of a chain are meant, without what they say."""

    count: int
    first_number: int = 0
    first_hash: str = ""
    last_number: int = 0
    last_hash: str = ""


def chain_part(objects: Collection[str]) -> ChainPart:
    """The acts on these objects (ids as text) in the chain of the own organisation, as its privacy officer sees it."""
    rows = AuditEvent.objects.filter(object_id__in=objects).order_by("number")
    found = list(rows.values_list("number", "hash"))
    if not found:
        return ChainPart(0)
    return ChainPart(len(found), *found[0], *found[-1])


def _line(row: AuditEvent) -> LogLine:
    known = EVENTS.get(row.event)
    return LogLine(
        id=row.id,
        at=row.at,
        sentence=known.sentence if known else row.event,
        actor=row.actor,
        role=row.role,
        result=row.result,
        object_type=row.object_type,
        subjects=tuple(row.subjects),
        purpose=row.purpose,
        code=str(row.facts.get("code", "")),
        organisation=row.organisation,
    )
