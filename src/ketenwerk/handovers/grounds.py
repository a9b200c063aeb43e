"""On what a client may be handed over to a care provider. The only place that knows."""

import uuid
from collections.abc import Collection

from ketenwerk.clients.api import Choice, Consent, ShareGround, ground_to_share, grounds_to_share
from ketenwerk.people.api import Actor


def ground_for(
    by: Actor, client: uuid.UUID, provider: uuid.UUID, about: Collection[uuid.UUID] = ()
) -> ShareGround | None:
    """Her yes to tell this provider something, or an exception that two people agreed on and that is not past its review."""
    return ground_to_share(by, client, Choice(Consent.Purpose.SHARE, provider), about)


def grounds_for(by: Actor, client: uuid.UUID, provider: uuid.UUID) -> tuple[ShareGround, ...]:
    """Both, where both hold: her yes first."""
    return grounds_to_share(by, client, Choice(Consent.Purpose.SHARE, provider))
