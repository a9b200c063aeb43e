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
ONLY_AT_THE_COORDINATOR = "De coördinator werkt bij de organisatie die het programma coördineert."


def why_not(role: Role, organisation: Organisation, unit: Unit | None) -> str:
    """Why this function does not fit somebody of this organisation and unit (R4), or an empty text."""
    municipality = organisation.kind == Organisation.Kind.MUNICIPALITY
    if role in CARE_ROLES and municipality:
        return NOT_AT_THE_MUNICIPALITY
    if role in CARE_ROLES and unit and unit.division == Unit.Division.SUPERVISION:
        return NOT_BESIDE_SUPERVISION
    if role == Role.SUBSIDY_OFFICER and not municipality:
        return ONLY_AT_THE_MUNICIPALITY
    if role == Role.COORDINATOR:
        programme = current_programme()
        if programme and programme.coordinator_id not in {None, organisation.id}:
            return ONLY_AT_THE_COORDINATOR
    return ""


def never_acted_in(role: str, member: Member) -> bool:
    """The same two walls, for a function that was given before somebody moved to such a unit."""
    if role not in CARE_ROLES:
        return False
    if member.organisation.kind == Organisation.Kind.MUNICIPALITY:
        return True
    return member.unit is not None and member.unit.division == Unit.Division.SUPERVISION
