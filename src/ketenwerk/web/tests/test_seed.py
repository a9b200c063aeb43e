"""The demo region: a year that could have been, inside every rule of the product."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Sum

from ketenwerk.access.api import Role, acting_for, counting
from ketenwerk.access.models import KeyGrant
from ketenwerk.audit.models import AuditEvent
from ketenwerk.census.linking import Registration, count
from ketenwerk.clients.api import Consent, LinkToken, Token, caseload, erasures_to_confirm
from ketenwerk.courses.api import CourseRun, sign_ups
from ketenwerk.hours.api import HourEntry, own_weeks
from ketenwerk.hours.models import MonthLock, MonthTotal, WeekConfirmation
from ketenwerk.kernel.free_text import warn_about
from ketenwerk.kernel.walls import DatabaseRole, Standpoint, standing
from ketenwerk.people.api import Member, Organisation
from ketenwerk.programme.api import Activity
from ketenwerk.progress.api import Assessment, ExitEvent, aftercare_question
from ketenwerk.referrals.api import Referral
from ketenwerk.trajectories.api import (
    Note,
    Trajectory,
    at_limit,
    capacity,
    desk,
    working_trajectories,
)
from ketenwerk.web import demo
from ketenwerk.web.seeding import people
from ketenwerk.web.seeding.acts import Confirm, Open, Register, Write
from ketenwerk.web.seeding.courses import COURSES, LAST
from ketenwerk.web.seeding.seed import SeedReport, seed
from ketenwerk.web.seeding.year import truth, whole_year
from ketenwerk.web.words import Text, long_sentences, spoken_findings

PARTNERS = ("ggd", "mee", "sterker", "iriszorg", "moviera")
MONDAY = date(2021, 11, 22)


@pytest.fixture(scope="module")
def region(django_db_setup: None, django_db_blocker) -> Iterator[SeedReport]:
    """The region, loaded once for this file and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed()
        transaction.set_rollback(True)


def houses() -> dict[str, Organisation]:
    with standing(Standpoint(DatabaseRole.OFFICE)):
        return {house.key: house for house in Organisation.objects.filter(key__in=PARTNERS)}


def every(model, *fields: str, **lookup: object) -> list[tuple]:
    """Rows of all partners, read from the side of each in turn."""
    rows = []
    for house in houses().values():
        with standing(Standpoint(DatabaseRole.CARE, organisation=house.id)):
            rows += model.objects.filter(organisation=house, **lookup).values_list(*fields)
    return rows


# What is written, before it is loaded. The names of the life domains stand in the programme.


@pytest.mark.django_db
def test_no_note_holds_what_is_never_stored_or_what_hurts():
    texts = [text for act in whole_year() for text in words_of(act)]
    lines = [Text(number, text) for number, text in enumerate(texts)]
    assert len(lines) > 1000
    assert [text for text in texts if warn_about(text)] == []
    assert list(spoken_findings(lines, "notes")) == []
    assert list(long_sentences(lines, "notes")) == []
    assert [text for text in texts if "{" in text or "  " in text] == []


def words_of(act) -> list[str]:
    if isinstance(act, Write):
        return [act.text.seen, act.text.thought]
    return [act.goal] if isinstance(act, Open) else []


@pytest.mark.django_db
def test_no_note_names_the_person():
    called = {
        key: {one.given, one.family, one.working} - {""} for key, one in people.SOMEONES.items()
    }
    told = [
        act.text.seen
        for act in whole_year()
        if isinstance(act, Write)
        and any(f" {name} " in f" {act.text.seen} " for name in called[act.who])
    ]
    assert told == []


@pytest.mark.django_db
def test_a_dossier_tells_nothing_twice():
    told: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for act in whole_year():
        if isinstance(act, Write):
            told[act.who, act.organisation].append(act.text.seen)
    assert {key: seen for key, seen in told.items() if len(seen) != len(set(seen))} == {}


@pytest.mark.django_db
def test_the_same_year_every_time():
    assert whole_year() == whole_year()


@pytest.mark.django_db
def test_sixty_people_of_whom_eighteen_go_to_two_partners_and_four_to_three():
    places = defaultdict(set)
    for course in COURSES:
        if course.start:
            places[course.who].add(course.organisation)
    assert Counter(len(where) for where in places.values()) == {1: 38, 2: 18, 3: 4}
    assert (truth().people, truth().sum_of_organisations) == (60, 86)
    registered = {(act.who, act.organisation) for act in whole_year() if isinstance(act, Register)}
    assert set(people.SPELLINGS) | people.NOT_COUNTED | set(people.CALLED) <= registered


# What stands in the database afterwards.


def test_each_partner_has_the_people_that_the_makers_know_of(region):
    started = every(Trajectory, "organisation", "client", started_on__isnull=False)
    per_house = Counter(house for house, _ in set(started))
    found = {key: per_house[house.id] for key, house in houses().items()}
    assert found == truth().per_organisation
    assert region.clients == len(every(Consent, "id", purpose=Consent.Purpose.COUNT))


