"""A year of meetings and network: project group, steering group, directory, bottlenecks and what was agreed."""

import uuid
from datetime import date, time

from ketenwerk.access.api import Role, acting_for
from ketenwerk.kernel import clock
from ketenwerk.meetings.api import (
    AgreementFacts,
    BottleneckFacts,
    ContactFacts,
    ItemFacts,
    Occasion,
    SeriesFacts,
    TalkFacts,
    add_action,
    add_contact,
    add_finding,
    add_item,
    add_paper,
    agree,
    all_series,
    book_series_on,
    bottlenecks,
    evaluate,
    evaluations,
    log_talk,
    make_series,
    move_bottleneck,
    move_finding,
    move_meeting,
    place_finding,
    plan_until,
    propose_item,
    raise_bottleneck,
    series_page,
    set_attendance,
    take_topic,
    write_report,
)
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.web import demo
from ketenwerk.web.seeding.network import (
    AGREEMENT,
    BOTTLENECKS,
    CONTACTS,
    FINDINGS,
    OCCASIONS,
    TALKS,
    TOPICS,
)

START, END = date(2021, 1, 4), date(2021, 12, 31)
TODAY = date(2021, 11, 23)
PROJECT = SeriesFacts(
    "Projectgroep", "project", date(2021, 1, 25), 1, "months", time(10), 90, "Kantoor van de GGD"
)
STEERING = SeriesFacts(
    "Stuurgroep", "steering", date(2021, 3, 4), 3, "months", time(13, 30), 60, "Stadhuis"
)
POLICY = SeriesFacts(
    "Ervaring en beleid", "other", date(2021, 11, 25), 3, "months", time(15), 45, "Stadhuis"
)
CHAIN = ("ggd", "mee", "sterker", "iriszorg", "moviera")
# Only from the last meeting on: the hours of the year before it were written by the week.
BOOKED_ON = {"ggd": "coord", "mee": "mee_pm"}


def meet_all_year() -> None:
    """Everything through the product's own acts, as the coordinator did it on the day itself."""
    by = demo.actor_of("ilse", Role.COORDINATOR)
    with clock.on_day(START), acting_for(by):
        houses = {house.key: house.id for house in Organisation.objects.all()}
        if all_series(by):
            return
        project = make_series(
            by=by,
            facts=PROJECT,
            partners={houses[key] for key in CHAIN},
            people=_people("ilse", "petra", "koen", "bram", "fleur"),
        )
        steering = make_series(
            by=by,
            facts=STEERING,
            partners={houses[key] for key in (*CHAIN, "nijmegen")},
            people=_people("ilse", "petra", "koen", "hanneke", "marja"),
        )
        policy = make_series(
            by=by,
            facts=POLICY,
            partners={houses["ggd"], houses["nijmegen"]},
            people=_people("ilse", "noor", "marja"),
        )
        for series in (project, steering, policy):
            plan_until(by=by, series=series.id, until=END)
        for facts in CONTACTS:
            add_contact(by=by, facts=ContactFacts(*facts))
    for series in (project, steering):
        _hold(by, series.id, houses)
    _prepare(by, steering.id, houses)
    _propose(by, project.id)
    _network(by, houses)
    _look_back(by, houses)


def _people(*keys: str) -> set[uuid.UUID]:
    return {demo.actor_of(key).person for key in keys}


def _hold(by: Actor, series: uuid.UUID, houses: dict[str, uuid.UUID]) -> None:
    with acting_for(by):
        page = series_page(by, series)
    people = {person.id for person in page.people}
    held = sorted((m for m in page.meetings if m.day <= TODAY), key=lambda m: m.day)
    for number, meeting in enumerate(held):
        form, reason = OCCASIONS.get(f"{meeting.day:%m-%d}", ("physical", ""))
        if page.series.kind == "steering":
            form, reason = "online", ""
        topic, text, decision = TOPICS[page.series.kind][number % len(TOPICS[page.series.kind])]
        with clock.on_day(meeting.day), acting_for(by):
            if form != "physical":
                to = Occasion(meeting.day, meeting.start, meeting.minutes, form, reason)
                move_meeting(by=by, meeting=meeting.id, version=1, to=to)
            if form in {"cancelled", "postponed"}:
                continue
            facts = ItemFacts(1, topic, houses["ggd"], text, decision)
            add_item(by=by, meeting=meeting.id, facts=facts)
            if page.series.kind == "project" and meeting == held[-1]:
                book_series_on(
                    by=by, series=series, keys={houses[k]: v for k, v in BOOKED_ON.items()}
                )
                _follow_up(by, meeting.id, houses)
            set_attendance(by=by, meeting=meeting.id, present=people)
            version = 2 if form != "physical" else 1
            report = f"Besproken: {topic.lower()}. {decision}"
            write_report(by=by, meeting=meeting.id, version=version, report=report)


