"""What was shared is asked back: a task with a reference and no name, for an organisation or for the one person who got it."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from ketenwerk.access.api import Permission, Refused, Share, given_on, require
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.models import Consent, RemovalTask
from ketenwerk.clients.overrides import OverrideGround
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_code
from ketenwerk.people.api import Actor, Function

Holders = Callable[[list[uuid.UUID]], Mapping[uuid.UUID, uuid.UUID]]
Wanted = tuple[uuid.UUID, uuid.UUID, uuid.UUID | None]  # basis, receiver, the one person
_holders: list[Holders] = []


def held_by_one(holders: Holders) -> Holders:
    """Declares which parts one person at the receiver got, and nobody else there: ids of parts to ids of members."""
    _holders.append(holders)
    return holders


def ask_removal(by: Actor, given: Iterable[Share]) -> None:
    """Asks everybody who got this to remove it: once for each ground and receiver.

    What ended earlier is asked back too, unless that same receiver was asked on the day it ended or later. Asked and
    settled on that one day says nothing of what ended in the hours after it: then it is asked again.
    """
    for basis, receiver, member in sorted(_wanted(by, given), key=str):
        RemovalTask.objects.create(
            organisation_id=by.house,
            receiver_id=receiver,
            member_id=member,
            reference=new_code(6),
            asked_on=clock.today(),
            **_basis(basis),
        )


def ask_all_removal(by: Actor, client: uuid.UUID) -> None:
    """Before the keys of her dossier go: asks whoever holds something, and whoever held something and was not asked since."""
    consents = Consent.objects.filter(client=client).values_list("id", flat=True)
    overrides = OverrideGround.objects.filter(client=client).values_list("id", flat=True)
    ask_removal(by, given_on(by, bases=[*consents, *overrides]))


def _wanted(by: Actor, given: Iterable[Share]) -> set[Wanted]:
    shares = list(given)
    if not shares:
        return set()
    parts = [share.part for share in shares]
    one = {part: member for holders in _holders for part, member in holders(parts).items()}
    asked = _last_asked(by, {share.basis for share in shares})
    wanted = set()
    for share in shares:
        who = (share.basis, share.organisation, one.get(share.part))
        if share.ended_on is None or asked.get(who, date.min) < share.ended_on:
            wanted.add(who)
    return wanted


def _last_asked(by: Actor, bases: Iterable[uuid.UUID]) -> dict[Wanted, date]:
    """Until which day what ended was asked back from each receiver, or from the one person there."""
    on_these = Q(consent__in=bases) | Q(override__in=bases)
    rows = RemovalTask.objects.filter(on_these, organisation_id=by.house)
    rows = rows.order_by("asked_on", F("done_on").asc(nulls_last=True))
    found = rows.values_list("consent", "override", "receiver", "member", "asked_on", "done_on")
    return {
        (consent or override, receiver, member): asked - timedelta(days=asked == done)
        for consent, override, receiver, member, asked, done in found
    }


def _basis(basis: uuid.UUID) -> dict[str, uuid.UUID]:
    """Under which choice of hers the task stands: her consent, or the exception to it."""
    if Consent.objects.filter(id=basis).exists():
        return {"consent_id": basis}
    return {"override_id": OverrideGround.objects.values_list("id", flat=True).get(id=basis)}


def my_removals(actor: Actor) -> Q:
    """Tasks for the acting organisation; of those for one person only one's own, and those of who left or does nothing."""
    mine = Q(member__isnull=True) | Q(member=actor.person)
    today = clock.today()
    works = Function.objects.filter(member=OuterRef("member"), start__lte=today).exclude(
        end__lte=today
    )
    left = Q(member__is_active=False) | ~Q(member__organisation=F("receiver")) | Q(~Exists(works))
    return Q(receiver=actor.organisation) & (mine | left)


def removed(*, by: Actor, task: uuid.UUID) -> None:
    """The receiver says that what it got is removed. Raises Refused for a task of another or one that is done."""
    require(by, Permission.REMOVAL_CONFIRM)
    rows = RemovalTask.objects.filter(my_removals(by), id=task, done_on__isnull=True)
    if not rows.update(done_on=clock.today(), done_by_id=by.person):
        raise Refused
    record(by=by, event=events.REMOVED, task=str(task))
