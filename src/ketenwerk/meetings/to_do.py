"""What waits on Vandaag of the meetings."""

from dataclasses import dataclass
from datetime import date

from ketenwerk.kernel.asking import Lines, Question, lines
from ketenwerk.meetings.queries import open_actions
from ketenwerk.people.api import Actor


@dataclass(frozen=True)
class DuePoint:
    """An open action point: what, from which meetings, and before when."""

    text: str
    series: str
    due_on: date


def points_to_do(actor: Actor) -> Question[list[DuePoint]]:
    rows = open_actions(actor)
    part = lines(rows, "action", word="text", more="meeting__series__name", day="due_on")
    return Question((part,), _points)


def _points(found: Lines) -> list[DuePoint]:
    rows = sorted(found["action"], key=lambda each: each.day)
    return [DuePoint(each.word, each.more, each.day) for each in rows]
