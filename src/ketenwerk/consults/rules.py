"""Who may with advice, education and team visits. The database holds the same rules once more, in walls.py."""

from django.db.models import Q

from ketenwerk.access.api import Permission, Role, rule
from ketenwerk.people.api import Actor


@rule(Permission.CONSULT_READ, "consults.Consult")
@rule(Permission.CONSULT_READ, "consults.Coaching")
@rule(Permission.CONSULT_READ, "consults.EducationSession")
@rule(Permission.CONSULT_READ, "consults.Team")
@rule(Permission.CONSULT_READ, "consults.TeamVisit")
@rule(Permission.CONSULT_WRITE, "consults.Coaching")
@rule(Permission.CONSULT_WRITE, "consults.Team")
def may_consult_read(actor: Actor) -> Q | None:
    return Q(organisation=actor.organisation)


@rule(Permission.CONSULT_WRITE, "consults.Consult")
@rule(Permission.CONSULT_WRITE, "consults.EducationSession")
@rule(Permission.CONSULT_WRITE, "consults.TeamVisit")
def may_consult_write(actor: Actor) -> Q | None:
    """The hours of a talk are somebody's own: who wrote it corrects it."""
    return Q(organisation=actor.organisation, member=actor.member)


@rule(Permission.CONSULT_COUNT, "consults.Consult")
@rule(Permission.CONSULT_COUNT, "consults.EducationSession")
@rule(Permission.CONSULT_COUNT, "consults.Team")
@rule(Permission.CONSULT_COUNT, "consults.TeamVisit")
def may_consult_count(actor: Actor) -> Q | None:
    return Q() if actor.role == Role.COORDINATOR else Q(organisation=actor.organisation)
