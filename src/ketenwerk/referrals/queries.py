"""Reading referrals: of an own client, in and out of the organisation, one of them, and what waits."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from ketenwerk.access.api import Permission, Refused, get, open_key, shares_of, visible
from ketenwerk.clients.api import Client, Dossier, ShareGround, called_names, ground_about
from ketenwerk.kernel import clock
from ketenwerk.kernel.asking import Line, Lines, Question, lines
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.people.api import Actor, Member, Organisation
from ketenwerk.referrals.content import Content, read_content
from ketenwerk.referrals.grounds import grounds_for
from ketenwerk.referrals.models import NetworkReferral, Referral, ReferralReceipt
from ketenwerk.referrals.states import NETWORK, is_late, last_late_day

LISTED = 100
TOLD_FOR = timedelta(days=7)
ALONG = ("organisation", "receiver", "sent_by", "answered_by")
S = Referral.State


@dataclass(frozen=True)
class Row:
    """One referral in a list: nothing of what was handed over."""

    id: uuid.UUID
    reference: str
    sender: str
    receiver: str
    state: str
    state_label: str
    late: bool
    sent_on: date
    answered_on: date | None
    feedback_label: str
    client: uuid.UUID
    code: str = ""
    called: str = ""


@dataclass(frozen=True)
class HandoverView:
    day: date
    place: str
    place_label: str
    state: str
    state_label: str


@dataclass(frozen=True)
class Page:
    """One referral, opened: the same words on both sides, and what this side may do."""

    row: Row
    content: Content
    sent_by: str
    answered_by: str
    until: date
    reason_label: str
    reason_words: str
    handover: HandoverView | None
    feedback: str
    feedback_on: date | None
    version: int
    is_sender: bool
    opens: bool = True
    own_client: uuid.UUID | None = None

    @property
    def can_plan(self) -> bool:
        return self.row.state == S.ACCEPTED or (self.is_sender and self.row.state == S.SENT)


def _row(row: Referral, names: Mapping[uuid.UUID, tuple[str, str]] | None = None) -> Row:
    late = is_late(row.state, row.sent_on, clock.today())
    return Row(
        row.id,
        row.reference,
        row.organisation.name,
        row.receiver.name,
        row.state,
        "geen antwoord" if late else row.get_state_display(),
        late,
        row.sent_on,
        row.answered_on,
        row.get_feedback_display(),
        row.client_id,
        *(names or {}).get(row.client_id, ("", "")),
    )


def sent(actor: Actor, state: str = "") -> tuple[Row, ...]:
    """What this person's clients were passed on with, newest first; `late` is a state here."""
    rows = _in_state(visible(actor, Permission.REFERRAL_READ, Referral), state)
    found = list(rows.select_related(*ALONG)[:LISTED])
    names = called_names(actor, [row.client_id for row in found]) if found else {}
    return tuple(_row(row, names) for row in found)


def received(actor: Actor, state: str = "") -> tuple[Row, ...]:
    """What waits for somebody here, and what this person took. Nothing is opened for the list."""
    rows = _in_state(visible(actor, Permission.REFERRAL_RECEIVE, Referral), state)
    return tuple(_row(row) for row in rows.select_related(*ALONG)[:LISTED])


def _in_state(rows: QuerySet[Referral], state: str) -> QuerySet[Referral]:
    if state == "late":
        return rows.filter(state=S.SENT, sent_on__lte=last_late_day(clock.today()))
    return rows.filter(state=state) if state else rows


def to_sender(actor: Actor, referral: uuid.UUID) -> Referral:
    """The row for who works with her; raises Refused for anybody else. The dossier it opens is the log entry."""
    rows = visible(actor, Permission.REFERRAL_READ, Referral).select_related(*ALONG)
    row = rows.filter(id=referral).first()
    if row is None:
        raise Refused
    return row


def is_mine_to_send(actor: Actor, referral: uuid.UUID) -> bool:
    return visible(actor, Permission.REFERRAL_READ, Referral).filter(id=referral).exists()


def sent_page(actor: Actor, row: Referral, opened: Dossier) -> Page:
    """A referral of an own client, with the dossier it came from."""
    names = {row.client_id: (opened.client.code, opened.called)}
    opens = any(share.organisation == row.receiver_id for share in shares_of(actor, parts=[row.id]))
    return _page(actor, row, _row(row, names), is_sender=True, opens=opens)


def received_page(actor: Actor, referral: uuid.UUID) -> Page:
    """A referral that came in; raises Refused when it is another's or can no longer be read."""
    row = get(actor, Permission.REFERRAL_RECEIVE, Referral, along=ALONG, id=referral)
    receipt = visible(actor, Permission.REFERRAL_READ, ReferralReceipt).filter(referral=row).first()
    own = receipt.client_id if receipt else None
    return _page(actor, row, _row(row), is_sender=False, own_client=own)


def _page(
    actor: Actor,
    row: Referral,
    shown: Row,
    *,
    is_sender: bool,
    opens: bool = True,
    own_client: uuid.UUID | None = None,
) -> Page:
    key = open_key(by=actor, dossier=row.id)
    handover = None
    if row.handover and row.handover_on:
        handover = HandoverView(
            row.handover_on,
            row.handover_place,
            row.get_handover_place_display(),
            row.handover,
            row.get_handover_display(),
        )
    return Page(
        row=shown,
        content=read_content(unseal_from(row, key, "content")),
        sent_by=row.sent_by.name,
        answered_by=row.answered_by.name if row.answered_by else "",
        until=row.until,
        reason_label=row.get_reason_display(),
        reason_words=unseal_from(row, key, "reason_words") if row.reason_words else "",
        handover=handover,
        feedback=row.feedback,
        feedback_on=row.feedback_on,
        version=row.version,
        is_sender=is_sender,
        opens=opens,
        own_client=own_client,
    )


