"""What a file would do, before anything is done, and one dossier as plain text."""

import hmac
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ketenwerk.access.api import Permission, may, visible
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Client, Dossier, own_doubles
from ketenwerk.exchange import events
from ketenwerk.exchange.models import ImportedRow
from ketenwerk.exchange.reading import Problem, Table
from ketenwerk.exchange.rows import Course, Registration, read_rows
from ketenwerk.kernel import clock, crypto, dutch
from ketenwerk.people.api import Actor
from ketenwerk.trajectories.api import (
    ENDED,
    NoteView,
    Trajectory,
    notes_of,
    steps_of,
    trajectories_of,
)

PERSON_STAYS = "Naam, geboorte, groep of gemeente is anders. Verander dat in het dossier zelf."
COURSE_STAYS = "Het traject is anders. Verander dat bij het traject zelf."
TOO_EARLY = "Deze dag is van voor jouw werk met deze cliënt. Vraag een collega."
OF_A_COLLEAGUE = "Deze registratie is niet van jou. Vraag een collega om de wijziging."


@dataclass(frozen=True)
class Marks:
    reference: bytes
    person: bytes
    choice: bytes
    course: bytes


@dataclass(frozen=True)
class Step:
    """What one row would do. Without `acts` nothing changes; `remarks` is what stays as it is."""

    row: Registration
    marks: Marks
    known: ImportedRow | None = None
    acts: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        texts = {
            "register": "nieuwe registratie",
            "choose": f"meetellen wordt {'ja' if self.row.counts else 'nee'}",
            "open": "traject erbij",
            "end": "traject eindigt",
        }
        done = [text for act, text in texts.items() if act in self.acts]
        return dutch.capital(", ".join(done)) if done else "Verandert niets"


