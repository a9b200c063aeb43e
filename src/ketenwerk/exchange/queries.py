"""What a file would do, before anything is done."""

import hmac
from dataclasses import dataclass, replace

from ketenwerk.access.api import Permission, may, visible
from ketenwerk.clients.api import Client, own_doubles
from ketenwerk.exchange.models import ImportedRow
from ketenwerk.exchange.offers import Offer, offers_for
from ketenwerk.exchange.rows import Course, Registration, read_rows
from ketenwerk.kernel import clock, crypto, dutch
from ketenwerk.kernel.tables import Problem, Table
from ketenwerk.people.api import Actor
from ketenwerk.trajectories.api import ENDED, Trajectory

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
    offers: tuple[Offer, ...] = ()
    ticked: frozenset[str] = frozenset()

    @property
    def says_something(self) -> bool:
        return bool(self.acts or self.remarks or self.offers)

    @property
    def put_right(self) -> tuple[str, ...]:
        """The fields that somebody ticked to be put right."""
        return tuple(offer.field for offer in self.offers if offer.token in self.ticked)

    @property
    def words(self) -> str:
        texts = {
            "register": "nieuwe registratie",
            "choose": f"meetellen wordt {'ja' if self.row.counts else 'nee'}",
            "open": "traject erbij",
            "end": "traject eindigt",
            "correct": "gegevens verbeterd",
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
    def acting(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.acts)

    @property
    def telling(self) -> tuple[Step, ...]:
        """The rows that do or say something, those that ask for eyes first; the others are the same."""
        found = [step for step in self.steps if step.says_something]
        return tuple(sorted(found, key=lambda step: not (step.remarks or step.offers)))

    @property
    def offers(self) -> frozenset[str]:
        return frozenset(offer.token for step in self.steps for offer in step.offers)

    @property
    def can_go(self) -> bool:
        return not self.problems and bool(self.acting or self.offers)


def plan_of(actor: Actor, table: Table, ticked: frozenset[str] = frozenset()) -> Plan:
    """What each row would do. Nothing is written; `ticked` are the offers that somebody chose to put right."""
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
            steps.append(_offered(actor, step, before, ticked))
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
    if bytes(known.choice_mark) != marks.choice:
        acts.add("choose")
    if bytes(known.trajectory_mark) != marks.course:
        wanted = _wanted(row.course, known.trajectory)
        acts |= wanted
        remarks += [] if wanted else [COURSE_STAYS]
        problems = _too_early(actor, row, known, wanted)
    return Step(row, marks, known, frozenset(acts), tuple(remarks)), problems


def _offered(actor: Actor, step: Step, known: ImportedRow, ticked: frozenset[str]) -> Step:
    """With what the row says otherwise about the person; her dossier is opened only when the row changed."""
    if bytes(known.person_mark) == step.marks.person:
        return step
    found = offers_for(actor, known.client_id, step.row, _own_key(actor))
    chosen = {"correct"} if ticked & {offer.token for offer in found} else set()
    return replace(step, offers=found, ticked=ticked, acts=step.acts | chosen)


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
    key = _own_key(actor)

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


def _own_key(actor: Actor) -> bytes:
    return crypto.key_tree().derive(f"exchange:{actor.house}")
