"""On what a referral may go to a partner. The only place that knows."""

import uuid
from collections.abc import Collection

from ketenwerk.clients.api import Choice, ShareGround, ground_to_share, grounds_to_share
from ketenwerk.people.api import Actor
from ketenwerk.referrals.rules import PURPOSE


def ground_for(
    by: Actor, client: uuid.UUID, partner: uuid.UUID, about: Collection[uuid.UUID] = ()
) -> ShareGround | None:
    """Her yes to this partner, or an exception for it that two people agreed on and that is not past its review."""
    return ground_to_share(by, client, Choice(PURPOSE, partner), about)


def grounds_for(by: Actor, client: uuid.UUID, partner: uuid.UUID) -> tuple[ShareGround, ...]:
    """Both, where both hold: her yes first."""
    return grounds_to_share(by, client, Choice(PURPOSE, partner))
