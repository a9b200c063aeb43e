"""What needs doing about sharing without consent, on "Vandaag"."""

import uuid
from collections.abc import Iterable, Mapping

from django.urls import reverse

from ketenwerk.access.api import StaffRequest
from ketenwerk.clients.api import OverrideRow, OverrideToDo, overrides_to_judge, running_overrides
from ketenwerk.kernel import dutch
from ketenwerk.web.items import Item

Names = Mapping[uuid.UUID, tuple[str, str]]


def override_items(found: OverrideToDo, names: Names) -> tuple[Item, ...]:
    """A colleague's request to judge, what she does not know yet, and what is to be looked at again."""
    tell = (
        Item(
            "Vertel dat je deelt",
            "Of schrijf waarom dat nog niet kan.",
            reverse("overrides", args=[row.client]),
            *names.get(row.client, ("", "")),
            when="nu aan de beurt",
            pressing=True,
        )
        for row in found.tell
    )
    review = (
        Item(
            "Delen zonder toestemming",
            f"Herzien vóór {dutch.day(row.review_on)}",
            reverse("overrides", args=[row.client]),
            *names.get(row.client, ("", "")),
            when="binnen een week" if row.soon else "",
            pressing=row.soon,
            action="" if row.soon else "Bekijk",
        )
        for row in found.review
    )
    return (*judging_items(found.judge, names), *tell, *review)


def judging_items(rows: Iterable[OverrideRow], names: Names) -> tuple[Item, ...]:
    return tuple(
        Item(
            "Een collega vraagt je oordeel",
            f"Delen zonder toestemming. Beslis vóór {dutch.day(row.review_on)}",
            reverse("judge_override", args=[row.id]),
            *names.get(row.client, ("", "")),
            when="wacht op jou",
            pressing=True,
        )
        for row in rows
    )


def focal_items(request: StaffRequest) -> tuple[Item, ...]:
    """For the focal officer, who sees no dossiers: no name and no code."""
    return judging_items(overrides_to_judge(request.actor), {})


def privacy_item(request: StaffRequest) -> Item:
    running = running_overrides(request.actor)
    words = f"Nu {dutch.in_words(running)} lopend" if running else "Er loopt nu niets"
    return Item("Delen zonder toestemming", words, reverse("override_notices"), action="Open")
