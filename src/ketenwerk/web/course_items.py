"""Groups on Vandaag: the next meeting one gives, the way to all groups, and who may soon no longer give a course."""

from django.urls import reverse

from ketenwerk.access.api import Permission, StaffRequest, has
from ketenwerk.courses.api import next_session, skills_to_renew
from ketenwerk.kernel import clock, dutch
from ketenwerk.web.items import Item


def group_items(request: StaffRequest) -> tuple[Item, ...]:
    """The bars are full, so the place of the groups stands here for who works in groups."""
    if not has(request.actor.role, Permission.COURSE_READ):
        return ()
    everything = Item(
        "Alle groepen", "Trainingen, lotgenoten en wachtlijsten", reverse("course_runs")
    )
    if not has(request.actor.role, Permission.COURSE_LEAD):
        return (everything,)
    coming = next_session(request.actor, clock.today())
    if coming is None:
        return (everything,)
    text = f"{dutch.weekday(coming.day)}, {dutch.clock_time(coming.start)}"
    where = reverse("course_run", args=[coming.run_id])
    return (Item(coming.run.course.name, text, where, action="Open groep"), everything)


def skill_items(request: StaffRequest) -> list[Item]:
    """Who may soon no longer give what, for who keeps it (R58)."""
    return [
        Item(
            f"{row.member.name}, {row.course.name.lower()}",
            f"Mag dit geven tot en met {dutch.day(row.until)}",
            reverse("skills"),
            when="verleng of wijs iemand aan",
            pressing=True,
        )
        for row in skills_to_renew(request.actor)
    ]
