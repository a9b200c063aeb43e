"""Planned contacts after somebody left, of one's own clients, for the own agenda."""

from django.urls import reverse

from ketenwerk.access.api import Permission, visible
from ketenwerk.clients.api import my_clients
from ketenwerk.kernel.asking import Lines, Question, lines
from ketenwerk.kernel.periods import Period
from ketenwerk.kernel.planned import Planned, within
from ketenwerk.people.api import Actor
from ketenwerk.progress.models import AftercareContact
from ketenwerk.progress.queries import CLOSED


def planned_between(actor: Actor, period: Period) -> Question[list[Planned]]:
    """By code, as lists do. Not once a dossier is closed."""
    rows = visible(actor, Permission.PROGRESS_READ, AftercareContact).filter(
        outcome=AftercareContact.Outcome.PLANNED, client_id__in=my_clients(actor)
    )
    part = lines(
        within(rows.exclude(client__state=CLOSED), "due", period),
        "aftercare_planned",
        client="client_id",
        word="client__code",
        number="months",
        day="due",
    )
    return Question((part,), _read)


def _read(found: Lines) -> list[Planned]:
    return [
        Planned(
            f"Nazorg na {each.number} maanden",
            reverse("aftercare", args=[each.row]),
            each.day,
            client=each.client,
            code=each.word,
        )
        for each in found["aftercare_planned"]
    ]
