"""Letters follow the client: who is involved with her, may read them; only the writer takes one back."""

from django.db.models import Q

from ketenwerk.access.api import Permission, rule
from ketenwerk.clients.api import my_clients
from ketenwerk.people.api import Actor


def of_my_clients(actor: Actor) -> Q:
    return Q(organisation_id=actor.house, client_id__in=my_clients(actor))


@rule(Permission.LETTER_READ, "letters.Letter")
def may_letter_read(actor: Actor) -> Q | None:
    return of_my_clients(actor)


@rule(Permission.LETTER_WRITE, "letters.Letter")
def may_letter_write(actor: Actor) -> Q | None:
    return of_my_clients(actor) & Q(author_id=actor.member)
