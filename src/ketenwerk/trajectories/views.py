"""Pages of the dossier's work: the client page, trajectories, notes."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients.api import called_names, dossier, step_of, workers_of
from ketenwerk.hours.api import HoursRefused
from ketenwerk.programme.api import Activity, activities_of, current_year
from ketenwerk.trajectories import api
from ketenwerk.trajectories.forms import NoteForm, PlanForm
from ketenwerk.trajectories.screens import (
    receipt_of,
    safety_ways,
    steps_between,
    thread_of,
    trajectory_cards,
)


@needs(Permission.CLIENT_READ)
@require_GET
def client(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """The whole picture: safe contact first, then the name, trajectories and the timeline."""
    opened = dossier(request.actor, client)
    trajectories = api.trajectories_of(request.actor, opened)
    kind = request.GET.get("soort", "")
    last_seen = _uuid(request.GET.get("voor", ""))
    notes = api.notes_of(request.actor, opened, kind=kind, before=last_seen)
    shown, more = notes[: api.NOTES_PAGE], len(notes) > api.NOTES_PAGE
    steps = steps_between(
        [] if kind else api.steps_in(trajectories, opened),
        from_day=shown[-1].day if more else None,
        before_day=api.day_of_note(request.actor, opened, last_seen) if last_seen else None,
    )
    context = {
        "dossier": opened,
        "ways": safety_ways(opened.safe_contact),
        "cards": trajectory_cards(trajectories),
        "thread": thread_of(shown, steps),
        "older": shown[-1].id if more else None,
        "kind": kind,
        "kinds": api.KINDS,
        "workers": workers_of(opened.client),
        "age": step_of(opened.identity, opened.client.registered_on, opened.client.age_seen),
        "may_close": opened.is_open
        and not opened.emergency_until
        and not any(t.is_open for t in trajectories),
    }
    return render(request, "trajectories/client.html", context)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@needs(Permission.CLIENT_EDIT)
@require_POST
def close_client(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """Ends the dossier's work: no running trajectories, contact data removed."""
    try:
        api.close_client(by=request.actor, client=client)
    except api.TrajectoryRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, "Het dossier is afgesloten. De afspraak over veilig contact is weggehaald."
        )
    return redirect("client", client)


@needs(Permission.TRAJECTORY_EDIT)
@require_http_methods(["GET", "POST"])
def open_trajectory(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    opened = dossier(request.actor, client, Permission.CLIENT_EDIT)
    activities = activities_of(request.actor.organisation, current_year(), for_trajectories=True)
    form = PlanForm(request.POST or None, activities=activities)
    if request.method == "POST" and form.is_valid():
        try:
            trajectory = api.open_trajectory(by=request.actor, client=client, plan=form.plan())
        except api.TrajectoryRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _opened_sentence(trajectory))
            return redirect("client", client)
    offers = [api.offer_of(activity) for activity in activities]
    context = {"form": form, "dossier": opened, "offers": offers}
    return render(request, "trajectories/open.html", context, status=422 if form.errors else 200)


def _opened_sentence(trajectory: api.Trajectory) -> str:
    if trajectory.state == api.Trajectory.State.WAITING:
        return f"{trajectory.activity.label} staat op de wachtlijst."
    return _capacity_sentence(trajectory.activity)


def _capacity_sentence(activity: Activity) -> str:
    capacity = api.capacity(activity)
    if capacity is None:
        return f"{activity.label} loopt. Je kunt nu uren schrijven."
    return f"{activity.label} loopt: {capacity.count} van {capacity.low}–{capacity.high} {capacity.unit} dit jaar."


@needs(Permission.NOTE_WRITE)
@require_GET
def quick_note(request: StaffRequest) -> HttpResponse:
    """First: about whom? One's own running trajectories, one key away."""
    running = api.working_trajectories(request.actor)
    names = called_names(request.actor, [t.client_id for t in running])
    rows = [
        {
            "client": t.client_id,
            "trajectory": t.id,
            "label": t.activity.label,
            "code": names[t.client_id][0],
            "called": names[t.client_id][1],
        }
        for t in running
        if t.client_id in names
    ]
    return render(request, "trajectories/quick_note.html", {"rows": rows})


@needs(Permission.NOTE_WRITE)
@require_http_methods(["GET", "POST"])
def note(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """A note about one client; saving books the hour."""
    opened = dossier(request.actor, client, Permission.CLIENT_EDIT)
    options = [
        (str(t.id), t.activity.label) for t in api.trajectories_of(request.actor, opened) if t.works
    ]
    chosen = (
        {"trajectory": request.GET["traject"]}
        if request.GET.get("traject") in dict(options)
        else {}
    )
    form = NoteForm(request.POST or None, trajectories=options, initial=chosen)
    if request.method == "POST" and form.is_valid():
        written = _write(request, client, form)
        if written:
            return redirect("receipt", written.note.id)
    context = {"form": form, "dossier": opened, "ways": safety_ways(opened.safe_contact)}
    return render(request, "trajectories/note.html", context, status=422 if form.errors else 200)


def _write(request: StaffRequest, client: uuid.UUID, form: NoteForm) -> api.Written | None:
    data = form.cleaned_data
    try:
        return api.write_note(
            by=request.actor,
            client=client,
            trajectory=uuid.UUID(data["trajectory"]) if data.get("trajectory") else None,
            day=data["day"],
            kind=data["kind"],
            minutes=form.minutes,
            seen=data["seen"],
            thought=data["thought"],
        )
    except (api.TrajectoryRefused, HoursRefused) as refusal:
        form.add_error(None, str(refusal))
        return None


@needs(Permission.NOTE_WRITE)
@require_GET
def receipt(request: StaffRequest, note: uuid.UUID) -> HttpResponse:
    """What saving gave back: hours on the line, the timeline, the week."""
    row = api.own_note(request.actor, note)
    opened = dossier(request.actor, row.client_id, Permission.CLIENT_EDIT)
    return render(
        request,
        "trajectories/receipt.html",
        {"dossier": opened, "note": row, **receipt_of(request.actor, row)},
    )


@needs(Permission.NOTE_WRITE)
@require_POST
def withdraw(request: StaffRequest, note: uuid.UUID) -> HttpResponse:
    row = api.own_note(request.actor, note)
    try:
        api.withdraw_note(by=request.actor, note=note)
    except (api.TrajectoryRefused, HoursRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "De notitie en het uur zijn weggehaald.")
    return redirect("client", row.client_id)
