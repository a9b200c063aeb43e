"""Advice, lessons and team visits of the demo year, on days of which the week already holds the time.

The hours of the year stay what they were: a talk takes a part of the time of that day, the rest is preparation.
"""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import cycle

from ketenwerk.access.api import Role, acting_for
from ketenwerk.consults.api import (
    CoachingFacts,
    ConsultFacts,
    SessionFacts,
    Time,
    VisitFacts,
    add_team,
    coachings,
    log_consult,
    log_session,
    log_visit,
    start_coaching,
    teams,
)
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.web import demo
from ketenwerk.web.seeding.acts import Act, Advise, Turn
from ketenwerk.web.seeding.chance import chance
from ketenwerk.web.seeding.duties import DUTIES, Duty, shares

Facts = ConsultFacts | SessionFacts | VisitFacts
# At least this stays of the time in the week: preparing, and writing it down.
PREPARING = 15
LENGTHS = (30, 45, 45, 60)
START = date(2021, 1, 11)
# Who asked, in which function, about what, how, and the question in general words.
ASKED = (
    (
        "Sociale wijkteams",
        "neighbourhood",
        "signals",
        "phone",
        "Waaraan merk je dat er meer speelt?",
    ),
    ("ROC", "teacher", "talking", "place", "Hoe begin je erover zonder te schrikken?"),
    ("Entrea", "youth", "plain", "online", "Welke woorden passen bij een beperking?"),
    (
        "Praktijkschool De Brug",
        "school_care",
        "online",
        "phone",
        "Wat doe je als beelden rondgaan?",
    ),
    ("Schoolmaatschappelijk werk", "social", "ways", "phone", "Wie in de keten doet wat?"),
    ("UWV", "work", "work", "online", "Welke rechten gelden bij ander werk?"),
    ("Moviera", "counsellor", "safety", "place", "Hoe spreek je veilig contact af?"),
    ("Sociale wijkteams", "focal", "code", "phone", "Wanneer hoort de meldcode erbij?"),
    ("Vso Het Ravelijn", "behaviour", "plain", "place", "Hoe leg je grenzen uit?"),
    ("Werkbedrijf", "work", "leaving", "phone", "Wat helpt bij de stap naar ander werk?"),
    ("Roc Rivierstad", "teacher", "language", "online", "Welke woorden gebruik je liever niet?"),
)
PEER_ASKED = (
    ("Sociale wijkteams", "neighbourhood", "language", "online", "Welk woord past bij dit werk?"),
    ("IrisZorg", "counsellor", "talking", "phone", "Hoe vraag je door zonder oordeel?"),
    ("MEE Gelderse Poort", "counsellor", "work", "place", "Hoe ziet een werkweek eruit?"),
)
COACHING = CoachingFacts("Entrea", "youth", "plain", date(2021, 9, 1))
IN_COACHING = ConsultFacts(
    "coaching",
    COACHING.requester,
    COACHING.function,
    COACHING.theme,
    "online",
    "Samen oefenen met uitleg in eenvoudige taal.",
)
LESSONS = (
    ("lesson", "ROC", "mbo", 26),
    ("questions", "ROC", "mbo", 22),
    ("game", "Praktijkschool De Brug", "practical", 14),
    ("lesson", "Roc Rivierstad", "mbo", 28),
    ("information", "Jongerencentrum De Kade", "elsewhere", 31),
)
TEAMS = (
    "Maatschappelijk werk Centrum",
    "Maatschappelijk werk Noord",
    "Maatschappelijk werk Oost",
    "Maatschappelijk werk Dukenburg",
    "Maatschappelijk werk Lindenholt",
    "Jongerenwerk",
    "Opvoedhulp",
    "Schuldhulp",
)
VISITS = (
    (TEAMS[0], "visited", 9),
    (TEAMS[5], "visited", 7),
    (TEAMS[0], "trained", 8),
    (TEAMS[3], "visited", 11),
    (TEAMS[6], "visited", 6),
    (TEAMS[5], "trained", 7),
)


def begin_advice() -> None:
    """The teams to visit stand in the list before the year begins."""
    roos = demo.actor_of("roos")
    with clock.on_day(START), acting_for(roos):
        for name in TEAMS:
            add_team(by=roos, name=name)


def advised() -> Iterator[Act]:
    asked = cycle(ASKED)
    for duty in DUTIES:
        match duty.activity:
            case "mee_coach":
                yield from _talks(duty, asked, every=3 if duty.worker == "anna" else 2)
            case "peer":
                peer = [ConsultFacts("peer", *words) for words in PEER_ASKED * 2]
                yield from _placed(duty, peer)
            case "r75_consult":
                consults = [ConsultFacts("consult", *words) for words in ASKED[:7]]
                visits = [(VisitFacts(kind, number), name) for name, kind, number in VISITS]
                yield from _placed(duty, [*consults, *visits])
            case "r75_outreach":
                yield from _placed(duty, [SessionFacts(*words) for words in LESSONS])


def _talks(duty: Duty, asked: Iterator[tuple[str, ...]], *, every: int) -> Iterator[Act]:
    """Most days one talk; from September Anna's are for a part coaching of one professional."""
    for number, (day, minutes) in enumerate(shares(duty)):
        if duty.worker == "anna" and day >= COACHING.start_on and number % 2:
            yield _advise(duty, day, minutes, IN_COACHING, COACHING.requester)
        elif number % every != every - 1:
            kind = "consult" if number % 5 == 0 else "advice"
            yield _advise(duty, day, minutes, ConsultFacts(kind, *next(asked)))


def _placed(duty: Duty, facts: Iterable[Facts | tuple[VisitFacts, str]]) -> Iterator[Act]:
    """Spread over the days of a duty that have room."""
    found = list(facts)
    days = [each for each in shares(duty) if each[1] >= PREPARING + LENGTHS[1]]
    for place, each in enumerate(found):
        day, minutes = days[place * len(days) // len(found)]
        what, within = each if isinstance(each, tuple) else (each, "")
        yield _advise(duty, day, minutes, what, within)


def _advise(duty: Duty, day: date, room: int, facts: Facts, within: str = "") -> Advise:
    length = chance("advice", duty.worker, duty.activity, day).choice(LENGTHS)
    minutes = min(length, room - PREPARING)
    role = Role.FIELD_WORKER if duty.activity == "peer" else Role.CARE_WORKER
    return Advise(day, Turn.NOTE, duty.worker, duty.activity, minutes, facts, within, role=role)


def advise(by: Actor, act: Advise) -> None:
    time = Time(act.day, act.minutes, act.activity)
    match act.facts:
        case ConsultFacts():
            coaching = _coaching(by) if act.within else None
            log_consult(by=by, time=time, facts=act.facts, coaching=coaching)
        case SessionFacts():
            log_session(by=by, time=time, facts=act.facts)
        case VisitFacts():
            team = next(row.team for row in teams(by, act.day) if row.team.name == act.within)
            log_visit(by=by, team=team.id, time=time, facts=act.facts)


def _coaching(by: Actor) -> uuid.UUID:
    """The one coaching of the year; it begins with its first talk."""
    running = coachings(by, START.year)
    return running[0].coaching.id if running else start_coaching(by=by, facts=COACHING).id
