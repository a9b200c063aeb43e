"""On what something of a client may go to another organisation: her yes, or else the exception that two people agreed on."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Ground
from ketenwerk.clients.consenting import Choice, domains_said_yes, ends_on, valid_consent
from ketenwerk.clients.overriding import domains_of, override_for
from ketenwerk.people.api import Actor


@dataclass(frozen=True)
class ShareGround:
    """`until` is the first day on which it no longer holds; `domains` are the life domains it is about, each with its own.

    A ground without a life domain is enough to ask a question, and for no part of her life.
    """

    kind: Ground
    basis: uuid.UUID
    until: date
    domains: Mapping[uuid.UUID, date]

    @property
    def is_exception(self) -> bool:
        return self.kind == Ground.OVERRIDE

    def covers(self, domains: Collection[uuid.UUID]) -> bool:
        return self.domains.keys() >= set(domains)

    def until_about(self, domains: Collection[uuid.UUID]) -> date:
        """The first day on which something about these life domains may no longer be known."""
        return min([self.until, *(self.domains[each] for each in domains)])


def ground_to_share(by: Actor, client: uuid.UUID, choice: Choice) -> ShareGround | None:
    """What allows this choice today, or None. An exception counts only where her yes does not hold."""
    consent = valid_consent(by, client, choice)
    if consent:
        about = domains_said_yes(consent)
        return ShareGround(Ground.CONSENT, consent.id, ends_on(consent), about)
    exception = override_for(by, client, choice)
    if exception is None:
        return None
    about = dict.fromkeys(domains_of(exception), exception.review_on)
    return ShareGround(Ground.OVERRIDE, exception.id, exception.review_on, about)
