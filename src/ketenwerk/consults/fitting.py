"""On which activity of the own programme work for professionals and groups is booked. Asked only when more than one fits."""

from collections.abc import Callable
from datetime import date

from ketenwerk.access.api import Role
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Activity, activities_of

PROFESSIONALS = "professionals"
YOUNG = {"jeugdigen", "risicogroep"}
INDIVIDUAL, COLLECTIVE, OUTREACH = (
    Activity.Mode.INDIVIDUAL,
    Activity.Mode.COLLECTIVE,
    Activity.Mode.OUTREACH,
)


def groups_of(activity: Activity) -> set[str]:
    return {group.key for group in activity.groups.all()}


def is_for_advice(actor: Actor, activity: Activity) -> bool:
    """The peer expert advises within the own hours, which also serve clients (R57); others on what is for professionals only."""
    groups = groups_of(activity)
    if activity.mode != INDIVIDUAL or PROFESSIONALS not in groups:
        return False
    return actor.role == Role.FIELD_WORKER or groups == {PROFESSIONALS}


def is_for_education(_actor: Actor, activity: Activity) -> bool:
    return activity.mode in {COLLECTIVE, OUTREACH} and bool(groups_of(activity) & YOUNG)


Fits = Callable[[Actor, Activity], bool]


def offers(actor: Actor, day: date, fits: Fits) -> list[Activity]:
    """The own activities that fit; when none fits, all that are no trajectories, so that the work can be written."""
    own = activities_of(actor.organisation, day.year, with_groups=True)
    fitting = [each for each in own if fits(actor, each)]
    return fitting or [each for each in own if not each.for_trajectories]
