"""The pages of hours beside one another, as far as somebody may."""

from dataclasses import dataclass

from django.urls import reverse

from ketenwerk.access.api import Permission, has

TABS = (
    ("Week", "hours", Permission.HOURS_OWN),
    ("Rooster", "own_roster", Permission.HOURS_OWN),
    ("Team", "team", Permission.HOURS_TEAM),
    ("Maanden", "months", Permission.HOURS_READ),
    ("Vooruitzicht", "forecast", Permission.HOURS_READ),
    ("Vast deel", "shares", Permission.HOURS_SHARE),
    ("Regels", "hour_lines", Permission.HOURS_EXPORT),
    ("Bewijs", "hour_proofs", Permission.HOURS_EXPORT),
    ("Inlezen", "import_hours", Permission.HOURS_IMPORT),
)


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool


def tabs_of(role: str, current: str) -> list[Tab]:
    """The tabs of this role; none when there is nowhere else to go."""
    found = [
        Tab(label, reverse(name), name == current)
        for label, name, permission in TABS
        if has(role, permission)
    ]
    return found if len(found) > 1 else []
