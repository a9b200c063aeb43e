"""Groups that somebody gives, in the personal calendar: when, and nothing of which group (S1).

It stands here because groups and meetings are neighbours that do not know each other.
"""

from ketenwerk.courses.api import times_given
from ketenwerk.kernel import clock
from ketenwerk.meetings.api import FEED_PAST, Slot, slots_from
from ketenwerk.people.api import Actor


@slots_from
def session_slots(actor: Actor) -> list[Slot]:
    return [
        Slot(each.id, each.start, each.minutes, None, each.version, each.is_on)
        for each in times_given(actor, clock.today() - FEED_PAST)
    ]
