"""What the counting role may see of everybody: who consented to be counted, and keyed codes. No name, no list leaves here."""

import uuid
from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from ketenwerk.census.linking import Count, Registration, count
from ketenwerk.clients.api import Client, Consent, LinkToken, Token
from ketenwerk.kernel import clock


class Register:
    """All registrations of one count, read once, as the counting role."""

    def __init__(self) -> None:
        agreed = Consent.objects.filter(
            Q(until__isnull=True) | Q(until__gt=clock.today()),
            purpose=Consent.Purpose.COUNT,
            state=Consent.State.GIVEN,
        )
        self._agreed = set(agreed.values_list("client_id", flat=True))
        self._organisation = dict(Client.objects.values_list("id", "organisation_id"))
        self._tokens: dict[uuid.UUID, list[Token]] = defaultdict(list)
        for client, kind, value in LinkToken.objects.values_list(
            "client_id", "kind", "value"
        ).iterator(chunk_size=5000):
            self._tokens[client].append(Token(kind, bytes(value)))

    def count(self, clients: Collection[uuid.UUID]) -> Count:
        """How many different people these registrations are."""
        return count(
            Registration(
                ref=client,
                organisation=str(self._organisation[client]),
                consent=client in self._agreed,
                tokens=tuple(self._tokens.get(client, ())) if client in self._agreed else (),
            )
            for client in clients
            if client in self._organisation
        )
