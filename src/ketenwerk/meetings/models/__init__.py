"""Meetings of the chain and what surrounds them. No table here leads to a client."""

from ketenwerk.meetings.models.meeting import (
    ACTION_STEPS,
    ITEM_STEPS,
    MEETING_STEPS,
    ActionPoint,
    AgendaItem,
    Attendance,
    CalendarFeed,
    Meeting,
    Paper,
    Series,
    SeriesPartner,
    SeriesPerson,
)
from ketenwerk.meetings.models.network import (
    BOTTLENECK_STEPS,
    FINDING_STEPS,
    Bottleneck,
    Evaluation,
    Finding,
    NetworkContact,
    NetworkTalk,
    ProviderAgreement,
)

__all__ = [
    "ACTION_STEPS",
    "BOTTLENECK_STEPS",
    "FINDING_STEPS",
    "ITEM_STEPS",
    "MEETING_STEPS",
    "ActionPoint",
    "AgendaItem",
    "Attendance",
    "Bottleneck",
    "CalendarFeed",
    "Evaluation",
    "Finding",
    "Meeting",
    "NetworkContact",
    "NetworkTalk",
    "Paper",
    "ProviderAgreement",
    "Series",
    "SeriesPartner",
    "SeriesPerson",
]
