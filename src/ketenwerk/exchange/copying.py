"""One dossier as plain text, to copy by hand."""

import re
import unicodedata
import uuid
from collections.abc import Sequence

from ketenwerk.audit.api import record
from ketenwerk.clients.api import Dossier
from ketenwerk.exchange import events
from ketenwerk.people.api import Actor
from ketenwerk.trajectories.api import NoteView, notes_of, steps_of, trajectories_of

LAST = "last"
PARTS = {
    "all": "Alles in volgorde",
    LAST: "Laatste notitie",
    "trajectories": "Trajecten",
    "notes": "Notities",
}
INVISIBLE = {"Cc", "Cf", "Cs", "Co"}


def copy_of(actor: Actor, dossier: Dossier, part: str) -> str:
    """The work of one dossier as plain text, without a name; showing it is logged as a copy."""
    parts: Sequence[str] = []
    if part in {"all", "trajectories"}:
        parts = [*parts, *_course_lines(actor, dossier)]
    if part in {"all", "notes"}:
        parts = [*parts, *_note_lines(_all_notes(actor, dossier))]
    if part == LAST:
        parts = _note_lines(notes_of(actor, dossier)[:1])
    record(
        by=actor,
        event=events.COPIED,
        target=dossier.client,
        subjects=[uuid.UUID(str(dossier.client.id))],
        part=part,
    )
    return clean("\n\n".join(parts)) or "Er is nog niets om over te nemen."


def clean(text: str) -> str:
    """Text that any system takes: one kind of line end, no invisible signs, no more than one empty line."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    seen = "".join(c for c in plain if c == "\n" or unicodedata.category(c) not in INVISIBLE)
    lines = [" ".join(line.split()) for line in seen.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _course_lines(actor: Actor, dossier: Dossier) -> list[str]:
    lines = []
    for each in trajectories_of(actor, dossier):
        start = each.started_on.strftime("%d-%m-%Y") if each.started_on else "nog niet gestart"
        end = each.ended_on.strftime("%d-%m-%Y") if each.ended_on else "loopt"
        goal = f"\nDoel: {each.goal}" if each.goal else ""
        lines.append(f"Traject {each.activity.label}, {each.state_label}\n{start} tot {end}{goal}")
    lines += [
        f"{step.on:%d-%m-%Y} {step.activity}: {step.what}"
        + (f"\n{step.reason}" if step.reason else "")
        for step in steps_of(actor, dossier)
    ]
    return lines


def _note_lines(notes: Sequence[NoteView]) -> list[str]:
    return [
        f"{note.day:%d-%m-%Y} {note.kind}, {note.minutes} minuten\n{note.seen}"
        + (f"\nWat denk ik: {note.thought}" if note.thought else "")
        for note in notes
    ]


def _all_notes(actor: Actor, dossier: Dossier) -> list[NoteView]:
    notes: list[NoteView] = []
    while page := notes_of(actor, dossier, before=notes[-1].id if notes else None):
        notes += page
    return notes
