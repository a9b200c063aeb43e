"""From which source a trajectory is paid, and changing that from a day on (R27)."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from ketenwerk.access.api import Permission, get
from ketenwerk.audit.api import record
from ketenwerk.hours.api import HourEntry, month_is_locked
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Activity, BudgetLine, FundingSource
from ketenwerk.trajectories import events
from ketenwerk.trajectories.actions import TrajectoryRefused
from ketenwerk.trajectories.models import FundingPeriod, Trajectory
from ketenwerk.trajectories.states import ENDED

REASON_MAX = 200
LINE_BY_LINE = ("rijksregeling", "decentralisatie-uitkering")
NOT_FOR_CLIENTS = ("factuur", "bedrag")


def payable_from(activity: Activity, on: date) -> QuerySet[FundingSource]:
    """The sources that may pay an activity on a day, as the programme says (R27, R87).

    Money that was asked for line by line pays only what has a line of its own; what is sold on an
    invoice is no help to a client; a source that has ended pays nothing.
    """
    own = activity.line.source_id if activity.line else None
    rows = FundingSource.objects.filter(
        Q(start__isnull=True) | Q(start__lte=on),
        Q(end__isnull=True) | Q(end__gt=on),
        Q(id=own) | ~Q(kind__in=LINE_BY_LINE),
        programme=activity.programme_id,
    )
    return rows.exclude(kind__in=NOT_FOR_CLIENTS).order_by("name")


@dataclass(frozen=True)
class Change:
    """What changing the source means: who pays from when, and the hours that stay where they are."""

    day: date
    before: str
    source: FundingSource
    line: BudgetLine | None
    entries: int
    minutes: int


def line_of(activity: Activity, source: FundingSource) -> BudgetLine | None:
    """The own line of the activity when this source pays that line."""
    return activity.line if activity.line and activity.line.source_id == source.id else None


def hours_since(row: Trajectory, day: date) -> QuerySet[HourEntry]:
    """Hours that notes of this trajectory booked on or after a day."""
    notes = row.notes.filter(day__gte=day, hour__isnull=False, withdrawn_at__isnull=True)
    return HourEntry.objects.filter(id__in=list(notes.values_list("hour", flat=True)))


def what_it_means(row: Trajectory, source: FundingSource, day: date) -> Change:
    """Raises TrajectoryRefused when the change cannot be; writes nothing."""
    current = _check(row, source, day)
    stay = hours_since(row, day).exclude(source=source)
    return Change(
        day=day,
        before=current.source.name if current else "",
        source=source,
        line=line_of(row.activity, source),
        entries=stay.count(),
        minutes=stay.aggregate(total=Sum("minutes"))["total"] or 0,
    )


def _check(row: Trajectory, source: FundingSource, day: date) -> FundingPeriod | None:
    current = row.funding.select_related("source").filter(end__isnull=True).first()
    if row.state in ENDED or row.state == Trajectory.State.SCALED_UP:
        raise TrajectoryRefused("Dit traject loopt niet meer. De bron van geld staat vast.")
    if not payable_from(row.activity, day).filter(id=source.id).exists():
        raise TrajectoryRefused(
            f"{row.activity.label} mag niet uit {source.name} betaald worden. Kies een andere bron."
        )
    if current and current.source_id == source.id:
        raise TrajectoryRefused(f"Dit traject wordt al betaald uit {source.name}.")
    _check_day(row, current, day)
    return current


def _check_day(row: Trajectory, current: FundingPeriod | None, day: date) -> None:
    if day > clock.today():
        raise TrajectoryRefused("Deze dag ligt in de toekomst. Kies vandaag of een eerdere dag.")
    if day < (row.started_on or row.opened_on):
        raise TrajectoryRefused("Deze dag is van voor het traject. Kies een latere dag.")
    if current and day < current.start:
        raise TrajectoryRefused(
            f"Op die dag betaalde een andere bron. Kies {current.start:%-d-%-m-%Y} of later."
        )
    if month_is_locked(row.organisation_id, day):
        raise TrajectoryRefused("Die maand is afgesloten. Kies een dag in een open maand.")


def change_funding(
    *,
    by: Actor,
    trajectory: uuid.UUID,
    source: FundingSource,
    reason: str,
    day: date | None = None,
) -> None:
    """From a day on another source pays (R27). Booked hours stay where they are; new hours follow the new source."""
    found = get(by, Permission.TRAJECTORY_EDIT, Trajectory, along=["activity__line"], id=trajectory)
    # Two people at once: the second waits, and then sees the source the first chose.
    Trajectory.objects.select_for_update().get(id=found.id)
    day = day or clock.today()
    if not reason.strip():
        raise TrajectoryRefused("Schrijf waarom een andere bron betaalt.")
    current = _check(found, source, day)
    line = line_of(found.activity, source)
    if current and current.start == day:
        current.source, current.line, current.reason = source, line, reason.strip()
        current.save()
    else:
        found.funding.filter(end__isnull=True).update(end=day)
        FundingPeriod.objects.create(
            organisation_id=found.organisation_id,
            trajectory=found,
            source=source,
            line=line,
            start=day,
            reason=reason.strip(),
        )
    record(
        by=by,
        event=events.FUNDING_CHANGED,
        target=found,
        subjects=[found.client_id],
        source=source.key,
        day=day.isoformat(),
    )


def periods_of(row: Trajectory) -> QuerySet[FundingPeriod]:
    """Who paid from when, newest first."""
    return row.funding.select_related("source", "line").order_by("-start")
