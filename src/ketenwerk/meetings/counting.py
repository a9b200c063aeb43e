"""What the counting job reads of meetings: which went otherwise than planned (R75). No person, no place and no typed reason."""

import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass

from ketenwerk.kernel.periods import Period
from ketenwerk.meetings.models import Meeting, Series
from ketenwerk.meetings.models.meeting import SeriesPartner

CHANGED = (Meeting.Form.ADAPTED, Meeting.Form.POSTPONED, Meeting.Form.CANCELLED)
MOVED = "moved"


@dataclass(frozen=True)
class MeetingsChanged:
    """Meetings of one kind with these partners that went otherwise in the same way."""

    partners: frozenset[uuid.UUID]
    kind: str
    form: str
    count: int


def meetings_changed_in(period: Period) -> list[MeetingsChanged]:
    """By the day that the series had planned; on another day without another form is moved."""
    rows = Meeting.objects.filter(
        planned_on__gte=period.start, planned_on__lt=period.end
    ).order_by()
    counts: Counter[tuple[uuid.UUID, str]] = Counter()
    for series, planned_on, day, form in rows.values_list("series_id", "planned_on", "day", "form"):
        if form in CHANGED:
            counts[series, form] += 1
        elif day != planned_on:
            counts[series, MOVED] += 1
    kinds = dict(Series.objects.order_by().values_list("id", "kind"))
    partners: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for series, house in SeriesPartner.objects.order_by().values_list(
        "series_id", "organisation_id"
    ):
        partners[series].add(house)
    return [
        MeetingsChanged(frozenset(partners[series]), kinds[series], form, count)
        for (series, form), count in counts.items()
    ]
