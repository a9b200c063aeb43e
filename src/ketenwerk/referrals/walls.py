"""A referral is read by who sent it, and by the receiver that holds its key: everybody of it until one took it.

What was handed over is never changed. The receiver answers, and tells what came of it; it writes nothing else.
Who sent it takes it back or plans the meeting, and can never write an answer: a trigger compares before and after.
Under which own client the receiver went on stands in its own table.
"""

from ketenwerk.access.walls import holds_key
from ketenwerk.kernel.walls import ACTOR, ORGANISATION, DatabaseRole, Policy, Wall, person_table

CARE = DatabaseRole.CARE
OWN = f"organisation_id = {ORGANISATION}"
RECEIVED = f"receiver_id = {ORGANISATION} AND {holds_key('referrals_referral', 'id')}"
TAKEN = f"answered_by_id = {ACTOR}"
ANSWERS = (
    "SELECT, INSERT, UPDATE (state, answered_by_id, answered_on, reason, reason_words, handover_on,"
    " handover_place, handover, feedback, feedback_on, version)"
)

WALLS = [
    Wall(
        "referrals_referral",
        "persons",
        {CARE: ANSWERS},
        [
            Policy(CARE, "SELECT", f"{OWN} OR ({RECEIVED} AND (state = 'sent' OR {TAKEN}))"),
            Policy(CARE, "INSERT", "", f"{OWN} AND state = 'sent' AND sent_by_id = {ACTOR}"),
            Policy(
                CARE,
                "UPDATE",
                f"{OWN} AND state IN ('sent', 'accepted')",
                # Giving back and ending are for the receiver alone.
                f"{OWN} AND state IN ('sent', 'accepted', 'withdrawn')",
            ),
            Policy(
                CARE,
                "UPDATE",
                f"{RECEIVED} AND (state = 'sent' OR (state = 'accepted' AND {TAKEN}))",
                f"receiver_id = {ORGANISATION} AND {TAKEN} AND state IN ('accepted', 'returned', 'done')",
            ),
        ],
    ),
    person_table("referrals_referralreceipt", care="SELECT, INSERT"),
    person_table("referrals_networkreferral", care="SELECT, INSERT, UPDATE (outcome)"),
]
