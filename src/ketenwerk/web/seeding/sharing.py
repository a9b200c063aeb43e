"""Two things that take two people, in the demo: a referral on an exception, and a dossier that waits to be erased. All invented."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta

from ketenwerk.access.api import Permission, acting_for, visible
from ketenwerk.clients.api import Client, ask_erasure, involve
from ketenwerk.kernel import clock
from ketenwerk.referrals.api import NewReferral, accept, send
from ketenwerk.web import demo

Clients = Mapping[tuple[str, str], uuid.UUID]
SENT, TAKEN, ASKED = date(2021, 11, 12), date(2021, 11, 15), date(2021, 11, 19)


def load_sharing(clients: Clients) -> None:
    _refer_on_an_exception(clients["rachelle", "mee"])
    _ask_to_erase([client for (_, house), client in clients.items() if house == "mee"])


def _refer_on_an_exception(client: uuid.UUID) -> None:
    """Two people agreed that Moviera may know: she needs a safe place and cannot be asked safely."""
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


def _ask_to_erase(clients: list[uuid.UUID]) -> None:
    """Emma asked for it after a talk; Anna, who works with her too, is the second person."""
    anna, emma = demo.actor_of("anna"), demo.actor_of("emma")
    with clock.on_day(ASKED), acting_for(anna):
        closed = visible(anna, Permission.CLIENT_ERASE, Client).filter(
            state=Client.State.CLOSED, closed_on__lt=ASKED
        )
        mine = set(closed.values_list("id", flat=True))
        client = next(each for each in clients if each in mine)
        involve(by=anna, client=client, member=emma.person)
    with clock.on_day(ASKED), acting_for(emma):
        ask_erasure(by=emma, client=client)
