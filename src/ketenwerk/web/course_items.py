"""Groups on Vandaag: the next meeting one gives, and who may soon no longer give a course."""

from django.urls import reverse

from ketenwerk.access.api import Permission, StaffRequest, has
from ketenwerk.courses.api import next_session, skills_to_renew
from ketenwerk.kernel import clock, dutch
from ketenwerk.web.items import Item


def group_items(request: StaffRequest) -> tuple[Item, ...]:
    """The next meeting of a group that this person gives."""
    if not has(request.actor.role, Permission.COURSE_LEAD):
        return ()
    coming = next_session(request.actor, clock.today())
    if coming is None:
        return ()
    text = f"{dutch.weekday(coming.day)}, {dutch.clock_time(coming.start)}"
    where = reverse("course_run", args=[coming.run_id])
    return (Item(coming.run.course.name, text, where, action="Open groep"),)


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
