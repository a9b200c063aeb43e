"""Reading plans: the plan of an own client, what others share, and what is due."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ketenwerk.access.api import Permission, Refused, get, open_key, open_keys, shares_of, visible
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Dossier
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.asking import Lines, Question, lines
from ketenwerk.kernel.periods import months_later
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.people.api import Actor
from ketenwerk.plans import events
from ketenwerk.plans.models import (
    DirectionOffer,
    JointPlan,
    PlanChange,
    PlanDirector,
    PlanItem,
    PlanMembership,
    PlanReview,
)
from ketenwerk.plans.rules import PURPOSE
from ketenwerk.plans.states import LINE, LINE_OPEN, TAKES_PART

REVIEW_MONTHS = 3
SOON = timedelta(days=7)
ASK_AGAIN = timedelta(days=30)
DUE_SHOWN = 5


@dataclass(frozen=True)
class Version:
    """One version of a line: what it said then, who wrote it."""

    number: int
    state: str
    state_label: str
    due: date | None
    words: str
    remark: str
    by: str
    house: str
    day: date


@dataclass(frozen=True)
class Line:
    """One line of a plan as it stands now, with its versions; the last is now."""

    id: uuid.UUID
    kind: str
    domain: uuid.UUID | None
    domain_name: str
    domain_plain: str
    domain_key: str
    owner: uuid.UUID | None
    owner_name: str
    organisation: uuid.UUID
    came_from: str
    versions: tuple[Version, ...]

    @property
    def now(self) -> Version:
        return self.versions[-1]

    @property
    def is_open(self) -> bool:
        return self.now.state in LINE_OPEN

    @property
    def is_late(self) -> bool:
        return self.is_open and self.now.due is not None and self.now.due < clock.today()

    @property
    def may_become(self) -> tuple[str, ...]:
        return LINE[self.now.state]


@dataclass(frozen=True)
class MemberView:
    id: uuid.UUID
    plan: uuid.UUID
    partner: uuid.UUID
    partner_name: str
    worker: str
    worker_id: uuid.UUID | None
    state: str
    state_label: str
    domains: tuple[str, ...]
    domain_ids: frozenset[uuid.UUID]
    invited_on: date
    start: date | None
    end: date | None
    opens: bool
    until: date | None = None

    @property
    def takes_part(self) -> bool:
        return self.state in TAKES_PART

    @property
    def ends_soon(self) -> bool:
        """Time to ask her again: within a month the partner sees nothing any more, or it does not already."""
        if not self.takes_part:
            return False
        return not self.opens or (
            self.until is not None and self.until <= clock.today() + ASK_AGAIN
        )


@dataclass(frozen=True)
class ReviewView:
    day: date
    agreed: bool
    changed: str
    words: str
    by: str


@dataclass(frozen=True)
class DirectorView:
    member: uuid.UUID
    name: str
    start: date
    end: date | None


@dataclass(frozen=True)
class PlanView:
    """The whole plan, for the organisation of the plan."""

    id: uuid.UUID
    client: uuid.UUID
    opened_on: date
    closed_on: date | None
    lines: tuple[Line, ...]
    members: tuple[MemberView, ...]
    reviews: tuple[ReviewView, ...]
    directors: tuple[DirectorView, ...]
    is_mine: bool

    @property
    def director(self) -> DirectorView | None:
        return next((each for each in self.directors if each.end is None), None)

    @property
    def review_on(self) -> date:
        """Three months after the last time it was talked through, or after it began."""
        last = self.reviews[0].day if self.reviews else self.opened_on
        return months_later(last, REVIEW_MONTHS)

    @property
    def review_is_due(self) -> bool:
        return self.closed_on is None and self.review_on <= clock.today()


@dataclass(frozen=True)
class SharedPlan:
    """What a partner sees: the code, the name when that is allowed, and its own domains."""

    membership: MemberView
    code: str
    called: str
    from_house: str
    lines: tuple[Line, ...]


def plan_row(actor: Actor, plan: uuid.UUID, permission: Permission) -> JointPlan:
    return get(actor, permission, JointPlan, id=plan)


def plan_of(actor: Actor, opened: Dossier) -> PlanView | None:
    """The plan of an own client: the active one, else the last."""
    rows = visible(actor, Permission.PLAN_READ, JointPlan).filter(client=opened.client.id)
    row = rows.order_by(F("closed_on").desc(nulls_first=True)).first()
    if row is None:
        return None
    directors = tuple(
        DirectorView(each.member_id, each.member.name, each.start, each.end)
        for each in PlanDirector.objects.filter(plan=row)
        .select_related("member")
        .order_by(F("end").desc(nulls_first=True), "-start")
    )
    return PlanView(
        id=row.id,
        client=row.client_id,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        lines=lines_of(actor, visible(actor, Permission.PLAN_READ, PlanItem).filter(plan=row)),
        members=_members(actor, row),
        reviews=_reviews(row, open_key(by=actor, dossier=row.id)),
        directors=directors,
        is_mine=row.state == JointPlan.State.ACTIVE
        and any(each.member == actor.member and each.end is None for each in directors),
    )


def membership_row(actor: Actor, membership: uuid.UUID) -> PlanMembership:
    """The part of a partner in a plan that this person directs; Refused otherwise."""
    return get(actor, Permission.PLAN_EDIT, PlanMembership, id=membership)


def active_plan(actor: Actor, client: uuid.UUID) -> JointPlan | None:
    """The active plan of an own client that this person directs."""
    rows = visible(actor, Permission.PLAN_EDIT, JointPlan).filter(client=client)
    return rows.first()


def lines_of(actor: Actor, rows: QuerySet[PlanItem]) -> tuple[Line, ...]:
    """Opens lines with their versions: three queries, however many there are."""
    found = list(rows.select_related("domain", "owner"))
    keys = open_keys(by=actor, dossiers=[row.id for row in found])
    versions: dict[uuid.UUID, list[Version]] = {}
    changes = PlanChange.objects.filter(item__in=list(keys)).select_related("by", "house")
    for change in changes.order_by("item", "number"):
        opened = _version(change, keys[change.item_id])
        versions.setdefault(change.item_id, []).append(opened)
    return tuple(_line(row, versions[row.id]) for row in found if row.id in versions)


def _line(row: PlanItem, versions: Sequence[Version]) -> Line:
    return Line(
        id=row.id,
        kind=row.kind,
        domain=row.domain_id,
        domain_name=row.domain.name if row.domain else "",
        domain_plain=row.domain.plain if row.domain else "het hele plan",
        domain_key=row.domain.key if row.domain else "",
        owner=row.owner_id,
        owner_name=row.owner.name if row.owner else "",
        organisation=row.organisation_id,
        came_from=_came_from(row),
        versions=tuple(versions),
    )


def _came_from(row: PlanItem) -> str:
    """A line from the conference says so, with its day; the others come from the plan itself."""
    if row.origin == PlanItem.Origin.PLAN:
        return ""
    return f"{row.get_origin_display()}, {dutch.day(row.added_on)}"


def _version(change: PlanChange, key: bytes) -> Version:
    return Version(
        number=change.number,
        state=change.state,
        state_label=change.get_state_display(),
        due=change.due,
        words=unseal_from(change, key, "words"),
        remark=unseal_from(change, key, "remark") if change.remark else "",
        by=change.by.name,
        house=change.house.abbreviation,
        day=change.at.astimezone(clock.AMSTERDAM).date(),
    )


def _members(actor: Actor, plan: JointPlan) -> tuple[MemberView, ...]:
    # Whoever directs now took part before: that is told where it says who directs.
    rows = PlanMembership.objects.filter(plan=plan).exclude(partner=plan.organisation_id)
    rows = rows.select_related("partner", "worker")
    found = list(rows.prefetch_related("domains").order_by("invited_on", "id"))
    open_now = {
        share.part: share.until
        for share in shares_of(actor, parts=[row.id for row in found])
        if share.purpose == PURPOSE
    }
    return tuple(
        _member(row, opens=row.id in open_now, until=open_now.get(row.id)) for row in found
    )


def _member(row: PlanMembership, *, opens: bool, until: date | None = None) -> MemberView:
    domains = sorted(row.domains.all(), key=lambda each: each.order)
    return MemberView(
        id=row.id,
        plan=row.plan_id,
        partner=row.partner_id,
        partner_name=row.partner.name,
        worker=row.worker.name if row.worker else "de aandachtsfunctionaris",
        worker_id=row.worker_id,
        state=row.state,
        state_label=row.get_state_display(),
        domains=tuple(each.name for each in domains),
        domain_ids=frozenset(each.id for each in domains),
        invited_on=row.invited_on,
        start=row.start,
        end=row.end,
        opens=opens,
        until=until,
    )


def _reviews(row: JointPlan, key: bytes) -> tuple[ReviewView, ...]:
    found = PlanReview.objects.filter(plan=row).select_related("by").order_by("-day", "-id")
    return tuple(
        ReviewView(
            each.day,
            each.agreed,
            unseal_from(each, key, "changed"),
            unseal_from(each, key, "words"),
            each.by.name,
        )
        for each in found
    )


def writable_line(actor: Actor, item: uuid.UUID) -> tuple[PlanItem, Line]:
    """A line that this person may write to: who directs the plan, or the partner that does it."""
    own = visible(actor, Permission.PLAN_EDIT, PlanItem).filter(id=item)
    shared = visible(actor, Permission.SHARED_PLAN_EDIT, PlanItem).filter(id=item)
    row = own.first() or shared.first()
    if row is None:
        raise Refused
    record(by=actor, event=events.LINE_READ, target=row, subjects=[row.client_id])
    found = lines_of(actor, PlanItem.objects.filter(id=row.id))
    if not found:
        raise Refused
    return row, found[0]


def shared_plans(actor: Actor) -> tuple[SharedPlan, ...]:
    """The plans of others in which this person takes part or to which it is invited, without their lines."""
    rows = visible(actor, Permission.SHARED_PLAN_READ, PlanMembership)
    found = list(
        rows.select_related("partner", "worker", "organisation")
        .prefetch_related("domains")
        .order_by("state", "invited_on", "id")
    )
    keys = open_keys(by=actor, dossiers=[row.id for row in found])
    if found:
        subjects = [row.client_id for row in found]
        record(by=actor, event=events.SHARED_READ, subjects=subjects, count=len(found))
    return tuple(_shared(row, keys[row.id], ()) for row in found if row.id in keys)


def shared_plan(actor: Actor, membership: uuid.UUID) -> SharedPlan:
    """One shared plan; before the yes to the invitation only whose it is and about what."""
    row = get(
        actor,
        Permission.SHARED_PLAN_READ,
        PlanMembership,
        along=["partner", "worker", "organisation"],
        id=membership,
    )
    rows = visible(actor, Permission.SHARED_PLAN_READ, PlanItem).filter(plan=row.plan_id)
    return _shared(row, open_key(by=actor, dossier=row.id), lines_of(actor, rows))


def _shared(row: PlanMembership, key: bytes, lines: Sequence[Line]) -> SharedPlan:
    who = json.loads(unseal_from(row, key, "who"))
    house = row.organisation.name
    return SharedPlan(_member(row, opens=True), who["code"], who["called"], house, tuple(lines))


@dataclass(frozen=True)
class DueLine:
    id: uuid.UUID
    due: date


@dataclass(frozen=True)
class PlanToDo:
    """What waits on Vandaag: ids and days, no names and no words."""

    invitations: tuple[uuid.UUID, ...]
    offers: tuple[uuid.UUID, ...]
    lines: tuple[DueLine, ...]
    reviews: tuple[uuid.UUID, ...]


def to_do_question(actor: Actor) -> Question[PlanToDo]:
    offers = visible(actor, Permission.SHARED_PLAN_EDIT, DirectionOffer)
    rows = visible(actor, Permission.SHARED_PLAN_READ, PlanMembership)
    rows = rows.annotate(offered=Exists(offers.filter(membership=OuterRef("pk"))))
    asked = rows.filter(Q(state="invited") | Q(offered=True))
    last = PlanReview.objects.filter(plan=OuterRef("pk")).order_by("-day").values("day")[:1]
    plans = visible(actor, Permission.PLAN_EDIT, JointPlan)
    parts = (
        lines(asked, "plan_asked", day="invited_on", yes="offered"),
        lines(_due_lines(actor), "plan_line", day="now_due"),
        lines(plans, "plan_review", day=Coalesce(Subquery(last), "opened_on")),
    )
    return Question(parts, _to_do)


def _to_do(found: Lines) -> PlanToDo:
    asked = sorted(found["plan_asked"], key=lambda each: each.day)
    due = sorted(found["plan_line"], key=lambda each: (each.day, each.row))
    return PlanToDo(
        invitations=tuple(each.row for each in asked if not each.yes),
        offers=tuple(each.row for each in asked if each.yes),
        lines=tuple(DueLine(each.row, each.day) for each in due),
        reviews=tuple(each.row for each in found["plan_review"] if _talk_again(each.day)),
    )


def _talk_again(day: date) -> bool:
    return months_later(day, REVIEW_MONTHS) <= clock.today()


def _due_lines(actor: Actor) -> QuerySet[PlanItem]:
    """Open lines within a week or late: of the plans this person directs, and those its organisation does."""
    last = PlanChange.objects.filter(item=OuterRef("pk")).order_by("-number")
    mine = visible(actor, Permission.PLAN_EDIT, PlanItem)
    mine = mine.filter(Q(owner__isnull=True) | Q(owner=actor.organisation))
    rows = mine | visible(actor, Permission.SHARED_PLAN_EDIT, PlanItem)
    rows = rows.annotate(
        now=Subquery(last.values("state")[:1]), now_due=Subquery(last.values("due")[:1])
    )
    soon = clock.today() + SOON
    return rows.filter(now__in=LINE_OPEN, now_due__lte=soon).order_by("now_due", "id")[:DUE_SHOWN]
