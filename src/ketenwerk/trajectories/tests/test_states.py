"""The steps of a trajectory: the whole table, tried one by one."""

import itertools

import pytest
from tests.making import a_client

from ketenwerk.access.api import acting_for
from ketenwerk.clients.api import Client
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import Activity
from ketenwerk.trajectories.api import (
    STARTS,
    Decision,
    Move,
    Plan,
    Request,
    Trajectory,
    TrajectoryRefused,
    decide_scale_up,
    move,
    open_trajectory,
    request_scale_up,
)
from ketenwerk.trajectories.states import COUNTED, ENDED, TRANSITIONS, WORKING, may_follow

STATES = tuple(Trajectory.State.values)
# As agreed with the partners; the code has a table of its own that must say the same.
ALLOWED = {
    "requested": "waiting running stopped",
    "waiting": "running stopped",
    "running": "extended scaled_up completed stopped",
    "extended": "extended scaled_up completed stopped",
    "scaled_up": "completed stopped",
    "completed": "",
    "stopped": "",
}
WAY_TO = {
    "requested": (),
    "waiting": ("waiting",),
    "running": ("running",),
    "extended": ("running", "extended"),
    "scaled_up": ("running", "scaled_up"),
    "completed": ("running", "completed"),
    "stopped": ("stopped",),
}


@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("after", STATES)
def test_the_table_allows_exactly_these_steps(before, after):
    assert may_follow(before, after) == (after in ALLOWED[before].split())


def test_every_state_is_in_the_table_and_can_be_reached():
    assert set(TRANSITIONS) == set(STATES)
    assert {after for steps in TRANSITIONS.values() for after in steps} | set(STARTS) == set(STATES)


def test_what_ended_neither_works_nor_goes_on():
    assert not ENDED & (WORKING | COUNTED)
    assert all(TRANSITIONS[state] == () for state in ENDED)
    assert WORKING < COUNTED


def asked_for(by: Actor, client: Client) -> Trajectory:
    activity = Activity.objects.select_related("line__source").get(key="mee_ind", year=2021)
    plan = Plan(activity, "Rust", planned_minutes=600, planned_weeks=10, start_now=False)
    return open_trajectory(by=by, client=client.id, plan=plan)


def take(by: Actor, row: Trajectory, to: str) -> None:
    """A step as people take it: scaling up by a request that is granted, the rest at once."""
    if to != "scaled_up":
        move(by=by, trajectory=row.id, step=step(to))
        return
    today = clock.today()
    provider = Organisation.objects.get(key="zorgplus")
    request_scale_up(by=by, trajectory=row.id, request=Request(today, provider))
    decide_scale_up(by=by, trajectory=row.id, decision=Decision("granted", today))


def step(to: str) -> Move:
    """A step with everything that any step needs."""
    return Move(to, reason="Meer tijd nodig.", end_reason="goal" if to in ENDED else "")


@pytest.mark.django_db
@pytest.mark.parametrize("before", STATES)
def test_only_the_steps_of_the_table_can_be_taken(anna, before):
    for after in STATES:
        with acting_for(anna):
            row = asked_for(anna, a_client(anna))
            for to in WAY_TO[before]:
                take(anna, row, to)
            allowed = after in ALLOWED[before].split()
            if allowed:
                take(anna, row, after)
            else:
                with pytest.raises(TrajectoryRefused):
                    take(anna, row, after)
            assert Trajectory.objects.get(id=row.id).state == (after if allowed else before)


@pytest.mark.django_db
def test_every_step_is_kept_with_its_day_and_who_took_it(anna):
    with acting_for(anna):
        row = asked_for(anna, a_client(anna))
        for to in ("waiting", "running", "extended", "completed"):
            move(by=anna, trajectory=row.id, step=step(to))
        steps = list(row.changes.values_list("before", "after", "by"))
    names = ["", "requested", "waiting", "running", "extended", "completed"]
    assert steps == [(one, other, anna.member) for one, other in itertools.pairwise(names)]
