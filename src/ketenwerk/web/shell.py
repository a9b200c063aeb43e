"""What every page shows around its content: who, in which function, and where one can go."""

import time
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from ketenwerk.access.api import Permission, Role, card_of, has
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor, Function, Member
from ketenwerk.programme.api import current_programme
from ketenwerk.web.demo import demo_people

REMEMBER_SECONDS = 30


@dataclass(frozen=True)
class Place:
    label: str
    name: str
    icon: str

    @cached_property
    def url(self) -> str:
        return reverse(self.name)


TODAY = Place("Vandaag", "home", "sun")
CLIENTS = Place("Cliënten", "clients", "users")
HOURS = Place("Uren", "hours", "clock")
ACTIVITIES = Place("Activiteiten", "activities", "map")
MEETINGS = Place("Overleg", "meetings", "messages-square")
PICTURE = Place("Totaalbeeld", "picture", "chart-column")
INVOICES = Place("Facturen", "invoices", "euro")
ACCOUNT = Place("Verantwoording", "accounts", "file-text")
LOG = Place("Logboek", "log", "scroll-text")
# One place for both kinds of meetings; who holds the case conference begins there.
CONFERENCES = Place("Overleg", "conferences", "messages-square")
OBSERVATIONS = Place("Waarnemingen", "observations", "eye-off")
REPORTING_CODES = Place("Meldcode", "reporting_codes", "shield-check")
PLANS = Place("Plannen", "shared_plans", "list-checks")
GROUPS = Place("Groepen", "course_runs", "users-round")
ADVICE = Place("Advies", "consults", "message-circle")
MEMBERS = Place("Gebruikers", "members", "user-cog")

# Same order and same words as the page titles; at most six; on a phone what is over stands behind "Meer".
PLACES: dict[str, tuple[Place, ...]] = {
    Role.CARE_WORKER: (TODAY, CLIENTS, PLANS, CONFERENCES, HOURS, GROUPS),
    Role.EXTERNAL_WORKER: (TODAY,),
    Role.FIELD_WORKER: (TODAY, MEETINGS, HOURS, ADVICE, ACTIVITIES),
    Role.FOCAL_OFFICER: (TODAY, OBSERVATIONS, REPORTING_CODES, PLANS, ACTIVITIES),
    Role.COORDINATOR: (TODAY, CONFERENCES, PICTURE, ACCOUNT, HOURS, GROUPS),
    Role.PARTNER_MANAGER: (TODAY, PICTURE, ACCOUNT, HOURS, GROUPS, INVOICES),
    Role.CONTROLLER: (TODAY, PICTURE, ACCOUNT, INVOICES, ACTIVITIES),
    Role.SUBSIDY_OFFICER: (TODAY, PICTURE, ACTIVITIES, MEETINGS, ACCOUNT),
    Role.PRIVACY_OFFICER: (TODAY, LOG, ACTIVITIES),
    Role.ADMINISTRATOR: (TODAY, MEMBERS, ACTIVITIES),
}
# The pages of one client, in the order of the tabs; each takes the id of the client.
CLIENT_PAGES: tuple[tuple[str, str], ...] = (
    ("client", "Overzicht"),
    ("plan", "Plan"),
    ("progress", "Ontwikkeling"),
    ("details", "Gegevens"),
    ("involved", "Betrokken"),
    ("safe_contact", "Veiligheid"),
    ("consents", "Toestemming"),
    ("worries", "Signalen"),
    ("letters", "Brieven"),
    ("refer", "Verwijzen"),
)
# Groups, and what is given to professionals, schools and teams, beside each other.
OFFER_PAGES: tuple[tuple[str, str, Permission], ...] = (
    ("course_runs", "Groepen", Permission.COURSE_READ),
    ("courses", "Aanbod", Permission.COURSE_READ),
    ("skills", "Trainers", Permission.COURSE_READ),
    ("consults", "Advies", Permission.CONSULT_READ),
    ("education", "Voorlichting", Permission.CONSULT_READ),
    ("team_visits", "Teambezoeken", Permission.CONSULT_READ),
    ("consult_numbers", "Aantallen", Permission.CONSULT_COUNT),
)
# What opens for who reads in an emergency; the rest is for writing.
READ_IN_EMERGENCY = {"client", "progress", "worries"}
PARENT = {
    **{name: "clients" for name, _ in CLIENT_PAGES},
    "emergency": "clients",
    **dict.fromkeys(("overrides", "ask_override"), "clients"),
    **dict.fromkeys(("judge_override", "override_notices"), "home"),
    "emergencies": "home",
    "agenda": "home",
    "progress": "clients",
    "intake": "clients",
    **dict.fromkeys(
        ("add_plan_line", "review_plan", "invite_to_plan", "direct_plan", "plan_line"), "clients"
    ),
    "shared_plan": "shared_plans",
    **dict.fromkeys(
        [
            *("referrals", "referral", "refer_to_partner", "refer_to_network", "plan_handover"),
            *("return_referral", "register_referred"),
        ],
        "clients",
    ),
    **dict.fromkeys(
        [
            *("consults", "consult_numbers"),
            *("new_consult", "edit_consult", "withdraw_consult", "new_coaching", "coaching"),
            *("edit_coaching", "new_coaching_talk", "education", "new_education"),
            *("edit_education", "withdraw_education", "team_visits", "new_team", "edit_team"),
            *("new_team_visit", "edit_team_visit", "withdraw_team_visit"),
            *("course_runs", "course_run", "courses", "new_course", "edit_course", "plan_group"),
            *(
                "change_group",
                "move_group",
                "group_hours",
                "group_themes",
                "session",
                "enrol",
                "stop_place",
            ),
            *("evaluate_group", "skills", "new_skill", "sign_ups"),
        ],
        # A place of the first or of the second name, whichever stands in the bar of this role.
        "offer",
    ),
    "waiting": "clients",
    "handover": "clients",
    **dict.fromkeys(("received", "received_contact", "give_back"), "home"),
    "member": "members",
    "add_member": "members",
    "give_function": "members",
    "end_function": "members",
    "focal_officers": "activities",
    "appoint": "activities",
    "removals": "home",
    "take_over": "clients",
    "week": "hours",
    **dict.fromkeys(
        [
            *(
                "months",
                "month_to_close",
                "correct_hours",
                "own_roster",
                "own_days_off",
                "stop_line",
            ),
            *(
                "team",
                "colleague_hours",
                "colleague_week",
                "correct_colleague",
                "plan_hours",
                "days_off",
            ),
            *("forecast", "shares", "hour_lines", "hour_proofs", "import_hours", "import_run"),
            "member_codes",
        ],
        "hours",
    ),
    "hour_tokens": "members",
    "account": "accounts",
    **dict.fromkeys(("invoice", "new_invoice", "change_invoice", "invoice_seller"), "invoices"),
    "worries": "clients",
    "record_indication": "clients",
    "reporting_code": "clients",
    "observation": "observations",
    **dict.fromkeys(
        [
            *("series", "new_series", "edit_series", "series_hours", "plan_meetings", "meeting"),
            *("actions", "own_calendar", "paper", "network", "talks", "bottlenecks"),
            *("agreements", "evaluations", "conferences", "conference", "case", "add_case"),
            *("conference_meeting", "start_conferences", "conference_hours", "change_conference"),
            *("conference_participants", "conference_present", "reopen_agenda"),
            *("take_off_place", "take_off_case", "move_case", "outcome_into_plan"),
            *("case_column", "case_outcome", "propose_item", "answer_item"),
        ],
        "meetings",
    ),
}

