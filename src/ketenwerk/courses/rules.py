"""Who may with groups. The database holds the same rules once more, in walls.py."""

from django.db.models import Q

from ketenwerk.access.api import Permission, Role, rule
from ketenwerk.clients.api import my_clients
from ketenwerk.people.api import Actor


@rule(Permission.COURSE_READ, "courses.Course")
@rule(Permission.COURSE_READ, "courses.CourseRun")
@rule(Permission.COURSE_READ, "courses.Skill")
def may_course_read(_actor: Actor) -> Q | None:
    """Everybody who works in groups: there are no people in it."""
    return Q()


@rule(Permission.COURSE_PLAN, "courses.Course")
def may_course_plan_offer(actor: Actor) -> Q | None:
    return _owned(actor, "owners__organisation")


@rule(Permission.COURSE_PLAN, "courses.CourseRun")
def may_course_plan(actor: Actor) -> Q | None:
    return _owned(actor, "course__owners__organisation")


@rule(Permission.COURSE_PLAN, "courses.Session")
def may_course_plan_session(actor: Actor) -> Q | None:
    """Whose course it is, and who gives this run."""
    owned = _owned(actor, "run__course__owners__organisation")
    return owned if actor.role == Role.COORDINATOR else owned | _gives(actor, "run__trainers")


def _owned(actor: Actor, path: str) -> Q:
    return Q() if actor.role == Role.COORDINATOR else Q(**{path: actor.organisation})


def _gives(actor: Actor, path: str) -> Q:
    """Gives it now: who was taken off does not."""
    return Q(**{f"{path}__member": actor.member, f"{path}__ended_on": None})


@rule(Permission.COURSE_LEAD, "courses.CourseRun")
def may_course_lead(actor: Actor) -> Q | None:
    """Who gives this run: sees who sits there, by the name in the group."""
    return _gives(actor, "trainers")


@rule(Permission.COURSE_LEAD, "courses.Session")
def may_course_lead_session(actor: Actor) -> Q | None:
    return _gives(actor, "run__trainers")


@rule(Permission.COURSE_LEAD, "courses.Place")
def may_course_lead_place(actor: Actor) -> Q | None:
    return _gives(actor, "run__trainers")


@rule(Permission.ENROLMENT_WRITE, "courses.CourseRun")
def may_enrolment_write_run(_actor: Actor) -> Q | None:
    """Every care worker enrols own clients in every run for clients."""
    return Q(course__audience="clients")


@rule(Permission.ENROLMENT_READ, "courses.Enrolment")
@rule(Permission.ENROLMENT_WRITE, "courses.Enrolment")
def may_enrolment_read(actor: Actor) -> Q | None:
    """Of an own client: who works with her (D20). Under an alias only: a care worker of that organisation."""
    own = Q(organisation=actor.organisation)
    return own & (Q(client=None) | Q(client_id__in=my_clients(actor)))


@rule(Permission.ENROLMENT_READ, "courses.ProfessionalSignup")
@rule(Permission.ENROLMENT_WRITE, "courses.ProfessionalSignup")
def may_sign_up_read(actor: Actor) -> Q | None:
    """Professionals who signed up: care workers of the organisations whose course it is (R53)."""
    return Q(run__course__owners__organisation=actor.organisation)


@rule(Permission.SKILL_MANAGE, "courses.Skill")
def may_skill_manage(actor: Actor) -> Q | None:
    return Q() if actor.role == Role.COORDINATOR else Q(organisation=actor.organisation)