@pytest.mark.requirement("R23")
def test_the_count_holds_the_truth_between_its_bounds(region):
    started = every(Trajectory, "organisation__key", "client", started_on__isnull=False)
    with counting(demo.actor_of("ilse", Role.COORDINATOR)):
        tokens = defaultdict(list)
        for client, kind, value in LinkToken.objects.values_list("client_id", "kind", "value"):
            tokens[client].append(Token(kind, bytes(value)))
    found = count(
        Registration(client, house, client in tokens, tuple(tokens[client]))
        for house, client in sorted(set(started), key=str)
    )
    assert found.lower <= truth().people <= found.upper
    assert abs(found.estimate - truth().people) <= 4
    assert found.per_organisation == truth().per_organisation


def test_who_said_no_or_took_it_back_has_no_token(region):
    answers = Counter(state for (state,) in every(Consent, "state", purpose=Consent.Purpose.COUNT))
    assert answers[Consent.State.REFUSED] == 3
    assert answers[Consent.State.WITHDRAWN] == 1
    with counting(demo.actor_of("ilse", Role.COORDINATOR)):
        with_tokens = LinkToken.objects.values("client_id").distinct().count()
    assert with_tokens <= answers[Consent.State.GIVEN]


def test_every_note_stands_on_a_day_of_its_trajectory(region):
    rows = every(
        Note, "day", "trajectory__started_on", "trajectory__ended_on", trajectory__isnull=False
    )
    assert len(rows) > 1000
    outside = [row for row in rows if not row[1] <= row[0] <= (row[2] or LAST)]
    assert outside == []
    assert all(day <= LAST for (day,) in every(Note, "day"))


def test_a_day_holds_no_more_than_a_working_day(region):
    days = Counter()
    for member, day, minutes in every(HourEntry, "member", "day", "minutes"):
        days[member, day] += minutes
        assert day <= LAST
    assert max(days.values()) <= 8 * 60
    assert all(day.weekday() < 5 for _, day in days)


@pytest.mark.requirement("R24")
def test_the_promises_stand_where_they_were_meant_to_stand(region):
    assert capacity_of("anna", "mee_ind") == (4, 3, 5)
    assert capacity_of("anna", "mee_work") == (7, 5, 10)
    assert capacity_of("anna", "mee_case") == (6, 5, 10)
    assert capacity_of("roos", "r75_ind") == (11, 6, 10)


def capacity_of(worker: str, activity: str) -> tuple[int, int, int]:
    with acting_for(demo.actor_of(worker)):
        room = capacity(Activity.objects.get(key=activity, year=2021))
    assert room is not None
    return room.count, room.low, room.high


def test_hours_on_the_day_of_the_demo(region):
    used = hours_of("mee_ind mee_work mee_case mee_coach mee_ws mee_peergroup mee_train coord peer")
    assert used == {
        "mee_ind": 130,
        "mee_work": 88,
        "mee_case": 128,
        "mee_coach": 92,
        "mee_ws": 25,
        "mee_peergroup": 31,
        "mee_train": 90,
        "coord": 431,
        "peer": 571,
    }
    r75 = hours_of("r75_ind r75_train r75_outreach r75_consult")
    weeks_so_far = (MONDAY - date(2021, 1, 4)).days // 7
    assert sum(r75.values()) <= 4 * weeks_so_far


def hours_of(keys: str) -> dict[str, float]:
    with standing(Standpoint(DatabaseRole.OFFICE)):
        ids = dict(
            Activity.objects.filter(key__in=keys.split(), year=2021).values_list("id", "key")
        )
        used = MonthTotal.objects.filter(activity__in=ids, month__year=2021)
        minutes = dict(used.values_list("activity").annotate(Sum("minutes")))
    return {ids[activity]: total / 60 for activity, total in minutes.items()}


def test_month_totals_equal_the_sum_of_the_entries(region):
    entries: Counter[tuple] = Counter()
    for house, day, activity, line, minutes in every(
        HourEntry, "organisation", "day", "activity", "line", "minutes"
    ):
        entries[house, day.replace(day=1), activity, line] += minutes
    with standing(Standpoint(DatabaseRole.OFFICE)):
        rows = MonthTotal.objects.values_list(
            "organisation", "month", "activity", "line", "minutes"
        )
        totals = {
            (house, month, activity, line): minutes
            for house, month, activity, line, minutes in rows
        }
    assert {key: value for key, value in totals.items() if value} == dict(entries)


def test_hours_of_trajectories_are_those_of_their_notes(region):
    noted: Counter = Counter()
    for trajectory, minutes in every(Note, "trajectory", "minutes", trajectory__isnull=False):
        noted[trajectory] += minutes
    used = dict(every(Trajectory, "id", "used_minutes"))
    assert {key: minutes for key, minutes in used.items() if minutes} == dict(noted)
    assert all(minutes in {15, 30, 45, 60, 90} for (minutes,) in every(Note, "minutes"))


