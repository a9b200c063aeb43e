"""The pages beside each other: advice, education, team visits, and the numbers of all three."""

from django.urls import reverse

from ketenwerk.access.api import Permission, StaffRequest, has

TABS = (
    ("consults", "Advies", Permission.CONSULT_READ),
    ("education", "Voorlichting", Permission.CONSULT_READ),
    ("team_visits", "Teambezoeken", Permission.CONSULT_READ),
    ("consult_numbers", "Aantallen", Permission.CONSULT_COUNT),
)


def tabs(request: StaffRequest) -> list[dict[str, object]]:
    match = request.resolver_match
    here = match.url_name if match else ""
    return [
        {"label": label, "url": reverse(name), "current": name == here}
        for name, label, needed in TABS
        if has(request.actor.role, needed)
    ]
