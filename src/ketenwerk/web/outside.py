"""Hand-overs on "Vandaag": all that an outside worker sees there, and what came back to a care worker."""

from collections.abc import Iterable

from django.urls import reverse

from ketenwerk.access.api import StaffRequest
from ketenwerk.handovers.api import CameBack, minutes_this_week, received
from ketenwerk.kernel import dutch
from ketenwerk.web.items import Item

EMPTY = (
    "Er is nu niemand aan jou overgedragen. Klopt dat niet, bel dan de organisatie die overdraagt."
)


def outside_items(request: StaffRequest) -> tuple[str, tuple[Item, ...]]:
    """One sentence and the clients handed over to this person, no other."""
    found = received(request.actor)
    items = tuple(
        Item(
            f"Van {each.partner}",
            f"Tot en met {dutch.full_day(each.last_day)}",
            reverse("received", args=[each.id]),
            each.facts.code,
            each.facts.called,
            action="Bekijk",
        )
        for each in found
    )
    if not items:
        return "Er staat niets open.", ()
    who = dutch.plural(len(items), "cliënt", "cliënten")
    hours = dutch.hours(minutes_this_week(request.actor))
    return f"{dutch.capital(dutch.in_words(len(items)))} {who}. Deze week {hours}.", items


def back_items(rows: Iterable[CameBack]) -> tuple[Item, ...]:
    """What a care provider gave back: from whom and since when, never about whom."""
    return tuple(
        Item(
            f"Terug van {each.provider}",
            "Bekijk de reden en kies hoe het verdergaat.",
            reverse("handover", args=[each.trajectory]),
            when="nu oppakken",
            pressing=True,
        )
        for each in rows
    )
