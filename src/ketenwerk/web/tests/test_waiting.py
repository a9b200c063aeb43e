"""What waits on Vandaag: asked in one statement it is the same as asked of each package."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from tests.making import a_client, a_trajectory
from tests.sweeping import make_target

from ketenwerk.access.api import Role, acting_for
from ketenwerk.clients.api import called_names, on_today, override_to_do
from ketenwerk.conferences.api import actions_question
from ketenwerk.handovers.api import back_question
from ketenwerk.hours.api import own_minutes, own_weeks
from ketenwerk.kernel import clock
from ketenwerk.kernel.asking import Question, ask_together, lines
from ketenwerk.kernel.periods import iso_week
from ketenwerk.meetings.api import own_actions
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.plans import api as plans
from ketenwerk.progress.api import aftercare_question
from ketenwerk.referrals import api as referrals
from ketenwerk.safeguarding.api import to_do_question
from ketenwerk.trajectories.api import desk, waiting, working_trajectories
from ketenwerk.web.waiting import waits_for_care, waits_for_everybody

pytestmark = pytest.mark.django_db


def test_together_is_the_same_as_one_by_one(anna: Actor, actor: Callable[..., Actor]) -> None:
    make_target("mee", anna)
    people = [anna, actor("bram", Role.CARE_WORKER), actor("fleur")]
    waits = 0
    for person in people:
        with acting_for(person):
            found, week = waits_for_care(person), iso_week(clock.today())
            assert found.aftercare == aftercare_question(person, most=5).ask()
            assert found.worries == to_do_question(person).ask()
            assert found.exceptions == override_to_do(person).ask()
            assert found.conferences == actions_question(person).ask()
            assert found.back == back_question(person).ask()
            assert found.referrals == referrals.to_do_question(person).ask()
            assert found.plans == plans.to_do_question(person).ask()
            assert found.weeks == own_weeks(person, week.start).ask()
            assert found.weeks.minutes == own_minutes(person, week)
            points = [(row.text, row.due_on) for row in own_actions(person)]
            assert [(point.text, point.due_on) for point in found.points] == points
            waits += len(found.worries.runs) + len(found.plans.lines) + found.weeks.minutes
    assert waits


def test_an_office_gets_nothing_of_clients_and_no_statement_for_it(
    actor: Callable[..., Actor],
) -> None:
    wil = actor("wil")
    with acting_for(wil), CaptureQueriesContext(connection) as sent:
        found = waits_for_everybody(wil)
    assert not any("UNION" in each["sql"] or "hours_" in each["sql"] for each in sent)
    assert (found.weeks.unconfirmed, found.weeks.minutes) == ((), 0)


def test_the_desk_holds_who_works_and_who_waits(anna: Actor) -> None:
    with acting_for(anna):
        for _ in range(3):
            a_trajectory(anna, a_client(anna), "mee_ind")
        stands = desk(anna)
        assert stands.working == working_trajectories(anna)
        assert stands.waiting == waiting(anna)
    assert stands.working


def test_clients_on_today_are_own_ones_only(anna: Actor, bram: Actor) -> None:
    with acting_for(bram):
        foreign = a_client(bram)
    with acting_for(anna):
        mine = [a_client(anna) for _ in range(3)]
        about = [mine[0].id, foreign.id]
        shown = on_today(anna, about, checks=2)
        assert shown.names == called_names(anna, about)
        assert set(shown.names) == {mine[0].id}
        assert not shown.checks
    with clock.on_day(clock.days_later(100)), acting_for(anna):
        shown = on_today(anna, about, checks=2)
        stale = sorted(mine, key=lambda row: row.code)[:2]
        assert shown.checks == called_names(anna, [row.id for row in stale])


def test_lines_of_several_tables_keep_their_own_shape(anna: Actor) -> None:
    part = lines(Organisation.objects.filter(key="mee"), "house", word="name", yes=Q(key="mee"))
    empty = lines(Organisation.objects.none(), "nobody")
    with acting_for(anna), CaptureQueriesContext(connection) as sent:
        found = ask_together(
            Question((part, empty), lambda found: found), Question((part,), lambda found: found)
        )
        assert not Question((empty,), lambda found: found["nobody"]).ask()
    assert sum("line_kind" in each["sql"] for each in sent) == 1
    assert [(each.yes, each.day, each.number) for each in found["house"]] == [(True, None, 0)] * 2
