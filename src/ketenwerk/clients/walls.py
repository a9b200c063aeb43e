"""Dossiers: care only, own organisation only. The counting role sees tokens, choices, groups and dates, never a name."""

from ketenwerk.kernel.walls import (
    ACTOR,
    FUNCTION,
    ORGANISATION,
    DatabaseRole,
    Policy,
    Wall,
    person_table,
)

CARE, OFFICE, COUNT = DatabaseRole.CARE, DatabaseRole.OFFICE, DatabaseRole.COUNT
OWN = f"organisation_id = {ORGANISATION}"
# For who left, anybody there can remove it.
ASKED_OF_ME = (
    f"receiver_id = {ORGANISATION} AND (member_id IS NULL OR member_id = {ACTOR} OR NOT EXISTS"
    " (SELECT 1 FROM people_member who WHERE who.id = clients_removaltask.member_id"
    " AND who.is_active AND who.organisation_id = clients_removaltask.receiver_id"
    # The day of today is that of the application: here it counts whether an end of the last function was set.
    ' AND EXISTS (SELECT 1 FROM people_function held WHERE held.member_id = who.id AND held."end" IS NULL)))'
)
PRIVACY = f"{OWN} AND {FUNCTION} = 'privacy_officer'"
ALL_RIGHTS = "SELECT, INSERT, UPDATE, DELETE"

WALLS = [
    person_table("clients_client", count="id, organisation_id, registered_on, closed_on"),
    person_table("clients_involvement"),
    person_table("clients_safecontact", care=ALL_RIGHTS),
    person_table("clients_pastagreement", care="SELECT, INSERT, DELETE"),
    # What was put right stays as it was written.
    person_table("clients_correction", care="SELECT, INSERT"),
    person_table("clients_exclusion", care="SELECT, INSERT, DELETE"),
    person_table("clients_consent", count="client_id, organisation_id, purpose, state, until"),
    person_table("clients_consentanswer", care="SELECT, INSERT"),
    Wall(
        "clients_removaltask",
        "persons",
        # Who shared asks and sees the answer; who received sees the reference and says that it is done: anybody
        # there, or the one who got it as long as that one works there.
        {CARE: "SELECT, INSERT, UPDATE (done_on, done_by_id)"},
        [
            Policy(CARE, "SELECT", f"{OWN} OR ({ASKED_OF_ME})"),
            Policy(CARE, "INSERT", "", OWN),
            Policy(CARE, "UPDATE", ASKED_OF_ME, ASKED_OF_ME),
        ],
    ),
    person_table(
        "clients_groupmembership", count='client_id, organisation_id, group_id, start, "end"'
    ),
    Wall(
        "clients_emergencyaccess",
        "persons",
        # A run is never lengthened or taken back; it may end early, when somebody is shut out.
        {CARE: "SELECT, INSERT, UPDATE (until)"},
        [
            Policy(CARE, "SELECT", OWN),
            Policy(CARE, "INSERT", "", OWN),
            Policy(CARE, "UPDATE", OWN, f"{OWN} AND until = opened_at"),
        ],
    ),
    Wall(
        "clients_emergencyreview",
        "staff",
        # Care tells; only privacy reads and judges. There is no client in it.
        {
            CARE: "INSERT",
            OFFICE: "SELECT, UPDATE (judgement, words, reviewed_by_id, reviewed_on)",
        },
        [
            Policy(CARE, "INSERT", "", f"{OWN} AND member_id = {ACTOR}"),
            Policy(OFFICE, "SELECT", PRIVACY),
            Policy(OFFICE, "UPDATE", PRIVACY, PRIVACY),
        ],
    ),
    Wall(
        "clients_overrideground",
        "persons",
        # Who asks is who acts. Only another than who asked can write an answer, in the own name.
        {CARE: "SELECT, INSERT, UPDATE (state, decided_by_id, decided_on, verdict)"},
        [
            Policy(CARE, "SELECT", OWN),
            Policy(
                CARE,
                "INSERT",
                "",
                f"{OWN} AND asked_by_id = {ACTOR} AND state = 'asked' AND decided_by_id IS NULL",
            ),
            Policy(
                CARE,
                "UPDATE",
                OWN,
                f"{OWN} AND (state IN ('withdrawn', 'expired') OR decided_by_id = {ACTOR})",
            ),
        ],
    ),
    person_table("clients_overridedomain", care="SELECT, INSERT"),
    person_table("clients_overridetold", care="SELECT, INSERT"),
    Wall(
        "clients_overridenotice",
        "staff",
        # Care tells how far it is; only privacy reads. There is no client in it.
        {
            CARE: "SELECT (id, organisation_id), INSERT, UPDATE (state, decided_by_id, decided_on, told)",
            OFFICE: "SELECT",
        },
        [
            Policy(CARE, "SELECT", OWN),
            Policy(CARE, "INSERT", "", OWN),
            Policy(CARE, "UPDATE", OWN, OWN),
            Policy(OFFICE, "SELECT", PRIVACY),
        ],
    ),
    person_table("clients_ownmark", care="SELECT, INSERT, DELETE"),
    Wall(
        "clients_linktoken",
        "persons",
        # Care writes and removes; only the counting role may read a value.
        {
            CARE: "SELECT (id, organisation_id, client_id), INSERT, DELETE",
            COUNT: "SELECT (client_id, organisation_id, kind, value)",
        },
        [
            Policy(CARE, "SELECT", OWN),
            Policy(CARE, "INSERT", "", OWN),
            Policy(CARE, "DELETE", OWN),
            Policy(COUNT, "SELECT", "true"),
        ],
    ),
]
