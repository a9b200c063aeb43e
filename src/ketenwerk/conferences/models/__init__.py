"""The case conference: series, days, invitations, and the items with a question about one client (R70, R72).

Tables without persons stand apart from those with persons, so that who organises sees how many items there are and never what they are about.
"""

from ketenwerk.conferences.models.cases import (
    ITEM_TERM,
    KEPT_MONTHS,
    OUTCOME_STEPS,
    CaseAsk,
    CaseColumn,
    CaseItem,
    CaseOutcome,
)
from ketenwerk.conferences.models.days import (
    CONFERENCE_STEPS,
    Attendee,
    Conference,
    ConferenceBooking,
    ConferenceSeries,
    ConferenceSlot,
    neutral_name,
)

__all__ = [
    "CONFERENCE_STEPS",
    "ITEM_TERM",
    "KEPT_MONTHS",
    "OUTCOME_STEPS",
    "Attendee",
    "CaseAsk",
    "CaseColumn",
    "CaseItem",
    "CaseOutcome",
    "Conference",
    "ConferenceBooking",
    "ConferenceSeries",
    "ConferenceSlot",
    "neutral_name",
]
