"""Next steps that somebody took on, for the own agenda."""

from django.urls import reverse

from ketenwerk.access.api import Permission, visible
from ketenwerk.kernel.asking import Lines, Question, lines
from ketenwerk.kernel.periods import Period
from ketenwerk.kernel.planned import Planned, within
from ketenwerk.people.api import Actor
from ketenwerk.safeguarding.models import Indication
from ketenwerk.safeguarding.states import INDICATION_ENDED


def planned_between(actor: Actor, period: Period) -> Question[list[Planned]]:
    """That there is a step, by code; not of what: an agenda lies open on a desk."""
    rows = visible(actor, Permission.INDICATION_EDIT, Indication).filter(owner_id=actor.member)
    part = lines(
        within(rows.exclude(state__in=INDICATION_ENDED), "next_step_on", period),
        "step_planned",
        client="client_id",
        word="client__code",
        day="next_step_on",
    )
    return Question((part,), _read)


def _read(found: Lines) -> list[Planned]:
    return [
        Planned(
            "Volgende stap",
            reverse("indication", args=[each.row]),
            each.day,
            client=each.client,
            code=each.word or "",
        )
        for each in found["step_planned"]
    ]