def _prepare(by: Actor, series: uuid.UUID, houses: dict[str, uuid.UUID]) -> None:
    """The agenda of the next meeting stands ready."""
    with clock.on_day(TODAY), acting_for(by):
        coming = min(
            (m for m in series_page(by, series).meetings if m.day > TODAY), key=lambda m: m.day
        )
        text = "Wat vragen we samen aan, en wie schrijft welk deel?"
        facts = ItemFacts(1, "Aanvraag voor volgend jaar", houses["ggd"], text, "")
        add_item(by=by, meeting=coming.id, facts=facts)
        add_paper(by=by, meeting=coming.id, title="Concept van de aanvraag", text=text)
        take_topic(by=by, meeting=coming.id, topic="verlening-2022")


def _propose(by: Actor, series: uuid.UUID) -> None:
    """Somebody who takes part asks for a place on the next agenda; the chair has not answered yet."""
    with clock.on_day(TODAY), acting_for(by):
        coming = min(
            (m for m in series_page(by, series).meetings if m.day > TODAY), key=lambda m: m.day
        )
    bram = demo.actor_of("bram")
    with clock.on_day(TODAY), acting_for(bram):
        propose_item(
            by=bram,
            meeting=coming.id,
            title="Wie is er bereikbaar in de kerstweek?",
            text="Dan weten mensen bij wie ze terechtkunnen als een partner dicht is.",
        )


def _follow_up(by: Actor, meeting: uuid.UUID, houses: dict[str, uuid.UUID]) -> None:
    add_paper(
        by=by,
        meeting=meeting,
        title="Terugblik op de najaarscijfers",
        text="De tellingen van het najaar, per afspraak. Bedoeld om te bespreken wat er anders moet.",
    )
    for text, house, who, due in (
        ("Werkplan voor volgend jaar rondsturen", "ggd", "ilse", date(2021, 12, 6)),
        ("Voorstel voor de groep in het voorjaar maken", "mee", "petra", date(2021, 12, 13)),
        ("Namen van nieuwe aandachtsfunctionaris doorgeven", "iriszorg", None, date(2021, 11, 19)),
    ):
        member = demo.actor_of(who).person if who else None
        add_action(
            by=by,
            meeting=meeting,
            text=text,
            organisation=houses[house],
            member=member,
            due_on=due,
        )


def _network(by: Actor, houses: dict[str, uuid.UUID]) -> None:
    for month_day, kind, subject, house, text in TALKS:
        day = date.fromisoformat(f"2021-{month_day}")
        with clock.on_day(day), acting_for(by):
            talk = TalkFacts(kind, day, subject, houses.get(house), None, text)
            log_talk(by=by, facts=talk)
    for month_day, *told in BOTTLENECKS:
        with clock.on_day(date.fromisoformat(f"2021-{month_day}")), acting_for(by):
            _bottleneck(by, houses, *told)
    with clock.on_day(date(2021, 2, 1)), acting_for(by):
        provider = Organisation.objects.filter(kind="provider").order_by("name").first()
        if provider:
            agree(
                by=by,
                facts=AgreementFacts(
                    provider.id, houses["sterker"], AGREEMENT, date(2021, 2, 1), date(2021, 12, 1)
                ),
            )


def _bottleneck(
    by: Actor,
    houses: dict[str, uuid.UUID],
    title: str,
    text: str,
    house: str,
    state: str,
    step: str,
) -> None:
    facts = BottleneckFacts(title, text, houses[house], step, None)
    raise_bottleneck(by=by, facts=facts)
    row = next(each for each in bottlenecks(by) if each.title == title)
    if state != row.state:
        move_bottleneck(by=by, bottleneck=row.id, version=1, to=state, facts=facts)


def _look_back(by: Actor, houses: dict[str, uuid.UUID]) -> None:
    with clock.on_day(date(2021, 9, 9)), acting_for(by):
        title = "Samen terugkijken op het eerste halfjaar"
        evaluate(by=by, title=title, kind="year", made_on=date(2021, 9, 9), text="")
        found = evaluations(by)[0]
        for text, change, house in FINDINGS:
            add_finding(
                by=by, evaluation=found.id, text=text, change=change, organisation=houses[house]
            )
        first = found.findings.order_by("text")[0]
        move_finding(by=by, finding=first.id, to="busy", reason="")
        place_finding(by=by, finding=first.id, year=2022, key="coord")
