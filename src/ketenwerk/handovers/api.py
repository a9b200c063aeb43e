"""What other packages may use of hand-overs to care providers."""

from ketenwerk.handovers.actions import (
    HandoverRefused,
    NewContact,
    Selection,
    facts_for,
    give_back,
    hand_over,
    stop,
    tell_again,
    write_contact,
)
from ketenwerk.handovers.grounds import grounds_for
from ketenwerk.handovers.models import Handover, HandoverContact, HandoverEnd
from ketenwerk.handovers.queries import (
    CameBack,
    Facts,
    HandoverView,
    Received,
    back_question,
    copy_of,
    granted,
    handovers_of,
    minutes_this_week,
    outside_workers,
    own_contacts,
    received,
    received_client,
)
from ketenwerk.handovers.states import STEPS

__all__ = [
    "STEPS",
    "CameBack",
    "Facts",
    "Handover",
    "HandoverContact",
    "HandoverEnd",
    "HandoverRefused",
    "HandoverView",
    "NewContact",
    "Received",
    "Selection",
    "back_question",
    "copy_of",
    "facts_for",
    "give_back",
    "granted",
    "grounds_for",
    "hand_over",
    "handovers_of",
    "minutes_this_week",
    "outside_workers",
    "own_contacts",
    "received",
    "received_client",
    "stop",
    "tell_again",
    "write_contact",
]
