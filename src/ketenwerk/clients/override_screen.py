"""What the pages about sharing without consent show: to who works with her, to the second person, and to privacy."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from ketenwerk.access.api import Permission, Role, get, open_key, visible
from ketenwerk.clients.models import Client, Exclusion, Involvement
from ketenwerk.clients.overrides import OverrideGround, OverrideNotice, OverrideTold, S
from ketenwerk.clients.queries import Dossier
from ketenwerk.kernel import clock
from ketenwerk.kernel.asking import Line, Lines, Question, lines
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.people.api import Actor, Function, Member

SHOWN_NOTICES = 100


@dataclass(frozen=True)
class Telling:
    on: date
    by: str
    told: bool
    reason: str


@dataclass(frozen=True)
class OverrideView:
    """One request in full, opened with the key of the dossier."""

    row: OverrideGround
    facts: str
    why: str
    alternatives: str
    verdict: str
    domains: tuple[str, ...]
    tellings: tuple[Telling, ...]

    @property
    def past(self) -> bool:
        """Past its day: from then on it opens nothing, also before it is put away."""
        return self.row.review_on <= clock.today()

    @property
    def waiting(self) -> bool:
        return self.row.state == S.ASKED and not self.past

    @property
    def running(self) -> bool:
        return self.row.state == S.AGREED and not self.past

    @property
    def ended(self) -> bool:
        return not self.waiting and not self.running

    @property
    def words(self) -> str:
        """How far it is, in a word or two."""
        if self.waiting:
            return "wacht op een tweede persoon"
        expired = self.past and self.row.state in {S.ASKED, S.AGREED}
        return str(S(S.EXPIRED if expired else self.row.state).label)

    @property
    def to_tell(self) -> bool:
        """Whether something may have been shared of which she does not know."""
        agreed = self.row.decided_by_id is not None and self.row.state != S.REFUSED
        return agreed and not any(each.told for each in self.tellings)


def overrides_of(actor: Actor, opened: Dossier) -> tuple[OverrideView, ...]:
    """Everything asked about this client; what waits or runs first."""
    rows = visible(actor, Permission.OVERRIDE_ASK, OverrideGround).filter(client=opened.client)
    found = rows.select_related("partner", "asked_by", "decided_by").prefetch_related(
        "domains__domain", "tellings__by"
    )
    views = [_view(row, opened.key) for row in found]
    return tuple(sorted(views, key=lambda each: each.ended))


def _view(row: OverrideGround, key: bytes) -> OverrideView:
    return OverrideView(
        row=row,
        facts=unseal_from(row, key, "facts"),
        why=unseal_from(row, key, "why"),
        alternatives=unseal_from(row, key, "alternatives"),
        verdict=unseal_from(row, key, "verdict") if row.verdict else "",
        domains=tuple(sorted(each.domain.name for each in row.domains.all())),
        tellings=tuple(_telling(each, key) for each in row.tellings.all()),
    )


def _telling(row: OverrideTold, key: bytes) -> Telling:
    reason = unseal_from(row, key, "reason") if row.reason else ""
    return Telling(row.on, row.by.name, row.told, reason)


def second_people(actor: Actor, client: Client) -> tuple[str, ...]:
    """Who can be the second person: names of colleagues who work with her, and of focal officers (R5)."""
    today = clock.today()
    held = Function.objects.filter(
        Q(end__isnull=True) | Q(end__gt=today), start__lte=today, member=OuterRef("pk")
    )
    works = Involvement.objects.filter(
        Q(end__isnull=True) | Q(end__gt=today),
        client=client,
        member=OuterRef("pk"),
        start__lte=today,
    )
    with_her = Exists(works) & Exists(held.filter(role=Role.CARE_WORKER))
    fits = with_her if client.shielded else with_her | Exists(held.filter(role=Role.FOCAL_OFFICER))
    others = Member.objects.filter(fits, organisation=actor.house, is_active=True)
    closed = Exclusion.objects.filter(client=client).values("member_id")
    found = others.exclude(id=actor.person).exclude(id__in=closed).order_by("name")
    return tuple(found.values_list("name", flat=True))


@dataclass(frozen=True)
class Judging:
    """A request as the second person reads it: the code of the dossier, and what was weighed."""

    code: str
    asked: OverrideView


def override_to_judge(actor: Actor, override: uuid.UUID) -> Judging:
    """One request that waits for this person; Refused for everybody else."""
    along = ["client", "partner", "asked_by"]
    row = get(actor, Permission.OVERRIDE_DECIDE, OverrideGround, along=along, id=override)
    key = open_key(by=actor, dossier=row.client_id)
    return Judging(row.client.code, _view(row, key))


@dataclass(frozen=True)
class OverrideRow:
    """One thing to do about an exception, for lists."""

    id: uuid.UUID
    client: uuid.UUID
    review_on: date

    @property
    def soon(self) -> bool:
        return self.review_on <= clock.days_later(7)


@dataclass(frozen=True)
class OverrideToDo:
    """What waits for one's judgement; what one asked and runs; and of which of those she does not know yet."""

    judge: tuple[OverrideRow, ...] = ()
    review: tuple[OverrideRow, ...] = ()
    tell: tuple[OverrideRow, ...] = ()

    @property
    def clients(self) -> list[uuid.UUID]:
        return [row.client for row in (*self.judge, *self.review, *self.tell)]


