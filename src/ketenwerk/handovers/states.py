"""The states of a hand-over. docs/states.md is made from this table."""

from ketenwerk.handovers.models import Handover

S = Handover.State
STEPS: dict[str, tuple[str, ...]] = {
    S.RUNNING: (S.DONE, S.RETURNED, S.STOPPED),
    # Handing over again is a new one, with a new choice of what is told.
    S.DONE: (),
    S.RETURNED: (),
    S.STOPPED: (),
}
BY_RECEIVER = frozenset({S.DONE, S.RETURNED})
