"""Which function fits which account. What is refused here is also never acted in (`functions.held`)."""

from ketenwerk.access.api import ROLES, Role
from ketenwerk.kernel.walls import DatabaseRole
from ketenwerk.people.api import Member, Organisation, Unit
from ketenwerk.programme.api import current_programme

CARE_ROLES = frozenset(card.role for card in ROLES.values() if card.side == DatabaseRole.CARE)
NOT_BESIDE_SUPERVISION = "Dit onderdeel houdt toezicht. Toezicht en zorg blijven uit elkaar. Kies een functie zonder dossiers."
NOT_AT_THE_MUNICIPALITY = (
    "Bij een gemeente ziet niemand dossiers. Kies een functie zonder dossiers."
)
ONLY_AT_THE_MUNICIPALITY = "De functie subsidie hoort bij een gemeente."
ONLY_AT_A_PROVIDER = "Extern begeleider is een functie bij een zorgaanbieder."
NOT_AT_A_PROVIDER = "Bij een zorgaanbieder zijn er externe begeleiders, een beheerder en iemand voor privacy. Kies een van die functies."
AT_A_PROVIDER = frozenset({Role.EXTERNAL_WORKER, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER})
ONLY_AT_THE_COORDINATOR = "De coördinator werkt bij de organisatie die het programma coördineert."


def why_not(role: Role, organisation: Organisation, unit: Unit | None) -> str:
    """Why this function does not fit somebody of this organisation and unit (R4), or an empty text."""
    municipality = organisation.kind == Organisation.Kind.MUNICIPALITY
    provider = organisation.kind == Organisation.Kind.PROVIDER
    if role in CARE_ROLES and municipality:
        return NOT_AT_THE_MUNICIPALITY
    if role in CARE_ROLES and unit and unit.division == Unit.Division.SUPERVISION:
        return NOT_BESIDE_SUPERVISION
    if provider and role not in AT_A_PROVIDER:
        return NOT_AT_A_PROVIDER
    if role == Role.EXTERNAL_WORKER and not provider:
        return ONLY_AT_A_PROVIDER
    if role == Role.SUBSIDY_OFFICER and not municipality:
        return ONLY_AT_THE_MUNICIPALITY
    if role == Role.COORDINATOR:
        programme = current_programme()
        if programme and programme.coordinator_id not in {None, organisation.id}:
            return ONLY_AT_THE_COORDINATOR
    return ""


def never_acted_in(role: str, member: Member) -> bool:
    """The same walls, for a function that was given before somebody moved to such a unit."""
    kind = member.organisation.kind
    if kind == Organisation.Kind.PROVIDER and role not in AT_A_PROVIDER:
        return True
    if role == Role.EXTERNAL_WORKER and kind != Organisation.Kind.PROVIDER:
        return True
    supervises = member.unit is not None and member.unit.division == Unit.Division.SUPERVISION
    return role in CARE_ROLES and (supervises or kind == Organisation.Kind.MUNICIPALITY)
