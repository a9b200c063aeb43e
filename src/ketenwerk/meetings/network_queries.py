"""Reading the network: the directory, talks, bottlenecks, agreements and evaluations."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ketenwerk.access.api import Permission, get, visible
from ketenwerk.kernel import clock
from ketenwerk.meetings.models import (
    Bottleneck,
    Evaluation,
    Finding,
    NetworkContact,
    NetworkTalk,
    ProviderAgreement,
)
from ketenwerk.people.api import Actor

SOLVED = (Bottleneck.State.SOLVED, Bottleneck.State.ACCEPTED)


def directory(actor: Actor, *, kind: str = "", words: str = "") -> list[NetworkContact]:
    """The entries that hold, of one kind and with all these words in them when asked."""
    rows = visible(actor, Permission.NETWORK_READ, NetworkContact).filter(
        Q(ended_on=None) | Q(ended_on__gt=clock.today())
    )
    if kind:
        rows = rows.filter(kind=kind)
    for word in words.split()[:5]:
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(function__icontains=word)
            | Q(helps_with__icontains=word)
            | Q(area__icontains=word)
        )
    return list(rows)


def contact_to_edit(actor: Actor, contact: uuid.UUID) -> NetworkContact:
    return get(actor, Permission.NETWORK_EDIT, NetworkContact, id=contact)


def talks(actor: Actor) -> list[NetworkTalk]:
    rows = visible(actor, Permission.NETWORK_READ, NetworkTalk)
    return list(rows.select_related("organisation", "contact")[:100])


def bottlenecks(actor: Actor) -> list[Bottleneck]:
    """The open ones first, the oldest on top."""
    rows = visible(actor, Permission.NETWORK_READ, Bottleneck).select_related("organisation")
    return sorted(rows, key=lambda row: (row.state in SOLVED, row.raised_on, row.title))


def bottleneck_to_edit(actor: Actor, bottleneck: uuid.UUID) -> Bottleneck:
    return get(actor, Permission.NETWORK_EDIT, Bottleneck, id=bottleneck)


@dataclass(frozen=True)
class Agreement:
    """The version that holds now, and the ones before it."""

    now: ProviderAgreement
    before: tuple[ProviderAgreement, ...]
    is_due: bool
    is_over: bool


def agreements(actor: Actor, today: date) -> list[Agreement]:
    found: dict[tuple[uuid.UUID, uuid.UUID], list[ProviderAgreement]] = {}
    rows = visible(actor, Permission.NETWORK_READ, ProviderAgreement)
    for row in rows.select_related("provider", "partner"):
        found.setdefault((row.provider_id, row.partner_id), []).append(row)
    return [
        Agreement(
            each[0],
            tuple(each[1:]),
            each[0].review_on <= today,
            bool(each[0].ends_on and each[0].ends_on <= today),
        )
        for each in found.values()
    ]


def agreement_to_renew(actor: Actor, agreement: uuid.UUID) -> ProviderAgreement:
    return get(actor, Permission.NETWORK_EDIT, ProviderAgreement, id=agreement)


def evaluations(actor: Actor) -> list[Evaluation]:
    rows = visible(actor, Permission.NETWORK_READ, Evaluation)
    return list(rows.prefetch_related("findings__organisation"))


def evaluation_to_edit(actor: Actor, evaluation: uuid.UUID) -> Evaluation:
    return get(actor, Permission.NETWORK_EDIT, Evaluation, id=evaluation)


def finding_to_edit(actor: Actor, finding: uuid.UUID) -> Finding:
    return get(actor, Permission.NETWORK_EDIT, Finding, along=["evaluation"], id=finding)
