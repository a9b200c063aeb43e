"""Reading advice, education and team visits, and counting them."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from ketenwerk.access.api import Permission, counting, get, visible
from ketenwerk.consults.models import Coaching, Consult, EducationSession, Team, TeamVisit
from ketenwerk.hours.api import used_minutes
from ketenwerk.kernel.periods import Period, year
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import Activity, BudgetLine, activities_of, promises

TALKS = "gesprekken"
MOST = 100
STANDING = Q(withdrawn_at__isnull=True)
Row = TypeVar("Row", Consult, EducationSession, TeamVisit)
Suggest = Callable[[Actor], Iterable[str]]
_SUGGESTIONS: list[Suggest] = []


def suggest_from(source: Suggest) -> Suggest:
    """Another package adds names of organisations to choose from when somebody asks advice."""
    _SUGGESTIONS.append(source)
    return source


def consults(actor: Actor, number: int, kind: str = "") -> list[Consult]:
    """The talks of a year of the own organisation, newest first, at most a hundred."""
    rows = _standing(actor, Permission.CONSULT_READ, Consult, year(number))
    if kind:
        rows = rows.filter(kind=kind)
    return list(rows.select_related("member", "activity")[:MOST])


def _standing(
    actor: Actor, permission: Permission, model: type[Row], period: Period
) -> QuerySet[Row]:
    rows = visible(actor, permission, model)
    return rows.filter(STANDING, day__gte=period.start, day__lt=period.end)


def years_with_work(actor: Actor, this: int) -> list[int]:
    found = visible(actor, Permission.CONSULT_READ, Consult).dates("day", "year")
    return sorted({this, *(day.year for day in found)})


def consult_to_edit(actor: Actor, consult: uuid.UUID) -> Consult:
    return get(actor, Permission.CONSULT_WRITE, Consult, along=["activity"], id=consult)


def session_to_edit(actor: Actor, session: uuid.UUID) -> EducationSession:
    return get(actor, Permission.CONSULT_WRITE, EducationSession, along=["activity"], id=session)


def visit_to_edit(actor: Actor, visit: uuid.UUID) -> TeamVisit:
    return get(actor, Permission.CONSULT_WRITE, TeamVisit, along=["activity", "team"], id=visit)


def team_to_edit(actor: Actor, team: uuid.UUID) -> Team:
    return get(actor, Permission.CONSULT_WRITE, Team, id=team)


def coaching_to_edit(actor: Actor, coaching: uuid.UUID) -> Coaching:
    return get(actor, Permission.CONSULT_WRITE, Coaching, id=coaching)


@dataclass(frozen=True)
class CoachingSum:
    coaching: Coaching
    talks: int
    minutes: int


def coachings(actor: Actor, number: int) -> list[CoachingSum]:
    """The coaching that runs in a year, with the sum of its talks over all years."""
    span = year(number)
    rows = (
        visible(actor, Permission.CONSULT_READ, Coaching)
        .filter(Q(end_on__isnull=True) | Q(end_on__gte=span.start), start_on__lt=span.end)
        .annotate(
            talk_count=Count("talks", filter=Q(talks__withdrawn_at__isnull=True)),
            talk_minutes=Sum("talks__minutes", filter=Q(talks__withdrawn_at__isnull=True)),
        )
    )
    return [CoachingSum(row, row.talk_count, row.talk_minutes or 0) for row in rows]


@dataclass(frozen=True)
class CoachingPage:
    coaching: Coaching
    talks: tuple[Consult, ...]

    @property
    def minutes(self) -> int:
        return sum(talk.minutes for talk in self.talks)


def coaching_page(actor: Actor, coaching: uuid.UUID) -> CoachingPage:
    row = get(actor, Permission.CONSULT_READ, Coaching, id=coaching)
    talks = visible(actor, Permission.CONSULT_READ, Consult).filter(STANDING, coaching=row)
    return CoachingPage(row, tuple(talks.select_related("member")))


def sessions(actor: Actor, number: int) -> list[EducationSession]:
    rows = _standing(actor, Permission.CONSULT_READ, EducationSession, year(number))
    return list(rows.select_related("member")[:MOST])


@dataclass(frozen=True)
class TeamRow:
    team: Team
    visits: tuple[TeamVisit, ...]

    def last(self, kind: str) -> date | None:
        return next((visit.day for visit in self.visits if visit.kind == kind), None)

    @property
    def visited_on(self) -> date | None:
        return self.last(TeamVisit.Kind.VISITED)

    @property
    def trained_on(self) -> date | None:
        return self.last(TeamVisit.Kind.TRAINED)


def teams(actor: Actor, today: date) -> list[TeamRow]:
    """Own teams, those without any visit first, each with its visits, the newest first."""
    visits = visible(actor, Permission.CONSULT_READ, TeamVisit).filter(STANDING)
    rows = (
        visible(actor, Permission.CONSULT_READ, Team)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today))
        .prefetch_related(Prefetch("visits", visits, to_attr="standing"))
    )
    found = [TeamRow(row, tuple(row.standing)) for row in rows]
    return sorted(found, key=lambda row: (bool(row.visits), row.team.name))


def requesters(actor: Actor) -> list[str]:
    """Names to choose from when somebody asks advice: organisations of the programme, and those that asked before."""
    own = visible(actor, Permission.CONSULT_READ, Consult).values_list("requester", flat=True)
    other = Organisation.objects.exclude(id=actor.house).values_list("name", flat=True)
    added = [name for source in _SUGGESTIONS for name in source(actor)]
    return sorted({*other, *own.order_by().distinct()[:MOST], *added}, key=str.casefold)


def canonical(name: str) -> str:
    """The programme's own spelling of an organisation, when this is one of its names (R1)."""
    plain = " ".join(name.split())
    for house in Organisation.objects.all():
        if plain.casefold() in {each.casefold() for each in (house.name, *house.aliases)}:
            return str(house.name)
    return plain