def override_to_do(actor: Actor) -> Question[OverrideToDo]:
    """For who works with clients: what one asked oneself, and what a colleague asked."""
    rows = visible(actor, Permission.OVERRIDE_ASK, OverrideGround).filter(
        state__in=[S.ASKED, S.AGREED], review_on__gt=clock.today()
    )
    part = lines(
        rows,
        "override",
        client="client_id",
        day="review_on",
        word="state",
        number=Exists(OverrideTold.objects.filter(override=OuterRef("pk"))),
        yes=Q(asked_by_id=actor.member),
    )
    return Question((part,), _to_do)


def _to_do(found: Lines) -> OverrideToDo:
    rows = sorted(found["override"], key=lambda each: (each.day, each.row))
    running = [each for each in rows if each.yes and each.word == S.AGREED]
    return OverrideToDo(
        judge=_of(each for each in rows if not each.yes and each.word == S.ASKED),
        review=_of(running),
        tell=_of(each for each in running if not each.number),
    )


def _of(rows: Iterable[Line]) -> tuple[OverrideRow, ...]:
    return tuple(OverrideRow(each.row, each.client, each.day) for each in rows)


def overrides_to_judge(actor: Actor) -> tuple[OverrideRow, ...]:
    """What waits for the judgement of this person, the first to end first; for the focal officer."""
    rows = visible(actor, Permission.OVERRIDE_DECIDE, OverrideGround)
    return _rows(rows.order_by("review_on", "id"))


def _rows(rows: Iterable[OverrideGround]) -> tuple[OverrideRow, ...]:
    return tuple(OverrideRow(row.id, row.client_id, row.review_on) for row in rows)


@dataclass(frozen=True)
class NoticeRow:
    """One exception as privacy sees it."""

    row: OverrideNotice

    @property
    def running(self) -> bool:
        return self.row.state == S.AGREED and self.row.review_on > clock.today()

    @property
    def words(self) -> str:
        expired = self.row.review_on <= clock.today() and self.row.state in {S.ASKED, S.AGREED}
        return str(S(S.EXPIRED if expired else self.row.state).label)


def override_notices(actor: Actor) -> tuple[NoticeRow, ...]:
    """What was asked in the own organisation, newest first."""
    rows = visible(actor, Permission.OVERRIDE_OVERSEE, OverrideNotice)
    along = rows.select_related("partner", "asked_by", "decided_by")
    return tuple(NoticeRow(row) for row in along[:SHOWN_NOTICES])


def running_overrides(actor: Actor) -> int:
    """How many exceptions hold today."""
    rows = visible(actor, Permission.OVERRIDE_OVERSEE, OverrideNotice)
    return rows.filter(state=S.AGREED, review_on__gt=clock.today()).count()
