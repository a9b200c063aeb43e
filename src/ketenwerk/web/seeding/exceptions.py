"""Sharing without consent in the demo: one that runs, one that waits for a second person, and one that is over. All invented."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta

from ketenwerk.access.api import Role, acting_for
from ketenwerk.clients.api import Weighing, ask_override, decide_override, tell_client
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import life_domains
from ketenwerk.web import demo

Clients = Mapping[tuple[str, str], uuid.UUID]
RUNS, WAITS, ENDED = date(2021, 11, 11), date(2021, 11, 22), date(2021, 9, 20)
TERM = timedelta(days=30)
# She never said yes to her other partner: that is why two people had to weigh it.
UNREACHED = "rachelle"


def load_exceptions(clients: Clients) -> None:
    """Anna asks and Emma judges, once as focal officer; the one that waits is asked by Emma."""
    anna, emma = demo.actor_of("anna"), demo.actor_of("emma")
    focal = demo.actor_of("emma", Role.FOCAL_OFFICER)
    with standing(Standpoint(DatabaseRole.OFFICE)):
        houses = {house.key: house.id for house in Organisation.objects.all()}
        domains = {each.key: each.id for each in life_domains()}
    over = _weighing(
        ENDED,
        houses["sterker"],
        "others",
        (
            "Ze vertelde dat haar huisgenoot deze week twee keer is bedreigd, met een mes.",
            "Ze wilde er niet meer over praten en kwam twee afspraken niet.",
            "Wachten op de volgende afspraak. Dat duurt twee weken.",
        ),
        domains["huisvesting"],
    )
    first = _ask(anna, clients["aylin", "mee"], over, ENDED)
    _agree(focal, first, ENDED, "Eens. Er is gevaar voor een ander en wachten kan niet.")
    with clock.on_day(ENDED + timedelta(days=9)), acting_for(anna):
        tell_client(by=anna, override=first, told=True)
    running = _weighing(
        RUNS,
        houses["moviera"],
        "vital",
        (
            "Op 9 november belde iemand haar zes keer. Daarna durfde ze niet naar huis.",
            "Ze neemt de telefoon niet meer op. Een bericht sturen is niet veilig.",
            "Langsgaan kan het gevaar groter maken. De politie bellen wilde ze eerder niet.",
        ),
        domains["huisvesting"],
        domains["huiselijke-relaties"],
    )
    second = _ask(anna, clients[UNREACHED, "mee"], running, RUNS)
    _agree(focal, second, RUNS, "Eens. Alleen wat nodig is voor een veilige plek, en een maand.")
    with clock.on_day(RUNS), acting_for(anna):
        reason = "Haar telefoon wordt misschien meegelezen. Ik vertel het als ik haar zie."
        tell_client(by=anna, override=second, told=False, reason=reason)
    waiting = _weighing(
        WAITS,
        houses["ggd"],
        "vital",
        (
            "Op 19 november vertelde ze dat ze bedreigd wordt. Sinds vrijdag is ze niet gezien.",
            "We kunnen haar niet bereiken op de afgesproken manier.",
            "Afwachten tot donderdag. Dat is te lang als er gevaar is.",
        ),
        domains["huisvesting"],
    )
    _ask(emma, clients["naomi", "mee"], waiting, WAITS)


def _weighing(
    day: date, partner: uuid.UUID, ground: str, words: tuple[str, str, str], *domains: uuid.UUID
) -> Weighing:
    facts, why, alternatives = words
    return Weighing(
        partner=partner,
        purpose="share",
        ground=ground,
        facts=facts,
        why=why,
        alternatives=alternatives,
        review_on=day + TERM,
        domains=frozenset(domains),
        consulted=True,
    )


def _ask(by: Actor, client: uuid.UUID, weighing: Weighing, day: date) -> uuid.UUID:
    with clock.on_day(day), acting_for(by):
        return ask_override(by=by, client=client, weighing=weighing).id


def _agree(by: Actor, override: uuid.UUID, day: date, words: str) -> None:
    with clock.on_day(day), acting_for(by):
        decide_override(by=by, override=override, agrees=True, words=words)