def test_a_confirmed_week_holds_what_was_confirmed(region):
    with standing(Standpoint(DatabaseRole.OFFICE)):
        members = {m.id: m.email.partition("@")[0] for m in Member.objects.all()}
    weeks: Counter = Counter()
    for member, day, minutes, origin in every(HourEntry, "member", "day", "minutes", "origin"):
        if origin != HourEntry.Origin.CORRECTION:
            weeks[members[member], day - timedelta(days=day.weekday())] += minutes
    confirmed = [act for act in whole_year() if isinstance(act, Confirm)]
    assert len(confirmed) == len(every(WeekConfirmation, "id"))
    for act in confirmed:
        assert weeks[act.worker, act.monday] == sum(minutes for *_, minutes in act.cells)


def test_months_are_closed_and_one_correction_came_after(region):
    locks = Counter(house for (house,) in every(MonthLock, "organisation__key"))
    assert locks == {"mee": 9, "ggd": 9}
    ((minutes, reason, day),) = every(
        HourEntry, "minutes", "reason", "day", origin=HourEntry.Origin.CORRECTION
    )
    assert minutes == -30
    assert reason
    assert day.month == 6


def test_anna_has_a_day_with_something_to_do(region):
    anna = demo.actor_of("anna")
    with acting_for(anna):
        rows = caseload(anna).rows
        assert len(rows) == 12
        assert len(working_trajectories(anna)) == 6
        assert [t.activity.key for t in desk(anna).working if at_limit(t)] == ["mee_ind"]
        assert own_weeks(anna, MONDAY).ask().unconfirmed == (date(2021, 11, 15),)
        assert sum(row.contact_needs_check for row in rows) == 1
        assert len(erasures_to_confirm(anna).ask()) == 1


def test_of_a_workshop_that_was_given_four_have_a_certificate(region):
    emma = demo.actor_of("emma")
    with acting_for(emma):
        given = CourseRun.objects.get(course__audience="professionals", state="finished")
        assert (given.started, given.completed) == (4, 4)
        assert [guest.came for guest in sign_ups(emma, given.id).seated].count(True) == 4


def test_one_referral_rests_on_what_two_people_agreed(region):
    assert {row for (row,) in every(Referral, "id")} & {
        row for (row,) in every(KeyGrant, "dossier", giver__key="mee", ground="override")
    }


def test_a_third_is_measured_and_one_way_out_holds_a_relapse(region):
    measured = Counter(every(Assessment, "client", instrument="zrm"))
    assert 0.3 < len(measured) / len(set(every(Trajectory, "client"))) < 0.45
    assert sum(number == 2 for number in measured.values()) >= 10
    left = set(every(ExitEvent, "client", stage="left"))
    assert len(left) == 3
    assert len(set(every(ExitEvent, "client", stage="relapse")) & left) == 1


def test_one_aftercare_contact_of_anna_is_due_on_the_day_of_the_demo(region):
    anna = demo.actor_of("anna")
    with acting_for(anna):
        assert [contact.months for contact in aftercare_question(anna, most=5).ask()] == [3]


def test_everybody_who_guides_has_clients_and_running_work(region):
    for key in ("bram", "roos", "ilse", "emma", "joost", "fleur", "sjoerd", "yara"):
        worker = demo.actor_of(key, Role.CARE_WORKER)
        with acting_for(worker):
            assert len(caseload(worker).rows) >= 5
            assert len(working_trajectories(worker)) >= 2
            assert sum(at_limit(each) for each in desk(worker).working) <= 2


def test_trajectories_stand_in_every_state(region):
    states = Counter(state for (state,) in every(Trajectory, "state"))
    assert set(states) == set(Trajectory.State.values)
    returned = Counter(row for row in every(Trajectory, "client", "activity"))
    assert max(returned.values()) == 2
    ends = {reason for (reason,) in every(Trajectory, "end_reason", ended_on__isnull=False)}
    assert len(ends) == 7
    assert min(day for (day,) in every(Trajectory, "opened_on")).year == 2020


def test_every_note_and_every_hour_left_a_line_in_the_log(region):
    wil = demo.actor_of("wil")
    with acting_for(wil):
        lines = Counter(AuditEvent.objects.values_list("event", flat=True))
    mee = [row for row in every(Note, "organisation__key") if row == ("mee",)]
    booked = every(HourEntry, "organisation__key", "origin")
    assert lines["note:written"] == len(mee)
    assert lines["hours:booked"] == sum(
        o == "mee" and origin != "correction" for o, origin in booked
    )
    assert lines["client:registered"] == 17
    assert lines["hours:month_locked"] == 9


def test_a_second_time_changes_nothing(region):
    with standing(Standpoint(DatabaseRole.OFFICE)):
        before = MonthTotal.objects.aggregate(total=Sum("minutes"))
    assert seed().was_there
    with standing(Standpoint(DatabaseRole.OFFICE)):
        assert MonthTotal.objects.aggregate(total=Sum("minutes")) == before


def test_outside_a_demo_the_command_refuses(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="geen demo"):
        call_command("seed")
