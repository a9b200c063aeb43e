"""With which partners she may be discussed, beside the yes to the case conference in general."""

import uuid
from collections.abc import Collection

from ketenwerk.access.api import Permission, Refused, get
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.consenting import Choice, Talk, conference_yes, set_answer
from ketenwerk.clients.models import Client, Consent
from ketenwerk.clients.turns import in_turn
from ketenwerk.people.api import Actor, Organisation


def set_partners(
    *, by: Actor, client: uuid.UUID, partners: Collection[uuid.UUID], talk: Talk
) -> None:
    """Records with which partners she may be discussed: these and no others. One act.

    Raises Refused without a yes in general, and NotTheirs like set_consent.
    """
    row = in_turn(get(by, Permission.CLIENT_EDIT, Client, id=client).id)
    if conference_yes(row.id) is None:
        raise Refused
    for house in Organisation.objects.filter(kind=Organisation.Kind.PARTNER).exclude(id=by.house):
        given = conference_yes(row.id, house.id) is not None
        if given != (house.id in partners):
            choice = Choice(Consent.Purpose.CONFERENCE, house.id)
            set_answer(by, row, choice, given=not given, talk=talk)
    record(by=by, event=events.PARTNERS_SET, target=row, subjects=[row.id], count=len(partners))
