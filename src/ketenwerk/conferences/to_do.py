"""What waits on Vandaag from the case conference."""

import uuid
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Permission, visible
from ketenwerk.conferences.models import CaseOutcome, neutral_name
from ketenwerk.kernel import clock
from ketenwerk.kernel.asking import Lines, Question, lines
from ketenwerk.people.api import Actor


@dataclass(frozen=True)
class DueAction:
    """An open action of the own organisation: where it is from and before when. Not what it is.

    What stands in the joint plan waits there, not here.
    """

    item: uuid.UUID
    conference: str
    due: date
    late: bool


def actions_question(actor: Actor, most: int = 5) -> Question[list[DueAction]]:
    rows = visible(actor, Permission.CASE_WRITE, CaseOutcome).filter(
        state="open", due__isnull=False, plan_line=None
    )
    first = rows.order_by("due")[:most]
    part = lines(first, "conference", row="item_id", day="due", since="conference__on")
    return Question((part,), _due_actions)


def _due_actions(found: Lines) -> list[DueAction]:
    return [
        DueAction(each.row, neutral_name(each.since), each.day, each.day < clock.today())
        for each in sorted(found["conference"], key=lambda each: each.day)
        if each.row
    ]
