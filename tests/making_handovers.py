"""Hand-overs in a state, made by the product's own acts."""

import uuid
from datetime import date
from typing import Any

from ketenwerk.access.api import acting_for
from ketenwerk.clients.api import Choice, Client, set_consent
from ketenwerk.handovers.api import Handover, Selection, hand_over
from ketenwerk.kernel import clock
from ketenwerk.meetings.api import AgreementFacts, agree
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import life_domains
from ketenwerk.trajectories.api import (
    Decision,
    Request,
    Trajectory,
    decide_scale_up,
    request_scale_up,
)
from ketenwerk.web import demo
from tests.making import a_trajectory

PROVIDER = "zorgplus"


def provider_id() -> uuid.UUID:
    return Organisation.objects.values_list("id", flat=True).get(key=PROVIDER)


def an_agreement(
    partner: uuid.UUID, *, ends_on: date | None = None, day: date | None = None
) -> None:
    """A version of the agreement of the provider with this partner, made by the coordinator."""
    ilse = demo.actor_of("ilse")
    begins = day or date(2021, 11, 1)
    with acting_for(ilse):
        facts = AgreementFacts(
            provider_id(), partner, "Wij werken zo.", begins, date(2022, 6, 1), ends_on, "SW-7"
        )
        agree(by=ilse, facts=facts)


def scaled_up(by: Actor, client: Client, activity: str, **plan: Any) -> Trajectory:
    """A trajectory whose scale-up the municipality granted today."""
    with acting_for(by):
        row = a_trajectory(by, client, activity, **plan)
        provider = Organisation.objects.get(key=PROVIDER)
        today = clock.today()
        request_scale_up(by=by, trajectory=row.id, request=Request(today, provider))
        decide_scale_up(by=by, trajectory=row.id, decision=Decision("granted", today))
        row.refresh_from_db()
        return row


def consented(by: Actor, client: uuid.UUID, *domains: str, given: bool = True) -> None:
    """She agrees that the provider knows something, also about these life domains; or takes that back."""
    with acting_for(by):
        about = life_domains().filter(key__in=domains).values_list("id", flat=True)
        for domain in (None, *about):
            choice = Choice("share", provider_id(), domain)
            set_consent(by=by, client=client, choice=choice, given=given)


def handed(by: Actor, row: Trajectory, to: Actor, *, days: int = 60, **chosen: Any) -> Handover:
    """A hand-over of this trajectory to one outside worker, with consent."""
    consented(by, row.client_id, *chosen.get("domains", ()))
    with acting_for(by):
        selection = Selection(to.person, clock.days_later(days), **chosen)
        return hand_over(by=by, trajectory=row.id, selection=selection)
