"""What the count tells to whom: the chain to the coordinator, the own people to a partner, nothing small to outsiders."""

from collections import Counter
from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.making import a_client, a_trajectory

from ketenwerk.access.api import Role, acting_for, counting
from ketenwerk.figures.api import (
    SMALLEST_SHOWN,
    Audience,
    Key,
    Number,
    Published,
    all_published,
    differences,
    standing,
)
from ketenwerk.figures.models import Standing
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import half, year
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import Activity
from ketenwerk.reports.api import FIRST_HALF, YEAR, Which, freeze_account
from ketenwerk.reports.counting import ESTIMATE, LOWER, NIGHT, UPPER
from ketenwerk.reports.tests.chain import (
    AUTUMN,
    FIRST_HALF_PEOPLE,
    MIDYEAR,
    NEW_YEAR,
    SECOND_HALF_PEOPLE,
    SPRING,
    count_on,
    explained_both_halves,
    help_people,
)
from ketenwerk.trajectories.api import Move, Plan, move, open_trajectory

pytestmark = pytest.mark.django_db

EVERYBODY = FIRST_HALF_PEOPLE + SECOND_HALF_PEOPLE
WHOLE = year(2021)


@pytest.fixture
def counted(actor):
    help_people(EVERYBODY, actor)
    return count_on(NEW_YEAR)


def rows(by: Actor) -> list[Standing]:
    with acting_for(by):
        return list(Standing.objects.order_by("id"))


def truth() -> Counter[str]:
    """The people of each partner."""
    return Counter(place.partition("-")[0] for person in EVERYBODY for place in person.at)


@pytest.mark.requirement("R22", "R23")
def test_the_coordinator_sees_a_range_that_holds_the_truth(actor, counted):
    ilse = actor("ilse")
    with acting_for(ilse):
        numbers = standing(Audience.COORDINATOR)
    for period, people in ((WHOLE, EVERYBODY), (half(2021, 1), FIRST_HALF_PEOPLE)):
        lower, estimate, upper = (
            found.value or 0
            for cell in (LOWER, ESTIMATE, UPPER)
            if (found := numbers.get(period, Key.PEOPLE, cell))
        )
        registrations = sum(len(person.at) for person in people)
        assert lower <= len(people) <= upper <= registrations
        assert lower <= estimate <= upper
        # Who refused or gave a working name only makes the range wider and never vanishes.
        known = [p for p in people if p.counts and not p.working_name_only]
        assert len(known) <= upper
        assert lower < upper


@pytest.mark.requirement("R22", "R23")
def test_overlap_that_can_be_seen_is_counted_once(actor):
    """Without refusals and working names nothing is unsure: the number is the number."""
    clear = tuple(p for p in EVERYBODY if p.counts and not p.working_name_only)
    help_people(clear, actor)
    count_on(NEW_YEAR)
    with acting_for(actor("ilse")):
        numbers = standing(Audience.COORDINATOR)
    estimate = numbers.get(WHOLE, Key.PEOPLE, ESTIMATE)
    assert estimate == Number(len(clear), "")


@pytest.mark.parametrize(
    ("key", "partner"), [("petra", "mee"), ("koen", "sterker"), ("hanneke", "ggd")]
)
@pytest.mark.requirement("R22")
def test_a_partner_sees_its_own_number_exactly_and_of_nobody_else(actor, counted, key, partner):
    by = actor(key)
    with acting_for(by):
        own = standing(Audience.PARTNER, by.organisation)
        others = Standing.objects.exclude(organisation=by.organisation)
        assert not others.exists()
    assert own.get(WHOLE, Key.PEOPLE_PER_PARTNER) == Number(truth()[partner], "")


def published(found: list[Standing]) -> list[Published]:
    return [
        Published(row.indicator, tuple(row.cell.split("|")), row.start, row.end, row.value)
        for row in found
    ]


@pytest.mark.requirement("R22")
def test_outsiders_get_no_small_number_and_nothing_that_gives_one_away(actor, counted):
    found = [row for row in rows(actor("ilse")) if row.audience == Audience.OUTSIDER]
    releases = {(row.organisation_id, row.start, row.end) for row in found}
    assert {(None, WHOLE.start, WHOLE.end), (None, WHOLE.start, half(2021, 1).end)} <= releases
    for release in releases:
        told = published([r for r in found if (r.organisation_id, r.start, r.end) == release])
        assert not [each for each in told if 0 < (each.value or 0) < SMALLEST_SHOWN]
        assert differences(told, [], SMALLEST_SHOWN) == []
    partners = {
        row.cell: row.value
        for row in found
        if row.indicator == Key.PEOPLE_PER_PARTNER
        and row.start == WHOLE.start
        and row.end == WHOLE.end
    }
    assert partners["moviera"] is None
    assert partners["iriszorg"] is None


def test_even_the_coordinator_sees_no_small_number_of_a_partner(actor, counted):
    small = [
        row
        for row in rows(actor("ilse"))
        if row.indicator != Key.PEOPLE and 0 < (row.value or 0) < SMALLEST_SHOWN
    ]
    assert small == []


