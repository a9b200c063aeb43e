"""On what a referral may go to a partner. The only place that knows."""

import uuid

from ketenwerk.clients.api import Choice, ShareGround, ground_to_share
from ketenwerk.people.api import Actor
from ketenwerk.referrals.rules import PURPOSE


def ground_for(by: Actor, client: uuid.UUID, partner: uuid.UUID) -> ShareGround | None:
    """Her yes to this partner, or an exception for it that two people agreed on and that is not past its review."""
    return ground_to_share(by, client, Choice(PURPOSE, partner))
