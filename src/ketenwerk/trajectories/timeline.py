"""Looking through the timeline of one client: by kind, period and words. Words are compared in memory and kept nowhere."""

from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Permission, visible
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Dossier
from ketenwerk.people.api import Actor
from ketenwerk.trajectories import events
from ketenwerk.trajectories.models import Note
from ketenwerk.trajectories.queries import NOTE_FIELDS, NoteView, Step, note_view, steps_of

# The most notes that are opened for one question; a longer period asks for a narrower one.
MOST = 500
STEPS = "step"


@dataclass(frozen=True)
class Asked:
    """What to show. No kinds is all kinds; `until` is the last day that counts along."""

    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    words: str = ""


@dataclass(frozen=True)
class Found:
    notes: tuple[NoteView, ...]
    steps: tuple[Step, ...]
    more: bool

    @property
    def count(self) -> int:
        return len(self.notes) + len(self.steps)


def look_through(actor: Actor, dossier: Dossier, asked: Asked) -> Found:
    """Notes and steps that answer the question, newest first; looking for words is logged, the words are not."""
    rows = _notes_asked(actor, dossier, asked)
    notes = [note_view(row, dossier.key, actor) for row in rows[:MOST]]
    steps = steps_of(actor, dossier) if not asked.kinds or STEPS in asked.kinds else []
    found = Found(
        tuple(note for note in notes if _has(asked.words, note.seen, note.thought, note.activity)),
        tuple(
            step
            for step in steps
            if _within(step.on, asked) and _has(asked.words, step.what, step.activity, step.reason)
        ),
        len(rows) > MOST,
    )
    if asked.words:
        record(
            by=actor,
            event=events.NOTES_SEARCHED,
            subjects=[dossier.client.id],
            count=found.count,
            start=asked.since.isoformat() if asked.since else "",
            end=asked.until.isoformat() if asked.until else "",
        )
    return found


def _notes_asked(actor: Actor, dossier: Dossier, asked: Asked) -> list[Note]:
    rows = visible(actor, Permission.NOTE_READ, Note).filter(
        client=dossier.client, withdrawn_at__isnull=True
    )
    if asked.kinds:
        rows = rows.filter(kind__in=asked.kinds)
    if asked.since:
        rows = rows.filter(day__gte=asked.since)
    if asked.until:
        rows = rows.filter(day__lte=asked.until)
    rows = rows.select_related("author", "trajectory__activity").only(*NOTE_FIELDS)
    return list(rows.order_by("-day", "-written_at")[: MOST + 1])


def _within(day: date, asked: Asked) -> bool:
    return (asked.since is None or day >= asked.since) and (
        asked.until is None or day <= asked.until
    )


def _has(words: str, *texts: str) -> bool:
    """Every word of the question stands somewhere in these texts; capitals do not matter."""
    text = " ".join(texts).casefold()
    return all(word in text for word in words.casefold().split())
