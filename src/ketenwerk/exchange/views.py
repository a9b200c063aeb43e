"""Pages to take over: registrations in, and the text of one dossier to copy by hand."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients.api import dossier
from ketenwerk.exchange import api
from ketenwerk.exchange.carrying import opened_rows, sealed_rows
from ketenwerk.exchange.forms import FileForm
from ketenwerk.kernel import clock, dutch


@needs(Permission.CLIENT_REGISTER)
@require_http_methods(["GET", "POST"])
def look(request: StaffRequest) -> HttpResponse:
    """First only looks at the file: what each row would do, or what is wrong with it."""
    sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if sent else FileForm()
    if sent and form.is_valid():
        try:
            table = api.read_table(form.content())
            rows = sealed_rows(request.actor, table)
        except api.FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            plan = api.with_doubles(request.actor, api.plan_of(request.actor, table))
            return _show(request, plan, rows)
    lists = api.lists_for(request.actor, {clock.today().year})
    context = {
        "form": form,
        "columns": api.COLUMNS,
        "most": api.MOST_ROWS,
        "groups": sorted({group.label for group in lists.groups.values()}),
        "activities": sorted({activity.label for activity in lists.activities.values()}),
        "reasons": sorted(word for word, value in lists.reasons.items() if word != value),
    }
    return render(request, "exchange/look.html", context, status=422 if form.errors else 200)


# A page of more rows is read by nobody; a form of more ticks is refused by the server.
SHOWN = 200


def _show(request: StaffRequest, plan: api.Plan, rows: str, problem: str = "") -> HttpResponse:
    context = {
        "plan": plan,
        "steps": plan.telling[:SHOWN],
        "more_steps": max(len(plan.telling) - SHOWN, 0),
        "problems": plan.problems[:SHOWN],
        "more_problems": max(len(plan.problems) - SHOWN, 0),
        "rows": rows,
        "problem": problem,
    }
    status = 422 if plan.problems or problem else 200
    return render(request, "exchange/plan.html", context, status=status)


@needs(Permission.CLIENT_REGISTER)
@require_POST
def confirm(request: StaffRequest) -> HttpResponse:
    table = opened_rows(request.actor, request.POST.get("rijen", ""))
    if table is None:
        messages.error(request, "Dit overzicht is te oud. Kies het bestand opnieuw.")
        return redirect("take_over")
    try:
        taken = api.take_over(
            by=request.actor, table=table, ticked=frozenset(request.POST.getlist("verbeter"))
        )
    except api.ExchangeRefused as refusal:
        plan = api.plan_of(request.actor, table)
        return _show(request, plan, sealed_rows(request.actor, table), str(refusal))
    if taken.missed:
        messages.error(
            request, f"{taken.missed} keer niet verbeterd: het dossier is intussen veranderd."
        )
    if taken.left:
        return _show_part(request, taken, table)
    messages.success(request, _told(taken.plan, in_parts="deel" in request.POST))
    return redirect("clients")


def _told(done: api.Plan, *, in_parts: bool) -> str:
    """What went in. Of a file in parts the last part knows the others only as the same."""
    if in_parts:
        return f"Klaar. Alle {dutch.number(len(done.steps))} rijen staan erin."
    return f"Overgenomen: {done.new} nieuw, {done.changed} veranderd, {done.same} gelijk."


def _show_part(request: StaffRequest, taken: api.Taken, table: api.Table) -> HttpResponse:
    context = {
        "done": len(taken.plan.steps),
        "left": len(taken.left),
        "all": len(taken.plan.steps) + len(taken.left),
        "rows": sealed_rows(request.actor, table),
        "ticked": sorted(taken.ticked_left),
    }
    return render(request, "exchange/part.html", context)


@needs(Permission.NOTE_READ)
@require_http_methods(["GET", "POST"])
def copy(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """Choosing a part shows its text; that is the moment that is logged as a copy."""
    opened = dossier(request.actor, client)
    part = request.POST.get("deel", "")
    parts = api.parts_to_copy()
    text = api.copy_of(request.actor, opened, part) if part in parts else ""
    context = {"dossier": opened, "parts": parts.items(), "part": part, "text": text}
    return render(request, "exchange/copy.html", context)
