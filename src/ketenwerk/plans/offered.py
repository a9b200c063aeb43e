"""What an offer of the direction opens before it is answered: the keys, for nobody to read with yet."""

import uuid
from datetime import date

from ketenwerk.access.api import Ground, share_key
from ketenwerk.clients.api import Choice, valid_consent
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.plans.models import DirectionOffer, JointPlan
from ketenwerk.plans.refusals import PlanRefused
from ketenwerk.plans.rules import OFFER_HOLDS, PURPOSE

# Not the purpose under which a partner reads: these keys work once the plan has moved.
KEPT_FOR_DIRECTION = "direction"
State = DirectionOffer.State


def open_offer(plan: uuid.UUID) -> DirectionOffer | None:
    """The offer that can still be answered; after four weeks it cannot."""
    since = clock.today() - OFFER_HOLDS
    rows = DirectionOffer.objects.filter(plan=plan, state=State.OFFERED, offered_on__gt=since)
    return rows.select_related("partner", "worker").first()


def given_away(actor: Actor, client: uuid.UUID) -> DirectionOffer | None:
    """The handing over by which the plan of an own client runs at another organisation now."""
    rows = DirectionOffer.objects.filter(
        organisation_id=actor.house, client=client, state=State.ACCEPTED, ended_on__isnull=True
    )
    return rows.select_related("partner", "worker").order_by("-answered_on").first()


def check_offered(by: Actor, plan: JointPlan, domain: uuid.UUID | None) -> None:
    """While an offer is open, nothing is added that whoever may take over is not to see."""
    offer = open_offer(plan.id)
    if offer and consented_until(by, plan.client_id, offer.partner_id, domain) is None:
        raise PlanRefused(
            "De regie is aangeboden aan een partner die dit leefgebied niet mag zien. Trek het aanbod eerst in."
        )


def key_to_offered(
    by: Actor, plan: JointPlan, *, part: uuid.UUID, domain: uuid.UUID | None
) -> None:
    """What is added while an offer is open goes along with it."""
    offer = open_offer(plan.id)
    if offer:
        give_key(by, plan.client_id, offer.partner_id, part, domain)


def consented_until(
    by: Actor, client: uuid.UUID, partner: uuid.UUID, domain: uuid.UUID | None
) -> date | None:
    """The day an offered key ends: with the consent, and never later than the offer. None without consent."""
    consent = valid_consent(by, client, Choice(PURPOSE, partner, domain))
    if consent is None:
        return None
    last = clock.today() + OFFER_HOLDS
    return min(consent.until or last, last)


def give_key(
    by: Actor,
    client: uuid.UUID,
    partner: uuid.UUID,
    part: uuid.UUID,
    domain: uuid.UUID | None,
) -> None:
    """Hands the key of one part to the organisation that may take over; the consent was checked."""
    consent = valid_consent(by, client, Choice(PURPOSE, partner, domain))
    until = consented_until(by, client, partner, domain)
    if consent is None or until is None:
        raise PlanRefused("Er is geen toestemming om dit met deze partner te delen.")
    share_key(
        by=by,
        dossier=part,
        organisation=partner,
        purpose=KEPT_FOR_DIRECTION,
        ground=Ground.CONSENT,
        basis=consent.id,
        until=until,
    )
