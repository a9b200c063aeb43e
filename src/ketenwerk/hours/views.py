"""Pages of hours: the own week, closing months, correcting after closing."""

import uuid
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, asks_password_first, has, needs
from ketenwerk.hours import api
from ketenwerk.hours.forms import WRONG, CorrectionForm, read_grid
from ketenwerk.hours.office_places import office_tabs
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.periods import iso_week


@needs(Permission.SELF_MANAGE)
@require_GET
def hours(request: StaffRequest) -> HttpResponse:
    """Where somebody's hours begin: the own week, or for a manager and controller the months."""
    if has(request.actor.role, Permission.HOURS_OWN):
        return redirect("week", iso_week(clock.today()).start)
    if has(request.actor.role, Permission.HOURS_READ):
        return redirect("months")
    raise Http404


@needs(Permission.HOURS_OWN)
@require_http_methods(["GET", "POST"])
def week(request: StaffRequest, monday: date) -> HttpResponse:
    if monday.weekday() != 0 or monday > clock.today():
        raise Http404
    if request.method == "POST":
        grid = read_grid(request.POST.dict())
        problem = WRONG if grid.wrong else ""
        if not problem:
            try:
                minutes = api.confirm_week(by=request.actor, monday=monday, cells=grid.cells)
            except api.HoursRefused as refusal:
                problem = str(refusal)
            else:
                messages.success(request, f"Week bevestigd: {dutch.hours(minutes)}.")
                return redirect("week", monday)
        typed = {name: text for name, text in request.POST.dict().items() if name.startswith("u-")}
        view = api.week_view(
            request.actor, monday, clock.today(), typed=typed, weekend=_weekend(request)
        )
        context = {"view": view, "problem": problem, "wrong": grid.wrong}
        return render(request, "hours/week.html", context, status=422)
    view = api.week_view(
        request.actor, monday, clock.today(), extra=_extra(request), weekend=_weekend(request)
    )
    return render(request, "hours/week.html", {"view": view})


def _weekend(request: StaffRequest) -> bool:
    return request.GET.get("weekend") == "ja"


def _extra(request: StaffRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.GET.get("regel", ""))
    except ValueError:
        return None


@needs(Permission.HOURS_READ)
@require_GET
def months(request: StaffRequest) -> HttpResponse:
    """The months with their hours and whether they are closed."""
    return render(
        request,
        "hours/months.html",
        {
            "rows": api.month_rows(request.actor, clock.today()),
            "tabs": office_tabs(request.actor, "months"),
            "may_lock": has(request.actor.role, Permission.HOURS_LOCK),
        },
    )


@needs(Permission.HOURS_LOCK)
@asks_password_first
@require_POST
def lock_month(request: StaffRequest, first: date) -> HttpResponse:
    """Closes a month for good, so it asks who it is again first (step-up)."""
    try:
        api.lock_month(by=request.actor, first=first)
    except api.HoursRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            f"{dutch.capital(dutch.MONTHS[first.month - 1])} is afgesloten. Verbeteren kan nog met een correctie.",
        )
    return redirect("months")


@needs(Permission.HOURS_OWN)
@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, entry: uuid.UUID) -> HttpResponse:
    row = api.own_entry(request.actor, entry)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            api.correct(by=request.actor, entry=entry, minutes=data["hours"], reason=data["reason"])
        except api.HoursRefused as refusal:
            form.add_error("hours", str(refusal))
        else:
            messages.success(request, "De correctie staat naast de oude regel.")
            return redirect("week", iso_week(row.day).start)
    return render(
        request,
        "hours/correct.html",
        {"form": form, "entry": row},
        status=422 if form.errors else 200,
    )
