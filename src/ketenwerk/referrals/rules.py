"""Who may: who works with her sends and reads; at the receiver every care worker until one took it, then that one."""

from django.db.models import Q

from ketenwerk.access.api import Permission, received_parts, rule
from ketenwerk.clients.api import my_clients
from ketenwerk.people.api import Actor
from ketenwerk.referrals.models import Referral

PURPOSE = "share"
S = Referral.State


def of_my_clients(actor: Actor) -> Q:
    return Q(organisation_id=actor.house, client_id__in=my_clients(actor))


@rule(Permission.REFERRAL_READ, "referrals.Referral")
@rule(Permission.REFERRAL_WRITE, "referrals.Referral")
def may_referral_send(actor: Actor) -> Q | None:
    return of_my_clients(actor)


@rule(Permission.REFERRAL_READ, "referrals.NetworkReferral")
@rule(Permission.REFERRAL_WRITE, "referrals.NetworkReferral")
@rule(Permission.REFERRAL_READ, "referrals.ReferralReceipt")
def may_own_referral(actor: Actor) -> Q | None:
    return of_my_clients(actor)


@rule(Permission.REFERRAL_RECEIVE, "referrals.Referral")
def may_referral_receive(actor: Actor) -> Q | None:
    """While the key holds: consent that ended, ends this at the next request."""
    mine = Q(answered_by_id=actor.person, state__in=[S.ACCEPTED, S.DONE])
    open_to_all = Q(state=S.SENT)
    received = Q(receiver_id=actor.house, id__in=received_parts(actor, PURPOSE))
    return received & (open_to_all | mine)
