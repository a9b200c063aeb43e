"""The activity map: what the drawing and the list are made of (R14–R17)."""

from collections.abc import Iterable

from django.urls import reverse

from ketenwerk.kernel import dutch
from ketenwerk.kernel.charts import Activity as Card
from ketenwerk.kernel.charts import ActivityMap, Mode, Partner
from ketenwerk.kernel.charts import TargetGroup as Group
from ketenwerk.people.api import Organisation
from ketenwerk.programme.models import Activity, TargetGroup

IN_GROUPS = {
    Activity.Mode.INDIVIDUAL: Mode.INDIVIDUAL,
    Activity.Mode.OUTREACH: Mode.INDIVIDUAL,
    Activity.Mode.DESK: Mode.INDIVIDUAL,
    Activity.Mode.COLLECTIVE: Mode.COLLECTIVE,
}


def map_of(year: int) -> ActivityMap:
    """The core tasks of a year (R16): groups by partners by individual and collective."""
    groups = [g for g in TargetGroup.objects.all() if not g.is_cross]
    partners = list(Organisation.objects.filter(kind=Organisation.Kind.PARTNER))
    activities = (
        Activity.objects.filter(year=year, is_core=True)
        .select_related("organisation", "line")
        .prefetch_related("groups", "targets")
    )
    known = {group.key for group in groups}
    return ActivityMap(
        groups=tuple(Group(g.key, g.label, _ages(g)) for g in groups),
        partners=tuple(
            Partner(p.key, p.abbreviation, p.name, slot) for slot, p in enumerate(partners, 1)
        ),
        activities=tuple(_card(activity, known) for activity in activities),
    )


def _ages(group: TargetGroup) -> str:
    if group.age_from and group.age_to:
        return f"{group.age_from} tot {group.age_to + 1} jaar"
    return f"{group.age_from} jaar en ouder" if group.age_from else ""


def _card(activity: Activity, known: set[str]) -> Card:
    mode = IN_GROUPS.get(Activity.Mode(activity.mode))
    return Card(
        label=activity.label,
        href=reverse("activity", args=[activity.year, activity.key]),
        partner=activity.organisation.key if activity.organisation else None,
        mode=mode or Mode.COLLECTIVE,
        groups=frozenset(g.key for g in activity.groups.all() if g.key in known)
        if mode
        else frozenset(),
        target=promised(activity),
        funded=activity.funded,
    )


# One of each, for units that stand alone.
SINGULAR = {
    "groepen": "groep",
    "workshops": "workshop",
    "trainingen": "training",
    "bijeenkomsten": "bijeenkomst",
    "gesprekken": "gesprek",
    "plaatsen": "plaats",
    "cliënten": "cliënt",
    "trajecten": "traject",
}


def range_words(low: int, high: int, unit: str) -> str:
    """3–5 cliënten, 1 workshop."""
    return f"{dutch.span(low, high)} {unit_word(low, high, unit)}"


def unit_word(low: int, high: int | None, unit: str) -> str:
    """The unit as it follows the promise: of one it is one."""
    return SINGULAR.get(unit, unit) if low == high == 1 else unit


def promised(activity: Activity) -> str:
    """The promise in a few words: ranges first, else the hours of the line."""
    targets = [range_words(t.low, t.high, t.unit) for t in activity.targets.all()]
    if targets:
        return ", ".join(targets)
    hours = activity.line.hours if activity.line else None
    return f"{dutch.number(hours)} uur" if hours else ""


def years(found: Iterable[int], current: int) -> list[dict[str, object]]:
    return [
        {"label": str(year), "url": f"?jaar={year}", "current": year == current}
        for year in sorted(set(found))
    ]
