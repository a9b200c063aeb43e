"""On what a referral may go to a partner. The only place that knows."""

import uuid
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Ground
from ketenwerk.clients.api import Choice, valid_consent
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.referrals.rules import PURPOSE


@dataclass(frozen=True)
class Basis:
    """The ground, the id of what it rests on, and the first day it no longer holds."""

    ground: str
    id: uuid.UUID
    until: date


def basis_for(by: Actor, client: uuid.UUID, partner: uuid.UUID) -> Basis | None:
    """Her yes to this partner that holds now, or None.

    A ground that overrides a missing yes belongs here, after the question for consent, and nowhere else.
    """
    consent = valid_consent(by, client, Choice(PURPOSE, partner))
    if consent is None:
        return None
    return Basis(Ground.CONSENT, consent.id, consent.until or clock.days_later(365))
