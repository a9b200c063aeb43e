"""One workshop for professionals that is open for signing up, with eleven people on the list (R53)."""

import uuid
from datetime import date, time

from ketenwerk.access.api import acting_for
from ketenwerk.courses.api import (
    RunFacts,
    SignUp,
    courses,
    move_run,
    open_page,
    plan_run,
    sign_up,
    sign_ups,
)
from ketenwerk.kernel import clock
from ketenwerk.people.api import NOBODY
from ketenwerk.web import demo

PLANNED_ON, FIRST = date(2021, 11, 8), date(2022, 1, 18)
NAMES = uuid.UUID(int=53)
FACTS = RunFacts("group", "award", 12, FIRST, 1, time(9, 30), 180, 60, "Buurthuis, zaal 2")
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


def open_workshop() -> None:
    """By Emma, who plans and gives it; each guest over the page itself. Does nothing when it is there."""
    emma = demo.actor_of("emma")
    with clock.on_day(PLANNED_ON), acting_for(emma):
        course = next(row for row, _ in courses(emma) if row.audience == "professionals")
        if course.runs.filter(first_on=FIRST).exists():
            return
        run = plan_run(
            by=emma, course=course.id, facts=FACTS, sessions=2, trainers={emma.person: ""}
        )
        move_run(by=emma, run=run.id, to="recruiting")
        open_page(by=emma, run=run.id)
        page = sign_ups(emma, run.id).page
    if page is None:
        return
    for number, (name, employer, function, heard) in enumerate(GUESTS):
        mail = f"{name.lower().replace(' ', '.')}@{demo.DOMAIN}"
        key = uuid.uuid5(NAMES, name)
        with clock.on_day(date(2021, 11, 9 + number)), acting_for(NOBODY):
            sign_up(token=page.token, who=SignUp(key, name, employer, function, mail, heard))
