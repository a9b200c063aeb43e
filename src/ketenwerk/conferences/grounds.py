"""Why a partner may be asked about somebody: her consent to be discussed, and that with this partner (R72).

Sharing without consent takes two people and a weighing; there is no other ground here. When there is
one, `ground_for` is the one place where it is asked for as well.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from ketenwerk.clients.api import Choice, Consent, valid_consent
from ketenwerk.people.api import Actor

CONFERENCE = Consent.Purpose.CONFERENCE


@dataclass(frozen=True)
class AskGround:
    """On what it rests that this partner is asked; `until` is the first day on which it no longer holds."""

    basis: uuid.UUID
    until: date | None


def needed(partners: str) -> str:
    """What is missing, with whom, and what to do."""
    return (
        f"Vraag eerst toestemming om dit te bespreken met {partners}, bij Toestemming van de cliënt."
        " Wat je schreef blijft staan."
    )


def ground_for(by: Actor, client: uuid.UUID, partner: uuid.UUID) -> AskGround | None:
    """The ground to discuss an own client with one partner: both yeses hold, to the conference and to this partner."""
    wide = valid_consent(by, client, Choice(CONFERENCE))
    narrow = valid_consent(by, client, Choice(CONFERENCE, partner))
    if wide is None or narrow is None:
        return None
    ends = [each.until for each in (wide, narrow) if each.until]
    return AskGround(narrow.id, min(ends, default=None))


def until_of(ground: AskGround, latest: date) -> date:
    """How long a partner may read: as long as the ground holds, and never longer than the item is kept."""
    return min(ground.until, latest) if ground.until else latest
