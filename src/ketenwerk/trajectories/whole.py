"""Everything one organisation holds about one person, for when she asks for it (GDPR article 15)."""

import uuid
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Permission, card_of, get, reading_log, visible
from ketenwerk.audit.api import LogLine, record, seen_by_whom
from ketenwerk.clients.api import CORRECTED as FIELDS
from ketenwerk.clients.api import (
    Client,
    Dossier,
    corrected,
    details_of,
    dossier,
    earlier_agreements,
    groups_over_time,
    involved_over_time,
    words_of,
)
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import Period
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.trajectories import events
from ketenwerk.trajectories.models import Note, Trajectory
from ketenwerk.trajectories.queries import (
    NOTE_FIELDS,
    NoteView,
    Step,
    TrajectoryView,
    note_view,
    steps_of,
    view_of,
)
from ketenwerk.trajectories.regimes import kept_under

REASONS = {
    "access": "ze vraagt zelf om inzage",
    "transfer": "ze gaat naar een andere hulpverlener en neemt het mee",
    "complaint": "klacht of rechtszaak, op haar verzoek",
}


@dataclass(frozen=True)
class Look:
    """Somebody looked or wrote: when, from which organisation, in which role, and what for."""

    on: date
    organisation: str
    role: str
    what: str
    times: int


@dataclass(frozen=True)
class Whole:
    """The whole dossier in the order of the paper."""

    dossier: Dossier
    facts: tuple[tuple[str, str], ...]
    groups: tuple[object, ...]
    corrections: tuple[object, ...]
    earlier: tuple[object, ...]
    involved: tuple[object, ...]
    trajectories: tuple[TrajectoryView, ...]
    steps: tuple[Step, ...]
    notes: tuple[tuple[NoteView, bool], ...]
    left_out: int
    looks: tuple[Look, ...]
    printed_on: date


def notes_to_review(actor: Actor, opened: Dossier) -> list[NoteView]:
    """Every note, oldest first, to decide what goes along."""
    rows = visible(actor, Permission.NOTE_READ, Note).filter(
        client=opened.client, withdrawn_at__isnull=True
    )
    rows = rows.select_related("author", "trajectory__activity").only(*NOTE_FIELDS)
    return [note_view(row, opened.key, actor) for row in rows.order_by("day", "written_at")]


def print_whole(
    *,
    by: Actor,
    client: uuid.UUID,
    reason: str,
    notes: Collection[uuid.UUID],
    thoughts: Collection[uuid.UUID],
) -> Whole:
    """The whole dossier to print, with the chosen notes and, of those, the chosen thoughts; logged as a print."""
    row = get(by, Permission.CLIENT_EXPORT, Client, id=client)
    opened = dossier(by, row.id)
    everything = notes_to_review(by, opened)
    chosen = tuple((note, note.id in thoughts) for note in everything if note.id in notes)
    record(
        by=by,
        event=events.DOSSIER_PRINTED,
        target=row,
        subjects=[row.id],
        reason=reason,
        notes=len(chosen),
        thoughts=sum(with_thought for _, with_thought in chosen),
    )
    words = words_of(details_of(opened))
    return Whole(
        dossier=opened,
        facts=tuple((label, words[field]) for field, label in FIELDS if words[field]),
        groups=groups_over_time(opened),
        corrections=corrected(opened),
        earlier=earlier_agreements(opened),
        involved=involved_over_time(opened),
        trajectories=_trajectories(by, opened),
        steps=tuple(steps_of(by, opened)),
        notes=chosen,
        left_out=len(everything) - len(chosen),
        looks=who_looked(by, opened),
        printed_on=clock.today(),
    )


def _trajectories(by: Actor, opened: Dossier) -> tuple[TrajectoryView, ...]:
    rows = visible(by, Permission.TRAJECTORY_READ, Trajectory).filter(client=opened.client)
    rows = rows.select_related("activity", "activity__line", "worker").order_by("opened_on")
    return tuple(view_of(row, opened.key, kept=kept_under(row.legal_regime)) for row in rows)


def who_looked(actor: Actor, opened: Dossier) -> tuple[Look, ...]:
    """Who of the own organisation looked or wrote, per day; roles and no names (journey J13)."""
    names = dict(Organisation.objects.values_list("id", "name"))
    ever = Period(date(2000, 1, 1), date(9999, 1, 1))
    with reading_log(actor):
        lines = seen_by_whom(opened.client.id, ever)
    counted = Counter(_look_key(line, names) for line in lines)
    return tuple(Look(*key, times) for key, times in sorted(counted.items()))


def _look_key(line: LogLine, names: dict[uuid.UUID, str]) -> tuple[date, str, str, str]:
    card = card_of(line.role)
    house = names.get(line.organisation, "") if line.organisation else ""
    day = line.at.astimezone(clock.AMSTERDAM).date()
    return day, house, card.name if card else "", line.sentence
