"""Writing about who may give what, and until when (R58)."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from ketenwerk.access.api import Permission, Refused, Role, get, require, visible
from ketenwerk.audit.api import record
from ketenwerk.courses import events
from ketenwerk.courses.models import Course, Skill
from ketenwerk.courses.refusals import CourseRefused
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor, Member

WARN_DAYS = 60


@dataclass(frozen=True)
class Entitled:
    member: uuid.UUID
    course: uuid.UUID
    start: date
    until: date
    trains: bool = False


def give_skill(*, by: Actor, facts: Entitled) -> Skill:
    """Who may give a course, of the own organisation; the coordinator of all."""
    require(by, Permission.SKILL_MANAGE)
    course = get(by, Permission.COURSE_READ, Course, id=facts.course)
    member = Member.objects.filter(id=facts.member, is_active=True).first()
    if member is None or (by.role != Role.COORDINATOR and member.organisation_id != by.house):
        raise Refused
    if facts.until < facts.start:
        raise CourseRefused("Kies een laatste dag na de eerste dag.")
    row = Skill.objects.create(
        organisation_id=member.organisation_id,
        member=member,
        course=course,
        start=facts.start,
        until=facts.until,
        trains=facts.trains,
    )
    until = facts.until.isoformat()
    record(by=by, event=events.SKILL_GIVEN, target=row, course=str(course.id), until=until)
    return row


def end_skill(*, by: Actor, skill: uuid.UUID) -> None:
    """From today on no longer; what was planned before stays planned and shows it."""
    row = get(by, Permission.SKILL_MANAGE, Skill, id=skill)
    yesterday = clock.today() - timedelta(days=1)
    if row.until <= yesterday:
        raise CourseRefused("Deze bekwaamheid is al voorbij.")
    row.start, row.until = min(row.start, yesterday), yesterday
    row.save(update_fields=["start", "until"])
    record(by=by, event=events.SKILL_ENDED, target=row, course=str(row.course_id))


def skills_to_renew(actor: Actor) -> list[Skill]:
    """What ends within 60 days and is followed by nothing later, for who keeps it."""
    today = clock.today()
    rows = visible(actor, Permission.SKILL_MANAGE, Skill).select_related("member", "course")
    latest: dict[tuple[uuid.UUID, uuid.UUID], Skill] = {}
    for row in rows.filter(until__gte=today).order_by("until"):
        latest[row.member_id, row.course_id] = row
    soon = today + timedelta(days=WARN_DAYS)
    return sorted((row for row in latest.values() if row.until <= soon), key=lambda row: row.until)
