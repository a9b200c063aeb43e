"""Measuring: one act for one measurement. The way out has its own acts, in `telling.py`."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ketenwerk.access.api import Permission, get, open_key
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Client
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor
from ketenwerk.progress import events
from ketenwerk.progress.answers import (
    OUTCOMES,
    Answers,
    Screening,
    screening_text,
    sealed_text,
)
from ketenwerk.progress.instruments import LADDERS, ladders
from ketenwerk.progress.models import Assessment

CORRECT_WITHIN = timedelta(days=1)


class ProgressRefused(Exception):  # noqa: N818
    """Why something cannot be, as a sentence for the screen."""


class ChangedMeanwhile(ProgressRefused):
    """Somebody, or oneself in another window, saved a newer version."""


@dataclass(frozen=True)
class Measured:
    """What came out of measuring together. A domain may be left open."""

    instrument: str
    moment: str
    day: date
    answers: Answers


def measure(*, by: Actor, client: uuid.UUID, measured: Measured) -> Assessment:
    """Saves a measurement of an own client; part of the domains is enough."""
    row = get(by, Permission.CLIENT_EDIT, Client, id=client)
    made = _saved(by, row.id, measured)
    record(
        by=by,
        event=events.MEASURED,
        target=made,
        subjects=[row.id],
        day=measured.day.isoformat(),
    )
    return made


def _saved(
    by: Actor,
    client: uuid.UUID,
    measured: Measured,
    *,
    old: Assessment | None = None,
    why: str = "",
) -> Assessment:
    _check(measured)
    now = clock.now()
    made = Assessment(
        id=new_id(),
        organisation_id=by.house,
        client_id=client,
        instrument=measured.instrument,
        moment=measured.moment,
        day=measured.day,
        assessor_id=by.person,
        recorded_at=now,
        changed_at=now,
        replaces=old,
    )
    key = open_key(by=by, dossier=client)
    seal_into(made, key, answers=sealed_text(measured.answers))
    if old:
        seal_into(made, key, why_replaced=why.strip())
    made.save(force_insert=True)
    return made


def _check(measured: Measured) -> None:
    instrument = ladders().get(measured.instrument)
    if instrument is None or measured.moment not in Assessment.Moment.values:
        raise ProgressRefused("Kies wat je meet en op welk moment.")
    if measured.day > clock.today():
        raise ProgressRefused("De dag ligt in de toekomst. Kies vandaag of een eerdere dag.")
    known = {domain.key for domain in instrument.domains}
    levels = {None, *(level.number for level in instrument.levels)}
    given = {key: each for key, each in measured.answers.items() if not each.is_open}
    if not given:
        raise ProgressRefused("Vul minstens één gebied in. De rest mag open blijven.")
    if (
        not set(given) <= known
        or not {n for a in given.values() for n in (a.level, a.own)} <= levels
    ):
        raise ProgressRefused("Kies per gebied een cijfer van 1 tot en met 5.")


def may_correct(actor: Actor, row: Assessment) -> bool:
    """The writer, within a day; after that a new measurement replaces the old one."""
    return (
        row.assessor_id == actor.member
        and clock.now() - row.recorded_at < CORRECT_WITHIN
        and not Assessment.objects.filter(replaces=row.id).exists()
    )


def correct(*, by: Actor, assessment: uuid.UUID, measured: Measured, seen: datetime) -> Assessment:
    """Puts a fresh measurement right. `seen` is when the version on the screen was saved."""
    found = get(by, Permission.PROGRESS_WRITE, Assessment, id=assessment, instrument__in=LADDERS)
    if not may_correct(by, found):
        raise ProgressRefused("Verbeteren kan een dag lang. Vervang de meting, met een reden.")
    row = Assessment.objects.select_for_update().get(id=found.id)
    if row.changed_at != seen:
        raise ChangedMeanwhile(
            "Deze meting is intussen veranderd. Jouw antwoorden staan er nog; ernaast staat wat nu is opgeslagen."
        )
    _check(measured)
    row.moment, row.day, row.changed_at = measured.moment, measured.day, clock.now()
    seal_into(row, open_key(by=by, dossier=row.client_id), answers=sealed_text(measured.answers))
    row.save(update_fields=["answers", "moment", "day", "changed_at"])
    record(
        by=by,
        event=events.CORRECTED,
        target=row,
        subjects=[row.client_id],
        day=row.day.isoformat(),
    )
    return row


def replace(*, by: Actor, assessment: uuid.UUID, measured: Measured, why: str) -> Assessment:
    """A new measurement instead of an old one; the old one stays, marked as replaced."""
    old = get(by, Permission.PROGRESS_WRITE, Assessment, id=assessment, instrument__in=LADDERS)
    if not why.strip():
        raise ProgressRefused("Schrijf waarom je deze meting vervangt.")
    # Two people at once: the second waits here, and then sees that it was replaced.
    Client.objects.select_for_update().get(id=old.client_id)
    if Assessment.objects.filter(replaces=old.id).exists():
        raise ProgressRefused("Deze meting is al vervangen. Bekijk eerst de nieuwe.")
    made = _saved(by, old.client_id, measured, old=old, why=why)
    record(
        by=by,
        event=events.REPLACED,
        target=made,
        subjects=[old.client_id],
        day=measured.day.isoformat(),
        old=str(old.id),
    )
    return made


def screen(
    *, by: Actor, client: uuid.UUID, day: date, screening: Screening, agreed: bool
) -> Assessment:
    """Keeps the outcome of a SCIL (R33): the outcome and the version, nothing of the questions."""
    row = get(by, Permission.CLIENT_EDIT, Client, id=client)
    if not agreed:
        raise ProgressRefused("Zonder akkoord bewaren we geen uitkomst.")
    if screening.outcome not in OUTCOMES or not screening.version.strip():
        raise ProgressRefused("Kies de uitkomst en schrijf welke versie je gebruikte.")
    if day > clock.today():
        raise ProgressRefused("De dag ligt in de toekomst. Kies vandaag of een eerdere dag.")
    now = clock.now()
    made = Assessment(
        id=new_id(),
        organisation_id=by.house,
        client=row,
        instrument=Assessment.Instrument.SCIL,
        day=day,
        assessor_id=by.person,
        agreed=True,
        recorded_at=now,
        changed_at=now,
    )
    seal_into(made, open_key(by=by, dossier=row.id), answers=screening_text(screening))
    made.save(force_insert=True)
    record(by=by, event=events.MEASURED, target=made, subjects=[row.id], day=day.isoformat())
    return made
