"""The states of a trajectory and the steps that are allowed. docs/states.md is made from this table."""

from ketenwerk.trajectories.models import Trajectory

S = Trajectory.State

TRANSITIONS: dict[str, tuple[str, ...]] = {
    S.REQUESTED: (S.WAITING, S.RUNNING, S.STOPPED),
    S.WAITING: (S.RUNNING, S.STOPPED),
    S.RUNNING: (S.EXTENDED, S.SCALED_UP, S.COMPLETED, S.STOPPED),
    S.EXTENDED: (S.SCALED_UP, S.COMPLETED, S.STOPPED),
    S.SCALED_UP: (S.COMPLETED, S.STOPPED),
    S.COMPLETED: (),
    S.STOPPED: (),
}
# Where a trajectory begins: asked for, or running at once.
STARTS = (S.REQUESTED, S.RUNNING)
# Hours are written only in these states.
WORKING = frozenset({S.RUNNING, S.EXTENDED})
# Somebody has a trajectory, for the counts.
COUNTED = frozenset({S.RUNNING, S.EXTENDED, S.SCALED_UP})
ENDED = frozenset({S.COMPLETED, S.STOPPED})


def may_follow(before: str, after: str) -> bool:
    return after in TRANSITIONS.get(before, ())
