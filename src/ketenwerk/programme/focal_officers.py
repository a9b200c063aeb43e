"""Focal officers: per organisation, or per work area where it has those, somebody to turn to (R5, R6)."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ketenwerk.access.api import Permission, get, require, visible
from ketenwerk.audit.api import record
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor, Member, Organisation
from ketenwerk.programme import events
from ketenwerk.programme.models import FocalOfficer, WorkArea


class FocalRefused(Exception):  # noqa: N818
    """Why nobody is appointed, as a sentence for the screen."""


@dataclass(frozen=True)
class Holder:
    id: uuid.UUID
    name: str
    start: date


@dataclass(frozen=True)
class Post:
    """One place where somebody should be: an organisation, or a work area of it."""

    organisation: uuid.UUID
    house: str
    area: uuid.UUID | None
    area_name: str
    holders: tuple[Holder, ...]

    @property
    def where(self) -> str:
        return f"{self.house}, {self.area_name}" if self.area_name else self.house


def posts(actor: Actor) -> list[Post]:
    """Every post of the chain with who holds it today. An organisation with work areas has a post per area."""
    holders = _holders(actor)
    areas: dict[uuid.UUID, list[WorkArea]] = defaultdict(list)
    for area in WorkArea.objects.order_by("name"):
        areas[area.organisation_id].append(area)
    found = []
    for house in Organisation.objects.filter(kind=Organisation.Kind.PARTNER):
        own: list[WorkArea | None] = [*areas[house.id]]
        if not own or (house.id, None) in holders:
            own.insert(0, None)
        found += [
            Post(
                house.id,
                house.name,
                area.id if area else None,
                area.name if area else "",
                tuple(holders.get((house.id, area.id if area else None), ())),
            )
            for area in own
        ]
    return found


def _holders(actor: Actor) -> dict[tuple[uuid.UUID, uuid.UUID | None], list[Holder]]:
    today = clock.today()
    rows = (
        visible(actor, Permission.FOCAL_OFFICER_READ, FocalOfficer)
        .filter(Q(end__isnull=True) | Q(end__gt=today), start__lte=today, member__is_active=True)
        .select_related("member")
    )
    found: dict[tuple[uuid.UUID, uuid.UUID | None], list[Holder]] = defaultdict(list)
    for row in rows:
        found[row.organisation_id, row.area_id].append(Holder(row.id, row.member.name, row.start))
    return dict(found)


def missing_posts(actor: Actor, organisation: uuid.UUID | None = None) -> list[Post]:
    """Posts that nobody holds today: of the chain, or of one organisation."""
    return [
        post
        for post in posts(actor)
        if not post.holders and organisation in {None, post.organisation}
    ]


def appoint(*, by: Actor, member: uuid.UUID, area: uuid.UUID | None, start: date) -> FocalOfficer:
    """A colleague of the own organisation becomes focal officer, for one work area or for the whole house."""
    require(by, Permission.FOCAL_OFFICER_APPOINT)
    person = Member.objects.filter(id=member, organisation_id=by.house, is_active=True).first()
    if person is None:
        raise FocalRefused("Kies een collega die in dienst is.")
    if area and not WorkArea.objects.filter(id=area, organisation_id=by.house).exists():
        raise FocalRefused("Kies een werkgebied van je eigen organisatie.")
    same = FocalOfficer.objects.filter(
        Q(end__isnull=True) | Q(end__gt=start), member=person, area_id=area
    )
    if same.exists():
        raise FocalRefused("Deze collega is dat daar al.")
    row = FocalOfficer.objects.create(
        organisation_id=by.house, member=person, area_id=area, start=start
    )
    record(
        by=by,
        event=events.FOCAL_OFFICER_APPOINTED,
        target=row,
        member=str(person.id),
        area=str(area or ""),
        start=start.isoformat(),
    )
    return row


def end_appointment(*, by: Actor, officer: uuid.UUID) -> None:
    """Ends an appointment today; one that began today ends tomorrow, because it lasted a day."""
    row = get(by, Permission.FOCAL_OFFICER_APPOINT, FocalOfficer, id=officer)
    if row.end is not None:
        raise FocalRefused("Dit was al gestopt.")
    row.end = max(clock.today(), row.start + (date.resolution))
    row.save(update_fields=["end"])
    record(
        by=by,
        event=events.FOCAL_OFFICER_ENDED,
        target=row,
        member=str(row.member_id),
        area=str(row.area_id or ""),
        end=row.end.isoformat(),
    )
