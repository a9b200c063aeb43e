"""Measurements added up: each organisation's own are opened for a moment, and only steps and a group leave here (R32).

The counting role sees nothing of a measurement. So this runs as a job for one organisation at a time.
"""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ketenwerk.access.api import open_keys
from ketenwerk.audit.api import gathering, record
from ketenwerk.kernel.periods import Period
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Organisation, Source
from ketenwerk.progress import events
from ketenwerk.progress.answers import read_answers
from ketenwerk.progress.instruments import ZRM, Instrument, ladders
from ketenwerk.progress.models import Assessment
from ketenwerk.trajectories.api import primary_groups

FUNCTION = "adding_up"
Pair = tuple[Assessment, Assessment]


@dataclass(frozen=True)
class Moved:
    """Somebody measured twice, without an id: where, in which group, and per domain the levels up (None: left open)."""

    organisation: uuid.UUID
    group: uuid.UUID
    steps: Mapping[str, int | None]


def moved_in(period: Period) -> list[Moved]:
    """Everybody with two measurements that hold, of which the last falls in the period."""
    with standing(Standpoint(DatabaseRole.OFFICE)):
        houses = list(Organisation.objects.order_by("key").values_list("id", flat=True))
    return [moved for house in houses for moved in _of_house(house, period)]


def _of_house(house: uuid.UUID, period: Period) -> list[Moved]:
    by = Actor(None, house, FUNCTION, name="optellen van metingen", source=Source.JOB)
    with standing(Standpoint(DatabaseRole.CARE, None, house, FUNCTION)), gathering():
        pairs, groups = _pairs(house, period), primary_groups(period)
        grouped = {client: pair for client, pair in pairs.items() if client in groups}
        if not grouped:
            return []
        keys, scale = open_keys(by=by, dossiers=grouped), ladders()[ZRM]
        record(by=by, event=events.ADDED_UP, count=len(grouped))
        return [
            Moved(house, groups[client], _steps(pair, keys[client], scale))
            for client, pair in grouped.items()
            if client in keys
        ]


def _pairs(house: uuid.UUID, period: Period) -> dict[uuid.UUID, Pair]:
    """The first and the last measurement of each client, those that were replaced left out."""
    rows = Assessment.objects.filter(
        organisation=house, instrument=ZRM, day__lt=period.end, replaced_by__isnull=True
    )
    found: dict[uuid.UUID, list[Assessment]] = defaultdict(list)
    for row in rows.order_by("day", "recorded_at"):
        found[row.client_id].append(row)
    return {
        client: (held[0], held[-1])
        for client, held in found.items()
        if len(held) > 1 and held[-1].day in period
    }


def _steps(pair: Pair, key: bytes, scale: Instrument) -> dict[str, int | None]:
    first, last = (read_answers(unseal_from(row, key, "answers"), scale) for row in pair)
    steps: dict[str, int | None] = {}
    for domain in scale.domains:
        before, after = first[domain.key].level, last[domain.key].level
        steps[domain.key] = None if before is None or after is None else after - before
    return steps
