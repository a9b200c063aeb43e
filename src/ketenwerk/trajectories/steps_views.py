"""Pages of one trajectory: its steps, phase, money and scaling up; and the waiting list."""

import uuid
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients.api import called_names, dossier
from ketenwerk.kernel import clock
from ketenwerk.trajectories import api
from ketenwerk.trajectories.forms import MoneyForm, MoveForm, PhaseForm, ScaleUpForm, step_choices


@needs(Permission.TRAJECTORY_EDIT)
@require_http_methods(["GET", "POST"])
def move(request: StaffRequest, trajectory: uuid.UUID) -> HttpResponse:
    """First which step, then only the questions of that step."""
    row = api.trajectory(request.actor, trajectory)
    opened = dossier(request.actor, row.client_id, Permission.CLIENT_EDIT)
    view = api.view_of(
        row, opened.key, source=api.paid_from(row), kept=api.kept_under(row.legal_regime)
    )
    choices = step_choices(view.next_states)
    chosen = request.POST.get("to", "") or request.GET.get("stap", "")
    chosen = chosen if chosen in dict(choices) else ""
    form = MoveForm(request.POST or None, steps=view.next_states, chosen=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            api.move(by=request.actor, trajectory=trajectory, step=form.step())
        except api.TrajectoryRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{view.activity.label}: de stap is opgeslagen.")
            return redirect("client", row.client_id)
    asked = api.scale_ups_of(row, opened)
    context = {
        "form": form,
        "dossier": opened,
        "trajectory": view,
        "choices": choices,
        "chosen": chosen,
        "chosen_label": dict(choices).get(chosen, ""),
        "steps": api.changes_of(row, opened),
        "phase": api.phase_of(row),
        "periods": api.periods_of(row),
        "asked": asked,
        "may_scale": api.Trajectory.State.SCALED_UP in view.next_states,
    }
    return render(request, "trajectories/move.html", context, status=422 if form.errors else 200)


@needs(Permission.TRAJECTORY_EDIT)
@require_http_methods(["GET", "POST"])
def money(request: StaffRequest, trajectory: uuid.UUID) -> HttpResponse:
    """Another source of money: first what it means, then the change."""
    row = api.trajectory(request.actor, trajectory)
    opened = dossier(request.actor, row.client_id, Permission.CLIENT_EDIT)
    form = MoneyForm(request.POST or None, sources=api.payable_from(row.activity, clock.today()))
    change = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            change = api.what_it_means(row, data["source"], data["day"])
            if data["sure"]:
                api.change_funding(
                    by=request.actor,
                    trajectory=trajectory,
                    source=data["source"],
                    reason=data["reason"],
                    day=data["day"],
                )
        except api.TrajectoryRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            if data["sure"]:
                messages.success(request, f"{data['source'].name} betaalt vanaf nu dit traject.")
                return redirect("move_trajectory", trajectory)
    context = {
        "form": form,
        "dossier": opened,
        "trajectory": row,
        "change": None if form.errors else change,
        "source": api.paid_from(row),
        "periods": api.periods_of(row),
    }
    return render(request, "trajectories/money.html", context, status=422 if form.errors else 200)


@needs(Permission.TRAJECTORY_EDIT)
@require_http_methods(["GET", "POST"])
def phase(request: StaffRequest, trajectory: uuid.UUID) -> HttpResponse:
    row = api.trajectory(request.actor, trajectory)
    opened = dossier(request.actor, row.client_id, Permission.CLIENT_EDIT)
    last = api.phase_of(row)
    form = PhaseForm(request.POST or None, now=last.kind if last else api.Phase.Kind.GUIDANCE)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            api.begin_phase(
                by=request.actor, trajectory=trajectory, kind=data["kind"], day=data["day"]
            )
        except api.TrajectoryRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De nieuwe fase is opgeslagen.")
            return redirect("move_trajectory", trajectory)
    context = {"form": form, "dossier": opened, "trajectory": row, "phases": row.phases.all()}
    return render(request, "trajectories/phase.html", context, status=422 if form.errors else 200)


@needs(Permission.TRAJECTORY_EDIT)
@require_http_methods(["GET", "POST"])
def scale_up(request: StaffRequest, trajectory: uuid.UUID) -> HttpResponse:
    """Ask the municipality, and later what it decided."""
    row = api.trajectory(request.actor, trajectory)
    opened = dossier(request.actor, row.client_id, Permission.CLIENT_EDIT)
    asked = api.scale_ups_of(row, opened)
    waits = next((each for each in asked if each.state == api.ScaleUp.State.REQUESTED), None)
    form = ScaleUpForm(
        request.POST or None, providers=api.providers(), deciding=bool(waits), initial=_of(waits)
    )
    if request.method == "POST" and form.is_valid():
        try:
            words = _asked_or_decided(request, trajectory, form, deciding=bool(waits))
        except api.TrajectoryRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words)
            return redirect("move_trajectory", trajectory)
    context = {
        "form": form,
        "dossier": opened,
        "trajectory": row,
        "waits": waits,
        "asked": asked,
        "open": row.state in api.WORKING,
    }
    return render(
        request, "trajectories/scale_up.html", context, status=422 if form.errors else 200
    )


def _of(waits: api.ScaleUpView | None) -> dict[str, str]:
    return {"reference": waits.reference, "provider": waits.provider_key} if waits else {}


def _asked_or_decided(
    request: StaffRequest, trajectory: uuid.UUID, form: ScaleUpForm, *, deciding: bool
) -> str:
    if not deciding:
        api.request_scale_up(by=request.actor, trajectory=trajectory, request=form.request())
        return "De aanvraag is vastgelegd. Tot het besluit kun je gewoon uren schrijven."
    decided = api.decide_scale_up(by=request.actor, trajectory=trajectory, decision=form.decision())
    if decided.state == api.ScaleUp.State.REJECTED:
        return "De afwijzing is vastgelegd. Je kunt dit traject verlengen."
    since = api.hours_since(api.trajectory(request.actor, trajectory), form.cleaned_data["day"])
    words = "Het traject is opgeschaald. Er komen geen uren meer bij."
    if count := since.count():
        words += f" Vanaf die dag staan er al {count} urenregels. Die blijven staan: bespreek ze met je manager."
    return words


@needs(Permission.TRAJECTORY_READ)
@require_GET
def waiting(request: StaffRequest) -> HttpResponse:
    """Who of the own clients waits, per kind of trajectory, with how much room there is."""
    rows = api.waiting(request.actor)
    names = called_names(request.actor, [row.client_id for row in rows])
    groups = [
        {
            "activity": activity,
            "capacity": api.capacity(activity),
            "rows": [
                {"row": row, "code": names[row.client_id][0], "called": names[row.client_id][1]}
                for row in own
                if row.client_id in names
            ],
        }
        for activity, own in groupby(rows, key=lambda row: row.activity)
    ]
    return render(request, "trajectories/waiting.html", {"groups": groups})
