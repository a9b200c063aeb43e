"""Pages about how a client is doing: the tab, measuring, the way out, aftercare."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients.api import Dossier, dossier
from ketenwerk.progress import api
from ketenwerk.progress.forms import AftercareForm, MeasureForm, ScreeningForm, StepForm
from ketenwerk.progress.screens import exits_and_relapses, ladders, thread_of


@needs(Permission.PROGRESS_READ)
@require_GET
def progress(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """The whole development: ladder, story, aftercare."""
    opened = dossier(request.actor, client)
    found = api.measurements(request.actor, opened)
    steps = api.story(request.actor, opened)
    context = {
        "dossier": opened,
        "measurements": found,
        "ladders": ladders(found),
        "thread": thread_of(steps),
        "summary": exits_and_relapses(steps),
        "aftercare": api.aftercare_of(request.actor, opened),
        "screened": api.screened(request.actor, opened),
    }
    return render(request, "progress/progress.html", context)


@needs(Permission.PROGRESS_WRITE)
@require_http_methods(["GET", "POST"])
def measure(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    opened = dossier(request.actor, client, Permission.CLIENT_EDIT)
    known = api.ladders()
    instrument = known.get(request.GET.get("soort", ""), known[api.ZRM])
    last = api.before(api.measurements(request.actor, opened), instrument.key)
    form = MeasureForm(
        request.POST or None,
        instrument=instrument,
        was=last.answers if last else None,
        initial={"moment": "between" if last else "start"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            api.measure(by=request.actor, client=client, measured=form.measured())
        except api.ProgressRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "De meting is opgeslagen. Een dag lang kun je haar verbeteren."
            )
            return redirect("progress", client)
    context = {"form": form, "dossier": opened, "instrument": instrument, "last": last}
    return render(request, "progress/measure.html", context, status=422 if form.errors else 200)


@needs(Permission.PROGRESS_WRITE)
@require_http_methods(["GET", "POST"])
def assessment(request: StaffRequest, assessment: uuid.UUID) -> HttpResponse:
    """One measurement: the writer puts it right within a day, after that a new one replaces it."""
    row = api.assessment(request.actor, assessment)
    opened = dossier(request.actor, row.client_id, Permission.CLIENT_EDIT)
    kept = api.measurement_of(row, opened.key, api.ladders(), replaced=api.is_replaced(row))
    fresh = api.may_correct(request.actor, row)
    seen = {"moment": kept.moment, "day": kept.day, "seen": kept.changed_at.isoformat()}
    form = MeasureForm(
        request.POST or None,
        instrument=kept.instrument,
        was=kept.answers if request.method == "POST" else None,
        with_reason=not fresh,
        initial=MeasureForm.initial_of(kept.answers) | seen,
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and _put_right(request, row.id, form, fresh=fresh)
    ):
        messages.success(request, "De meting is verbeterd." if fresh else "De meting is vervangen.")
        return redirect("progress", row.client_id)
    context = {"form": form, "dossier": opened, "kept": kept, "fresh": fresh}
    return render(request, "progress/assessment.html", context, status=422 if form.errors else 200)


def _put_right(
    request: StaffRequest, assessment: uuid.UUID, form: MeasureForm, *, fresh: bool
) -> bool:
    """Whether it was saved. Who lost against a newer version sees both, and may save once more."""
    by, measured = request.actor, form.measured()
    try:
        if fresh:
            api.correct(by=by, assessment=assessment, measured=measured, seen=form.seen_at)
        else:
            api.replace(
                by=by, assessment=assessment, measured=measured, why=form.cleaned_data["why"]
            )
    except api.ChangedMeanwhile as refusal:
        form.add_error(None, str(refusal))
        typed = request.POST.copy()
        typed["seen"] = form.initial["seen"]
        form.data = typed
        return False
    except api.ProgressRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@needs(Permission.PROGRESS_WRITE)
@require_http_methods(["GET", "POST"])
def screen(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    opened = dossier(request.actor, client, Permission.CLIENT_EDIT)
    form = ScreeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            api.screen(
                by=request.actor,
                client=client,
                day=data["day"],
                screening=form.screening(),
                agreed=data["agreed"],
            )
        except api.ProgressRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "De uitkomst is opgeslagen. Ze staat alleen op deze bladzijde."
            )
            return redirect("progress", client)
    context = {"form": form, "dossier": opened}
    return render(request, "progress/screening.html", context, status=422 if form.errors else 200)


@needs(Permission.PROGRESS_WRITE)
@require_http_methods(["GET", "POST"])
def tell_step(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    opened = dossier(request.actor, client, Permission.CLIENT_EDIT)
    form = StepForm(request.POST or None, with_aftercare=api.has_planned(request.actor, opened))
    if request.method == "POST" and form.is_valid():
        try:
            api.tell_step(by=request.actor, client=client, step=form.step())
        except api.ProgressRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De stap is opgeslagen. Eerdere stappen blijven staan.")
            return redirect("progress", client)
    draft = f"{opened.draft_key}-stap"
    context = {"form": form, "dossier": opened, "replacing": None, "draft": draft}
    return render(request, "progress/step.html", context, status=422 if form.errors else 200)


@needs(Permission.PROGRESS_WRITE)
@require_http_methods(["GET", "POST"])
def replace_step(request: StaffRequest, step: uuid.UUID) -> HttpResponse:
    row = api.step(request.actor, step)
    opened = dossier(request.actor, row.client_id, Permission.CLIENT_EDIT)
    old = api.step_view(row, opened)
    initial = {"stage": row.stage, "day": row.day, "basis": row.basis, "words": old.words}
    form = StepForm(request.POST or None, with_aftercare=False, with_reason=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            api.replace_step(
                by=request.actor, step=step, new=form.step(), why=form.cleaned_data["why"]
            )
        except api.ProgressRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De stap is vervangen. De oude blijft zichtbaar.")
            return redirect("progress", row.client_id)
    context = {"form": form, "dossier": opened, "replacing": old, "draft": f"{row.id}-stap"}
    return render(request, "progress/step.html", context, status=422 if form.errors else 200)


@needs(Permission.PROGRESS_WRITE)
@require_http_methods(["GET", "POST"])
def aftercare(request: StaffRequest, aftercare: uuid.UUID) -> HttpResponse:
    row = api.aftercare_contact(request.actor, aftercare)
    opened: Dossier = dossier(request.actor, row.client_id, Permission.CLIENT_EDIT)
    contact = api.contact_view(row, opened)
    form = AftercareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            api.settle(
                by=request.actor, contact=aftercare, outcome=data["outcome"], words=data["words"]
            )
        except api.ProgressRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Het nazorgcontact is bijgewerkt.")
            return redirect("progress", row.client_id)
    context = {"form": form, "dossier": opened, "contact": contact}
    return render(request, "progress/aftercare.html", context, status=422 if form.errors else 200)