_short: tuple[float, str] = (0.0, "KIS")


def programme_short() -> str:
    """The short name of the programme, remembered for half a minute."""
    global _short  # noqa: PLW0603
    if time.monotonic() > _short[0]:
        programme = current_programme()
        _short = (time.monotonic() + REMEMBER_SECONDS, programme.short if programme else "KIS")
    return _short[1]


def context(request: HttpRequest) -> dict[str, object]:
    member = getattr(request, "user", None)
    actor: Actor | None = getattr(request, "actor", None)
    common: dict[str, object] = {"demo": settings.DEMO, "demo_day": settings.KETENWERK_TODAY}
    if settings.DEMO and isinstance(member, AnonymousUser):
        common["demo_people"] = SimpleLazyObject(demo_people)
    if not isinstance(member, Member) or actor is None or actor.member is None:
        return common
    card = card_of(actor.role)
    return common | {
        "theme": member.organisation.theme,
        "scheme": member.scheme,
        "programme_short": programme_short(),
        "me": {
            "name": member.name,
            "initials": member.initials,
            "organisation": member.organisation.abbreviation,
            "function": card.name if card else "geen functie",
        },
        "nav": places(request, actor),
        "functions": [
            _switch(function, request) for function in getattr(request, "held_functions", [])
        ],
        "can_search": has(actor.role, Permission.CLIENT_READ),
        "can_note": has(actor.role, Permission.NOTE_WRITE),
        "lock_after": settings.KETENWERK_LOCK_AFTER,
        "now": clock.now(),
    }


def places(request: HttpRequest, actor: Actor) -> list[dict[str, object]]:
    match = request.resolver_match
    here = PARENT.get(match.url_name or "", match.url_name) if match else ""
    return [
        {
            "label": place.label,
            "url": place.url,
            "icon": place.icon,
            "current": PARENT.get(place.name, place.name) == here,
        }
        for place in PLACES.get(actor.role, (TODAY,))
    ]


def _switch(function: Function, request: HttpRequest) -> dict[str, object]:
    card = card_of(function.role)
    now: Function | None = getattr(request, "function", None)
    return {
        "key": str(function.id),
        "label": card.name if card else function.role,
        "current": now is not None and function.id == now.id,
    }