@dataclass(frozen=True)
class Reach:
    """What was promised of an activity with talks, and what was done of it; minutes are those of its budget line."""

    activity: Activity
    low: int
    high: int
    talks: int
    minutes: int
    hours: int | None


def reaches(
    organisation: uuid.UUID | None, number: int, counted: dict[uuid.UUID, int]
) -> list[Reach]:
    """The promises in talks of one organisation. `counted` is the number of talks per activity."""
    found = {p.activity: p for p in promises(number, organisation) if p.unit == TALKS}
    own = [a for a in activities_of(organisation, number) if a.id in found]
    used = used_minutes([a.line_id for a in own if a.line_id], year(number))
    return [
        Reach(
            each,
            found[each.id].low,
            found[each.id].high,
            counted.get(each.id, 0),
            used.get(each.line_id, 0) if each.line_id else 0,
            _hours(each.line),
        )
        for each in own
    ]


def _hours(line: BudgetLine | None) -> int | None:
    return line.hours if line else None


def talks_per_activity(actor: Actor, number: int) -> dict[uuid.UUID, int]:
    """Of the own organisation."""
    return _per_activity(_standing(actor, Permission.CONSULT_READ, Consult, year(number)))


def _per_activity(rows: QuerySet[Consult]) -> dict[uuid.UUID, int]:
    return dict(rows.order_by().values_list("activity").annotate(Count("id")))


@dataclass(frozen=True)
class Work:
    """What one organisation did for professionals and groups in a period."""

    organisation: uuid.UUID
    talks: int = 0
    minutes: int = 0
    participants: int = 0
    visits: int = 0
    teams: int = 0


def _work_per_organisation(
    talks: QuerySet[Consult], education: QuerySet[EducationSession], visits: QuerySet[TeamVisit]
) -> list[Work]:
    """Sums per organisation of rows that are narrowed already."""
    found: dict[uuid.UUID, dict[str, int]] = {}
    for row in _per_house(talks).annotate(talks=Count("id"), minutes=Sum("minutes")):
        found.setdefault(row["organisation"], {}).update(talks=row["talks"], minutes=row["minutes"])
    for row in _per_house(education).annotate(participants=Sum("participants")):
        found.setdefault(row["organisation"], {})["participants"] = row["participants"]
    for row in _per_house(visits).annotate(visits=Count("id"), teams=Count("team", distinct=True)):
        found.setdefault(row["organisation"], {}).update(visits=row["visits"], teams=row["teams"])
    return [Work(house, **sums) for house, sums in found.items()]


def _per_house(rows: QuerySet[Any]) -> Any:
    return rows.order_by().values("organisation")


def work_for(actor: Actor, number: int) -> tuple[list[Work], dict[uuid.UUID, int]]:
    """Work per organisation that this actor counts, and talks per activity.

    Read as the counting role, which sees no member and no text.
    """
    span, count = year(number), Permission.CONSULT_COUNT
    with counting(actor):
        talks = _standing(actor, count, Consult, span)
        work = _work_per_organisation(
            talks,
            _standing(actor, count, EducationSession, span),
            _standing(actor, count, TeamVisit, span),
        )
        return work, _per_activity(talks)


def counted_work(period: Period) -> list[Work]:
    """Of all organisations, for the counting job: numbers only."""
    within = Q(STANDING, day__gte=period.start, day__lt=period.end)
    return _work_per_organisation(
        Consult.objects.filter(within),
        EducationSession.objects.filter(within),
        TeamVisit.objects.filter(within),
    )


def counted_talks(period: Period) -> dict[tuple[uuid.UUID, uuid.UUID], int]:
    """Talks per organisation and activity, for the counting job."""
    rows = Consult.objects.filter(STANDING, day__gte=period.start, day__lt=period.end)
    found = rows.order_by().values_list("organisation", "activity").annotate(count=Count("id"))
    return {(house, activity): count for house, activity, count in found}
