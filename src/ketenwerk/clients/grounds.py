"""On what something of a client may go to another organisation: her yes, or else the exception that two people agreed on."""

import uuid
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Ground
from ketenwerk.clients.consenting import Choice, ends_on, valid_consent
from ketenwerk.clients.overriding import domains_of, override_for
from ketenwerk.people.api import Actor


@dataclass(frozen=True)
class ShareGround:
    """`until` is the first day on which it no longer holds; `domains` are the life domains it is about, None for all."""

    kind: Ground
    basis: uuid.UUID
    until: date
    domains: frozenset[uuid.UUID] | None = None

    @property
    def is_exception(self) -> bool:
        return self.kind == Ground.OVERRIDE

    def covers(self, domains: frozenset[uuid.UUID]) -> bool:
        return self.domains is None or domains <= self.domains


def ground_to_share(by: Actor, client: uuid.UUID, choice: Choice) -> ShareGround | None:
    """What allows this choice today, or None. An exception counts only where her yes does not hold."""
    consent = valid_consent(by, client, choice)
    if consent:
        return ShareGround(Ground.CONSENT, consent.id, ends_on(consent))
    exception = override_for(by, client, choice)
    if exception is None:
        return None
    about = frozenset(domains_of(exception))
    return ShareGround(Ground.OVERRIDE, exception.id, exception.review_on, about)
