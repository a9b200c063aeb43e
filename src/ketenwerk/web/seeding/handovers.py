"""The care provider in the demo: an agreement, one client handed over twice, and the contacts of who goes on. All invented."""

import uuid
from collections.abc import Mapping
from datetime import date

from ketenwerk.access.api import Permission, acting_for, visible
from ketenwerk.clients.api import Choice, set_consent
from ketenwerk.handovers.api import NewContact, Selection, give_back, hand_over, write_contact
from ketenwerk.kernel import clock
from ketenwerk.meetings.api import AgreementFacts, agree
from ketenwerk.people.api import Organisation
from ketenwerk.programme.api import life_domains
from ketenwerk.trajectories.api import Trajectory
from ketenwerk.web import demo

Clients = Mapping[tuple[str, str], uuid.UUID]
AGREEMENT = (
    "Zorgplus begeleidt mensen van 23 jaar en ouder na een besluit van de gemeente.\n"
    "Eén vaste begeleider per persoon. Wie niet verder kan, geeft binnen een week terug."
)
FIRST, AGAIN, LAST = date(2021, 4, 20), date(2021, 5, 12), date(2022, 4, 20)
CONTACTS = (
    ("05-14", "talk", 60, "Kennisgemaakt in het wijkcentrum. Ze wil eerst rust in haar agenda."),
    ("06-08", "arrange", 45, "Samen de afspraak bij het loket gemaakt."),
    ("07-06", "join", 90, "Mee naar het loket. Ze deed zelf het woord."),
    ("09-14", "talk", 60, "Gesproken over haar dagen. Ze zoekt iets voor de ochtend."),
    ("10-19", "call", 15, "Kort gebeld. De tuin op dinsdag bevalt."),
    ("11-22", "talk", 75, "Teruggekeken. Ze slaapt beter en wil zo doorgaan."),
)


def load_handovers(clients: Clients) -> None:
    """Diana's scale-up was granted in April: the first worker had no place, the second goes on."""
    client = clients["diana", "sterker"]
    ilse, sjoerd, daan, lena = (demo.actor_of(key) for key in ("ilse", "sjoerd", "daan", "lena"))
    with clock.on_day(date(2021, 2, 1)), acting_for(ilse):
        houses = dict(Organisation.objects.values_list("key", "id"))
        facts = AgreementFacts(
            *(houses["zorgplus"], houses["sterker"], AGREEMENT, date(2021, 2, 1)),
            *(date(2021, 12, 1), date(2022, 7, 1), "SW-2021-02"),
        )
        agree(by=ilse, facts=facts)
    least = Selection(daan.person, LAST, called=True)
    more = Selection(
        *(lena.person, LAST),
        called=True,
        contact=True,
        goal=True,
        domains=frozenset({"huisvesting", "tijdsbesteding"}),
    )
    with clock.on_day(FIRST), acting_for(sjoerd):
        about = life_domains().filter(key__in=more.domains).values_list("id", flat=True)
        for domain in (None, *about):
            choice = Choice("share", houses["zorgplus"], domain)
            set_consent(by=sjoerd, client=client, choice=choice, given=True)
        own = visible(sjoerd, Permission.TRAJECTORY_EDIT, Trajectory)
        row = own.get(client=client, state=Trajectory.State.SCALED_UP)
        made = hand_over(by=sjoerd, trajectory=row.id, selection=least)
    with clock.on_day(date(2021, 5, 6)), acting_for(daan):
        give_back(by=daan, handover=made.id, state="returned", reason="no_room")
    with clock.on_day(AGAIN), acting_for(sjoerd):
        made = hand_over(by=sjoerd, trajectory=row.id, selection=more)
    for day, kind, minutes, words in CONTACTS:
        on = date.fromisoformat(f"2021-{day}")
        with clock.on_day(on), acting_for(lena):
            write_contact(by=lena, handover=made.id, contact=NewContact(on, kind, minutes, words))