# Walls


@pytest.mark.requirement("R22")
@pytest.mark.parametrize(
    "column",
    [
        "code, called, identity FROM clients_client",
        "called FROM clients_client",
        "agreement FROM clients_safecontact",
        "value FROM clients_ownmark",
        "goal FROM trajectories_trajectory",
        "seen FROM trajectories_note",
        "wrapped FROM access_keygrant",
    ],
)
def test_the_counting_role_cannot_read_who_anybody_is(column):
    with counting(NIGHT), pytest.raises(ProgrammingError, match="permission denied"):
        look(f"SELECT {column} LIMIT 1")


def look(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.requirement("R22")
def test_the_database_gives_each_reader_its_own_numbers(actor, counted):
    with acting_for(actor("ilse")):
        names = dict(Organisation.objects.values_list("id", "key"))
    seen = {
        key: {(row.audience, names.get(row.organisation_id)) for row in rows(actor(key))}
        for key in ("marja", "petra", "teun", "noor", "wil", "rik", "ilse")
    }
    own = {("partner", "mee"), ("outsider", "mee")}
    nobody = {key: set() for key in ("marja", "noor", "wil", "rik")}
    chain = {("coordinator", None), *(("outsider", who) for who in (None, "mee", "ggd", "sterker"))}
    assert seen == nobody | {"petra": own, "teun": own, "ilse": chain}


@pytest.mark.requirement("R22")
@pytest.mark.parametrize("who", ["anna", "ilse"])
def test_whoever_sees_people_sees_no_count(actor, counted, who):
    worker = actor(who, Role.CARE_WORKER)
    with acting_for(worker), pytest.raises(ProgrammingError, match="permission denied"):
        look("SELECT 1 FROM figures_standing")


# Nothing moves while somebody registers (decision D1)


@pytest.mark.requirement("R22")
def test_a_registration_changes_nothing_until_the_next_count(actor, bram, counted):
    ilse = actor("ilse")
    before = [(row.id, row.value) for row in rows(ilse)]
    known = next(p for p in EVERYBODY if p.at == ("mee-work",) or p.number == 5)
    with clock.on_day(AUTUMN), acting_for(bram):
        client = a_client(bram, count=True, **known.identity)
        a_trajectory(bram, client, "irz_own")
    assert [(row.id, row.value) for row in rows(ilse)] == before
    count_on(NEW_YEAR)
    assert [row.value for row in rows(ilse)] != [value for _, value in before]


def test_counting_again_gives_the_same_numbers(actor, counted):
    ilse = actor("ilse")

    def told() -> set[tuple[object, ...]]:
        return {
            (
                row.audience,
                row.organisation_id,
                row.start,
                row.end,
                row.indicator,
                row.cell,
                row.value,
                row.hidden,
            )
            for row in rows(ilse)
        }

    before = told()
    assert count_on(NEW_YEAR) == counted
    assert told() == before


# A half year, a year, and what lies between


@pytest.mark.requirement("R85")
def test_from_the_half_year_and_the_year_together_no_small_number_follows(actor):
    ilse = actor("ilse")
    help_people(FIRST_HALF_PEOPLE, actor)
    explained_both_halves(ilse)
    with acting_for(ilse):
        houses = {o.key: o for o in Organisation.objects.all()}
    holders = (None, houses["mee"], houses["ggd"], houses["sterker"])
    for day, which in ((MIDYEAR, FIRST_HALF), (NEW_YEAR, YEAR)):
        with clock.on_day(day):
            for holder in holders:
                with acting_for(ilse):
                    freeze_account(by=ilse, which=Which(2021, which, holder))
        help_people(SECOND_HALF_PEOPLE if which == FIRST_HALF else (), actor)
    with acting_for(ilse):
        told = all_published()
    assert {(each.start, each.end) for each in told} >= {
        (WHOLE.start, WHOLE.end),
        (half(2021, 1).start, half(2021, 1).end),
    }
    assert any(each.value for each in told)
    assert not [each for each in told if 0 < (each.value or 0) < SMALLEST_SHOWN]
    assert differences(told, [], SMALLEST_SHOWN) == []


def test_somebody_who_left_before_the_year_or_only_asked_is_not_counted(actor, anna):
    with clock.on_day(date(2020, 12, 1)), acting_for(anna):
        ended = a_trajectory(anna, a_client(anna), "mee_work")
    with clock.on_day(date(2020, 12, 31)), acting_for(anna):
        move(by=anna, trajectory=ended.id, step=Move("completed", end_reason="goal"))
    with clock.on_day(SPRING), acting_for(anna):
        asked = Activity.objects.select_related("line").get(key="mee_work", year=2021)
        plan = Plan(asked, "Rust", planned_minutes=60, planned_weeks=1, start_now=False)
        open_trajectory(by=anna, client=a_client(anna).id, plan=plan)
    count_on(NEW_YEAR)
    petra = actor("petra")
    with acting_for(petra):
        own = standing(Audience.PARTNER, petra.organisation)
    assert own.get(WHOLE, Key.PEOPLE_PER_PARTNER) is None
