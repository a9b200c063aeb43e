"""Writing about meetings: whose chair was taken, how it was held, the hours of it and what people thought."""

import uuid
from dataclasses import asdict

from django.db.models import F, Q

from ketenwerk.access.api import Permission, Refused, Role, get, visible
from ketenwerk.audit.api import record
from ketenwerk.courses import events
from ketenwerk.courses.models import (
    ENDED,
    QUESTIONS,
    SCORES,
    SESSION_STEPS,
    CourseRun,
    Place,
    Presence,
    Remark,
    Score,
    Session,
    Teaching,
)
from ketenwerk.courses.planning import Occasion
from ketenwerk.courses.refusals import CourseRefused
from ketenwerk.hours.api import Offer, propose, withdraw
from ketenwerk.kernel.two_writers import replace_version
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import activity


def change_session(*, by: Actor, session: uuid.UUID, version: int, to: Occasion) -> None:
    """Another day, time, place or form. What did not happen offers no hours."""
    row = get(by, Permission.COURSE_PLAN, Session, along=["run"], id=session)
    if row.run.state in ENDED:
        raise CourseRefused("Deze groep is voorbij. Er verandert niets meer aan.")
    if to.form not in {row.form, *SESSION_STEPS[row.form]}:
        raise CourseRefused("Deze bijeenkomst is vervallen. Plan een nieuwe groep.")
    on = {Session.Form.PHYSICAL, Session.Form.ONLINE}
    if to.form not in on and not to.reason:
        raise CourseRefused("Kies waarom het anders gaat.")
    replace_version(row, version, asdict(to))
    row.refresh_from_db()
    _offer(by, row)
    record(
        by=by,
        event=events.SESSION_MOVED,
        target=row,
        form=row.form,
        reason=row.reason,
        day=row.day.isoformat(),
    )


def set_present(*, by: Actor, session: uuid.UUID, place: uuid.UUID, there: bool) -> None:
    """One chair at one meeting: taken or empty. The trainers find their hours in the week."""
    row = get(by, Permission.COURSE_LEAD, Session, along=["run"], id=session)
    mark_chair(by=by, session=row, place=place, there=there)
    if not row.teachings.exists():
        minutes = row.minutes + row.run.preparation
        gave = row.run.trainers.filter(Q(ended_on=None) | Q(ended_on__gt=row.day))
        Teaching.objects.bulk_create(
            Teaching(session=row, trainer=trainer, minutes=minutes) for trainer in gave
        )
    _offer(by, row)


def mark_chair(*, by: Actor, session: Session, place: uuid.UUID, there: bool) -> None:
    """Writes one chair down and counts the meeting again; the caller checked the right to it."""
    chair = Place.objects.filter(id=place, run=session.run_id).first()
    if chair is None or not chair.sits_on(session.day):
        raise Refused
    if not session.was_held() or session.run.state in ENDED:
        raise CourseRefused("Vul aanwezigheid in als de bijeenkomst is geweest.")
    Presence.objects.update_or_create(session=session, place=chair, defaults={"there": there})
    session.present = Presence.objects.filter(session=session, there=True).count()
    session.save(update_fields=["present"])
    record(by=by, event=events.PRESENT, target=chair, session=str(session.id), there=there)


def offer_hours(*, by: Actor, run: uuid.UUID) -> int:
    """Puts the hours of the meetings that were held in the week of the trainers of the own organisation."""
    row = get(by, Permission.COURSE_LEAD, CourseRun, id=run)
    count = sum(_offer(by, session) for session in row.sessions.all())
    record(by=by, event=events.HOURS_OFFERED, target=row, count=count)
    return count


def _offer(by: Actor, session: Session) -> int:
    """One hour per trainer, for the own organisation; the coordinator for all. What is invoiced is no promise (R54)."""
    rows = session.teachings.select_related("trainer__member")
    if by.role != Role.COORDINATOR:
        rows = rows.filter(trainer__member__organisation=by.organisation)
    paid = session.run.funding == CourseRun.Funding.AWARD
    offered = 0
    for row in rows:
        member, key = row.trainer.member, row.trainer.activity_key
        booked_on = activity(session.day.year, key) if key and paid else None
        if booked_on is None or not session.was_held():
            withdraw(by=by, source_key=row.id)
            continue
        offer = Offer(
            row.id, member.id, member.organisation_id, booked_on, session.day, row.minutes
        )
        propose(by=by, offer=offer)
        offered += 1
    return offered


def add_evaluation(*, by: Actor, run: uuid.UUID, scores: list[int], remark: str) -> None:
    """One paper form. Its answers are added up at once: nobody can read later what one person answered.

    None is added once averages are shown, after closing: the difference would be one person.
    """
    row = get(by, Permission.COURSE_LEAD, CourseRun, id=run)
    if row.state in ENDED:
        raise CourseRefused("Deze groep is voorbij. De evaluatie staat vast.")
    check_scores(scores)
    for question, score in enumerate(scores):
        tally, _ = Score.objects.get_or_create(run=row, question=question, score=score)
        Score.objects.filter(id=tally.id).update(count=F("count") + 1)
    if remark.strip():
        Remark.objects.create(run=row, text=remark.strip())
    record(by=by, event=events.EVALUATED, target=row)


def check_scores(scores: list[int]) -> None:
    if len(scores) != len(QUESTIONS) or not set(scores) <= set(SCORES):
        raise CourseRefused("Kies bij elke vraag een cijfer van 1 tot en met 5.")


def may_lead(by: Actor, run: CourseRun) -> bool:
    return visible(by, Permission.COURSE_LEAD, CourseRun).filter(id=run.id).exists()
