"""The states of referrals. docs/states.md is made from these tables."""

from datetime import date

from ketenwerk.kernel.working_days import working_days_before
from ketenwerk.referrals.models import NetworkReferral, Referral

S, O = Referral.State, NetworkReferral.Outcome  # noqa: E741 - O reads as outcome here
REFERRAL: dict[str, tuple[str, ...]] = {
    S.SENT: (S.ACCEPTED, S.RETURNED, S.WITHDRAWN),
    S.ACCEPTED: (S.DONE,),
    S.RETURNED: (),
    S.WITHDRAWN: (),
    S.DONE: (),
}
# Whether she got there may be heard later, and heard wrong.
NETWORK: dict[str, tuple[str, ...]] = {
    O.UNKNOWN: (O.ARRIVED, O.NOT_ARRIVED),
    O.ARRIVED: (O.NOT_ARRIVED,),
    O.NOT_ARRIVED: (O.ARRIVED,),
}
# These answers end the matter; after "contact" another one follows.
ENDS_WITH = frozenset({Referral.Feedback.STARTED, Referral.Feedback.FAILED})
NO_ANSWER_AFTER = 5  # working days


def is_late(state: str, sent_on: date, today: date) -> bool:
    """No answer after so many working days."""
    return state == S.SENT and sent_on <= last_late_day(today)


def last_late_day(today: date) -> date:
    """What was sent on this day or before should have had an answer."""
    return working_days_before(today, NO_ANSWER_AFTER)
