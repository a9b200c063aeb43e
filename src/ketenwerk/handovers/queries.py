"""Reading hand-overs: as the partner that gave them, and as the worker who got them."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from ketenwerk.access.api import Permission, Refused, Role, get, open_keys, shares_of, visible
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Dossier, SafeAgreement, my_clients
from ketenwerk.handovers import events
from ketenwerk.handovers.models import Handover, HandoverContact, HandoverEnd
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.asking import Lines, Question, lines
from ketenwerk.kernel.periods import iso_week
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.meetings.api import partners_under_agreement
from ketenwerk.people.api import Actor, Member, Organisation
from ketenwerk.trajectories.api import ScaleUp, Trajectory

S = Handover.State
LAPSED = "afgelopen"


@dataclass(frozen=True)
class Facts:
    """What the outside worker is told. The code is always there; everything else only when it was chosen."""

    code: str
    called: str = ""
    goal: str = ""
    domains: tuple[str, ...] = ()
    contact: SafeAgreement | None = None

    def sealed_text(self) -> str:
        values: dict[str, Any] = asdict(self)
        if self.contact:
            checked = self.contact.checked_on
            values["contact"]["checked_on"] = checked.isoformat() if checked else None
        return json.dumps(values)


def read_facts(text: str) -> Facts:
    values = json.loads(text)
    contact = values.pop("contact")
    return Facts(
        **values | {"domains": tuple(values["domains"])},
        contact=_agreement(contact) if contact else None,
    )


def _agreement(values: dict[str, Any]) -> SafeAgreement:
    checked = values.pop("checked_on")
    return SafeAgreement(
        **values | {"days": tuple(values["days"])},
        checked_on=date.fromisoformat(checked) if checked else None,
    )


@dataclass(frozen=True)
class HandoverView:
    """What the partner that handed over sees: to whom, until when and how it stands. Nothing of the help itself."""

    id: uuid.UUID
    worker: str
    provider: str
    handed_on: date
    until: date
    told_on: date
    state: str
    state_label: str
    reason: str
    ended_on: date | None
    contact_is_old: bool

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    @property
    def is_open(self) -> bool:
        return self.state == S.RUNNING and self.state_label != LAPSED


def granted(row: Trajectory) -> ScaleUp | None:
    """The decision on which this trajectory was scaled up; None while it was not."""
    rows = row.scale_ups.select_related("provider").filter(state=ScaleUp.State.GRANTED)
    return rows.order_by("-decided_on").first()


def handovers_of(actor: Actor, row: Trajectory, opened: Dossier) -> list[HandoverView]:
    """All hand-overs of a trajectory: the one without an end first, then what ended last."""
    rows = list(
        visible(actor, Permission.HANDOVER_EDIT, Handover)
        .filter(scale_up__trajectory=row)
        .select_related("provider", "worker", "ending")
        .order_by(F("ending__on").desc(nulls_first=True), "-handed_on", "-id")
    )
    shared = {share.part for share in shares_of(actor, parts=[each.id for each in rows])}
    keys = open_keys(by=actor, dossiers=[each.id for each in rows])
    return [_view(each, each.id in shared, keys, opened) for each in rows]


def _view(
    row: Handover, shared: bool, keys: Mapping[uuid.UUID, bytes], opened: Dossier
) -> HandoverView:
    ending = getattr(row, "ending", None)
    runs = ending is None and shared and row.until > clock.today() and agreed(row)
    return HandoverView(
        id=row.id,
        worker=row.worker.name,
        provider=row.provider.name,
        handed_on=row.handed_on,
        until=row.until,
        told_on=row.told_on,
        state=ending.state if ending else S.RUNNING,
        state_label=ending.get_state_display() if ending else S.RUNNING.label if runs else LAPSED,
        reason=ending.get_reason_display() if ending else "",
        ended_on=ending.on if ending else None,
        contact_is_old=runs and _other_contact(row, keys[row.id], opened),
    )


def agreed(row: Handover) -> bool:
    """Whether an agreement of the two organisations runs today."""
    partners = partners_under_agreement(row.provider_id, clock.today())
    return partners.filter(partner=row.organisation_id).exists()


def _other_contact(row: Handover, key: bytes, opened: Dossier) -> bool:
    told = read_facts(unseal_from(row, key, "facts")).contact
    return told is not None and told != opened.safe_contact


def outside_workers(provider: uuid.UUID) -> QuerySet[Member]:
    """Who can get a client at a provider: in service, with the function of outside worker today."""
    today = clock.today()
    holds = Q(functions__role=Role.EXTERNAL_WORKER, functions__start__lte=today) & (
        Q(functions__end__isnull=True) | Q(functions__end__gt=today)
    )
    rows = Member.objects.filter(holds, organisation=provider, is_active=True)
    return rows.distinct().order_by("name")


@dataclass(frozen=True)
class CameBack:
    """A hand-over that was given back and about which nothing was decided since."""

    trajectory: uuid.UUID
    provider: str
    on: date


def back_question(actor: Actor) -> Question[list[CameBack]]:
    """What providers gave back of the own clients, until the trajectory is ended or handed over anew."""
    newer = Handover.objects.filter(
        scale_up=OuterRef("handover__scale_up"), handed_on__gte=OuterRef("on")
    )
    rows = HandoverEnd.objects.filter(
        ~Exists(newer.exclude(id=OuterRef("handover"))),
        organisation_id=actor.house,
        state=S.RETURNED,
        handover__client_id__in=my_clients(actor),
        handover__scale_up__trajectory__state=Trajectory.State.SCALED_UP,
    )
    of = "handover__scale_up__trajectory_id"
    return Question((lines(rows, "back", row=of, word="provider__name", day="on"),), _came_back)


def _came_back(found: Lines) -> list[CameBack]:
    rows = sorted(found["back"], key=lambda each: each.day)
    return [CameBack(each.row, each.word, each.day) for each in rows]


# The worker who got a client


@dataclass(frozen=True)
class Received:
    id: uuid.UUID
    facts: Facts
    partner: str
    handed_on: date
    told_on: date
    until: date

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)


@dataclass(frozen=True)
class ContactView:
    day: date
    kind: str
    minutes: int
    words: str


def received(actor: Actor) -> list[Received]:
    """The clients handed over to this person that are open now; logged as one listing."""
    rows = list(visible(actor, Permission.RECEIVED_READ, Handover).order_by("handed_on", "id"))
    found = _received(actor, rows)
    if found:
        subjects = [row.client_id for row in rows]
        record(by=actor, event=events.RECEIVED_LISTED, subjects=subjects, count=len(found))
    return found


def received_client(
    actor: Actor, handover: uuid.UUID, permission: Permission = Permission.RECEIVED_READ
) -> Received:
    """One client handed over to this person; Refused when that holds no longer."""
    row = get(actor, permission, Handover, id=handover)
    found = _received(actor, [row])
    if not found:
        raise Refused
    return found[0]


def _received(actor: Actor, rows: list[Handover]) -> list[Received]:
    keys = open_keys(by=actor, dossiers=[row.id for row in rows])
    houses = dict(
        Organisation.objects.filter(id__in=[row.organisation_id for row in rows]).values_list(
            "id", "name"
        )
    )
    return [
        Received(
            id=row.id,
            facts=read_facts(unseal_from(row, keys[row.id], "facts")),
            partner=houses[row.organisation_id],
            handed_on=row.handed_on,
            told_on=row.told_on,
            until=row.until,
        )
        for row in rows
        if row.id in keys
    ]


def own_contacts(actor: Actor, handover: uuid.UUID) -> list[ContactView]:
    """The own contacts with this client, newest first."""
    rows = list(visible(actor, Permission.RECEIVED_READ, HandoverContact).filter(handover=handover))
    keys = open_keys(by=actor, dossiers=[row.id for row in rows])
    return [
        ContactView(
            row.day, row.get_kind_display(), row.minutes, unseal_from(row, keys[row.id], "words")
        )
        for row in rows
        if row.id in keys
    ]


def copy_of(actor: Actor, received: Received) -> str:
    """The own contacts with this client as plain text, the oldest first, for the record of the provider itself; logged.

    With the code and no name. While the hand-over is open: after that nothing of it opens here any more.
    """
    contacts = own_contacts(actor, received.id)
    row = Handover.objects.get(id=received.id)
    record(
        by=actor,
        event=events.COPIED,
        target=row,
        subjects=[row.client_id],
        count=len(contacts),
    )
    lines = [
        f"{dutch.full_day(each.day)}, {each.kind.lower()}, {each.minutes} minuten\n{each.words}"
        for each in reversed(contacts)
    ]
    return "\n\n".join([f"{received.facts.code}, van {received.partner}", *lines])


def minutes_this_week(actor: Actor) -> int:
    """The own time with the clients handed over, this week."""
    week = iso_week(clock.today())
    rows = visible(actor, Permission.RECEIVED_READ, HandoverContact)
    own = rows.filter(day__gte=week.start, day__lt=week.end)
    return own.aggregate(total=Sum("minutes"))["total"] or 0
