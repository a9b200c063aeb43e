"""The trajectories on somebody's desk today, in one question."""

from dataclasses import dataclass

from django.db.models import Q

from ketenwerk.people.api import Actor
from ketenwerk.trajectories.models import Trajectory
from ketenwerk.trajectories.queries import by_wait, of_own_clients, worked_on


@dataclass(frozen=True)
class Desk:
    """What `working_trajectories` and `waiting` give."""

    working: list[Trajectory]
    waiting: list[Trajectory]


def desk(actor: Actor) -> Desk:
    waits = Trajectory.State.WAITING
    rows = list(of_own_clients(actor).filter(worked_on(actor) | Q(state=waits)))
    working = [row for row in rows if row.state != waits]
    return Desk(
        sorted(working, key=lambda row: (row.activity.position, row.client.code)),
        by_wait(row for row in rows if row.state == waits),
    )
