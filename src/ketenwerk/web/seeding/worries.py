"""Worries in the demo: three indications, an observation that waits, and two runs of the reporting code. All invented."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ketenwerk.access.api import acting_for
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.safeguarding.api import (
    FollowUp,
    Noticed,
    Outcomes,
    Taken,
    decide_run,
    follow_up,
    open_run,
    record_indication,
    set_offer,
    take_step,
    write_observation,
)
from ketenwerk.web import demo
from ketenwerk.web.seeding.chance import chance

Clients = Mapping[tuple[str, str], uuid.UUID]
HEARD = (
    "Een deelnemer vertelde over iemand anders. Die zou haar telefoon niet zelf mogen houden. "
    "Ze hoorde dit van een vriendin en weet niet of het klopt."
)


@dataclass(frozen=True)
class Worry:
    """One indication with at most one follow-up."""

    who: str
    day: date
    noticed: Noticed
    follow_up: FollowUp | None = None


def _day(text: str) -> date:
    return date.fromisoformat(f"2021-{text}")


WORRIES = (
    Worry(
        "rachelle",
        _day("11-09"),
        Noticed(
            "seen",
            "Tijdens het gesprek belde iemand zes keer. Ze zette het geluid uit en wilde snel weg.",
            "Misschien wil iemand weten waar ze is.",
            "soon",
            "Rustig vragen wie er belde, als ze alleen is",
            _day("11-22"),
        ),
        FollowUp(
            "plausible",
            "examined",
            "Met de aandachtsfunctionaris besproken. We vragen het haar zelf.",
            "Rustig vragen wie er belde, als ze alleen is",
            _day("11-23"),
        ),
    ),
    Worry(
        "mirela",
        _day("11-16"),
        Noticed(
            "client",
            "Ze vertelt dat ze een deel van haar geld aan een bekende geeft. Ze noemt dat sparen.",
            "Ik weet niet of ze het geld terugkrijgt.",
            "later",
            "Samen naar haar geldzaken kijken",
            _day("11-30"),
        ),
    ),
    Worry(
        "wanda",
        _day("10-12"),
        Noticed(
            "colleague",
            "Een collega hoorde dat ze op een andere plek zou slapen dan ze zelf vertelt.",
            "Misschien is haar woonplek niet veilig.",
            "soon",
            "Vragen waar ze slaapt",
            _day("10-14"),
        ),
        FollowUp("refuted", "new", "Ze logeerde bij haar zus. Het klopte niet."),
    ),
)
WORDS = {
    1: "Twee keer een blauwe plek gezien. Ze zegt dat ze viel. Ze kijkt vaak op haar telefoon.",
    2: "Veilig Thuis geeft advies: praat met haar alleen, overdag en bij ons.",
    3: "We praatten met z’n tweeën. Ze herkent een deel en wil nu vooral een veilige slaapplek.",
    4: "Er is een vermoeden. Op dit moment is het niet acuut. We houden elke week contact.",
}
ANSWERS = {
    "suspicion": "yes",
    "unsafe": "no",
    "can_help": "yes",
    "accepts": "yes",
    "works": "unknown",
}


def load_worries(clients: Clients) -> None:
    """For Anna and Yara; the days between the steps fall by a chance of their own."""
    anna, yara = demo.actor_of("anna"), demo.actor_of("yara")
    for worry in WORRIES:
        _tell(anna, clients[worry.who, "mee"], worry)
    _run(anna, clients["naomi", "mee"], _day("10-18"), until=3)
    run = _run(anna, clients["aylin", "mee"], _day("09-13"), until=4)
    with clock.on_day(_day("10-07")), acting_for(anna):
        words = "Ze krijgt hulp bij wonen en we houden elke week contact."
        decide_run(by=anna, run=run, outcome=Outcomes("help", clock.today(), words))
        set_offer(by=anna, run=run, to="offered")
        set_offer(by=anna, run=run, to="refused")
    for by, day in ((anna, _day("11-08")), (yara, _day("11-01"))):
        with clock.on_day(day), acting_for(by):
            write_observation(by=by, heard=HEARD)


def _tell(by: Actor, client: uuid.UUID, worry: Worry) -> None:
    with clock.on_day(worry.day), acting_for(by):
        row = record_indication(by=by, client=client, noticed=worry.noticed)
    if worry.follow_up:
        with clock.on_day(worry.day + timedelta(days=2)), acting_for(by):
            follow_up(by=by, indication=row.id, step=worry.follow_up)


def _run(by: Actor, client: uuid.UUID, first: date, *, until: int) -> uuid.UUID:
    days = chance("worries", first)
    day = first
    with clock.on_day(day), acting_for(by):
        run = open_run(by=by, client=client).id
    for number in range(1, until + 1):
        with clock.on_day(day), acting_for(by):
            consulted = ("focal_officer", "safe_at_home") if number == 2 else ()
            answers = ANSWERS if number == 4 else {}
            step = Taken(number, day, WORDS[number], consulted, answers=answers)
            take_step(by=by, run=run, taken=step)
        day += timedelta(days=days.randint(2, 5))
    return run
