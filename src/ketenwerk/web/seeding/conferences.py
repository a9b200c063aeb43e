"""A year of case conferences in the demo: two with decisions, and one ahead with three items. All invented."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from ketenwerk.access.api import Role, acting_for
from ketenwerk.clients.api import Choice, set_consent
from ketenwerk.conferences.api import (
    Case,
    Conference,
    DayFacts,
    Outcome,
    SeriesFacts,
    add_case,
    add_outcome,
    all_conferences,
    book_on,
    case_of,
    change_conference,
    invite,
    places_of,
    plan_until,
    put_in_plan,
    set_present,
    start_series,
    take_off_case,
    write_column,
)
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.web import demo

Clients = Mapping[tuple[str, str], uuid.UUID]
FIRST, LAST = date(2021, 1, 14), date(2021, 12, 30)
CANCELLED = date(2021, 4, 8)
COME = ("anna", "bram", "roos", "joost", "fleur", "sjoerd")
CONFERENCE = "conference"
# Only from the last conference on: the hours of the year before it were written by the week.
BOOKED_ON = "irz_own"
LAST_HELD = date(2021, 11, 18)
IN_THE_ROOM = {"anna", "roos"}


@dataclass(frozen=True)
class Asked:
    """One item: who it is about, the question, who is asked, and what was said and decided when it was held."""

    who: str
    on: date
    question: str
    partners: tuple[str, ...]
    picture: str = ""
    judgement: str = ""
    decision: str = ""
    action: str = ""
    due: date | None = None
    taken_back: bool = False
    off: str = ""


ITEMS = (
    Asked(
        "mirela",
        date(2021, 11, 4),
        "Wie helpt haar met de aanvraag voor een eigen adres?",
        ("joost",),
        "Zij slaapt nu bij een vriendin. De post komt niet aan.",
        "Een eigen adres gaat voor. Zij wil één vast gezicht.",
        "MEE doet de aanvraag. De GGD gaat mee naar het eerste gesprek.",
        "Het eerste gesprek samen plannen",
        date(2021, 11, 25),
    ),
    Asked(
        "rachelle",
        date(2021, 11, 18),
        "Wie vraagt haar rustig hoe het thuis gaat, en waar?",
        ("roos", "joost"),
        "Zij wordt vaak gebeld tijdens gesprekken en wil dan snel weg.",
        "Praten lukt het best overdag en alleen.",
        "Het gesprek is op het kantoor van MEE, zonder telefoon.",
        "Een rustige kamer regelen",
        date(2021, 11, 26),
    ),
    Asked(
        "naomi",
        date(2021, 12, 2),
        "Welke partner kan snel een veilige slaapplek bieden?",
        ("bram", "fleur"),
    ),
    Asked("wanda", date(2021, 12, 2), "Wie kijkt met haar naar haar geldzaken?", ("roos",)),
    Asked(
        "mirela",
        date(2021, 12, 2),
        "Is er plek in de cursus die in januari begint?",
        ("joost", "roos"),
        taken_back=True,
    ),
    Asked(
        "rachelle",
        date(2021, 12, 2),
        "Wie gaat mee naar de afspraak over haar post?",
        ("roos",),
        off="answered",
    ),
)


def load_conferences(clients: Clients) -> None:
    days = _plan()
    for item in ITEMS:
        _ask(days[item.on], item, clients[item.who, "mee"])
    for day in days.values():
        if day.on < demo_day():
            _hold(day)
    anna = demo.actor_of("anna")
    with acting_for(anna):
        for day in all_conferences(anna)[0]:
            places_of(anna, day)


def land_conferences() -> None:
    """The action of the last conference goes to the plan that was begun for her."""
    anna = demo.actor_of("anna")
    with acting_for(anna):
        (last,) = [day for day in all_conferences(anna)[1] if day.on == LAST_HELD]
        for place in places_of(anna, last):
            for each in case_of(anna, place.item).outcomes if place.item else ():
                if each.due:
                    put_in_plan(by=anna, outcome=each.id, domain=None, due=None)


def demo_day() -> date:
    return date(2021, 11, 23)


def _plan() -> dict[date, Conference]:
    by = demo.actor_of("ilse", Role.COORDINATOR)
    with clock.on_day(date(2021, 1, 4)), acting_for(by):
        facts = SeriesFacts(FIRST, time(13, 30), place="GGD, vergaderzaal 2")
        series = start_series(by=by, facts=facts)
        plan_until(by=by, series=series.id, until=LAST)
        days = {day.on: day for day in series.conferences.all()}
        people = [demo.actor_of(key).person for key in COME]
        for day in days.values():
            invite(by=by, conference=day.id, members=people)
    return days


def _ask(day: Conference, item: Asked, client: uuid.UUID) -> None:
    anna = demo.actor_of("anna")
    partners = tuple(demo.actor_of(key).house for key in item.partners)
    with clock.on_day(day.on - timedelta(days=10)), acting_for(anna):
        for choice in (Choice(CONFERENCE), *(Choice(CONFERENCE, each) for each in partners)):
            set_consent(by=anna, client=client, choice=choice, given=True)
        case = Case(client, item.question, partners)
        row = add_case(by=anna, conference=day.id, case=case)
    if item.taken_back:
        with clock.on_day(demo_day()), acting_for(anna):
            taken = Choice(CONFERENCE, partners[-1])
            set_consent(by=anna, client=client, choice=taken, given=False)
    if item.off:
        with clock.on_day(demo_day()), acting_for(anna):
            take_off_case(by=anna, item=row.id, reason=item.off)
    if item.decision:
        with clock.on_day(day.on), acting_for(anna):
            _decide(anna, row.id, item)


def _decide(by: Actor, row: uuid.UUID, item: Asked) -> None:
    for kind, words in (("picture", item.picture), ("judgement", item.judgement)):
        write_column(by=by, item=row, kind=kind, words=words, seen=0)
    add_outcome(by=by, item=row, outcome=Outcome("decision", by.house, item.decision))
    add_outcome(by=by, item=row, outcome=Outcome("action", by.house, item.action, item.due))


def _hold(day: Conference) -> None:
    by = demo.actor_of("ilse", Role.COORDINATOR)
    cancelled = day.on == CANCELLED
    state, reason = ("cancelled", "measures") if cancelled else ("held", "")
    with clock.on_day(day.on), acting_for(by):
        facts = DayFacts(
            day.on, day.starts_at, day.minutes, day.place, True, state, reason, day.version
        )
        change_conference(by=by, conference=day.id, facts=facts)
        if not cancelled:
            if day.on == LAST_HELD:
                keys = {demo.actor_of("bram").house: BOOKED_ON}
                book_on(by=by, series=day.series_id, keys=keys)
            came = {key: demo.actor_of(key).person for key in COME if key != "fleur"}
            room = {person for key, person in came.items() if key in IN_THE_ROOM}
            set_present(by=by, conference=day.id, members=room, online=set(came.values()) - room)
