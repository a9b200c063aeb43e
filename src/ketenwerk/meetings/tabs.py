"""The pages beside each other under Overleg: the case conference, the other meetings, and the wider network.

The case conference is a package above this one; only its address and its permission are known here.
"""

from django.urls import reverse

from ketenwerk.access.api import Permission, StaffRequest, has

TABS = (
    ("conferences", "Casuïstiek", Permission.CONFERENCE_READ),
    ("meetings", "Projectgroep en stuurgroep", Permission.MEETING_READ),
    ("actions", "Actiepunten", Permission.MEETING_READ),
    ("network", "Sociale kaart", Permission.NETWORK_READ),
    ("talks", "Netwerkgesprekken", Permission.NETWORK_READ),
    ("bottlenecks", "Knelpunten", Permission.NETWORK_READ),
    ("agreements", "Afspraken", Permission.NETWORK_READ),
    ("evaluations", "Evaluaties", Permission.NETWORK_READ),
)


def tabs(request: StaffRequest) -> list[dict[str, object]]:
    """The pages beside each other, those that this function may open."""
    match = request.resolver_match
    here = match.url_name if match else ""
    return [
        {"label": label, "url": reverse(name), "current": name == here}
        for name, label, needed in TABS
        if has(request.actor.role, needed)
    ]
