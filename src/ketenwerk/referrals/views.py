"""Pages for who sends: the list, the tab of a client, a new referral, and one referral from either side."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients.api import dossier
from ketenwerk.kernel.two_writers import show_both
from ketenwerk.meetings.api import directory
from ketenwerk.referrals import api, screens
from ketenwerk.referrals.forms import FeedbackForm, HandoverForm, NetworkForm, PartnerForm
from ketenwerk.trajectories.api import trajectories_of

READ_AND_SEND = ["GET", "POST"]
SEND = "verstuur"


@needs(Permission.REFERRAL_READ)
@require_GET
def referrals(request: StaffRequest) -> HttpResponse:
    asked = request.GET.get("richting", "in")
    direction = asked if asked in screens.STATES else "in"
    state = request.GET.get("status", "")
    state = state if state in dict(screens.STATES[direction]) else ""
    ways, states = screens.chips(direction, state)
    read = api.sent if direction == "uit" else api.received
    context = {
        "rows": read(request.actor, state),
        "direction": direction,
        "state": state,
        "ways": ways,
        "states": states,
    }
    return render(request, "referrals/referrals.html", context)


@needs(Permission.REFERRAL_READ)
@require_GET
def refer(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """The tab of a client."""
    opened = dossier(request.actor, client)
    context = {
        "dossier": opened,
        "rows": api.of_client(request.actor, opened),
        "network": api.network_of_client(request.actor, opened),
        "came_from": api.came_from(request.actor, opened),
    }
    return render(request, "referrals/refer.html", context)


@needs(Permission.REFERRAL_WRITE)
@require_http_methods(READ_AND_SEND)
def refer_to_partner(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """First look at what the other will see, then send exactly that."""
    opened = dossier(request.actor, client, Permission.CLIENT_EDIT)
    partners = api.partners_for(request.actor, client)
    form = PartnerForm(request.POST or None, partners=partners)
    seen = None
    if request.method == "POST" and form.is_valid():
        seen = screens.preview(opened, form.new(), form.receiver_name())
        if request.POST.get("stap") == SEND and request.POST.get("gezien") == seen.mark:
            try:
                row = api.send(by=request.actor, client=client, new=form.new())
            except api.ReferralRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"Verwijzing {row.reference} is verstuurd.")
                return redirect("refer", client)
    context = {
        "dossier": opened,
        "form": form,
        "preview": seen,
        "changed": seen is not None and request.POST.get("stap") == SEND and not form.errors,
        "partners": partners,
        "said_yes": any(each.domains for each in partners),
        "draft": f"{client}-verwijzing",
    }
    status = 422 if form.errors else 200
    return render(request, "referrals/to_partner.html", context, status=status)


@needs(Permission.REFERRAL_WRITE)
@require_http_methods(READ_AND_SEND)
def refer_to_network(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    opened = dossier(request.actor, client, Permission.CLIENT_EDIT)
    form = NetworkForm(
        request.POST or None,
        contacts=directory(request.actor),
        people=api.colleagues(request.actor),
        running=[each for each in trajectories_of(request.actor, opened) if each.is_open],
    )
    if request.method == "POST" and form.is_valid():
        try:
            api.note_network(by=request.actor, client=client, to=form.to())
        except api.ReferralRefused as refusal:
            form.add_error("day", str(refusal))
        else:
            messages.success(request, "De verwijzing is genoteerd.")
            return redirect("refer", client)
    context = {"dossier": opened, "form": form, "draft": f"{client}-netwerk"}
    status = 422 if form.errors else 200
    return render(request, "referrals/to_network.html", context, status=status)


@needs(Permission.REFERRAL_WRITE)
@require_POST
def network_outcome(request: StaffRequest, network: uuid.UUID) -> HttpResponse:
    outcome = request.POST.get("outcome", "")
    try:
        row = api.settle_network(by=request.actor, referral=network, outcome=outcome)
    except api.ReferralRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("referrals")
    messages.success(request, "Genoteerd.")
    return redirect("refer", row.client_id)


@needs(Permission.REFERRAL_READ)
@require_GET
def referral(request: StaffRequest, referral: uuid.UUID) -> HttpResponse:
    """One referral, for who sent it and for who received it."""
    page, opened = screens.opened_page(request.actor, referral)
    context = {
        "page": page,
        "dossier": opened,
        "shown": screens.shown(page.content, page.until),
        "form": FeedbackForm(initial={"seen": page.version}),
    }
    return render(request, "referrals/referral.html", context)


@needs(Permission.REFERRAL_WRITE)
@require_POST
def withdraw(request: StaffRequest, referral: uuid.UUID) -> HttpResponse:
    try:
        row = api.withdraw(by=request.actor, referral=referral)
    except api.ReferralRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("referral", referral)
    messages.success(request, "De verwijzing is ingetrokken. De ander ziet er niets meer van.")
    return redirect("refer", row.client_id)


@needs(Permission.REFERRAL_READ)
@require_http_methods(READ_AND_SEND)
def plan_handover(request: StaffRequest, referral: uuid.UUID) -> HttpResponse:
    """A contact with the three of them, by either side."""
    page, opened = screens.opened_page(request.actor, referral)
    form = HandoverForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            api.set_handover(
                by=request.actor, referral=referral, handover=form.handover(), seen=seen
            )
        except api.ReferralRefused as refusal:
            form.add_error(None, str(refusal))
            show_both(form, seen=page.version)
        else:
            messages.success(request, "De overdracht is opgeslagen. De ander ziet het ook.")
            return redirect("referral", referral)
    context = {"page": page, "dossier": opened, "form": form}
    status = 422 if form.errors else 200
    return render(request, "referrals/handover.html", context, status=status)
