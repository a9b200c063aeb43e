"""Why a partner may be asked about somebody: her consent to be discussed, and that with this partner (R72).

Or the exception that two people agreed on, until its review. Nothing else is a ground.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Ground
from ketenwerk.clients.api import Choice, Consent, override_for, valid_consent
from ketenwerk.people.api import Actor

CONFERENCE = Consent.Purpose.CONFERENCE


@dataclass(frozen=True)
class AskGround:
    """On what it rests that this partner is asked; `until` is the first day on which it no longer holds."""

    kind: Ground
    basis: uuid.UUID
    until: date | None


def needed(partners: str) -> str:
    """What is missing, with whom, and what to do."""
    return (
        f"Vraag eerst toestemming om dit te bespreken met {partners}, bij Toestemming van de cliënt."
        " Wat je schreef blijft staan."
    )


def ground_for(by: Actor, client: uuid.UUID, partner: uuid.UUID) -> AskGround | None:
    """The ground to discuss an own client with one partner: both yeses hold, or an exception does."""
    wide = valid_consent(by, client, Choice(CONFERENCE))
    narrow = valid_consent(by, client, Choice(CONFERENCE, partner))
    if wide and narrow:
        ends = [each.until for each in (wide, narrow) if each.until]
        return AskGround(Ground.CONSENT, narrow.id, min(ends, default=None))
    exception = override_for(by, client, Choice(CONFERENCE, partner))
    return AskGround(Ground.OVERRIDE, exception.id, exception.review_on) if exception else None


def until_of(ground: AskGround, latest: date) -> date:
    """How long a partner may read: as long as the ground holds, and never longer than the item is kept."""
    return min(ground.until, latest) if ground.until else latest
