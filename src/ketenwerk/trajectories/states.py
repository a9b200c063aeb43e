"""The states of a trajectory and the steps that are allowed. docs/states.md is made from this table."""

from ketenwerk.trajectories.models import ScaleUp, Trajectory

S = Trajectory.State

TRANSITIONS: dict[str, tuple[str, ...]] = {
    S.REQUESTED: (S.WAITING, S.RUNNING, S.STOPPED),
    S.WAITING: (S.RUNNING, S.STOPPED),
    S.RUNNING: (S.EXTENDED, S.SCALED_UP, S.COMPLETED, S.STOPPED),
    S.EXTENDED: (S.EXTENDED, S.SCALED_UP, S.COMPLETED, S.STOPPED),
    S.SCALED_UP: (S.COMPLETED, S.STOPPED),
    S.COMPLETED: (),
    S.STOPPED: (),
}
# Where a trajectory begins: asked for, on the waiting list, or running at once.
STARTS = (S.REQUESTED, S.WAITING, S.RUNNING)
# Hours are written only in these states.
WORKING = frozenset({S.RUNNING, S.EXTENDED})
# Somebody has a trajectory, for the counts.
COUNTED = frozenset({S.RUNNING, S.EXTENDED, S.SCALED_UP})
ENDED = frozenset({S.COMPLETED, S.STOPPED})

U = ScaleUp.State
# What the municipality may decide on a request to scale up (R29); a decision stands.
DECISIONS: dict[str, tuple[str, ...]] = {
    U.REQUESTED: (U.GRANTED, U.REJECTED),
    U.GRANTED: (),
    U.REJECTED: (),
}


def may_follow(before: str, after: str) -> bool:
    return after in TRANSITIONS.get(before, ())


def may_decide(before: str, after: str) -> bool:
    return after in DECISIONS.get(before, ())
