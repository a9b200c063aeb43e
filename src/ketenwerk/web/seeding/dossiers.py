"""What makes some dossiers fuller after the year: fuller agreements on contact, corrections, colleagues. The same every time."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from ketenwerk.access.api import Role, acting_for
from ketenwerk.clients.api import (
    Emergency,
    Talking,
    ask_erasure,
    correct_details,
    corrections_of,
    details_of,
    dossier,
    involve,
    open_in_emergency,
    set_safe_contact,
    shield,
)
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.trajectories.api import close_client

DAY, ASKED = date(2021, 11, 22), date(2021, 11, 18)
Clients = Mapping[tuple[str, str], uuid.UUID]


def fill_dossiers(clients: Clients, actor_of: Callable[[str, Role], Actor]) -> None:
    """Of Anna one with everything, one with a colleague beside her, one shielded; and one that Emma asks to erase."""
    anna, emma = (actor_of(key, Role.CARE_WORKER) for key in ("anna", "emma"))
    with clock.on_day(DAY), acting_for(anna):
        _tell_more(anna, clients["mirela", "mee"])
        _put_right(anna, clients["naomi", "mee"])
        involve(by=anna, client=clients["naomi", "mee"], member=emma.person)
        shield(by=anna, client=clients["wanda", "mee"], on=True)
        code = dossier(anna, clients["mirela", "mee"]).client.code
    _ring_the_bell(emma, code)
    with clock.on_day(ASKED), acting_for(emma):
        closed = clients["chantal", "mee"]
        close_client(by=emma, client=closed)
        involve(by=emma, client=closed, member=anna.person)
        ask_erasure(by=emma, client=closed)


def _ring_the_bell(emma: Actor, code: str) -> None:
    """The day before the demo day Emma opened a dossier of Anna; privacy has yet to look at it."""
    why = Emergency(
        "contact", "Ze stond bij de balie en Anna was ziek. Ik moest weten wie ik kon bellen."
    )
    with clock.on_day(DAY), acting_for(emma):
        client = open_in_emergency(by=emma, code=code, why=why)
        if client:
            dossier(emma, client)


def _tell_more(by: Actor, client: uuid.UUID) -> None:
    opened = dossier(by, client)
    agreement = replace(
        opened.safe_contact,
        channel="call",
        value="tweede telefoon",
        moments="",
        days=(1, 3),
        since="13:00",
        until="15:30",
        pick_up="alleen zijzelf",
        code_word="zonnebloem",
        opening="zeg: over de cursus",
        never="niets inspreken, geen post",
        unsafe="de huisgenoot leest soms mee",
        voicemail=False,
    )
    set_safe_contact(by=by, client=client, agreement=agreement)


def _put_right(by: Actor, client: uuid.UUID) -> None:
    opened = dossier(by, client)
    now = details_of(opened)
    details = replace(
        now,
        talking=Talking("zij", "Plaatjes helpen. Lees brieven samen, in rustig tempo.", "likely"),
        own_words="afspraken",
        ground="unasked",
        ground_since=date(2021, 5, 31),
    )
    seen = corrections_of(opened.client)
    correct_details(by=by, client=client, details=details, seen=seen)
