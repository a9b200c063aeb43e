"""Days of the case conference in the personal calendar: when, and nothing of what it is about (S1)."""

from django.db.models import QuerySet

from ketenwerk.access.api import Permission, Role, visible
from ketenwerk.conferences.models import Conference
from ketenwerk.conferences.rules import my_conferences
from ketenwerk.kernel import clock
from ketenwerk.meetings.api import FEED_PAST, Slot, slots_from
from ketenwerk.people.api import Actor


@slots_from
def conference_slots(actor: Actor) -> list[Slot]:
    """For a care worker the days she is asked for; for who organises every day."""
    return [
        Slot(row.id, row.start, row.minutes, row.changed_at, row.version, not row.is_cancelled)
        for row in _days(actor)
    ]


def _days(actor: Actor) -> QuerySet[Conference]:
    rows = visible(actor, Permission.CONFERENCE_READ, Conference)
    rows = rows.filter(on__gte=clock.today() - FEED_PAST)
    return rows if actor.role == Role.COORDINATOR else rows.filter(id__in=my_conferences(actor))
