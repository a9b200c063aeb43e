"""Pages of the reporting code."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients.api import dossier
from ketenwerk.safeguarding import api
from ketenwerk.safeguarding.code import (
    DECIDE,
    MINOR_BANDS,
    SAFE_AT_HOME,
    STANDS_STILL_AFTER,
    STEPS,
    UNDER_16,
)
from ketenwerk.safeguarding.run_forms import DecideForm, StepForm, StopForm

READ_AND_SEND = ["GET", "POST"]

SHORT = 7  # digits of a place in a list; a longer one is no place


@needs(Permission.REPORTING_CODE_EDIT)
@require_POST
def open_run(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    try:
        row = api.open_run(by=request.actor, client=client)
    except api.WorryRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("worries", client)
    return redirect("reporting_code", row.id)


@needs(Permission.REPORTING_CODE_EDIT)
@require_http_methods(READ_AND_SEND)
def run(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    """All five steps: what was done, what is to do now, and what comes after."""
    row = api.run(request.actor, run)
    opened = dossier(request.actor, row.client_id)
    form: StepForm | DecideForm | None = None
    if row.state == "running":
        form = (
            DecideForm(request.POST or None, unsafe=bool(row.unsafe))
            if row.step == DECIDE
            else StepForm(request.POST or None, step=row.step)
        )
    if request.method == "POST" and form and form.is_valid():
        try:
            if isinstance(form, StepForm):
                api.take_step(by=request.actor, run=run, taken=form.taken())
            else:
                api.decide_run(by=request.actor, run=run, outcome=form.outcome())
        except api.WorryRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Stap {row.step} is opgeslagen.")
            return redirect("reporting_code", run)
    band = api.band_today(opened)
    view = api.run_view(row, opened.key)
    taken = {each.number: each for each in view.taken}
    context = {
        "form": form,
        "dossier": opened,
        "run": view,
        "steps": [(step, taken.get(step.number)) for step in STEPS],
        "now": row.step if row.state == "running" else 0,
        "deciding": isinstance(form, DecideForm),
        "minor": band in MINOR_BANDS,
        "under_16": band in UNDER_16,
        "age_known": bool(band),
        "safe_at_home": SAFE_AT_HOME,
        "may_confirm": row.state == "confirming" and row.decided_by_id != request.actor.member,
        "draft": f"{row.id}-stap-{row.step}",
    }
    status = 422 if form and form.errors else 200
    return render(request, "safeguarding/run.html", context, status=status)


@needs(Permission.REPORTING_CODE_EDIT)
@require_http_methods(READ_AND_SEND)
def stop_run(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    row = api.run(request.actor, run)
    opened = dossier(request.actor, row.client_id)
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            api.stop_run(by=request.actor, run=run, reason=form.cleaned_data["reason"])
        except api.WorryRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De meldcode is gestopt.")
            return redirect("worries", row.client_id)
    context = {"form": form, "dossier": opened, "run": row, "draft": f"{run}-stop"}
    return render(request, "safeguarding/stop.html", context, status=422 if form.errors else 200)


@needs(Permission.REPORTING_CODE_EDIT)
@require_POST
def set_reference(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    try:
        api.set_reference(
            by=request.actor, run=run, reference=request.POST.get("reference", "")[:24]
        )
    except api.WorryRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Het nummer is opgeslagen.")
    return redirect("reporting_code", run)


@needs(Permission.REPORTING_CODE_EDIT)
@require_POST
def set_offer(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    """The next answer about a report to CoMensha; nothing is sent."""
    given_by = request.POST.get("given_by", "")
    try:
        api.set_offer(by=request.actor, run=run, to=request.POST.get("naar", ""), given_by=given_by)
    except api.WorryRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Het antwoord is opgeslagen. Er is niets verstuurd.")
    return redirect("reporting_code", run)


@needs(Permission.REPORTING_CODE_CONFIRM)
@require_http_methods(READ_AND_SEND)
def confirm(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    """The second person reads why nothing is reported, and agrees or not."""
    seen = api.deviation(request.actor, run)
    if request.method == "POST":
        agrees = request.POST.get("antwoord") == "ja"
        try:
            api.confirm_deviation(by=request.actor, run=run, agrees=agrees)
        except api.WorryRefused as refusal:
            messages.error(request, str(refusal))
        else:
            words = "Je hebt de afwijking bevestigd." if agrees else "Terug naar het besluit."
            messages.success(request, words)
        return redirect("home")
    return render(request, "safeguarding/confirm.html", {"seen": seen})


@needs(Permission.REPORTING_CODE_OVERSEE)
@require_GET
def oversee(request: StaffRequest) -> HttpResponse:
    """How far each run of the own organisation is: code, step and day, no content."""
    after = request.GET.get("vanaf", "")
    after_row = int(after) if after.isdecimal() and len(after) < SHORT else 0
    rows = api.overseen(request.actor, after_row)
    more = after_row + api.RUNS_PAGE if len(rows) > api.RUNS_PAGE else 0
    context = {"rows": rows[: api.RUNS_PAGE], "more": more, "days": STANDS_STILL_AFTER}
    return render(request, "safeguarding/oversee.html", context)
