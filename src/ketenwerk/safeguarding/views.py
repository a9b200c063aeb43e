"""Pages of indications and third-party observations."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, has, needs
from ketenwerk.clients.api import dossier
from ketenwerk.safeguarding import api
from ketenwerk.safeguarding.forms import (
    DecisionForm,
    FollowUpForm,
    IndicationForm,
    ObservationForm,
    OwnerForm,
)

READ_AND_SEND = ["GET", "POST"]
DECIDED = {
    api.Decision.DESTROY: "De waarneming is vernietigd.",
    api.Decision.DISCUSS: "De tekst is weg. Bespreek het nu met de behandelaar.",
    api.Decision.REPORTING_CODE: "De tekst is weg. Overleg nu met Veilig Thuis.",
    api.Decision.INDICATION: "De tekst is weg. Het signaal staat klaar, zonder naam.",
}


@needs(Permission.INDICATION_READ)
@require_GET
def worries(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """The tab of a client: indications and runs of the reporting code."""
    opened = dossier(request.actor, client)
    context = {
        "dossier": opened,
        "indications": api.indications_of(request.actor, opened),
        "runs": api.runs_of(request.actor, opened),
    }
    return render(request, "safeguarding/worries.html", context)


@needs(Permission.INDICATION_EDIT)
@require_http_methods(READ_AND_SEND)
def record_indication(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    opened = dossier(request.actor, client, Permission.CLIENT_EDIT)
    form = IndicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            api.record_indication(by=request.actor, client=client, noticed=form.noticed())
        except api.WorryRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Het signaal is vastgelegd.")
            return redirect("worries", client)
    context = {"form": form, "dossier": opened, "draft": f"{opened.draft_key}-signaal"}
    return render(
        request, "safeguarding/new_indication.html", context, status=422 if form.errors else 200
    )


@needs(Permission.INDICATION_EDIT)
@require_http_methods(READ_AND_SEND)
def record_unnamed(request: StaffRequest) -> HttpResponse:
    """About nobody who is known here; there is no way to choose a client."""
    form = IndicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            api.record_unnamed(by=request.actor, noticed=form.noticed())
        except api.WorryRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Het signaal is vastgelegd, zonder naam.")
            return redirect("observations")
    context = {"form": form, "draft": "signaal-zonder-naam"}
    return render(
        request, "safeguarding/new_indication.html", context, status=422 if form.errors else 200
    )


@needs(Permission.INDICATION_EDIT)
@require_http_methods(READ_AND_SEND)
def indication(request: StaffRequest, indication: uuid.UUID) -> HttpResponse:
    """One indication with what was done, and the form for what is done now."""
    row = api.indication(request.actor, indication)
    opened = dossier(request.actor, row.client_id) if row.client_id else None
    key = opened.key if opened else api.indication_key(request.actor, row)
    view, steps = api.indication_view(row, key), api.follow_ups(row, key)
    initial = {
        "verification": view.verification,
        "state": view.state,
        "next_step": view.next_step,
        "next_step_on": view.next_step_on,
        "seen": steps[0].id if steps else 0,
    }
    data = request.POST.copy() if request.method == "POST" else None
    form = FollowUpForm(data, state=view.state, steps=view.next_states, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            after = api.follow_up(by=request.actor, indication=indication, step=form.follow_up())
        except api.WorryRefused as refusal:
            form.add_error(None, str(refusal))
            # What the colleague wrote is on the page now: saving again is a choice with open eyes.
            if data is not None:
                data["seen"] = str(initial["seen"])
        else:
            gone = after.state == "refuted"
            words = "Weerlegd. Het signaal is uit beeld en gaat over drie maanden weg."
            messages.success(request, words if gone else "De opvolging is opgeslagen.")
            return redirect("worries", row.client_id) if row.client_id else redirect("observations")
    context = {"form": form, "dossier": opened, "indication": view, "steps": steps}
    return render(
        request, "safeguarding/indication.html", context, status=422 if form.errors else 200
    )


@needs(Permission.INDICATION_EDIT)
@require_http_methods(READ_AND_SEND)
def hand_over_indication(request: StaffRequest, indication: uuid.UUID) -> HttpResponse:
    """Another colleague follows it up; without a name it is gone from here after that."""
    row = api.indication(request.actor, indication)
    opened = dossier(request.actor, row.client_id) if row.client_id else None
    steps = api.follow_ups(row, opened.key if opened else api.indication_key(request.actor, row))
    seen = steps[0].id if steps else 0
    people = api.next_owners(request.actor, row)
    data = request.POST.copy() if request.method == "POST" else None
    form = OwnerForm(data, colleagues=people, initial={"seen": seen})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            api.hand_over_indication(
                by=request.actor,
                indication=indication,
                to=uuid.UUID(given["to"]),
                words=given["words"],
                seen=given["seen"] or 0,
            )
        except api.WorryRefused as refusal:
            form.add_error(None, str(refusal))
            if data is not None:
                data["seen"] = str(seen)
        else:
            messages.success(request, "Je collega volgt dit signaal nu op.")
            return redirect("worries", row.client_id) if row.client_id else redirect("observations")
    context = {
        "form": form,
        "dossier": opened,
        "indication": row,
        "owner": row.owner,
        "steps": steps,
        "people": people,
        "draft": f"{indication}-overdracht",
    }
    return render(
        request, "safeguarding/hand_over.html", context, status=422 if form.errors else 200
    )


@needs(Permission.OBSERVATION_READ)
@require_GET
def observations(request: StaffRequest) -> HttpResponse:
    """For the author the own ones, for the focal officer those of the organisation; never their text."""
    writes = has(request.actor.role, Permission.OBSERVATION_WRITE)
    context = {
        "rows": api.observations(request.actor),
        "may_write": writes,
        "unnamed": api.unnamed_indications(request.actor) if writes else [],
        "alone": writes and not api.has_focal_officer(request.actor),
    }
    return render(request, "safeguarding/observations.html", context)


@needs(Permission.OBSERVATION_WRITE)
@require_http_methods(READ_AND_SEND)
def write_observation(request: StaffRequest) -> HttpResponse:
    form = ObservationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            api.write_observation(by=request.actor, heard=form.cleaned_data["heard"])
        except api.WorryRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "Vastgelegd, buiten elk dossier. Bel nu je aandachtsfunctionaris."
            )
            return redirect("observations")
    return render(
        request,
        "safeguarding/new_observation.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@needs(Permission.OBSERVATION_READ)
@require_http_methods(READ_AND_SEND)
def observation(request: StaffRequest, observation: uuid.UUID) -> HttpResponse:
    """Read it and decide. The author can only destroy; the other ways go through the focal officer."""
    seen = api.observation(request.actor, observation)
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and not seen.may_decide:
        data["decision"] = api.Decision.DESTROY.value
    form = DecisionForm(data)
    if request.method == "POST" and form.is_valid():
        decision = api.Decision(form.cleaned_data["decision"])
        try:
            api.decide_observation(
                by=request.actor,
                observation=observation,
                decision=decision,
                noticed=form.noticed(),
            )
        except api.WorryRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, DECIDED[decision])
            return redirect("observations")
    return render(
        request,
        "safeguarding/observation.html",
        {
            "form": form,
            "seen": seen,
            "mine": seen.row.mine and not has(request.actor.role, Permission.OBSERVATION_WRITE),
            "draft": f"{observation}-besluit",
        },
        status=422 if form.errors else 200,
    )
