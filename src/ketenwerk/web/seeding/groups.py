"""Groups of the demo year: what the partners offer, who may give it, and groups that ran, run, wait or did not go on."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from random import Random
from typing import Any

from ketenwerk.access.api import Role, acting_for
from ketenwerk.courses.api import (
    Booking,
    CourseFacts,
    CourseRefused,
    CourseRun,
    Entitled,
    Occasion,
    RunFacts,
    add_evaluation,
    book_run_on,
    change_session,
    close_run,
    courses,
    enrol,
    give_skill,
    keep_course,
    move_run,
    own_clients,
    plan_run,
    run_page,
    set_present,
    set_themes,
    stop,
    version_of,
)
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import TargetGroup
from ketenwerk.web import demo

JANUARY = date(2021, 1, 11)
TODAY = date(2021, 11, 23)
ADULTS = ("risicogroep", "uitbuiting", "sekswerkers", "oggz")
YOUNG = ("jeugdigen", "risicogroep")
SHARED = ("sterker", "mee", "iriszorg", "ggd")
HOUR = 60
# Name, kind, audience, seats, meetings, hours, goal, materials; owners; groups.
OFFERS = {
    "peers": (
        (
            "Lotgenotengroep",
            "peers",
            "clients",
            8,
            8,
            50,
            "Elkaars verhaal herkennen en zelf kiezen wat er verandert.",
            "Kaarten met vragen",
        ),
        ("mee",),
        ADULTS,
    ),
    "training": (
        (
            "Training weerbaarheid",
            "training",
            "clients",
            8,
            12,
            94,
            "Grenzen voelen, laten zien en serieus nemen.",
            "Werkboek in gewone taal",
        ),
        ("mee",),
        (*YOUNG, "uitbuiting", "sekswerkers", "oggz"),
    ),
    "girls": (
        (
            "Girls talk",
            "training",
            "clients",
            8,
            8,
            40,
            "Praten over verliefd zijn, seks, wensen en grenzen.",
            "Handleiding en kaarten",
        ),
        SHARED,
        YOUNG,
    ),
    "move": (
        (
            "Make a move",
            "training",
            "clients",
            8,
            8,
            40,
            "Praten over relaties, respect en wat je wel en niet wilt.",
            "Handleiding",
        ),
        ("sterker",),
        YOUNG,
    ),
    "workshop": (
        (
            "Workshop LVB en uitbuiting",
            "workshop",
            "professionals",
            12,
            2,
            25,
            "Een beperking en uitbuiting herkennen en weten wat je doet.",
            "Casus op papier",
        ),
        ("mee",),
        (),
    ),
}
# What can be part of a training, and what each participant of the girls talk to come asks for.
THEMES = {
    "training": (
        "grenzen voelen",
        "grenzen laten zien",
        "fijne en veilige seks",
        "eigen keuzes maken",
        "hulp vragen",
    ),
    "girls": ("verliefd zijn", "nee zeggen", "veilige seks", "online en foto's", "eigen keuzes"),
}
GIRLS_ASK = (
    ("nee zeggen", "online en foto's"),
    ("nee zeggen", "veilige seks"),
    ("verliefd zijn", "nee zeggen", "eigen keuzes"),
    ("online en foto's",),
)
GIRLS_GET = ("kennismaken", "verliefd zijn", "nee zeggen", "nee zeggen")
SKILLS = (
    ("anna", "peers", date(2022, 12, 31), False),
    ("anna", "training", date(2022, 12, 31), False),
    ("emma", "training", date(2022, 6, 30), True),
    ("emma", "workshop", date(2022, 2, 28), True),
    ("emma", "peers", date(2022, 1, 14), False),
    ("roos", "peers", date(2022, 9, 30), False),
    ("roos", "girls", date(2023, 3, 31), True),
    ("roos", "move", date(2022, 8, 31), False),
    ("sjoerd", "girls", date(2022, 5, 31), False),
    ("yara", "peers", date(2022, 4, 30), False),
)
ALIASES = (
    "Roodborst",
    "Merel",
    "Zwaluw",
    "Uil",
    "Kievit",
    "Mus",
    "Specht",
    "Valk",
    "Spreeuw",
    "Putter",
)
BOOKED_ON = {
    "peers": {"mee": "mee_peergroup", "sterker": "r75_train"},
    "training": {"mee": "mee_train"},
    "girls": {"sterker": "r75_train"},
}
ONLINE, SKIPPED = 5, date(2021, 10, 19)


@dataclass(frozen=True)
class Plan:
    course: str
    first: date
    sessions: int
    start: time
    where: str
    trainers: tuple[str, ...]
    seats: int = 8
    mode: str = "group"
    funding: str = "award"
    minutes: int = 120
    preparation: int = 60
    planned_on: date = date(2021, 9, 6)


RUNNING = Plan("peers", date(2021, 10, 5), 8, time(10), "Buurthuis", ("anna", "roos"))
FINISHED = Plan(
    "training", date(2021, 3, 2), 12, time(13, 30), "Kantoor van MEE", ("anna", "emma"),
    preparation=HOUR * 7 // 4, planned_on=date(2021, 2, 1),
)  # fmt: skip
COMING = Plan("girls", date(2022, 1, 12), 8, time(15, 30), "Jongerencentrum", ("roos", "sjoerd"))
DROPPED = Plan(
    "girls", date(2021, 2, 3), 8, time(15, 30), "Jongerencentrum", ("roos",), planned_on=JANUARY
)
ALONE = Plan(
    "move", date(2021, 11, 3), 6, time(11), "Kantoor van Sterker", ("roos",), 1, "individual"
)
BOUGHT = Plan(
    "workshop", date(2022, 2, 8), 2, time(9, 30), "ROC", ("emma",), 12, funding="invoice"
)  # fmt: skip


def give_groups() -> None:
    """Everything through the product's own acts, each on the day itself; chance of its own (R49 to R62)."""
    ilse = demo.actor_of("ilse", Role.COORDINATOR)
    with clock.on_day(JANUARY), acting_for(ilse):
        if courses(ilse):
            return
        made = _offer(ilse)
    chance = Random(4954)  # noqa: S311 - demo data
    _dropped(ilse, made)
    _finished(ilse, made, chance)
    _running(ilse, made, chance)
    _others(ilse, made)


