"""What was shared is asked back: a task with a reference and no name, for an organisation or for the one person who got it."""

import uuid
from collections.abc import Callable, Iterable, Mapping

from django.db.models import Q

from ketenwerk.access.api import Permission, Refused, Share, given_of, require, shares_of
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.models import Consent, RemovalTask
from ketenwerk.clients.overrides import OverrideGround
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_code
from ketenwerk.people.api import Actor

Holders = Callable[[list[uuid.UUID]], Mapping[uuid.UUID, uuid.UUID]]
Wanted = tuple[uuid.UUID, uuid.UUID, uuid.UUID | None]  # basis, receiver, the one person
_holders: list[Holders] = []


def held_by_one(holders: Holders) -> Holders:
    """Declares which parts one person at the receiver got, and nobody else there: ids of parts to ids of members."""
    _holders.append(holders)
    return holders


def ask_removal(by: Actor, given: Iterable[Share]) -> None:
    """Asks everybody who got this to remove it: once for each ground and receiver."""
    for basis, receiver, member in sorted(_wanted(given), key=str):
        RemovalTask.objects.create(
            organisation_id=by.house,
            receiver_id=receiver,
            member_id=member,
            reference=new_code(6),
            asked_on=clock.today(),
            **_basis(basis),
        )


def ask_all_removal(by: Actor, parts: list[uuid.UUID]) -> None:
    """Before the keys of these parts go: asks whoever holds one, and whoever held one and was not asked yet."""
    running = shares_of(by, parts=parts)
    tasks = RemovalTask.objects.filter(organisation_id=by.house)
    asked = set(tasks.values_list("consent", "override", "receiver"))
    ended = [share for share in given_of(by, parts=parts) if share not in running]
    missing = [
        share
        for share in ended
        if not {(share.basis, None, share.organisation), (None, share.basis, share.organisation)}
        & asked
    ]
    ask_removal(by, [*running, *missing])


def _wanted(given: Iterable[Share]) -> set[Wanted]:
    shares = list(given)
    parts = [share.part for share in shares]
    one = {part: member for holders in _holders for part, member in holders(parts).items()}
    return {(share.basis, share.organisation, one.get(share.part)) for share in shares}


def _basis(basis: uuid.UUID) -> dict[str, uuid.UUID]:
    """Under which choice of hers the task stands: her consent, or the exception to it."""
    if Consent.objects.filter(id=basis).exists():
        return {"consent_id": basis}
    return {"override_id": OverrideGround.objects.values_list("id", flat=True).get(id=basis)}


def my_removals(actor: Actor) -> Q:
    """Tasks for the acting organisation, and for one person there only those of this one."""
    return Q(receiver=actor.organisation) & (Q(member__isnull=True) | Q(member=actor.person))


def removed(*, by: Actor, task: uuid.UUID) -> None:
    """The receiver says that what it got is removed. Raises Refused for a task of another or one that is done."""
    require(by, Permission.REMOVAL_CONFIRM)
    rows = RemovalTask.objects.filter(my_removals(by), id=task, done_on__isnull=True)
    if not rows.update(done_on=clock.today(), done_by_id=by.person):
        raise Refused
    record(by=by, event=events.REMOVED, task=str(task))
