"""A yes about one life domain is taken back: what names that domain goes, and the rest of what was shared stays.

Shares rest on the yes to the organisation. Only the package that made one knows which life domains it tells of.
"""

import uuid
from collections.abc import Callable, Collection
from dataclasses import replace

from ketenwerk.access.api import Share, given_on
from ketenwerk.clients.models import Consent
from ketenwerk.people.api import Actor

Narrow = Callable[[Actor, Consent, list[Share]], Collection[uuid.UUID]]
_narrowing: list[Narrow] = []


def takes_out(narrowing: Narrow) -> Narrow:
    """Declares how a package takes one life domain out of what it shares with one organisation.

    It is given who acts, the choice that ended and every share, also past ones; it gives the parts that told of that domain.
    """
    _narrowing.append(narrowing)
    return narrowing


def narrow(by: Actor, ended: Consent) -> list[Share]:
    """Takes the life domain out, and gives what has to be asked back, on the choice that ended."""
    house = Consent.objects.filter(
        client=ended.client_id, purpose=ended.purpose, recipient=ended.recipient_id, domain=None
    )
    shares = given_on(by, bases=house.values_list("id", flat=True))
    told = {part for take_out in _narrowing for part in take_out(by, ended, shares)}
    return [replace(share, basis=ended.id) for share in shares if share.part in told]
