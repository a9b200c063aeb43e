"""A line is read by the organisation of the plan, and by a partner that holds its key and has said yes.

An offer of the direction is read by both sides. Who it is for answers it; the plan then moves by the trigger
of the migration, because neither organisation may write the rows of the other.
Taking part is read by the partner that holds the key of the invitation; it alone answers it. The owner
partner of a line adds a version to it; nobody changes or removes one.
"""

from ketenwerk.access.walls import holds_key
from ketenwerk.kernel.walls import (
    ACTOR,
    ORGANISATION,
    DatabaseRole,
    Policy,
    Wall,
    person_table,
)

CARE = DatabaseRole.CARE
OWN = f"organisation_id = {ORGANISATION}"

ACCEPTED = (
    "EXISTS (SELECT 1 FROM plans_planmembership taking WHERE taking.plan_id = plans_planitem.plan_id"
    f" AND taking.partner_id = {ORGANISATION} AND taking.state = 'accepted')"
)
# What a partner may see of a line follows from what it may see in the table of lines.
SEEN_LINE = (
    "EXISTS (SELECT 1 FROM plans_planitem line WHERE line.id = plans_planchange.item_id{more})"
)
SEEN_MEMBERSHIP = (
    "EXISTS (SELECT 1 FROM plans_planmembership taking"
    " WHERE taking.id = plans_membershipdomain.membership_id)"
)
OF_THE_OWNER = SEEN_LINE.format(
    more=f" AND line.owner_id = {ORGANISATION} AND line.organisation_id = plans_planchange.organisation_id"
)
MY_ANSWER = f"partner_id = {ORGANISATION} AND " + holds_key("plans_planmembership", "id", "plan")

# Whoever has the plan now keeps the history of who had it.
HAS_THE_PLAN = (
    "EXISTS (SELECT 1 FROM plans_jointplan plan WHERE plan.id = plans_directionoffer.plan_id"
    f" AND plan.organisation_id = {ORGANISATION})"
)
FOR_ME = f"partner_id = {ORGANISATION} AND worker_id = {ACTOR}"

WALLS = [
    person_table("plans_jointplan", care="SELECT, INSERT, UPDATE (state, closed_on)"),
    person_table("plans_plandirector", care='SELECT, INSERT, UPDATE ("end")'),
    Wall(
        "plans_planitem",
        "persons",
        {CARE: "SELECT, INSERT"},
        [
            Policy(
                CARE,
                "SELECT",
                f"{OWN} OR ({holds_key('plans_planitem', 'id', 'plan')} AND {ACCEPTED})",
            ),
            Policy(CARE, "INSERT", "", OWN),
        ],
    ),
    Wall(
        "plans_planchange",
        "persons",
        {CARE: "SELECT, INSERT"},
        [
            Policy(CARE, "SELECT", f"{OWN} OR {SEEN_LINE.format(more='')}"),
            Policy(
                CARE,
                "INSERT",
                "",
                f"house_id = {ORGANISATION} AND by_id = {ACTOR} AND ({OWN} OR {OF_THE_OWNER})",
            ),
        ],
    ),
    Wall(
        "plans_planmembership",
        "persons",
        {CARE: 'SELECT, INSERT, UPDATE (state, start, "end")'},
        [
            Policy(CARE, "SELECT", f"{OWN} OR ({MY_ANSWER})"),
            Policy(CARE, "INSERT", "", OWN),
            Policy(
                CARE,
                "UPDATE",
                f"{OWN} OR ({MY_ANSWER} AND state = 'invited')",
                f"{OWN} OR (partner_id = {ORGANISATION} AND state IN ('accepted', 'declined'))",
            ),
        ],
    ),
    Wall(
        "plans_membershipdomain",
        "persons",
        {CARE: "SELECT, INSERT"},
        [
            Policy(CARE, "SELECT", f"{OWN} OR {SEEN_MEMBERSHIP}"),
            Policy(CARE, "INSERT", "", OWN),
        ],
    ),
    Wall(
        "plans_directionoffer",
        "persons",
        {CARE: "SELECT, INSERT, UPDATE (state, answered_on, into_id, ended_on)"},
        [
            Policy(CARE, "SELECT", f"{OWN} OR partner_id = {ORGANISATION} OR {HAS_THE_PLAN}"),
            Policy(CARE, "INSERT", "", f"{OWN} AND {HAS_THE_PLAN} AND state = 'offered'"),
            Policy(
                CARE,
                "UPDATE",
                f"state = 'offered' AND ({OWN} OR {FOR_ME})",
                f"({OWN} AND state = 'withdrawn') OR ({FOR_ME} AND state IN ('accepted', 'declined'))",
            ),
            Policy(
                CARE,
                "UPDATE",
                f"state = 'accepted' AND {HAS_THE_PLAN}",
                f"state = 'accepted' AND ended_on IS NOT NULL AND {HAS_THE_PLAN}",
            ),
        ],
    ),
    person_table("plans_planreview", care="SELECT, INSERT"),
]