def _offer(by: Actor) -> dict[str, uuid.UUID]:
    houses = {house.key: house.id for house in Organisation.objects.all()}
    groups = {group.key: group.id for group in TargetGroup.objects.all()}
    made = {}
    for key, (words, owners, meant_for) in OFFERS.items():
        name, kind, audience, seats, sessions, hours, goal, materials = words
        themes = "\n".join(THEMES.get(key, ()))
        facts = CourseFacts(
            name, kind, audience, seats, sessions, hours * HOUR, goal, materials, themes
        )
        made[key] = keep_course(
            by=by,
            facts=facts,
            owners={houses[each] for each in owners},
            groups={groups[each] for each in meant_for},
        ).id
    for person, course, until, trains in SKILLS:
        facts_of = Entitled(demo.actor_of(person).person, made[course], JANUARY, until, trains)
        give_skill(by=by, facts=facts_of)
    return made


def _plan(by: Actor, made: dict[str, uuid.UUID], plan: Plan, *steps: str) -> CourseRun:
    facts = RunFacts(
        plan.mode,
        plan.funding,
        plan.seats,
        plan.first,
        1,
        plan.start,
        plan.minutes,
        plan.preparation,
        plan.where,
    )
    with clock.on_day(plan.planned_on), acting_for(by):
        run = plan_run(
            by=by,
            course=made[plan.course],
            facts=facts,
            sessions=plan.sessions,
            trainers={demo.actor_of(key).person: "" for key in plan.trainers},
            without=frozenset({SKIPPED}),
        )
        for step in steps:
            move_run(by=by, run=run.id, to=step)
    return run


def _enrol(key: str, run: CourseRun, alias: str, day: date, **more: Any) -> uuid.UUID | None:
    """Under this name; with `client` one of the own clients. None when this client does not fit the group."""
    by = demo.actor_of(key)
    number = uuid.uuid5(run.id, alias)
    with clock.on_day(day), acting_for(by):
        try:
            booking = Booking(number, alias, **({"found": "own"} | more))
            return enrol(by=by, run=run.id, booking=booking).id
        except CourseRefused:
            return None


def _own(key: str, run: CourseRun, aliases: list[str], most: int, day: date) -> None:
    """Enrols so many own clients of this worker as fit the group."""
    by = demo.actor_of(key)
    with clock.on_day(day), acting_for(by):
        clients = [client for client, _, _ in own_clients(by)]
    for client in clients:
        if not most:
            return
        if _enrol(key, run, aliases[0], day, client=client):
            aliases.pop(0)
            most -= 1


def _hold(run: CourseRun, key: str, until: date, chance: Random) -> None:
    """Somebody taps the chairs on the day of each meeting."""
    by = demo.actor_of(key)
    with acting_for(by):
        sessions = run_page(by, run.id).sessions
    for session in sessions:
        if session.day > until or not session.is_on:
            continue
        with clock.on_day(session.day), acting_for(by):
            for chair in run_page(by, run.id).seated:
                there = chance.random() < 0.85
                set_present(by=by, session=session.id, place=chair.place.id, there=there)


def _put_together(run: CourseRun, key: str, day: date, themes: Sequence[str]) -> None:
    """The first meetings get these themes; the others are open."""
    by = demo.actor_of(key)
    with clock.on_day(day), acting_for(by):
        sessions = run_page(by, run.id).sessions
        chosen = {each.id: theme for each, theme in zip(sessions, themes, strict=False)}
        set_themes(by=by, run=run.id, version=version_of(sessions), themes=chosen)


