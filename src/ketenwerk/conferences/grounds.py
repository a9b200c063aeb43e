"""Why a partner may be asked about somebody: consent to discuss it (R72).

Sharing without consent takes two people and a weighing; until that is built, there is no other ground here.
"""

import uuid
from datetime import date

from ketenwerk.clients.api import Consent, conference_yes

NEEDED = "Vraag eerst toestemming om dit in het overleg te bespreken. Wat je schreef blijft staan."


def consent_for(client: uuid.UUID, partner: uuid.UUID) -> Consent | None:
    """The valid consent to discuss this client with this partner at the table, or None."""
    return conference_yes(client, partner)


def until_of(consent: Consent | None, latest: date) -> date:
    """How long a partner may read: as long as the consent holds, and never longer than the item is kept."""
    return min(consent.until, latest) if consent and consent.until else latest
