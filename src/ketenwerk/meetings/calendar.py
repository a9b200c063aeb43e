"""A calendar as RFC 5545 writes it. It says when, and nothing about with whom, where or what for (S1)."""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor

LINE_MAX = 75  # octets, without the end of the line
# One word for everything: a meeting, a group or a conference look the same from outside.
TITLE = "Afspraak"


def hash_of(secret: str) -> str:
    """What is kept of a secret address. The secret is long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True)
class Slot:
    id: uuid.UUID
    start: datetime
    minutes: int
    # None where that is not kept; the version tells that something changed.
    changed_at: datetime | None
    version: int
    is_on: bool


Source = Callable[[Actor], Iterable[Slot]]
_sources: list[Source] = []


def slots_from(source: Source) -> Source:
    """Declares another kind of appointment for the personal calendar; it is asked as the owner of the address."""
    _sources.append(source)
    return source


def other_slots(actor: Actor) -> list[Slot]:
    return [slot for source in _sources for slot in source(actor)]


def calendar(slots: Iterable[Slot]) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Agenda//NL", "METHOD:PUBLISH"]
    for slot in slots:
        lines += _event(slot)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in folded(line))


def _event(slot: Slot) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{slot.id}",
        f"DTSTAMP:{_utc(slot.changed_at or clock.now())}",
        *([f"LAST-MODIFIED:{_utc(slot.changed_at)}"] if slot.changed_at else []),
        f"SEQUENCE:{slot.version}",
        f"DTSTART:{_utc(slot.start)}",
        f"DTEND:{_utc(slot.start + timedelta(minutes=slot.minutes))}",
        f"SUMMARY:{TITLE}",
        "CLASS:PRIVATE",
        f"STATUS:{'CONFIRMED' if slot.is_on else 'CANCELLED'}",
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    """In UTC, so that no calendar needs our rules of summer time."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def folded(line: str) -> Iterator[str]:
    """A long line in parts; each next part starts with a space and no letter is cut in two."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > LINE_MAX:
            yield part
            part = " "
        part += letter
    yield part
