"""The states of a trajectory as a diagram and a table, made from the table of transitions."""

from collections.abc import Iterator

from ketenwerk.trajectories.api import COUNTED, ENDED, STARTS, TRANSITIONS, WORKING, Trajectory
from ketenwerk.web.access_matrix import table

HEAD = """\
# The states of a trajectory

Made from `trajectories/states.py` by `ketenwerk states`; a test compares. There is no other step than these.
"""
WORDS = """\
*hours* means that a note books hours in this state, *counted* that the trajectory counts as running in the numbers.
"""


def page() -> str:
    return "\n".join(
        [
            HEAD,
            diagram(),
            WORDS,
            table(["state", "on screen", "hours", "counted", "may go to"], _rows()),
        ]
    )


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