def _finished(ilse: Actor, made: dict[str, uuid.UUID], chance: Random) -> None:
    day = date(2021, 2, 15)
    run = _plan(ilse, made, FINISHED, "recruiting")
    aliases = list(ALIASES)
    _own("anna", run, aliases, 2, day)
    asked = THEMES["training"]
    for number, (key, found) in enumerate(
        (("bram", "own"), ("roos", "school"), ("emma", "self"), ("fleur", "own"))
    ):
        themes = sorted({asked[0], asked[number + 1]})
        _enrol(key, run, aliases.pop(0), day, found=found, themes=themes)
    _put_together(run, "anna", day, [each for each in asked for _ in range(2)])
    with clock.on_day(FINISHED.first), acting_for(ilse):
        move_run(by=ilse, run=run.id, to="running")
    anna, last = demo.actor_of("anna"), date(2021, 6, 1)
    _hold(run, "anna", last, chance)
    with clock.on_day(last), acting_for(anna):
        for scores in (
            [5, 5, 4, 5, 5],
            [4, 5, 4, 4, 5],
            [4, 4, 3, 5, 4],
            [5, 4, 5, 4, 5],
            [3, 4, 4, 4, 4],
        ):
            add_evaluation(by=anna, run=run.id, scores=scores, remark="")
        add_evaluation(by=anna, run=run.id, scores=[5, 5, 5, 5, 5], remark="Graag nog een keer.")
        close_run(by=anna, run=run.id)
    _book(ilse, run, FINISHED, last)


def _running(ilse: Actor, made: dict[str, uuid.UUID], chance: Random) -> None:
    """Eight chairs, a ninth who waited and got one, and the fifth meeting online."""
    day, roos, anna = date(2021, 9, 13), demo.actor_of("roos"), demo.actor_of("anna")
    run = _plan(ilse, made, RUNNING, "recruiting")
    aliases = list(ALIASES)
    _own("anna", run, aliases, 2, day)
    for key, needs in (
        ("bram", ["quiet"]),
        ("roos", ["interpreter"]),
        ("fleur", []),
        ("yara", ["travel"]),
    ):
        _enrol(key, run, aliases.pop(0), day, needs=needs)
    places = [
        _enrol("roos", run, aliases.pop(0), day, found="outreach")
        for _ in range(8 - (10 - len(aliases)))
    ]
    _enrol("bram", run, aliases.pop(0), date(2021, 9, 20), wait=True)
    if places and places[-1]:
        with clock.on_day(date(2021, 9, 27)), acting_for(roos):
            stop(by=roos, place=places[-1], why="time")
    _enrol("fleur", run, aliases.pop(0), date(2021, 9, 28), wait=True, priority="earlier")
    with clock.on_day(RUNNING.first), acting_for(ilse):
        move_run(by=ilse, run=run.id, to="running")
    with clock.on_day(date(2021, 11, 5)), acting_for(anna):
        online = next(each for each in run_page(anna, run.id).sessions if each.number == ONLINE)
        to = Occasion(
            online.day, online.start, online.minutes, "via een beveiligde link", "online", "force"
        )
        change_session(by=anna, session=online.id, version=online.version, to=to)
    _hold(run, "anna", date(2021, 11, 22), chance)
    _book(ilse, run, RUNNING, date(2021, 11, 22))


def _book(ilse: Actor, run: CourseRun, plan: Plan, day: date) -> None:
    """On which activity it counts. After the meetings, for the week of each trainer holds that time already."""
    keys = BOOKED_ON[plan.course]
    with clock.on_day(day), acting_for(ilse):
        rows = run.trainers.select_related("member__organisation")
        book_run_on(
            by=ilse, run=run.id, keys={each.id: keys[each.member.organisation.key] for each in rows}
        )


def _dropped(ilse: Actor, made: dict[str, uuid.UUID]) -> None:
    run = _plan(ilse, made, DROPPED, "recruiting")
    with clock.on_day(date(2021, 1, 25)), acting_for(ilse):
        move_run(by=ilse, run=run.id, to="cancelled", reason="force")
    _book(ilse, run, DROPPED, date(2021, 1, 25))


def _others(ilse: Actor, made: dict[str, uuid.UUID]) -> None:
    coming = _plan(ilse, made, COMING, "recruiting")
    day = date(2021, 11, 15)
    for (key, alias, found), asked in zip(
        (
            ("roos", "Kievit", "school"),
            ("roos", "Mus", "school"),
            ("sjoerd", "Uil", "own"),
            ("bram", "Valk", "partner"),
        ),
        GIRLS_ASK,
        strict=True,
    ):
        _enrol(key, coming, alias, day, found=found, themes=list(asked))
    _put_together(coming, "roos", day, GIRLS_GET)
    alone = _plan(ilse, made, ALONE, "recruiting")
    _enrol("roos", alone, "Merel", date(2021, 10, 25))
    with clock.on_day(ALONE.first), acting_for(ilse):
        move_run(by=ilse, run=alone.id, to="running")
    _hold(alone, "roos", date(2021, 11, 22), Random(1))  # noqa: S311 - demo data
    _plan(ilse, made, BOUGHT)
