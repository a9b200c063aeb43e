"""Loads the demo year, by the product's own acts: every rule, every wall and every log entry as in real use."""

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from django.db import transaction

from ketenwerk.access.api import Permission, Role, acting_for, visible
from ketenwerk.clients.api import (
    Choice,
    Client,
    Consent,
    Intake,
    SafeAgreement,
    register,
    set_consent,
    set_safe_contact,
)
from ketenwerk.hours.api import HourEntry, book, confirm_week, correct, lock_month
from ketenwerk.kernel import clock
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Actor, Organisation, Source
from ketenwerk.programme.api import (
    Activity,
    FundingSource,
    Municipality,
    TargetGroup,
    current_programme,
    life_domains,
)
from ketenwerk.programme.file import load
from ketenwerk.programme.importing import import_programme
from ketenwerk.progress.api import AftercareContact, measure, screen, settle, tell_step
from ketenwerk.trajectories.api import (
    Decision,
    Move,
    Plan,
    Request,
    ScaleUp,
    Trajectory,
    change_funding,
    decide_scale_up,
    move,
    open_trajectory,
    providers,
    request_scale_up,
    write_note,
)
from ketenwerk.web import demo
from ketenwerk.web.environment import PROJECT
from ketenwerk.web.seeding import acts, courses, exceptions
from ketenwerk.web.seeding.accounts import tell_and_freeze
from ketenwerk.web.seeding.advice import advise, begin_advice
from ketenwerk.web.seeding.conferences import land_conferences, load_conferences
from ketenwerk.web.seeding.dossiers import fill_dossiers
from ketenwerk.web.seeding.focal_officers import appoint_focal_officers
from ketenwerk.web.seeding.groups import give_groups
from ketenwerk.web.seeding.handovers import load_handovers
from ketenwerk.web.seeding.invoices import load_invoices
from ketenwerk.web.seeding.letters import write_letters
from ketenwerk.web.seeding.meetings import meet_all_year
from ketenwerk.web.seeding.people import NOT_COUNTED, REACHES, SOMEONES, called_at, identity_at
from ketenwerk.web.seeding.plans import load_plans
from ketenwerk.web.seeding.referrals import load_referrals
from ketenwerk.web.seeding.rosters import agree_on_shares, plan_the_last_months
from ketenwerk.web.seeding.workshop import give_workshops
from ketenwerk.web.seeding.worries import load_worries
from ketenwerk.web.seeding.year import whole_year

PROGRAMME = PROJECT / "data" / "programmes" / "gelderland-zuid.yaml"
YEAR = 2021
# About what somebody with help at more places often lets them talk.
SHARED_DOMAINS = ("financien", "werk-opleiding", "huisvesting")
OPERATOR = Actor(
    member=None, organisation=None, role=Role.COORDINATOR, name="beheer", source=Source.SHELL
)


@dataclass(frozen=True)
class SeedReport:
    """What was loaded. All zeros when the region was there already."""

    clients: int = 0
    trajectories: int = 0
    notes: int = 0
    weeks: int = 0

    @property
    def was_there(self) -> bool:
        return self.clients == 0


def seed() -> SeedReport:
    """Programme, people and the year, each only when absent. The year comes in whole or not at all."""
    import_when_absent(PROGRAMME)
    demo.make_people()
    if _has_clients():
        return SeedReport()
    with transaction.atomic():
        loader = _Loader()
        begin_advice()
        agree_on_shares()
        report = loader.load(whole_year())
        plan_the_last_months()
        load_worries(loader.clients)
        load_conferences(loader.clients)
        appoint_focal_officers()
        fill_dossiers(loader.clients, demo.actor_of)
        meet_all_year()
        load_plans(loader.clients)
        land_conferences()
        exceptions.load_exceptions(loader.clients)
        load_handovers(loader.clients)
        write_letters(loader.clients)
        load_invoices()
        load_referrals(loader.clients)
        give_groups()
        give_workshops()
        tell_and_freeze()
    return report


def import_when_absent(path: Path) -> None:
    with standing(Standpoint(DatabaseRole.OFFICE)):
        present = current_programme() is not None
    if not present:
        with acting_for(OPERATOR):
            import_programme(by=OPERATOR, file=load(path))


def _has_clients() -> bool:
    """Looks from the side of each organisation in turn: nobody sees all clients at once."""
    with standing(Standpoint(DatabaseRole.OFFICE)):
        houses = list(Organisation.objects.values_list("id", flat=True))
    return any(_has_clients_at(house) for house in houses)


