"""The states of lines and of taking part. docs/states.md is made from these tables."""

from ketenwerk.plans.models import DirectionOffer, PlanChange, PlanMembership

L, M, D = PlanChange.State, PlanMembership.State, DirectionOffer.State
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
DIRECTION: dict[str, tuple[str, ...]] = {
    # With the yes the plan, its keys and its history go to the other organisation in one go.
    D.OFFERED: (D.ACCEPTED, D.DECLINED, D.WITHDRAWN),
    D.ACCEPTED: (),
    D.DECLINED: (),
    D.WITHDRAWN: (),
}
LINE_OPEN = frozenset({L.OPEN, L.BUSY})
TAKES_PART = frozenset({M.INVITED, M.ACCEPTED})
