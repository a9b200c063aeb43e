"""Days of the case conference in the personal calendar: when, and nothing of what it is about (S1)."""

from ketenwerk.conferences.planned import expected_on
from ketenwerk.kernel import clock
from ketenwerk.meetings.api import FEED_PAST, Slot, slots_from
from ketenwerk.people.api import Actor


@slots_from
def conference_slots(actor: Actor) -> list[Slot]:
    """For a care worker the days she is asked for; for who organises every day."""
    return [
        Slot(row.id, row.start, row.minutes, row.changed_at, row.version, not row.is_cancelled)
        for row in expected_on(actor).filter(on__gte=clock.today() - FEED_PAST)
    ]
