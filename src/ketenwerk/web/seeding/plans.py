"""Joint plans in the demo: five, with lines of two to four organisations; one of them moved. All invented."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ketenwerk.access.api import acting_for
from ketenwerk.clients.api import Choice, set_consent
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.plans.api import (
    Change,
    Invitation,
    NewLine,
    Reviewed,
    Taken,
    add_line,
    answer,
    change_line,
    invite,
    offer_direction,
    open_plan,
    review,
    take_direction,
)
from ketenwerk.programme.api import life_domains
from ketenwerk.web import demo

Clients = Mapping[tuple[str, str], uuid.UUID]


@dataclass(frozen=True)
class Asked:
    """A partner: whom, on which domains, and what came of it (None: still waits)."""

    worker: str
    domains: tuple[str, ...]
    accepts: bool | None = True
    named: bool = True
    called: bool = False


@dataclass(frozen=True)
class Line:
    kind: str
    domain: str
    words: str
    owner: str = ""
    due: str = ""
    state: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Plan:
    who: str
    director: str
    day: str
    asked: tuple[Asked, ...]
    lines: tuple[Line, ...]
    reviewed: Reviewed | None = None
    withdrawn: tuple[str, ...] = field(default=())
    offered: str = ""
    # On which domains the former director stays; None: the offer still waits.
    kept: tuple[str, ...] | None = None


def _day(text: str) -> date:
    return date.fromisoformat(f"2021-{text}")


PLANS = (
    Plan(
        "rachelle",
        "anna",
        "09-20",
        (
            Asked("bram", ("middelengebruik", "geestelijke-gezondheid"), called=True),
            Asked("roos", ("financien", "huisvesting")),
            Asked("fleur", ("huisvesting",), accepts=False),
        ),
        (
            Line("goal", "financien", "Ik wil de post weer durven openen."),
            Line("client", "financien", "Ik leg alle post in één doos", due="11-26", state="busy"),
            Line(
                "partner",
                "financien",
                "Samen een overzicht maken van wat er betaald moet worden",
                "sterker",
                "11-29",
                "busy",
                "De eerste brieven zijn gelezen.",
            ),
            Line(
                "client",
                "geestelijke-gezondheid",
                "Ik bel een vriendin als ik niet slaap",
                due="12-13",
            ),
            Line(
                "partner",
                "geestelijke-gezondheid",
                "Elke week een gesprek over rust en slapen",
                "iriszorg",
                "11-25",
            ),
            Line("partner", "werk-opleiding", "Kijken welke opleiding past", "mee", "12-20"),
        ),
        Reviewed(
            _day("11-15"),
            agreed=True,
            changed="De post gaat voor. Werk komt later.",
            words="Zo is het te doen. Niet alles tegelijk.",
        ),
    ),
    Plan(
        "mirela",
        "anna",
        "09-13",
        (
            Asked("joost", ("lichamelijke-gezondheid",)),
            Asked("bram", ("financien",), accepts=None, named=False),
            Asked("roos", ("huisvesting",)),
        ),
        (
            Line("goal", "financien", "Ik wil geld overhouden voor mezelf."),
            Line("client", "financien", "Ik schrijf een maand op wat ik uitgeef", due="11-19"),
            Line(
                "partner",
                "financien",
                "Een eigen rekening aanvragen",
                "mee",
                "11-30",
                "done",
                "De pas is binnen.",
            ),
            Line(
                "partner",
                "lichamelijke-gezondheid",
                "Een afspraak maken bij de GGD",
                "ggd",
                "11-24",
            ),
            Line(
                "client",
                "lichamelijke-gezondheid",
                "Ik ga twee keer per week wandelen",
                due="12-06",
            ),
            Line(
                "partner",
                "huisvesting",
                "Inschrijven voor een kamer",
                "mee",
                "12-01",
                "dropped",
                "Ze blijft wonen waar ze woont.",
            ),
        ),
        withdrawn=("sterker",),
    ),
    Plan(
        "chantal",
        "yara",
        "08-16",
        (Asked("anna", ("werk-opleiding", "tijdsbesteding"), accepts=None),),
        (
            Line("goal", "tijdsbesteding", "Ik wil een reden om op te staan."),
            Line("client", "tijdsbesteding", "Ik ga elke dinsdag naar de inloop", due="11-30"),
            Line("partner", "tijdsbesteding", "De eerste keer meegaan", "iriszorg", "11-26"),
            Line(
                "partner",
                "werk-opleiding",
                "Een rondleiding regelen bij een werkplek",
                "mee",
                "12-10",
            ),
            Line("client", "werk-opleiding", "Ik schrijf op wat ik goed kan", due="12-03"),
        ),
    ),
    Plan(
        "diana",
        "joost",
        "07-05",
        (Asked("bram", ("middelengebruik", "huisvesting")),),
        (
            Line("goal", "middelengebruik", "Ik wil overdag helder zijn."),
            Line("client", "middelengebruik", "Ik bel voordat ik gebruik", due="12-10"),
            Line(
                "partner",
                "middelengebruik",
                "Elke maandag samen terugkijken",
                "iriszorg",
                "12-06",
                "busy",
                "Drie weken volgehouden.",
            ),
            Line("client", "huisvesting", "Ik ruim één kamer op", due="12-17"),
        ),
        offered="bram",
        kept=("huisvesting",),
    ),
    Plan(
        "paola",
        "joost",
        "10-11",
        (Asked("roos", ("huiselijke-relaties", "financien")),),
        (
            Line("goal", "huiselijke-relaties", "Ik wil zonder angst slapen."),
            Line(
                "partner", "huiselijke-relaties", "Het veiligheidsplan nalopen", "sterker", "12-01"
            ),
            Line("client", "financien", "Ik open een eigen rekening", due="12-08"),
        ),
        offered="roos",
    ),
)


def load_plans(clients: Clients) -> None:
    """Each plan on its own days; every act by who does it."""
    with standing(Standpoint(DatabaseRole.OFFICE)):
        houses = dict(Organisation.objects.values_list("key", "id"))
        domains = dict(life_domains().values_list("key", "id"))
    for each in PLANS:
        _load(each, clients, houses, domains)


def _load(
    each: Plan,
    clients: Clients,
    houses: Mapping[str, uuid.UUID],
    domains: Mapping[str, uuid.UUID],
) -> None:
    by = demo.actor_of(each.director)
    home = next(person.organisation for person in demo.PEOPLE if person.key == each.director)
    client = clients[each.who, home]
    with clock.on_day(_day(each.day)), acting_for(by):
        plan = open_plan(by=by, client=client).id
        memberships = {ask: _ask(by, client, plan, ask, domains) for ask in each.asked}
    for ask, membership in memberships.items():
        if ask.accepts is not None:
            worker = demo.actor_of(ask.worker)
            with clock.on_day(_day(each.day)), acting_for(worker):
                answer(by=worker, membership=membership, accept=ask.accepts)
    with clock.on_day(_day(each.day)), acting_for(by):
        items = {line: _add(by, plan, line, houses, domains) for line in each.lines}
    with clock.on_day(_day("11-15")):
        for line, item in items.items():
            if line.state:
                _write(line, item, by, houses)
        with acting_for(by):
            if each.reviewed:
                review(by=by, plan=plan, reviewed=each.reviewed)
            for house in each.withdrawn:
                set_consent(by=by, client=client, choice=Choice("plan", houses[house]), given=False)
    if each.offered:
        part = next(made for ask, made in memberships.items() if ask.worker == each.offered)
        _hand_over(each, by, plan, part, clients, domains)


def _hand_over(
    each: Plan,
    by: Actor,
    plan: uuid.UUID,
    part: uuid.UUID,
    clients: Clients,
    domains: Mapping[str, uuid.UUID],
) -> None:
    """The direction is offered, and where it was taken the plan stands with the other organisation."""
    worker = demo.actor_of(each.offered)
    home = next(person.organisation for person in demo.PEOPLE if person.key == each.offered)
    with clock.on_day(_day("11-16")), acting_for(by):
        offer_direction(by=by, plan=plan, membership=part)
    if each.kept is None:
        return
    taken = Taken(clients[each.who, home], frozenset(domains[key] for key in each.kept))
    with clock.on_day(_day("11-18")), acting_for(worker):
        take_direction(by=worker, membership=part, taken=taken)


def _ask(
    by: Actor, client: uuid.UUID, plan: uuid.UUID, ask: Asked, domains: Mapping[str, uuid.UUID]
) -> uuid.UUID:
    worker = demo.actor_of(ask.worker)
    chosen = [domains[key] for key in ask.domains]
    for domain in (None, *chosen):
        set_consent(by=by, client=client, choice=Choice("plan", worker.house, domain), given=True)
    invitation = Invitation(
        worker.house,
        frozenset(chosen),
        worker.person if ask.named else None,
        with_called=ask.called,
    )
    return invite(by=by, plan=plan, invitation=invitation).id


def _add(
    by: Actor,
    plan: uuid.UUID,
    line: Line,
    houses: Mapping[str, uuid.UUID],
    domains: Mapping[str, uuid.UUID],
) -> uuid.UUID:
    new = NewLine(
        line.kind,
        line.words,
        domains[line.domain],
        houses[line.owner] if line.owner else None,
        _day(line.due) if line.due else None,
    )
    return add_line(by=by, plan=plan, line=new).id


def _write(line: Line, item: uuid.UUID, by: Actor, houses: Mapping[str, uuid.UUID]) -> None:
    """By the partner that does it, else by the director."""
    writer = by
    if line.owner and houses[line.owner] != by.house:
        writer = next(
            actor
            for actor in map(demo.actor_of, ("bram", "roos", "joost", "anna"))
            if actor.house == houses[line.owner]
        )
    with acting_for(writer):
        change_line(by=writer, item=item, seen=1, change=Change(line.state, line.remark))
