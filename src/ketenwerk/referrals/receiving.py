"""What the receiver does: take it or give it back, go on with her in the own organisation, and tell what came of it.

Nothing of what happens here differs for who sent it by whether the receiver knew her already (D1).
"""

import uuid
from collections.abc import Mapping

from ketenwerk.access.api import Permission, get, open_key
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Choice, Client, Intake, register
from ketenwerk.kernel import clock
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor
from ketenwerk.referrals import events
from ketenwerk.referrals.actions import ChangedMeanwhile, ReferralRefused, step
from ketenwerk.referrals.models import Referral, ReferralReceipt
from ketenwerk.referrals.states import ENDS_WITH

S = Referral.State


def accept(*, by: Actor, referral: uuid.UUID) -> Referral:
    """Takes it: from now on only this person and who sent it can read it."""
    row = get(by, Permission.REFERRAL_RECEIVE, Referral, id=referral)
    step(row, S.ACCEPTED, answered_by_id=by.person, answered_on=clock.today())
    record(by=by, event=events.ACCEPTED, target=row, subjects=[row.client_id])
    return row


def give_back(*, by: Actor, referral: uuid.UUID, reason: str, words: str) -> Referral:
    """Gives it back with a reason from the list and a few words for who sent it; then it is gone here, with its key."""
    row = get(by, Permission.REFERRAL_RECEIVE, Referral, id=referral)
    if reason == Referral.Reason.OTHER and not words.strip():
        raise ReferralRefused("Schrijf kort waarom je de verwijzing teruggeeft.")
    seal_into(row, open_key(by=by, dossier=row.id), reason_words=words.strip())
    step(
        row,
        S.RETURNED,
        answered_by_id=by.person,
        answered_on=clock.today(),
        reason=reason,
        reason_words=row.reason_words,
    )
    record(by=by, event=events.RETURNED, target=row, subjects=[row.client_id], reason=reason)
    return row


def register_referred(
    *, by: Actor, referral: uuid.UUID, intake: Intake, choices: Mapping[Choice, bool]
) -> Client:
    """Registers her in the own organisation; consent was asked anew and a choice not given is a no."""
    row = _taken(by, referral)
    client = register(by=by, intake=intake, choices=choices)
    _receive(by, row, client)
    record(
        by=by,
        event=events.REGISTERED,
        target=client,
        subjects=[client.id],
        referral=str(row.id),
    )
    return client


def link_referred(*, by: Actor, referral: uuid.UUID, code: str) -> Client:
    """She is a client with whom this person works already, by the code. Raises ReferralRefused when that is not so."""
    row = _taken(by, referral)
    mine = Client.objects.filter(organisation_id=by.house, code=code).values_list("id", flat=True)
    client = get(by, Permission.CLIENT_EDIT, Client, id__in=mine)
    _receive(by, row, client)
    record(by=by, event=events.LINKED, target=client, subjects=[client.id], referral=str(row.id))
    return client


def _taken(by: Actor, referral: uuid.UUID) -> Referral:
    row = get(by, Permission.REFERRAL_RECEIVE, Referral, id=referral)
    if row.state == S.SENT:
        raise ReferralRefused("Neem de verwijzing eerst aan.")
    if ReferralReceipt.objects.filter(referral=row).exists():
        raise ReferralRefused("Deze verwijzing is al geregistreerd.")
    return row


def _receive(by: Actor, row: Referral, client: Client) -> None:
    ReferralReceipt.objects.create(
        organisation_id=by.house, referral=row, client=client, received_on=clock.today()
    )


def feed_back(*, by: Actor, referral: uuid.UUID, feedback: str, seen: int) -> Referral:
    """Tells who sent it what came of it, from a list of three. Started or failed ends it."""
    row = get(by, Permission.REFERRAL_RECEIVE, Referral, id=referral)
    if row.state != S.ACCEPTED or feedback not in Referral.Feedback.values:
        raise ReferralRefused("Hier hoort nu geen terugkoppeling bij.")
    if row.version != seen:
        raise ChangedMeanwhile("Iemand anders veranderde dit net. Kijk wat er nu staat.")
    said = {"feedback": feedback, "feedback_on": clock.today()}
    if feedback in ENDS_WITH:
        step(row, S.DONE, **said)
    else:
        Referral.objects.filter(id=row.id, version=seen).update(**said, version=seen + 1)
    record(by=by, event=events.FED_BACK, target=row, subjects=[row.client_id], feedback=feedback)
    return row
