"""With which partners she may be discussed, beside the yes to the case conference in general."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from ketenwerk.access.api import Permission, Refused, get
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.answering import AnswersChanged
from ketenwerk.clients.consent_table import YES, Place, sign_of
from ketenwerk.clients.consenting import Choice, Talk, conference_yes, set_answer
from ketenwerk.clients.models import Client, Consent
from ketenwerk.clients.turns import in_turn
from ketenwerk.people.api import Actor, Organisation

CONFERENCE_KEY = f"{Consent.Purpose.CONFERENCE}."


@dataclass(frozen=True)
class SentPartners:
    """The partners that a page sends: which are ticked, and how each stood when it was drawn."""

    ticked: frozenset[Place]
    stood: Mapping[Place, str]

    @property
    def touched(self) -> frozenset[Place]:
        return self.ticked ^ {house for house, sign in self.stood.items() if sign == YES}

    def laid_over(self, now: Mapping[Place, str]) -> frozenset[Place]:
        """The boxes after what the writer changed, on what stands there now."""
        stands = {house for house, sign in now.items() if sign == YES}
        return (self.ticked & self.touched) | (stands - self.touched)

    def clashes(self, now: Mapping[Place, str]) -> frozenset[Place]:
        """Where the writer says yes, and a colleague said otherwise since the page was drawn."""
        return frozenset(
            house
            for house, sign in now.items()
            if house in self.ticked & self.touched and sign not in {YES, self.stood.get(house)}
        )


def set_partners(*, by: Actor, client: uuid.UUID, partners: SentPartners, talk: Talk) -> None:
    """Records with which partners she may be discussed: what the writer changed. One act.

    Raises Refused without a yes in general, AnswersChanged where a colleague took that back or said otherwise, and
    NotTheirs like set_consent.
    """
    row = in_turn(get(by, Permission.CLIENT_EDIT, Client, id=client).id)
    if conference_yes(row.id) is None:
        raise AnswersChanged({CONFERENCE_KEY: frozenset({None})}) if partners.stood else Refused
    now = _stand(row, by)
    clashes = partners.clashes(now)
    if clashes:
        raise AnswersChanged({CONFERENCE_KEY: clashes})
    boxes = partners.laid_over(now)
    for house, sign in now.items():
        if (house in boxes) != (sign == YES):
            choice = Choice(Consent.Purpose.CONFERENCE, house)
            set_answer(by, row, choice, given=house in boxes, talk=talk)
    record(by=by, event=events.PARTNERS_SET, target=row, subjects=[row.id], count=len(boxes))


def _stand(client: Client, by: Actor) -> dict[Place, str]:
    """How her answer about each partner stands today."""
    rows = Consent.objects.filter(client=client, purpose=Consent.Purpose.CONFERENCE)
    asked = {row.recipient_id: row for row in rows}
    houses = Organisation.objects.filter(kind=Organisation.Kind.PARTNER).exclude(id=by.house)
    return {house.id: sign_of(asked.get(house.id)) for house in houses}