def _has_clients_at(house: uuid.UUID) -> bool:
    with standing(Standpoint(DatabaseRole.CARE, organisation=house)):
        return Client.objects.filter(organisation=house).exists()


class _Loader:
    """Does the acts one by one and remembers which rows came of them."""

    def __init__(self) -> None:
        with standing(Standpoint(DatabaseRole.OFFICE)):
            self.activities = {
                a.key: a for a in Activity.objects.select_related("line__source").filter(year=YEAR)
            }
            self.groups = {group.key: group for group in TargetGroup.objects.all()}
            self.towns = {town.name: town for town in Municipality.objects.all()}
            self.sources = {source.key: source for source in FundingSource.objects.all()}
            self.houses = {house.key: house.id for house in Organisation.objects.all()}
            shared = life_domains().filter(key__in=SHARED_DOMAINS)
            self.shared_domains = tuple(shared.values_list("id", flat=True))
        self.actors: dict[tuple[str, Role], Actor] = {}
        self.clients: dict[tuple[str, str], uuid.UUID] = {}
        self.trajectories: dict[courses.Course, uuid.UUID] = {}
        self.done: Counter[str] = Counter()

    def load(self, happened: list[acts.Act]) -> SeedReport:
        """One unit of work per worker and function per day, as in a browser."""
        for (day, _), of_the_day in groupby(
            happened, key=lambda act: (act.day, act.turn >= acts.Turn.WEEK)
        ):
            by_worker = sorted(of_the_day, key=lambda act: (act.worker, act.role, act.turn))
            for (worker, role), own in groupby(by_worker, key=lambda act: (act.worker, act.role)):
                self._do_all(day, self._actor(worker, role), list(own))
        return SeedReport(
            len(self.clients), len(self.trajectories), self.done["Write"], self.done["Confirm"]
        )

    def _actor(self, worker: str, role: Role) -> Actor:
        if (worker, role) not in self.actors:
            self.actors[worker, role] = demo.actor_of(worker, role)
        return self.actors[worker, role]

    def _do_all(self, day: date, by: Actor, own: list[acts.Act]) -> None:
        with clock.on_day(day), acting_for(by):
            for act in own:
                self._do(by, act)
                self.done[type(act).__name__] += 1

    def _do(self, by: Actor, act: acts.Act) -> None:
        match act:
            case acts.Register():
                self._register(by, act)
            case acts.Open():
                self._open(by, act)
            case acts.Move(course=course, to=Trajectory.State.SCALED_UP):
                scale_up(by, self.trajectories[course], act.day)
            case acts.Move(course=course):
                move(by=by, trajectory=self.trajectories[course], step=_step(act))
            case acts.ChangeMoney(course=course):
                source = self.sources[act.source]
                change_funding(
                    by=by, trajectory=self.trajectories[course], source=source, reason=act.reason
                )
            case acts.AgreeContact():
                set_safe_contact(
                    by=by,
                    client=self.clients[act.who, act.organisation],
                    agreement=_agreement(act.reach),
                )
            case acts.TakeBackCount():
                client = self.clients[act.who, act.organisation]
                set_consent(by=by, client=client, choice=Choice(Consent.Purpose.COUNT), given=False)
            case acts.Write():
                self._write(by, act)
            case acts.Measure() | acts.Screen() | acts.Tell() | acts.Aftercare():
                self._do_progress(by, act)
            case _:
                self._do_hours(by, act)

    def _do_progress(
        self, by: Actor, act: acts.Measure | acts.Screen | acts.Tell | acts.Aftercare
    ) -> None:
        client = self.clients[act.who, act.organisation]
        match act:
            case acts.Measure():
                measure(by=by, client=client, measured=act.measured)
            case acts.Screen():
                screen(by=by, client=client, day=act.day, screening=act.screening, agreed=True)
            case acts.Tell():
                tell_step(by=by, client=client, step=act.step)
            case acts.Aftercare():
                contacts = visible(by, Permission.PROGRESS_WRITE, AftercareContact)
                contact = contacts.filter(client=client, months=act.months).latest("due")
                settle(by=by, contact=contact.id, outcome=act.outcome, words=act.words)

    def _do_hours(self, by: Actor, act: acts.Act) -> None:
        match act:
            case acts.Meet():
                origin = HourEntry.Origin.MEETING
                book(
                    by=by,
                    activity=self.activities[act.activity],
                    day=act.day,
                    minutes=act.minutes,
                    origin=origin,
                )
            case acts.Advise():
                advise(by, act)
            case acts.Confirm():
                cells = {(self.activities[key].id, day): minutes for key, day, minutes in act.cells}
                confirm_week(by=by, monday=act.monday, cells=cells)
            case acts.Lock():
                lock_month(by=by, first=act.first)
            case acts.Correct():
                self._correct(by, act)
            case _:
                raise TypeError(f"nobody knows how to do {act}")

    def _register(self, by: Actor, act: acts.Register) -> None:
        someone = SOMEONES[act.who]
        intake = Intake(
            called=called_at(act.who, act.organisation),
            identity=identity_at(act.who, act.organisation),
            group=self.groups[courses.GROUP_AT.get((act.who, act.organisation), someone.group)],
            municipality=self.towns[someone.town],
            own_words=someone.own_words,
            language=someone.language,
            interpreter=someone.interpreter,
            plain_words=someone.plain_words,
            safe_contact=_agreement(act.reach),
        )
        choices = dict.fromkeys(self._yes(act), True)
        choices.setdefault(Choice(Consent.Purpose.COUNT), False)
        self.clients[act.who, act.organisation] = register(by=by, intake=intake, choices=choices).id

    def _yes(self, act: acts.Register) -> Iterator[Choice]:
        """To what she said yes. Who has help at more places often lets them talk to one another."""
        if (act.who, act.organisation) not in NOT_COUNTED:
            yield Choice(Consent.Purpose.COUNT)
        elsewhere = {c.organisation for c in courses.COURSES if c.who == act.who} - {
            act.organisation
        }
        if elsewhere and act.reach % 3:
            yield Choice(Consent.Purpose.CONFERENCE)
        for organisation in sorted(elsewhere):
            if act.reach % 4 == 1 and act.who != exceptions.UNREACHED:
                for domain in (None, *self.shared_domains):
                    yield Choice(Consent.Purpose.SHARE, self.houses[organisation], domain)

    def _open(self, by: Actor, act: acts.Open) -> None:
        course = act.course
        hours, weeks = course.plan
        plan = Plan(
            self.activities[course.activity],
            act.goal,
            hours * 60,
            weeks,
            start_now=course.start is not None,
        )
        client = self.clients[course.who, course.organisation]
        self.trajectories[course] = open_trajectory(by=by, client=client, plan=plan).id

    def _write(self, by: Actor, act: acts.Write) -> None:
        write_note(
            by=by,
            client=self.clients[act.who, act.organisation],
            trajectory=self.trajectories[act.course] if act.course else None,
            day=act.day,
            kind=act.text.kind,
            minutes=act.minutes,
            seen=act.text.seen,
            thought=act.text.thought,
        )

    def _correct(self, by: Actor, act: acts.Correct) -> None:
        mine = visible(by, Permission.HOURS_OWN, HourEntry)
        entry = mine.get(
            day=act.on, activity=self.activities[act.activity], origin=HourEntry.Origin.WEEK
        )
        correct(by=by, entry=entry.id, minutes=act.minutes, reason=act.reason)


def _agreement(reach: int) -> SafeAgreement:
    way = REACHES[reach % len(REACHES)]
    return SafeAgreement(way.channel, way.value, way.moments, way.opening, way.never, way.voicemail)


def scale_up(by: Actor, trajectory: uuid.UUID, day: date) -> None:
    """Asked and granted on one day; the number is made of the day."""
    provider = providers().get(key="zorgplus")
    number = f"WMO-{day:%Y}-{day:%m%d}"
    request_scale_up(by=by, trajectory=trajectory, request=Request(day, provider, number))
    decision = Decision(ScaleUp.State.GRANTED, day, provider)
    decide_scale_up(by=by, trajectory=trajectory, decision=decision)


def _step(act: acts.Move) -> Move:
    """The step, and for an extension a new agreement: half as many hours again in twice the weeks."""
    longer = act.to == Trajectory.State.EXTENDED
    return Move(
        to=act.to,
        reason=act.reason,
        end_reason=act.end_reason,
        planned_minutes=act.course.plan[0] * 90 if longer else None,
        planned_weeks=act.course.plan[1] * 2 if longer else None,
    )
