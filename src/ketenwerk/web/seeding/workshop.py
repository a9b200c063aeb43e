"""Two workshops for professionals (R53): one that was given in October, and one that is open, with eleven on the list."""

import uuid
from collections.abc import Sequence
from datetime import date, time, timedelta

from ketenwerk.access.api import acting_for
from ketenwerk.courses.api import (
    RunFacts,
    SignUp,
    add_evaluation,
    book_run_on,
    close_run,
    courses,
    evaluate,
    move_run,
    open_page,
    plan_run,
    sign_up,
    sign_ups,
    tick,
)
from ketenwerk.kernel import clock
from ketenwerk.people.api import NOBODY, Actor
from ketenwerk.web import demo

PLANNED_ON, FIRST = date(2021, 11, 8), date(2022, 1, 18)
PLANNED_BEFORE, GIVEN = date(2021, 9, 6), date(2021, 10, 5)
NAMES = uuid.UUID(int=53)
GUESTS = (
    ("Noud Verbeek", "Het Kompas College", "mentor", "coworker"),
    ("Saskia Overmaat", "Wijkteam Oost", "wijkcoach", "partner"),
    ("Ferhat Kaya", "Woonstichting De Hoeve", "consulent", "mail"),
    ("Marit Poelstra", "Huisartsen Singel", "praktijkondersteuner", "mail"),
    ("Joris Wiegers", "Jongerenwerk Zuid", "jongerenwerker", "earlier"),
    ("Amina el Idrissi", "Wijkteam Noord", "maatschappelijk werker", "coworker"),
    ("Trudy Kolkman", "Het Kompas College", "zorgcoördinator", "coworker"),
    ("Ravi Ramdin", "Opvang De Vuurtoren", "begeleider", "partner"),
    ("Heleen Smeets", "Bureau Leerplicht", "leerplichtambtenaar", "web"),
    ("Bas van Rooijen", "Werkcentrum Regio", "jobcoach", "partner"),
    ("Yvonne Tichelaar", "Thuiszorg Linde", "wijkverpleegkundige", "other"),
)


# Who came in October, on both days or only the first; the last one stayed away.
CAME = (
    ("Gerda Nijland", "Wijkteam West", "wijkcoach", "partner", 2),
    ("Samir Haddou", "Jongerenwerk Noord", "jongerenwerker", "coworker", 2),
    ("Lotte Brandsma", "Opvang De Vuurtoren", "begeleider", "mail", 1),
    ("Pim Wolters", "Het Kompas College", "mentor", "web", 2),
    ("Zeynep Arslan", "Woonstichting De Hoeve", "consulent", "mail", 0),
)
# Two handed in a paper form, two filled it in on their own link.
ON_PAPER = ([5, 5, 4, 5, 5], [4, 5, 5, 4, 5])
THEMSELVES = (
    ("Lotte Brandsma", 2, [4, 4, 4, 5, 4], "Graag meer tijd om te oefenen."),
    ("Pim Wolters", 5, [5, 4, 5, 4, 4], ""),
)


def give_workshops() -> None:
    """By Emma, who plans and gives them; each guest over the page itself."""
    emma = demo.actor_of("emma")
    _give(emma, _open(emma, PLANNED_BEFORE, GIVEN, [row[:4] for row in CAME]))
    _open(emma, PLANNED_ON, FIRST, GUESTS)


def _open(
    emma: Actor, planned_on: date, first: date, guests: Sequence[tuple[str, str, str, str]]
) -> uuid.UUID:
    with clock.on_day(planned_on), acting_for(emma):
        course = next(row for row, _ in courses(emma) if row.audience == "professionals")
        facts = RunFacts("group", "award", 12, first, 1, time(9, 30), 180, 60, "Buurthuis, zaal 2")
        run = plan_run(
            by=emma, course=course.id, facts=facts, sessions=2, trainers={emma.person: ""}
        ).id
        move_run(by=emma, run=run, to="recruiting")
        token = open_page(by=emma, run=run)
    for number, (name, employer, function, heard) in enumerate(guests):
        mail = f"{name.lower().replace(' ', '.')}@{demo.DOMAIN}"
        key = uuid.uuid5(NAMES, name)
        with clock.on_day(planned_on + timedelta(days=number + 1)), acting_for(NOBODY):
            sign_up(token=token, who=SignUp(key, name, employer, function, mail, heard))
    return run


def _give(emma: Actor, run: uuid.UUID) -> None:
    """Who came is tapped on the day itself, so that the certificates can be made."""
    came = {row[0]: row[4] for row in CAME}
    with clock.on_day(GIVEN), acting_for(emma):
        move_run(by=emma, run=run, to="running")
        sessions = sign_ups(emma, run).sessions
    for number, session in enumerate(sessions, start=1):
        with clock.on_day(session.day), acting_for(emma):
            for guest in sign_ups(emma, run).seated:
                there = number <= came[guest.name]
                tick(by=emma, session=session.id, place=guest.place.id, there=there)
    with clock.on_day(sessions[-1].day), acting_for(emma):
        for scores in ON_PAPER:
            add_evaluation(by=emma, run=run, scores=scores, remark="")
        given = sign_ups(emma, run).run
        book_run_on(by=emma, run=run, keys={each.id: "mee_ws" for each in given.trainers.all()})
        close_run(by=emma, run=run)
    for name, days, own, remark in THEMSELVES:
        later = sessions[-1].day + timedelta(days=days)
        with clock.on_day(later), acting_for(NOBODY):
            evaluate(secret=uuid.uuid5(NAMES, name), scores=own, remark=remark)
