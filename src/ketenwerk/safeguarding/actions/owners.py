"""Another colleague of the same organisation follows an indication up (R34)."""

import uuid

from ketenwerk.access.api import Permission, get, open_key
from ketenwerk.audit.api import record
from ketenwerk.people.api import Actor
from ketenwerk.safeguarding import events
from ketenwerk.safeguarding.actions.indications import add_step, check_seen
from ketenwerk.safeguarding.models import Indication
from ketenwerk.safeguarding.queries.owners import next_owners
from ketenwerk.safeguarding.refusals import WorryRefused
from ketenwerk.safeguarding.states import INDICATION_ENDED


def hand_over_indication(
    *, by: Actor, indication: uuid.UUID, to: uuid.UUID, words: str, seen: int
) -> Indication:
    """Changes who acts next and keeps who it was. `seen` is the last follow-up that the writer had read.

    Without a name the former owner does not see it after this.
    """
    found = get(by, Permission.INDICATION_EDIT, Indication, id=indication)
    row = Indication.objects.select_for_update().get(id=found.id)
    check_seen(row, seen)
    if row.state in INDICATION_ENDED:
        raise WorryRefused("Dit signaal is gesloten. Leg een nieuw signaal vast.")
    if to not in {each for each, _ in next_owners(by, row)}:
        raise WorryRefused("Deze collega kan het signaal niet krijgen. Kies een andere collega.")
    if not words.strip():
        raise WorryRefused("Schrijf wat je collega moet weten. Een paar woorden is genoeg.")
    key = open_key(by=by, dossier=row.client_id or row.id)
    add_step(by, row, key, before=row.state, words=words, handed_to=to)
    row.owner_id = to
    row.save(update_fields=["owner"])
    record(
        by=by,
        event=events.INDICATION_HANDED_OVER,
        target=row,
        subjects=[row.client_id] if row.client_id else [],
        member=str(to),
    )
    return row