@dataclass(frozen=True)
class Plan:
    steps: tuple[Step, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def new(self) -> int:
        return sum("register" in step.acts for step in self.steps)

    @property
    def changed(self) -> int:
        return sum(bool(step.acts) for step in self.steps) - self.new

    @property
    def same(self) -> int:
        return len(self.steps) - self.new - self.changed

    @property
    def can_go(self) -> bool:
        return not self.problems and self.new + self.changed > 0


def plan_of(actor: Actor, table: Table) -> Plan:
    """What each row would do. Nothing is written; who seems to be known already is told by code (D1)."""
    rows, problems = read_rows(actor, table)
    marked = [(row, _marks(actor, row)) for row in rows]
    known = {
        bytes(each.reference): each
        for each in ImportedRow.objects.filter(
            organisation_id=actor.house, reference__in=[marks.reference for _, marks in marked]
        ).select_related("client", "trajectory")
    }
    mine = set(
        visible(actor, Permission.CLIENT_EDIT, Client)
        .filter(id__in=[each.client_id for each in known.values()])
        .values_list("id", flat=True)
    )
    steps = []
    for row, marks in marked:
        before = known.get(marks.reference)
        if before is None:
            steps.append(_new(row, marks))
        elif before.client_id not in mine:
            problems.append(Problem(row.number, "referentie", OF_A_COLLEAGUE))
        else:
            step, late = _changed(actor, row, marks, before)
            steps.append(step)
            problems += late
    return Plan(tuple(steps), tuple(sorted(problems, key=lambda problem: problem.row)))


def with_doubles(actor: Actor, plan: Plan) -> Plan:
    """The same plan, with a remark where a new row looks like a dossier that is there already."""
    return replace(plan, steps=tuple(_doubles_told(actor, step) for step in plan.steps))


def _doubles_told(actor: Actor, step: Step) -> Step:
    codes = own_doubles(actor, step.row.identity) if "register" in step.acts else []
    if not codes:
        return step
    return replace(
        step, remarks=(*step.remarks, f"Lijkt op {', '.join(codes)}. Kijk dat eerst na.")
    )


def _new(row: Registration, marks: Marks) -> Step:
    acts = {"register"}
    acts |= {"choose"} if row.counts else set()
    acts |= {"open"} if row.course else set()
    acts |= {"end"} if row.course and row.course.end else set()
    return Step(row, marks, acts=frozenset(acts))


def _changed(
    actor: Actor, row: Registration, marks: Marks, known: ImportedRow
) -> tuple[Step, list[Problem]]:
    acts, remarks, problems = set(), [], []
    if bytes(known.person_mark) != marks.person:
        remarks.append(PERSON_STAYS)
    if bytes(known.choice_mark) != marks.choice:
        acts.add("choose")
    if bytes(known.trajectory_mark) != marks.course:
        wanted = _wanted(row.course, known.trajectory)
        acts |= wanted
        remarks += [] if wanted else [COURSE_STAYS]
        problems = _too_early(actor, row, known, wanted)
    return Step(row, marks, known, frozenset(acts), tuple(remarks)), problems


def _wanted(course: Course | None, there: Trajectory | None) -> set[str]:
    """Which steps bring the known trajectory to what the row says; none when it is another one."""
    if course is None:
        return set()
    if there is None:
        return {"open", "end"} if course.end else {"open"}
    same = there.activity_id == course.activity.id and there.started_on == course.start
    return {"end"} if same and course.end and there.state not in ENDED else set()


def _too_early(
    actor: Actor, row: Registration, known: ImportedRow, wanted: set[str]
) -> list[Problem]:
    """A step on a day on which this person did not work with her yet is somebody else's step."""
    if row.course is None:
        return []
    days = {"open": ("start", row.course.start), "end": ("einde", row.course.end)}
    found = []
    for act in sorted(wanted):
        column, day = days[act]
        with clock.on_day(day or clock.today()):
            if not may(actor, Permission.CLIENT_EDIT, known.client):
                found.append(Problem(row.number, column, TOO_EARLY))
    return found


def _marks(actor: Actor, row: Registration) -> Marks:
    """Keyed hashes under this organisation's own key: they tell whether a row changed and nothing else."""
    key = crypto.key_tree().derive(f"exchange:{actor.house}")

    def mark(kind: str, *values: object) -> bytes:
        text = "\x1f".join([kind, row.reference, *map(str, values)])
        return hmac.digest(key, text.encode(), "sha256")

    course = row.course
    return Marks(
        reference=mark("reference"),
        person=mark(
            "person", row.called, row.identity, row.group.key, getattr(row.municipality, "name", "")
        ),
        choice=mark("choice", row.counts),
        course=mark(
            "course",
            *((course.activity.key, course.start, course.end, course.end_reason) if course else ()),
        ),
    )


PARTS = {"all": "Alles in volgorde", "trajectories": "Trajecten", "notes": "Notities"}


def copy_of(actor: Actor, dossier: Dossier, part: str) -> str:
    """The work of one dossier as plain text, without a name; showing it is logged as a copy."""
    parts: Sequence[str] = []
    if part in {"all", "trajectories"}:
        parts = [*parts, *_course_lines(actor, dossier)]
    if part in {"all", "notes"}:
        parts = [*parts, *_note_lines(actor, dossier)]
    record(
        by=actor,
        event=events.COPIED,
        target=dossier.client,
        subjects=[uuid.UUID(str(dossier.client.id))],
        part=part,
    )
    return "\n\n".join(parts) or "Er is nog niets om over te nemen."


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


def _note_lines(actor: Actor, dossier: Dossier) -> list[str]:
    return [
        f"{note.day:%d-%m-%Y} {note.kind}, {note.minutes} minuten\n{note.seen}"
        + (f"\nWat denk ik: {note.thought}" if note.thought else "")
        for note in _all_notes(actor, dossier)
    ]


def _all_notes(actor: Actor, dossier: Dossier) -> list[NoteView]:
    notes: list[NoteView] = []
    while page := notes_of(actor, dossier, before=notes[-1].id if notes else None):
        notes += page
    return notes
