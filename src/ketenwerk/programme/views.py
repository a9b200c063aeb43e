"""The activity map, as a drawing and as a list, and one page per activity."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.kernel.charts import activity_map
from ketenwerk.programme import api


@needs(Permission.PROGRAMME_READ)
@require_GET
def activities(request: StaffRequest) -> HttpResponse:
    asked = request.GET.get("jaar", "")
    known = api.programme_years()
    year = int(asked) if asked.isdigit() and int(asked) in known else api.current_year()
    content = api.map_of(year)
    if not content.groups:
        return render(request, "programme/empty.html")
    drawing = activity_map(
        content,
        subtitle="Een kaart loopt door over de doelgroepen waarvoor hij telt. Het aantal geldt één keer voor de hele kaart.",
        funded=f"met subsidie {year}",
        source="Alleen kerntaken.",
    )
    context = {
        "drawing": drawing,
        "listed": content.as_list(),
        "year": year,
        "chips": api.year_chips(known, year),
        "title": content.title(),
    }
    return render(request, "programme/activities.html", context)


@needs(Permission.PROGRAMME_READ)
@require_GET
def activity(request: StaffRequest, year: int, key: str) -> HttpResponse:
    row = api.activity(year, key)
    if row is None:
        raise Http404
    return render(
        request, "programme/activity.html", {"activity": row, "promised": api.promised(row)}
    )