@dataclass(frozen=True)
class NetworkRow:
    """The fact and nothing else."""

    id: uuid.UUID
    kind_label: str
    place: str
    leads_to: str
    trajectory: str
    day: date
    accompanied_by: str
    outcome: str
    outcome_label: str
    may_become: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CameFrom:
    """By which referral an own client came here."""

    referral: uuid.UUID
    received_on: date


def of_client(actor: Actor, opened: Dossier) -> tuple[Row, ...]:
    rows = visible(actor, Permission.REFERRAL_READ, Referral).filter(client=opened.client)
    return tuple(_row(row) for row in rows.select_related(*ALONG))


def network_of_client(actor: Actor, opened: Dossier) -> tuple[NetworkRow, ...]:
    rows = visible(actor, Permission.REFERRAL_READ, NetworkReferral).filter(client=opened.client)
    labels = dict(NetworkReferral.Outcome.choices)
    return tuple(
        NetworkRow(
            row.id,
            row.get_kind_display(),
            row.contact.name if row.contact else "",
            row.contact.get_leads_to_display() if row.contact else "",
            row.trajectory.activity.label if row.trajectory else "",
            row.day,
            row.accompanied_by.name if row.accompanied_by else "",
            row.outcome,
            row.get_outcome_display(),
            tuple((each, str(labels[each])) for each in NETWORK[row.outcome]),
        )
        for row in rows.select_related("contact", "trajectory__activity", "accompanied_by")
    )


def came_from(actor: Actor, opened: Dossier) -> tuple[CameFrom, ...]:
    rows = visible(actor, Permission.REFERRAL_READ, ReferralReceipt).filter(client=opened.client)
    return tuple(CameFrom(row.referral_id, row.received_on) for row in rows.order_by("received_on"))


@dataclass(frozen=True)
class Partner:
    """An organisation she can be passed on to, and on what: her yes, exceptions, or both."""

    id: uuid.UUID
    name: str
    grounds: tuple[ShareGround, ...]

    @property
    def domains(self) -> frozenset[uuid.UUID]:
        return frozenset(key for ground in self.grounds for key in ground.domains)

    def ground_about(self, domains: Collection[uuid.UUID]) -> ShareGround:
        return ground_about(self.grounds, domains)


def partners_for(actor: Actor, client: uuid.UUID) -> tuple[Partner, ...]:
    """The partners with which something of her may be shared today, on her yes or on an exception."""
    houses = Organisation.objects.filter(kind=Organisation.Kind.PARTNER).exclude(id=actor.house)
    found = (
        Partner(house.id, house.name, grounds_for(actor, client, house.id))
        for house in houses.order_by("name")
    )
    return tuple(partner for partner in found if partner.grounds)


def colleagues(actor: Actor) -> tuple[tuple[uuid.UUID, str], ...]:
    """Who can have gone along: oneself first, then the colleagues by name."""
    rows = Member.objects.filter(organisation_id=actor.house, is_active=True).order_by("name")
    found = list(rows.values_list("id", "name"))
    return tuple(sorted(found, key=lambda each: each[0] != actor.person))


def own_of(actor: Actor, codes: list[str]) -> tuple[str, ...]:
    """Of these codes the ones with whom this person works: only those can be linked."""
    rows = visible(actor, Permission.CLIENT_EDIT, Client).filter(code__in=codes)
    return tuple(rows.values_list("code", flat=True))


@dataclass(frozen=True)
class ToDo:
    """What waits on Vandaag: ids, references and days. No code, no name, no word of what was asked."""

    id: uuid.UUID
    reference: str
    kind: str
    day: date


def to_do_question(actor: Actor) -> Question[tuple[ToDo, ...]]:
    """New, taken but not registered, without an answer, and given back within a week: in one question."""
    today = clock.today()
    receipt = ReferralReceipt.objects.filter(referral=OuterRef("pk"))
    mine = visible(actor, Permission.REFERRAL_READ, Referral).filter(
        Q(state=S.SENT, sent_on__lte=last_late_day(today))
        | Q(state=S.RETURNED, answered_on__gt=today - TOLD_FOR)
    )
    theirs = visible(actor, Permission.REFERRAL_RECEIVE, Referral).filter(
        Q(state=S.SENT)
        | (
            Q(state__in=[S.ACCEPTED, S.DONE], feedback__in=["", "contact", "started"])
            & ~Exists(receipt)
        )
    )
    part = lines(
        mine | theirs,
        "referral",
        word="reference",
        more="state",
        day=Coalesce("answered_on", "sent_on"),
        since="sent_on",
        yes=Q(organisation_id=actor.house),
    )
    return Question((part,), _to_do)


def _to_do(found: Lines) -> tuple[ToDo, ...]:
    rows = sorted(found["referral"], key=lambda each: (each.since, each.row))
    return tuple(ToDo(each.row, each.word, _kind(each), each.day) for each in rows)


def _kind(each: Line) -> str:
    if each.yes:
        return "returned" if each.more == S.RETURNED else "late"
    return "new" if each.more == S.SENT else "register"
