"""The states of worries and the steps that are allowed. docs/states.md is made from these tables."""

from ketenwerk.safeguarding.models import Indication, ReportingCodeRun, VictimReportOffer

I, R, O = Indication.State, ReportingCodeRun.State, VictimReportOffer.State  # noqa: E741

INDICATION: dict[str, tuple[str, ...]] = {
    I.NEW: (I.EXAMINED, I.FOLLOWED_UP, I.REFUTED, I.CLOSED),
    I.EXAMINED: (I.FOLLOWED_UP, I.REFUTED, I.CLOSED),
    I.FOLLOWED_UP: (I.EXAMINED, I.REFUTED, I.CLOSED),
    I.REFUTED: (),
    I.CLOSED: (),
}
RUN: dict[str, tuple[str, ...]] = {
    R.RUNNING: (R.CONFIRMING, R.FINISHED, R.STOPPED),
    # The second person does not agree: back to the decision.
    R.CONFIRMING: (R.FINISHED, R.RUNNING, R.STOPPED),
    R.FINISHED: (),
    R.STOPPED: (),
}
OFFER: dict[str, tuple[str, ...]] = {
    O.OFFERED: (O.CONSENTED, O.REFUSED),
    # Somebody may always come back on a yes, until it is done.
    O.CONSENTED: (O.DONE, O.REFUSED),
    O.DONE: (),
    O.REFUSED: (),
}
INDICATION_ENDED = frozenset({I.REFUTED, I.CLOSED})
RUN_OPEN = frozenset({R.RUNNING, R.CONFIRMING})


def may_follow(table: dict[str, tuple[str, ...]], before: str, after: str) -> bool:
    return after in table.get(before, ())
