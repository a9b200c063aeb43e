"""The tabs over the pages of hours for who manages or checks them."""

from dataclasses import dataclass

from django.urls import reverse

from ketenwerk.access.api import Permission, has
from ketenwerk.people.api import Actor

PLACES = (
    ("months", "Maanden", Permission.HOURS_READ),
    ("hour_lines", "Regels", Permission.HOURS_EXPORT),
    ("hour_proofs", "Bewijs", Permission.HOURS_EXPORT),
    ("import_hours", "Inlezen", Permission.HOURS_IMPORT),
    ("member_codes", "Codes", Permission.HOURS_IMPORT),
)


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool


def office_tabs(actor: Actor, current: str) -> list[Tab]:
    """What this role may open; no tabs where there is one page only."""
    tabs = [
        Tab(label, reverse(name), name == current)
        for name, label, permission in PLACES
        if has(actor.role, permission)
    ]
    return tabs if len(tabs) > 1 else []
