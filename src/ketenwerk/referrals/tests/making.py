"""Referrals in a state, made by the product's own acts."""

import uuid
from dataclasses import replace
from datetime import timedelta

from ketenwerk.access.api import acting_for
from ketenwerk.clients.api import Choice, Identity, Intake, set_consent
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import TargetGroup
from ketenwerk.referrals.api import NewReferral, Referral, accept, give_back, send
from ketenwerk.referrals.models import Referral as Row

ASKED, WHY, QUESTION = "KANARIE-vraag", "KANARIE-reden", "KANARIE-eigen-woorden"


def agree(
    by: Actor, client: uuid.UUID, partner: uuid.UUID, *domains: uuid.UUID, given: bool = True
) -> None:
    """She agrees that something is shared with this partner, also about these life domains; or takes that back."""
    with acting_for(by):
        for domain in (None, *domains):
            set_consent(by=by, client=client, choice=Choice("share", partner, domain), given=given)


def a_question(partner: uuid.UUID, *, days: int = 30, everything: bool = False) -> NewReferral:
    new = NewReferral(partner, ASKED, WHY, clock.today() + timedelta(days=days))
    if not everything:
        return new
    return replace(new, own_question=QUESTION, with_called=True, with_contact=True)


def sent_to(by: Actor, client: uuid.UUID, to: Actor, *, everything: bool = False) -> Referral:
    """A referral on her yes."""
    agree(by, client, to.house)
    with acting_for(by):
        return send(by=by, client=client, new=a_question(to.house, everything=everything))


def taken_by(by: Actor, referral: uuid.UUID) -> Referral:
    with acting_for(by):
        return accept(by=by, referral=referral)


def given_back(by: Actor, referral: uuid.UUID, words: str = "", reason: str = "full") -> Referral:
    with acting_for(by):
        return give_back(by=by, referral=referral, reason=reason, words=words)


def an_intake(called: str = "Linde", working_name: str = "Linde") -> Intake:
    return Intake(
        called=called,
        identity=Identity("", "", working_name, None, 1994),
        group=TargetGroup.objects.get(key="sekswerkers"),
        municipality=None,
    )


def stands(by: Actor, referral: uuid.UUID) -> str:
    """The state as the database has it, seen from one side; empty when that side sees no row."""
    with acting_for(by):
        return Row.objects.filter(id=referral).values_list("state", flat=True).first() or ""
