"""Dossiers that a colleague asked to erase, on "Vandaag" of who can be the second person."""

from collections.abc import Iterable

from django.urls import reverse

from ketenwerk.clients.api import ErasureToConfirm
from ketenwerk.kernel import dutch
from ketenwerk.web.items import Item


def erasing_items(rows: Iterable[ErasureToConfirm]) -> tuple[Item, ...]:
    """The code and the day; no name, because nothing of the dossier is opened for this."""
    return tuple(
        Item(
            "Wissen bevestigen",
            f"Een collega vroeg dit op {dutch.day(row.asked_on)}. Jij beslist als tweede.",
            reverse("erase_client", args=[row.client]),
            row.code,
            when="wacht op jou",
            pressing=True,
        )
        for row in rows
    )
