"""On which day a plan that somebody directs is talked through again, for the own agenda."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from ketenwerk.access.api import Permission, visible
from ketenwerk.kernel.asking import Lines, Question, lines
from ketenwerk.kernel.periods import Period, months_later
from ketenwerk.kernel.planned import Planned
from ketenwerk.people.api import Actor
from ketenwerk.plans.models import JointPlan, PlanReview
from ketenwerk.plans.queries import REVIEW_MONTHS


def planned_between(actor: Actor, period: Period) -> Question[list[Planned]]:
    """No name and no code: as on Vandaag."""
    last = PlanReview.objects.filter(plan=OuterRef("pk")).order_by("-day").values("day")[:1]
    rows = visible(actor, Permission.PLAN_EDIT, JointPlan).order_by()
    part = lines(rows, "review_planned", day=Coalesce(Subquery(last), "opened_on"))
    return Question((part,), lambda found: _read(found, period))


def _read(found: Lines, period: Period) -> list[Planned]:
    days = ((each.row, months_later(each.day, REVIEW_MONTHS)) for each in found["review_planned"])
    return [
        Planned("Bespreek een plan", reverse("review_plan", args=[plan]), day)
        for plan, day in days
        if day in period
    ]
