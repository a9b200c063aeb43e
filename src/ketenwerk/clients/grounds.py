"""On what something of a client may go to another organisation: her yes, or else the exception that two people agreed on."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Ground
from ketenwerk.clients.consenting import Choice, domains_said_yes, ends_on, valid_consent
from ketenwerk.clients.overriding import domains_of, overrides_for
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


def ground_to_share(
    by: Actor, client: uuid.UUID, choice: Choice, about: Collection[uuid.UUID] = ()
) -> ShareGround | None:
    """What allows this choice about these life domains today, or None."""
    grounds = grounds_to_share(by, client, choice)
    return ground_about(grounds, about) if grounds else None


def grounds_to_share(by: Actor, client: uuid.UUID, choice: Choice) -> tuple[ShareGround, ...]:
    """All that allows this choice today: her yes first, then each exception, the longest first."""
    consent = valid_consent(by, client, choice)
    hers = (
        ShareGround(Ground.CONSENT, consent.id, ends_on(consent), domains_said_yes(consent))
        if consent
        else None
    )
    exceptions = (
        ShareGround(
            Ground.OVERRIDE, row.id, row.review_on, dict.fromkeys(domains_of(row), row.review_on)
        )
        for row in overrides_for(by, client, choice)
    )
    return (hers, *exceptions) if hers else tuple(exceptions)


def ground_about(grounds: Sequence[ShareGround], about: Collection[uuid.UUID]) -> ShareGround:
    """The first of these that covers these life domains; when none does, simply the first.

    So an exception counts only where her yes does not hold.
    """
    return next((each for each in grounds if each.covers(about)), grounds[0])
