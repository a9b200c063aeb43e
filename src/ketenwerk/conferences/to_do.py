"""What waits on Vandaag from the case conference."""

import uuid
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Permission, visible
from ketenwerk.conferences.models import CaseOutcome
from ketenwerk.kernel import clock
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


def due_actions(actor: Actor, most: int = 5) -> list[DueAction]:
    rows = visible(actor, Permission.CASE_WRITE, CaseOutcome).filter(
        state="open", due__isnull=False, plan_line=None
    )
    return [
        DueAction(row.item_id, row.conference.name, row.due, row.due < clock.today())
        for row in rows.select_related("conference").order_by("due")[:most]
        if row.item_id and row.due
    ]
