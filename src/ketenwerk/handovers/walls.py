"""A hand-over is read by who gave it and, while its key is valid and it has not ended, by the one worker it names.

What that worker writes belongs to the provider and is read by that worker alone, as long as the hand-over is.
"""

from ketenwerk.access.walls import holds_key
from ketenwerk.kernel.walls import ACTOR, FUNCTION, ORGANISATION, DatabaseRole, Policy, Wall

CARE = DatabaseRole.CARE
OWN = f"organisation_id = {ORGANISATION}"

MINE = (
    f"provider_id = {ORGANISATION} AND worker_id = {ACTOR} AND {FUNCTION} = 'external_worker'"
    f" AND {holds_key('handovers_handover', 'id')}"
    " AND NOT EXISTS (SELECT 1 FROM handovers_handoverend ended"
    " WHERE ended.handover_id = handovers_handover.id)"
)
STOPS = f"{OWN} AND by_id = {ACTOR} AND state = 'stopped'"
GIVES_BACK = (
    f"provider_id = {ORGANISATION} AND by_id = {ACTOR} AND {FUNCTION} = 'external_worker'"
    f" AND state IN ('done', 'returned') AND {holds_key('handovers_handoverend', 'handover_id')}"
)
MY_CONTACT = (
    f"{OWN} AND author_id = {ACTOR} AND EXISTS (SELECT 1 FROM handovers_handover handed"
    " WHERE handed.id = handovers_handovercontact.handover_id)"
)

WALLS = [
    Wall(
        "handovers_handover",
        "persons",
        {CARE: "SELECT, INSERT, UPDATE (facts, told_on)"},
        [
            Policy(CARE, "SELECT", f"{OWN} OR ({MINE})"),
            Policy(CARE, "INSERT", "", OWN),
            Policy(CARE, "UPDATE", OWN, OWN),
        ],
    ),
    Wall(
        "handovers_handoverend",
        "persons",
        {CARE: "SELECT, INSERT"},
        [
            Policy(CARE, "SELECT", f"{OWN} OR provider_id = {ORGANISATION}"),
            Policy(CARE, "INSERT", "", f"({STOPS}) OR ({GIVES_BACK})"),
        ],
    ),
    Wall(
        "handovers_handovercontact",
        "persons",
        {CARE: "SELECT, INSERT"},
        [Policy(CARE, "SELECT", MY_CONTACT), Policy(CARE, "INSERT", "", MY_CONTACT)],
    ),
]
