"""The states of everything that has them, as diagrams and tables, made from the tables of transitions."""

from collections.abc import Iterator, Mapping

from django.db.models import TextChoices

from ketenwerk.clients.api import OVERRIDE_STEPS, OverrideGround
from ketenwerk.conferences.api import CONFERENCE_STEPS, OUTCOME_STEPS, CaseOutcome, Conference
from ketenwerk.courses.api import (
    PLACE_STEPS,
    RUN_STEPS,
    SESSION_STEPS,
    CourseRun,
    Place,
    Session,
)
from ketenwerk.handovers.api import STEPS as HANDOVER_STEPS
from ketenwerk.handovers.api import Handover
from ketenwerk.hours.api import IMPORT_STEPS, PROPOSAL_STEPS, HourProposal, ImportRun
from ketenwerk.meetings.api import (
    ACTION_STEPS,
    BOTTLENECK_STEPS,
    FINDING_STEPS,
    ITEM_STEPS,
    MEETING_STEPS,
    ActionPoint,
    AgendaItem,
    Bottleneck,
    Finding,
    Meeting,
)
from ketenwerk.plans.api import DIRECTION, LINE, DirectionOffer, PlanChange, PlanMembership
from ketenwerk.plans.api import MEMBERSHIP as PLAN_MEMBERSHIP
from ketenwerk.progress import api as progress
from ketenwerk.referrals.api import NETWORK, REFERRAL, NetworkReferral, Referral
from ketenwerk.safeguarding.api import (
    INDICATION,
    OFFER,
    RUN,
    Indication,
    ReportingCodeRun,
    VictimReportOffer,
)
from ketenwerk.trajectories.api import COUNTED, ENDED, STARTS, TRANSITIONS, WORKING, Trajectory
from ketenwerk.web.access_matrix import table

HEAD = """\
# The states of a trajectory

Made from `trajectories/states.py` by `ketenwerk states`; a test compares. There is no other step than these.
"""
WORRIES = (
    ("The states of an indication", INDICATION, dict(Indication.State.choices)),
    ("The states of a run of the reporting code", RUN, dict(ReportingCodeRun.State.choices)),
    ("The states of an offer to report to CoMensha", OFFER, dict(VictimReportOffer.State.choices)),
)
CONFERENCES = (
    ("The states of a conference", CONFERENCE_STEPS, dict(Conference.State.choices)),
    ("The states of an outcome of an item", OUTCOME_STEPS, dict(CaseOutcome.State.choices)),
)
WORDS = """\
*hours* means that a note books hours in this state, *counted* that the trajectory counts as running in the numbers.
"""
WAY_OUT = """\
# The way out

Made from `progress/path.py`. A story of steps that are never changed or removed; one goes back and falls back at any time.
"""
AFTERCARE = """\
# Aftercare

Planned at 3, 6 and 12 months after an exit. A relapse or a correction may stop what is planned, never what was done.
"""


# What else goes from state to state: heading, words and steps.
OTHERS: tuple[tuple[str, type[TextChoices], Mapping[str, tuple[str, ...]]], ...] = (
    ("A meeting", Meeting.Form, MEETING_STEPS),
    ("A point on an agenda", AgendaItem.State, ITEM_STEPS),
    ("An action point", ActionPoint.State, ACTION_STEPS),
    ("A bottleneck", Bottleneck.State, BOTTLENECK_STEPS),
    ("A finding of an evaluation", Finding.State, FINDING_STEPS),
    ("Sharing without consent", OverrideGround.State, OVERRIDE_STEPS),
    ("A line of a joint plan", PlanChange.State, LINE),
    ("Taking part in a joint plan", PlanMembership.State, PLAN_MEMBERSHIP),
    ("A hand-over to a care provider", Handover.State, HANDOVER_STEPS),
    ("The direction offered to another organisation", DirectionOffer.State, DIRECTION),
    ("A referral to a partner", Referral.State, REFERRAL),
    ("A referral to the network", NetworkReferral.Outcome, NETWORK),
    ("A run of a course", CourseRun.State, RUN_STEPS),
    ("A meeting of a run", Session.Form, SESSION_STEPS),
    ("A place in a run", Place.State, PLACE_STEPS),
    ("An hour that a meeting offers", HourProposal.State, PROPOSAL_STEPS),
    ("A delivery of hours", ImportRun.State, IMPORT_STEPS),
)


def page() -> str:
    return "\n".join(
        [
            HEAD,
            diagram(),
            WORDS,
            table(["state", "on screen", "hours", "counted", "may go to"], _rows()),
            WAY_OUT,
            table(["step", "on screen", "may be followed by"], _way_out()),
            AFTERCARE,
            table(["outcome", "on screen", "may become"], _aftercare()),
            *(_worry(*each) for each in WORRIES),
            *(
                f"## {heading}\n\n{table(['state', 'on screen', 'may go to'], _steps(words, steps))}"
                for heading, words, steps in OTHERS
            ),
            *(_worry(*each, made_from="conferences/models/") for each in CONFERENCES),
        ]
    )


def _way_out() -> Iterator[list[str]]:
    named = {step: str(progress.ExitEvent.Stage(step).label) for step in progress.STEPS}
    for step, onward in progress.STEPS.items():
        start = " (may be the first)" if step in progress.STARTS else ""
        yield [f"`{step}`", named[step] + start, ", ".join(named[each] for each in onward)]


def _aftercare() -> Iterator[list[str]]:
    named = {each: str(progress.AftercareContact.Outcome(each).label) for each in progress.OUTCOMES}
    for outcome, onward in progress.OUTCOMES.items():
        yield [
            f"`{outcome}`",
            named[outcome],
            ", ".join(named[each] for each in onward) or "nothing",
        ]


def _worry(
    title: str,
    steps: dict[str, tuple[str, ...]],
    labels: dict[str, str],
    made_from: str = "safeguarding/states.py",
) -> str:
    rows = (
        [
            f"`{state}`",
            labels[state],
            ", ".join(labels[step] for step in onward) or "nothing: it has ended",
        ]
        for state, onward in steps.items()
    )
    head = f"## {title}\n\nMade from `{made_from}`; it begins in the first.\n"
    return "\n".join([head, table(["state", "on screen", "may go to"], rows)])


def _steps(words: type[TextChoices], steps: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    for state, after in steps.items():
        onward = ", ".join(str(words(step).label) for step in after) or "nothing"
        yield [f"`{state}`", str(words(state).label), onward]


def diagram() -> str:
    lines = ["```mermaid", "stateDiagram-v2", "    direction LR"]
    lines += [f"    {state} : {label(state)}" for state in TRANSITIONS]
    lines += [f"    [*] --> {state}" for state in STARTS]
    lines += [
        f"    {before} --> {after}" for before, steps in TRANSITIONS.items() for after in steps
    ]
    lines += [f"    {state} --> [*]" for state in TRANSITIONS if state in ENDED]
    return "\n".join([*lines, "```", ""])


def label(state: str) -> str:
    return str(Trajectory.State(state).label)


def _rows() -> Iterator[list[str]]:
    for state, steps in TRANSITIONS.items():
        onward = ", ".join(label(step) for step in steps) or "nothing: it has ended"
        yield [f"`{state}`", label(state), _dot(state in WORKING), _dot(state in COUNTED), onward]


def _dot(on: bool) -> str:
    return "●" if on else ""
