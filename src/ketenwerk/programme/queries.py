"""Reading the programme of a year."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet

from ketenwerk.kernel import clock
from ketenwerk.programme.models import (
    Activity,
    BudgetLine,
    Coverage,
    LifeDomain,
    Municipality,
    Programme,
    StatedClaim,
    Target,
    TargetGroup,
)


def current_programme() -> Programme | None:
    """The programme of this installation: the one that was imported first."""
    return Programme.objects.select_related("coordinator").order_by("key").first()


def current_year() -> int:
    """This year when it has activities, otherwise the last year that has."""
    this = clock.today().year
    if Activity.objects.filter(year=this).exists():
        return this
    return Activity.objects.aggregate(last=Max("year"))["last"] or this


def activities_of(
    organisation: uuid.UUID | None,
    year: int,
    *,
    for_trajectories: bool = False,
    with_groups: bool = False,
) -> list[Activity]:
    """The activities of one organisation and those of all organisations together; their groups come along when asked."""
    rows = Activity.objects.select_related("line", "line__source").filter(
        Q(organisation=organisation) | Q(organisation__isnull=True), year=year
    )
    if for_trajectories:
        rows = rows.filter(for_trajectories=True)
    if with_groups:
        rows = rows.prefetch_related("groups")
    return list(rows.order_by("position"))


def activities_in(year: int) -> list[Activity]:
    """All activities of a year, of every organisation."""
    return list(Activity.objects.filter(year=year).order_by("position"))


def lines_of(
    year: int, organisation: uuid.UUID | None = None, *, funded: bool | None = None
) -> list[BudgetLine]:
    rows = BudgetLine.objects.select_related("organisation", "source").filter(year=year)
    if organisation:
        rows = rows.filter(organisation=organisation)
    if funded is not None:
        rows = rows.filter(funded=funded)
    return list(rows.order_by("position"))


def client_groups() -> QuerySet[TargetGroup]:
    """The groups a client can belong to."""
    return TargetGroup.objects.filter(for_clients=True, is_cross=False).order_by("position")


def municipalities() -> QuerySet[Municipality]:
    """The municipalities of today."""
    today = clock.today()
    return Municipality.objects.filter(
        Q(start__isnull=True) | Q(start__lte=today), Q(end__isnull=True) | Q(end__gt=today)
    )


@dataclass(frozen=True)
class Service:
    """A service of a partner with the money that pays it; `sure` unless the programme does not say where it is."""

    name: str
    paid_from: str
    sure: bool


def services_for(municipality: uuid.UUID, organisation: uuid.UUID | None) -> list[Service] | None:
    """What this organisation offers for this municipality today (R8); None without any coverage data."""
    rows = list(Coverage.objects.filter(organisation=organisation).select_related("source"))
    if not rows:
        return None
    return [
        Service(row.service, row.source.name if row.source else "", row.municipality_id is not None)
        for row in sorted(rows, key=lambda row: (row.municipality_id is None, row.service))
        if row.municipality_id in {municipality, None} and _holds_today(row.start, row.end)
    ]


def _holds_today(start: date | None, end: date | None) -> bool:
    today = clock.today()
    return (start is None or start <= today) and (end is None or end > today)


@dataclass(frozen=True)
class Promise:
    """A target of one activity: a range with its unit."""

    activity: uuid.UUID
    unit: str
    low: int
    high: int


def promises(year: int, organisation: uuid.UUID | None = None) -> list[Promise]:
    rows = Target.objects.filter(activity__year=year)
    if organisation:
        rows = rows.filter(activity__organisation=organisation)
    return [
        Promise(t.activity_id, t.unit, t.low, t.high)
        for t in rows.order_by("activity__position", "position")
    ]


def programme_years() -> list[int]:
    return list(Activity.objects.values_list("year", flat=True).distinct().order_by("year"))


def activity(year: int, key: str) -> Activity | None:
    rows = Activity.objects.select_related("organisation", "line", "line__source").prefetch_related(
        "groups", "targets"
    )
    return rows.filter(year=year, key=key).first()


def expected_people(year: int) -> int | None:
    """How many different people the programme expects in a year, as stated (R23)."""
    row = StatedClaim.objects.filter(
        kind="verwacht", unit="personen", year=year, organisation__isnull=True
    ).first()
    return int(row.value) if row and row.value is not None else None


def life_domains() -> QuerySet[LifeDomain]:
    """The 13 life domains, in their order."""
    return LifeDomain.objects.filter(scheme=LifeDomain.Scheme.ZRM).order_by("order")
