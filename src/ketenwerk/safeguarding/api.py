"""What other packages may use of safeguarding."""

from ketenwerk.safeguarding.actions.indications import (
    FollowUp,
    Noticed,
    follow_up,
    record_indication,
    record_unnamed,
)
from ketenwerk.safeguarding.actions.observations import (
    Decision,
    decide_observation,
    write_observation,
)
from ketenwerk.safeguarding.actions.offers import set_offer
from ketenwerk.safeguarding.actions.owners import hand_over_indication
from ketenwerk.safeguarding.actions.runs import (
    Outcomes,
    Taken,
    band_today,
    confirm_deviation,
    decide_run,
    open_run,
    set_reference,
    stop_run,
    take_step,
)
from ketenwerk.safeguarding.models import (
    Indication,
    ReportingCodeRun,
    ThirdPartyObservation,
    VictimReportOffer,
)
from ketenwerk.safeguarding.queries.indications import (
    ObservationRow,
    follow_ups,
    has_focal_officer,
    indication,
    indication_key,
    indication_view,
    indications_of,
    observation,
    observations,
    unnamed_indications,
)
from ketenwerk.safeguarding.queries.owners import next_owners
from ketenwerk.safeguarding.queries.planned import planned_between
from ketenwerk.safeguarding.queries.runs import (
    RUNS_PAGE,
    Oversight,
    deviation,
    overseen,
    oversight,
    run,
    run_view,
    runs_of,
)
from ketenwerk.safeguarding.queries.to_do import ToDo, to_do_question
from ketenwerk.safeguarding.refusals import WorryRefused
from ketenwerk.safeguarding.states import INDICATION, OFFER, RUN

__all__ = [
    "INDICATION",
    "OFFER",
    "RUN",
    "RUNS_PAGE",
    "Decision",
    "FollowUp",
    "Indication",
    "Noticed",
    "ObservationRow",
    "Outcomes",
    "Oversight",
    "ReportingCodeRun",
    "Taken",
    "ThirdPartyObservation",
    "ToDo",
    "VictimReportOffer",
    "WorryRefused",
    "band_today",
    "confirm_deviation",
    "decide_observation",
    "decide_run",
    "deviation",
    "follow_up",
    "follow_ups",
    "hand_over_indication",
    "has_focal_officer",
    "indication",
    "indication_key",
    "indication_view",
    "indications_of",
    "next_owners",
    "observation",
    "observations",
    "open_run",
    "overseen",
    "oversight",
    "planned_between",
    "record_indication",
    "record_unnamed",
    "run",
    "run_view",
    "runs_of",
    "set_offer",
    "set_reference",
    "stop_run",
    "take_step",
    "to_do_question",
    "unnamed_indications",
    "write_observation",
]
