"""The activity map, as a drawing and as a list, one page per activity, and who the focal officers are."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, has, needs
from ketenwerk.kernel.charts import activity_map
from ketenwerk.programme import api
from ketenwerk.programme.forms import AppointForm


@needs(Permission.PROGRAMME_READ)
@require_GET
def activities(request: StaffRequest) -> HttpResponse:
    asked = request.GET.get("jaar", "")
    known = api.programme_years()
    year = int(asked) if asked.isdecimal() and int(asked) in known else api.current_year()
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
        "may_see_officers": has(request.actor.role, Permission.FOCAL_OFFICER_READ),
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


@needs(Permission.FOCAL_OFFICER_READ)
@require_GET
def focal_officers(request: StaffRequest) -> HttpResponse:
    """Whom to turn to at each organisation and work area, and where nobody is."""
    found = api.posts(request.actor)
    context = {
        "posts": found,
        "missing": sum(not post.holders for post in found),
        "may_appoint": has(request.actor.role, Permission.FOCAL_OFFICER_APPOINT),
        "own": request.actor.organisation,
    }
    return render(request, "programme/focal_officers.html", context)


@needs(Permission.FOCAL_OFFICER_APPOINT)
@require_http_methods(["GET", "POST"])
def appoint(request: StaffRequest) -> HttpResponse:
    form = AppointForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            api.appoint(
                by=request.actor,
                member=data["member"].id,
                area=form.chosen_area(),
                start=data["start"],
            )
        except api.FocalRefused as refusal:
            form.add_error("member", str(refusal))
        else:
            messages.success(request, "De aandachtsfunctionaris staat in de lijst.")
            return redirect("focal_officers")
    return render(
        request, "programme/appoint.html", {"form": form}, status=422 if form.errors else 200
    )


@needs(Permission.FOCAL_OFFICER_APPOINT)
@require_POST
def end_appointment(request: StaffRequest, officer: uuid.UUID) -> HttpResponse:
    try:
        api.end_appointment(by=request.actor, officer=officer)
    except api.FocalRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "De aandachtsfunctionaris is gestopt.")
    return redirect("focal_officers")
