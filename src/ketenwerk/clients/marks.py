"""The keyed codes of a registration: for doubles inside the organisation, and for the count."""

from ketenwerk.clients.link_tokens import Identity, link_tokens
from ketenwerk.clients.models import Client, LinkToken, OwnMark
from ketenwerk.clients.queries import own_key
from ketenwerk.kernel import crypto
from ketenwerk.people.api import Actor


def mark_own(by: Actor, client: Client, identity: Identity) -> None:
    """The codes by which the own organisation sees a double of its own."""
    OwnMark.objects.bulk_create(
        OwnMark(
            organisation_id=client.organisation_id,
            client=client,
            kind=token.kind,
            value=token.value,
        )
        for token in link_tokens(identity, own_key(by))
    )


def write_tokens(client: Client, identity: Identity) -> None:
    """The codes by which the counting job recognises a person; nobody else can read them."""
    LinkToken.objects.bulk_create(
        LinkToken(
            organisation_id=client.organisation_id,
            client=client,
            kind=token.kind,
            value=token.value,
        )
        for token in link_tokens(identity, crypto.key_tree().link_tokens)
    )


def mark_anew(by: Actor, client: Client, identity: Identity) -> None:
    """Who she is was put right: the codes follow, and those for the count only while she is counted."""
    OwnMark.objects.filter(client=client).delete()
    mark_own(by, client, identity)
    if LinkToken.objects.filter(client=client).delete()[0]:
        write_tokens(client, identity)
