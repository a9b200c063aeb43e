"""The roles: Dutch name, plain description, permissions, reach, and from which side they see the database."""

from dataclasses import dataclass
from enum import StrEnum

from ketenwerk.access.permissions import Permission
from ketenwerk.kernel.walls import DatabaseRole


class Role(StrEnum):
    CARE_WORKER = "care_worker"
    EXTERNAL_WORKER = "external_worker"
    FIELD_WORKER = "field_worker"
    FOCAL_OFFICER = "focal_officer"
    COORDINATOR = "coordinator"
    PARTNER_MANAGER = "partner_manager"
    CONTROLLER = "controller"
    SUBSIDY_OFFICER = "subsidy_officer"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class RoleCard:
    role: Role
    name: str
    description: str
    reach: str
    side: DatabaseRole
    permissions: frozenset[Permission]


EVERYONE = {Permission.PROGRAMME_READ, Permission.SELF_MANAGE}
WORKS = {Permission.HOURS_OWN, Permission.FOCAL_OFFICER_READ}
ADVISES = {Permission.CONSULT_READ, Permission.CONSULT_WRITE}
MEETS = {Permission.MEETING_READ, Permission.MEETING_ACT}


def _card(
    role: Role,
    name: str,
    description: str,
    reach: str,
    side: DatabaseRole,
    *permissions: Permission,
) -> RoleCard:
    return RoleCard(role, name, description, reach, side, frozenset({*permissions, *EVERYONE}))


