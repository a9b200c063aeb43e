"""Pages for bringing hours: the file, what became of it, the personnel codes, and the tokens of systems."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, asks_password_first, needs
from ketenwerk.hours.actions import HoursRefused
from ketenwerk.hours.codes import members_with_codes, set_codes
from ketenwerk.hours.import_forms import HoursFileForm, TokenForm
from ketenwerk.hours.import_lines import COLUMNS, LAYOUT
from ketenwerk.hours.import_runs import OPEN, run_of, runs, start, stop_run
from ketenwerk.hours.tabs import tabs_of
from ketenwerk.hours.tokens import make_token, revoke_token, tokens
from ketenwerk.kernel import clock

SHOWN = 200
SECRET = "hours_token"  # noqa: S105 - a name in the session


@needs(Permission.HOURS_IMPORT)
@require_http_methods(["GET", "POST"])
def import_hours(request: StaffRequest) -> HttpResponse:
    sent = request.method == "POST"
    form = HoursFileForm(request.POST, request.FILES) if sent else HoursFileForm()
    if sent and form.is_valid():
        return redirect("import_run", start(by=request.actor, content=form.content()).id)
    context = {
        "form": form,
        "tabs": tabs_of(request.actor.role, "import_hours"),
        "runs": runs(request.actor),
        "columns": COLUMNS,
        "most": LAYOUT.most_rows,
    }
    status = 422 if form.errors else 200
    return render(request, "hours/import.html", context, status=status)


@needs(Permission.HOURS_IMPORT)
@require_GET
def import_run(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    row = run_of(request.actor, run)
    context = {
        "run": row,
        "is_open": row.state in OPEN,
        "problems": row.problems[:SHOWN],
        "more": max(row.wrong - SHOWN, 0),
        "tabs": tabs_of(request.actor.role, "import_hours"),
    }
    return render(request, "hours/import_run.html", context)


@needs(Permission.HOURS_IMPORT)
@require_POST
def stop_import(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    row = stop_run(by=request.actor, run=run)
    if row.stop:
        messages.success(request, "Het inlezen stopt. Er wordt niets geboekt.")
    else:
        messages.error(request, "Het inlezen was al klaar.")
    return redirect("import_run", row.id)


@needs(Permission.HOURS_IMPORT)
@require_http_methods(["GET", "POST"])
def member_codes(request: StaffRequest) -> HttpResponse:
    """One code per person. Only what was typed differently is saved; what somebody else changed is not written over."""
    problem = ""
    people = members_with_codes(request.actor)
    if request.method == "POST":
        typed = {person.id: request.POST.get(f"code-{person.id}", now) for person, now in people}
        seen = {person.id: request.POST.get(f"was-{person.id}", now) for person, now in people}
        changed = {id_: code for id_, code in typed.items() if code.strip() != seen[id_]}
        try:
            count = set_codes(by=request.actor, codes=changed, seen=seen)
        except HoursRefused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"Opgeslagen: {count} veranderd.")
            return redirect("member_codes")
    rows = [
        {
            "person": person,
            "now": now,
            "code": typed[person.id] if problem else now,
            "crossed": bool(problem) and seen[person.id] != now,
        }
        for person, now in people
    ]
    context = {
        "rows": rows,
        "problem": problem,
        "tabs": tabs_of(request.actor.role, "import_hours"),
    }
    return render(request, "hours/codes.html", context, status=422 if problem else 200)


@needs(Permission.HOURS_CONNECT)
@asks_password_first
@require_http_methods(["GET", "POST"])
def hour_tokens(request: StaffRequest) -> HttpResponse:
    """The tokens of the own organisation. A new one is shown once."""
    start_day = clock.today() + timedelta(days=180)
    form = TokenForm(request.POST or None, initial={"until": start_day})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        request.session[SECRET] = make_token(
            by=request.actor, name=data["name"], days=data["until"]
        )
        return redirect("hour_tokens")
    context = {
        "form": form,
        "rows": tokens(request.actor),
        "now": clock.real_now(),
        "secret": request.session.pop(SECRET, "") if request.method == "GET" else "",
        "address": request.build_absolute_uri("/api/uren/"),
    }
    status = 422 if form.errors else 200
    return render(request, "hours/tokens.html", context, status=status)


@needs(Permission.HOURS_CONNECT)
@asks_password_first
@require_POST
def revoke_hour_token(request: StaffRequest, token: uuid.UUID) -> HttpResponse:
    revoke_token(by=request.actor, token=token)
    messages.success(request, "De koppeling is ingetrokken en werkt niet meer.")
    return redirect("hour_tokens")
