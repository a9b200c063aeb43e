"""Pages for looking at lines of hours, taking them along as a file, and proving a budget line."""

import uuid
from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.hours.exporting import (
    PAGE,
    chosen_rows,
    counts,
    export,
    file_name,
    shown,
    this_month,
    workers_of,
)
from ketenwerk.hours.import_forms import ChooseForm
from ketenwerk.hours.proof import PARTS, bundle, lines_to_prove, money_choices
from ketenwerk.hours.tabs import tabs_of
from ketenwerk.kernel.downloads import attachment

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def _form(request: StaffRequest) -> ChooseForm:
    period = this_month()
    first = {"van": period.start.isoformat(), "tot": (period.end - timedelta(days=1)).isoformat()}
    asked = {name: value for name, value in request.GET.items() if value}
    choices = {"medewerker": workers_of(request.actor), **money_choices(request.actor)}
    return ChooseForm(first | asked, choices=choices)


@needs(Permission.HOURS_EXPORT)
@require_GET
def hour_lines(request: StaffRequest) -> HttpResponse:
    form = _form(request)
    context: dict[str, object] = {"form": form, "tabs": tabs_of(request.actor.role, "hour_lines")}
    if not form.is_valid():
        return render(request, "hours/lines.html", context, status=422)
    chosen = form.chosen()
    count, minutes = counts(request.actor, chosen)
    asked = request.GET.get("pagina", "1")
    page = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    page = max(page, 1)
    entries = list(chosen_rows(request.actor, chosen)[(page - 1) * PAGE : page * PAGE])
    query = request.GET.copy()
    query.pop("pagina", None)
    kept = query.urlencode()
    context |= {
        "rows": shown(request.actor, entries),
        "count": count,
        "minutes": minutes,
        "kept": kept,
        "more_url": f"?{kept}&pagina={page + 1}" if count > page * PAGE else "",
        "shown": min(page * PAGE, count),
    }
    return render(request, "hours/lines.html", context)


@needs(Permission.HOURS_EXPORT)
@require_GET
def export_lines(request: StaffRequest, form: str) -> HttpResponse:
    """The same rows as on the screen, all of them."""
    choose = _form(request)
    if not choose.is_valid():
        raise Http404
    chosen = choose.chosen()
    content = export(by=request.actor, chosen=chosen, kind=form)
    return attachment(content, TYPES[form], file_name(chosen, form))


@needs(Permission.HOURS_EXPORT)
@require_GET
def hour_proofs(request: StaffRequest) -> HttpResponse:
    context = {
        "lines": lines_to_prove(request.actor),
        "parts": PARTS.items(),
        "tabs": tabs_of(request.actor.role, "hour_proofs"),
    }
    return render(request, "hours/proofs.html", context)


@needs(Permission.HOURS_EXPORT)
@require_GET
def hour_proof(request: StaffRequest, line: uuid.UUID, half: int) -> HttpResponse:
    if half not in PARTS:
        raise Http404
    name, content = bundle(by=request.actor, line=line, part=half)
    return attachment(content, TYPES["zip"], name)