ROLES: dict[Role, RoleCard] = {
    card.role: card
    for card in (
        _card(
            Role.CARE_WORKER,
            "begeleider",
            "Begeleidt cliënten. Ziet alleen dossiers waar deze persoon zelf bij betrokken is.",
            "eigen cliënten",
            DatabaseRole.CARE,
            *WORKS,
            *MEETS,
            *ADVISES,
            Permission.NETWORK_READ,
            Permission.CLIENT_READ,
            Permission.CLIENT_REGISTER,
            Permission.CLIENT_EDIT,
            Permission.CLIENT_ERASE,
            Permission.CLIENT_EXPORT,
            Permission.EMERGENCY_OPEN,
            Permission.OVERRIDE_ASK,
            Permission.OVERRIDE_DECIDE,
            Permission.TRAJECTORY_READ,
            Permission.TRAJECTORY_EDIT,
            Permission.HANDOVER_EDIT,
            Permission.LETTER_READ,
            Permission.LETTER_WRITE,
            Permission.NOTE_READ,
            Permission.NOTE_WRITE,
            Permission.PLAN_READ,
            Permission.PLAN_EDIT,
            Permission.SHARED_PLAN_READ,
            Permission.SHARED_PLAN_EDIT,
            Permission.PROGRESS_READ,
            Permission.PROGRESS_WRITE,
            Permission.REFERRAL_READ,
            Permission.REFERRAL_RECEIVE,
            Permission.REFERRAL_WRITE,
            Permission.REMOVAL_CONFIRM,
            Permission.INDICATION_READ,
            Permission.INDICATION_EDIT,
            Permission.OBSERVATION_READ,
            Permission.OBSERVATION_WRITE,
            Permission.REPORTING_CODE_READ,
            Permission.REPORTING_CODE_EDIT,
            Permission.REPORTING_CODE_CONFIRM,
            Permission.CONFERENCE_READ,
            Permission.CASE_READ,
            Permission.CASE_WRITE,
            Permission.COURSE_LEAD,
            Permission.COURSE_PLAN,
            Permission.COURSE_READ,
            Permission.ENROLMENT_READ,
            Permission.ENROLMENT_WRITE,
        ),
        # Not even what everyone may: no programme, no figures, no colleagues (R7).
        RoleCard(
            Role.EXTERNAL_WORKER,
            "extern begeleider",
            "Werkt bij een zorgaanbieder. Ziet alleen cliënten die aan deze persoon zijn overgedragen, en daarvan alleen wat is gekozen.",
            "overgedragen cliënten, zolang de afspraak loopt",
            DatabaseRole.CARE,
            frozenset(
                {
                    Permission.RECEIVED_READ,
                    Permission.RECEIVED_WRITE,
                    Permission.REMOVAL_CONFIRM,
                    Permission.SELF_MANAGE,
                }
            ),
        ),
        _card(
            Role.FIELD_WORKER,
            "ervaringsdeskundige",
            "Legt contact en helpt praktisch. Schrijft eigen uren. Ziet geen dossiers.",
            "eigen werk",
            DatabaseRole.OFFICE,
            *WORKS,
            *MEETS,
            *ADVISES,
            Permission.NETWORK_READ,
        ),
        _card(
            Role.FOCAL_OFFICER,
            "aandachtsfunctionaris",
            "Denkt mee over zorgen en de meldcode. Ziet geen dossiers, alleen waarnemingen en hoe ver een meldcode is.",
            "eigen organisatie, zonder inhoud van dossiers",
            DatabaseRole.CARE,
            Permission.SHARED_PLAN_READ,
            Permission.SHARED_PLAN_EDIT,
            Permission.OBSERVATION_READ,
            Permission.OBSERVATION_DECIDE,
            Permission.OVERRIDE_DECIDE,
            Permission.REPORTING_CODE_OVERSEE,
            Permission.REPORTING_CODE_CONFIRM,
        ),
        _card(
            Role.COORDINATOR,
            "coördinator",
            "Houdt het geheel bij: tellingen, afspraken en verantwoording. Ziet geen mensen.",
            "hele keten, alleen tellingen",
            DatabaseRole.OFFICE,
            *WORKS,
            *MEETS,
            Permission.NETWORK_READ,
            Permission.CONSULT_COUNT,
            Permission.PICTURE_READ,
            Permission.PICTURE_EXACT,
            Permission.HOURS_READ,
            Permission.ACCOUNT_READ,
            Permission.ACCOUNT_EXPLAIN,
            Permission.ACCOUNT_FREEZE,
            Permission.PROGRAMME_IMPORT,
            Permission.MEETING_MANAGE,
            Permission.NETWORK_EDIT,
            Permission.CONFERENCE_READ,
            Permission.CONFERENCE_MANAGE,
            Permission.COURSE_PLAN,
            Permission.COURSE_READ,
            Permission.SKILL_MANAGE,
        ),
        _card(
            Role.PARTNER_MANAGER,
            "manager",
            "Bewaakt de afspraken en de uren van de eigen organisatie en sluit maanden af.",
            "eigen organisatie, alleen tellingen",
            DatabaseRole.OFFICE,
            *WORKS,
            *MEETS,
            Permission.NETWORK_READ,
            Permission.CONSULT_COUNT,
            Permission.PICTURE_READ,
            Permission.HOURS_READ,
            Permission.HOURS_EXPORT,
            Permission.HOURS_IMPORT,
            Permission.HOURS_LOCK,
            Permission.INVOICE_READ,
            Permission.INVOICE_WRITE,
            Permission.INVOICE_SETTLE,
            Permission.COURSE_READ,
            Permission.SKILL_MANAGE,
            Permission.HOURS_SHARE,
            Permission.HOURS_TEAM,
            Permission.ACCOUNT_READ,
            Permission.ACCOUNT_EXPLAIN,
            Permission.ACCOUNT_FREEZE,
        ),
        _card(
            Role.CONTROLLER,
            "controller",
            "Controleert uren en geld van de eigen organisatie.",
            "eigen organisatie, uren en geld",
            DatabaseRole.OFFICE,
            Permission.PICTURE_READ,
            Permission.HOURS_READ,
            Permission.INVOICE_READ,
            Permission.INVOICE_SETTLE,
            Permission.HOURS_SHARE,
            Permission.HOURS_EXPORT,
            Permission.ACCOUNT_READ,
        ),
        _card(
            Role.SUBSIDY_OFFICER,
            "subsidie",
            "Leest namens de gemeente de afspraken en de vastgezette verantwoording. Kan geen mensen zien.",
            "hele keten, vastgezette tellingen",
            DatabaseRole.OFFICE,
            *MEETS,
            Permission.PICTURE_READ,
            Permission.ACCOUNT_READ,
        ),
        _card(
            Role.PRIVACY_OFFICER,
            "privacy",
            "Leest het logboek van de eigen organisatie. Leest geen notities.",
            "logboek eigen organisatie",
            DatabaseRole.OFFICE,
            Permission.EMERGENCY_REVIEW,
            Permission.FOCAL_OFFICER_READ,
            Permission.LOG_READ,
            Permission.OVERRIDE_OVERSEE,
        ),
        _card(
            Role.ADMINISTRATOR,
            "beheerder",
            "Maakt accounts en beëindigt ze. Ziet geen dossiers, uren of tellingen.",
            "accounts eigen organisatie",
            DatabaseRole.OFFICE,
            Permission.FOCAL_OFFICER_APPOINT,
            Permission.FOCAL_OFFICER_READ,
            Permission.HOURS_CONNECT,
            Permission.MEMBER_MANAGE,
        ),
    )
}


def card_of(role: str) -> RoleCard | None:
    """The card of a role, or None for a name that is no role: then nothing is allowed."""
    try:
        return ROLES[Role(role)]
    except ValueError:
        return None


def has(role: str, permission: Permission) -> bool:
    """The own account belongs to whoever signed in, also without a function; all else follows from the role."""
    if permission == Permission.SELF_MANAGE:
        return True
    card = card_of(role)
    return card is not None and permission in card.permissions
