"""The states of lines and of taking part. docs/states.md is made from these tables."""

from ketenwerk.plans.models import PlanChange, PlanMembership

L, M = PlanChange.State, PlanMembership.State
LINE: dict[str, tuple[str, ...]] = {
    L.OPEN: (L.BUSY, L.DONE, L.DROPPED),
    L.BUSY: (L.OPEN, L.DONE, L.DROPPED),
    # What was done may turn out not to be; what was dropped comes back as a new line.
    L.DONE: (L.BUSY,),
    L.DROPPED: (),
}
MEMBERSHIP: dict[str, tuple[str, ...]] = {
    M.INVITED: (M.ACCEPTED, M.DECLINED, M.ENDED),
    M.ACCEPTED: (M.ENDED,),
    M.DECLINED: (),
    M.ENDED: (),
}
LINE_OPEN = frozenset({L.OPEN, L.BUSY})
TAKES_PART = frozenset({M.INVITED, M.ACCEPTED})
