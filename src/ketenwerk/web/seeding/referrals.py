"""Referrals in the demo: one in each state, over all partners, and three to the network. All invented."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import acting_for
from ketenwerk.clients.api import Choice, dossier, set_consent
from ketenwerk.kernel import clock
from ketenwerk.meetings.api import directory
from ketenwerk.people.api import Actor
from ketenwerk.referrals.api import (
    Handover,
    NewReferral,
    ToNetwork,
    accept,
    feed_back,
    give_back,
    link_referred,
    note_network,
    send,
    set_handover,
    withdraw,
)
from ketenwerk.trajectories.api import trajectories_of
from ketenwerk.web import demo

Clients = Mapping[tuple[str, str], uuid.UUID]


@dataclass(frozen=True)
class Sent:
    """Whom, by whom, to whose organisation, on which day, and what goes along."""

    who: str
    by: str
    to: str
    day: str
    asked: str
    why: str
    own: str = ""
    called: bool = True
    contact: bool = True
    days: int = 30


NEW = Sent(
    "bo",
    "roos",
    "anna",
    "11-22",
    "Begeleiding naar een opleiding of werk.",
    "Bij ons gaat het nu goed, maar zij wil overdag iets te doen hebben.",
    "Ik wil iets leren waar ik trots op ben.",
)
LATE = Sent(
    "aylin",
    "anna",
    "roos",
    "11-12",
    "Hulp bij post en rekeningen.",
    "Het is veel tegelijk. Samen ordenen geeft rust.",
    contact=False,
)
TAKEN = Sent(
    "fay",
    "roos",
    "bram",
    "11-15",
    "Een gesprek over minder drinken.",
    "Zij vraagt er zelf om en wil niet alleen gaan.",
    "Ik wil weer kunnen slapen zonder wijn.",
    days=91,
)
DONE = Sent(
    "lisanne",
    "roos",
    "anna",
    "11-08",
    "Begeleiding naar ander werk.",
    "Ons traject is bijna klaar. Zij wil verder.",
    days=91,
)
RETURNED = Sent(
    "cristi",
    "bram",
    "fleur",
    "11-16",
    "Een plek in de opvang.",
    "Hij slaapt nu bij vrienden en dat stopt in december.",
)
WITHDRAWN = Sent(
    "esra",
    "emma",
    "fleur",
    "11-10",
    "Een kennismaking.",
    "Zij twijfelde nog en wilde weten wat er kan.",
    called=False,
    contact=False,
)
# Nobody could ask her: two people agreed, and only the question goes along.
UNASKED = Sent(
    "rachelle",
    "anna",
    "fleur",
    "11-12",
    "Een veilige plek voor deze week.",
    "Naar huis gaan is nu niet veilig. Ik kan haar niet veilig bereiken.",
    called=False,
    contact=False,
    days=27,
)


def load_referrals(clients: Clients) -> None:
    """Each on its own days; every act by who does it."""
    for new in (NEW, LATE):
        _send(clients, new)
    _send(clients, UNASKED, says_yes=False)
    _take(clients)
    _finish(clients)
    _come_back(clients)
    _network(clients)


def _day(text: str) -> date:
    return date.fromisoformat(f"2021-{text}")


def _client(clients: Clients, who: str, worker: str) -> uuid.UUID:
    house = next(person.organisation for person in demo.PEOPLE if person.key == worker)
    return clients[who, house]


def _send(clients: Clients, sent: Sent, *, says_yes: bool = True) -> uuid.UUID:
    by, to = demo.actor_of(sent.by), demo.actor_of(sent.to)
    client = _client(clients, sent.who, sent.by)
    with clock.on_day(_day(sent.day)), acting_for(by):
        if says_yes:
            set_consent(by=by, client=client, choice=Choice("share", to.house), given=True)
        new = NewReferral(
            to.house,
            sent.asked,
            sent.why,
            clock.days_later(sent.days),
            sent.own,
            with_called=sent.called,
            with_contact=sent.contact,
        )
        return send(by=by, client=client, new=new).id


def _agree(by: Actor, referral: uuid.UUID, day: str, handover: Handover, seen: int) -> None:
    with clock.on_day(_day(day)), acting_for(by):
        set_handover(by=by, referral=referral, handover=handover, seen=seen)


def _take(clients: Clients) -> None:
    """Taken, a first contact, and a day to meet; not yet registered."""
    referral = _send(clients, TAKEN)
    bram = demo.actor_of("bram")
    with clock.on_day(_day("11-17")), acting_for(bram):
        accept(by=bram, referral=referral)
    _agree(demo.actor_of("roos"), referral, "11-18", Handover(_day("11-25"), "sender"), 2)
    with clock.on_day(_day("11-19")), acting_for(bram):
        feed_back(by=bram, referral=referral, feedback="contact", seen=3)


def _finish(clients: Clients) -> None:
    """Met together, registered, started."""
    referral = _send(clients, DONE)
    anna = demo.actor_of("anna")
    with clock.on_day(_day("11-09")), acting_for(anna):
        accept(by=anna, referral=referral)
    _agree(demo.actor_of("roos"), referral, "11-10", Handover(_day("11-16"), "receiver"), 2)
    _agree(anna, referral, "11-16", Handover(_day("11-16"), "receiver", "done"), 3)
    with clock.on_day(_day("11-18")), acting_for(anna):
        own = dossier(anna, _client(clients, "lisanne", "anna"))
        link_referred(by=anna, referral=referral, code=own.client.code)
        feed_back(by=anna, referral=referral, feedback="started", seen=4)


def _come_back(clients: Clients) -> None:
    referral = _send(clients, RETURNED)
    fleur, emma = demo.actor_of("fleur"), demo.actor_of("emma")
    with clock.on_day(_day("11-19")), acting_for(fleur):
        words = "Er is plek vanaf half december. Vraag het dan opnieuw."
        give_back(by=fleur, referral=referral, reason="full", words=words)
    withdrawn = _send(clients, WITHDRAWN)
    with clock.on_day(_day("11-15")), acting_for(emma):
        withdraw(by=emma, referral=withdrawn)


def _network(clients: Clients) -> None:
    anna, roos = demo.actor_of("anna"), demo.actor_of("roos")
    noted = (
        (anna, "rachelle", ToNetwork("tax", _day("11-11"), None, anna.person, "arrived")),
        (anna, "naomi", ToNetwork("neighbourhood", _day("11-18"))),
        (roos, "fay", ToNetwork("sexual_health", _day("10-27"), None, roos.person, "arrived")),
    )
    _lead_to_work(clients)
    for by, who, to in noted:
        worker = "anna" if by is anna else "roos"
        with clock.on_day(to.day), acting_for(by):
            note_network(by=by, client=_client(clients, who, worker), to=to)


def _lead_to_work(clients: Clients) -> None:
    """From the guidance to work: first to a training, later to a place to practise."""
    anna = demo.actor_of("anna")
    client = _client(clients, "lisanne", "anna")
    for day, kind, way, outcome in (
        ("11-19", "school", "training", "arrived"),
        ("11-22", "work", "practice", "unknown"),
    ):
        with clock.on_day(_day(day)), acting_for(anna):
            place = directory(anna, way=way)[0]
            running = [e for e in trajectories_of(anna, dossier(anna, client)) if e.is_open]
            to = ToNetwork(kind, _day(day), place.id, None, outcome, running[0].id)
            note_network(by=anna, client=client, to=to)
