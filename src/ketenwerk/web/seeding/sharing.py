"""A referral in the demo that two people decided on, because her consent could not be asked. All invented."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta

from ketenwerk.access.api import acting_for
from ketenwerk.kernel import clock
from ketenwerk.referrals.api import NewReferral, accept, send
from ketenwerk.web import demo

Clients = Mapping[tuple[str, str], uuid.UUID]
SENT, TAKEN = date(2021, 11, 12), date(2021, 11, 15)


def load_sharing(clients: Clients) -> None:
    """Two people agreed that Moviera may know of Rachelle: she needs a safe place and cannot be asked safely."""
    client = clients["rachelle", "mee"]
    anna, fleur = demo.actor_of("anna"), demo.actor_of("fleur")
    question = NewReferral(
        receiver=fleur.house,
        asked="Een veilige plek, vandaag of morgen.",
        why="Iemand belde haar zes keer. Daarna durfde ze niet naar huis.",
        until=SENT + timedelta(days=14),
        with_called=True,
    )
    with clock.on_day(SENT), acting_for(anna):
        row = send(by=anna, client=client, new=question)
    with clock.on_day(TAKEN), acting_for(fleur):
        accept(by=fleur, referral=row.id)
