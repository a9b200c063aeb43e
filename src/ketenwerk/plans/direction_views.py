"""Pages for the direction that goes to another organisation, and for a partner that reads on."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients.api import called_names, own_clients
from ketenwerk.plans import api
from ketenwerk.plans.direction_forms import OfferForm, RenewForm, TakeForm
from ketenwerk.plans.queries import membership_row
from ketenwerk.plans.views import READ_AND_SEND, mine

ON = "De regie is aangeboden. Tot er een ja is, houd jij de regie."


@needs(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_SEND)
def offer(request: StaffRequest, plan: uuid.UUID) -> HttpResponse:
    """Asks somebody of a partner that takes part to direct; or shows what waits for an answer."""
    opened, found = mine(request, plan)
    people = [each for each in found.members if each.state == "accepted" and each.worker_id]
    form = OfferForm(request.POST or None, members=people)
    if request.method == "POST" and form.is_valid():
        to = uuid.UUID(form.cleaned_data["to"])
        try:
            api.offer_direction(by=request.actor, plan=plan, membership=to)
        except api.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, ON)
            return redirect("plan", opened.client.id)
    context = {
        "form": form,
        "dossier": opened,
        "plan": found,
        "people": people,
        "waits": api.open_offer(plan),
        "draft": f"{plan}-aanbod",
    }
    return render(
        request, "plans/offer_direction.html", context, status=422 if form.errors else 200
    )


@needs(Permission.PLAN_EDIT)
@require_POST
def withdraw(request: StaffRequest, plan: uuid.UUID) -> HttpResponse:
    opened, _ = mine(request, plan)
    try:
        api.withdraw_direction(by=request.actor, plan=plan)
    except api.PlanRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Het aanbod is ingetrokken. Jij houdt de regie.")
    return redirect("plan", opened.client.id)


@needs(Permission.SHARED_PLAN_EDIT)
@require_http_methods(READ_AND_SEND)
def take(request: StaffRequest, membership: uuid.UUID) -> HttpResponse:
    """The answer to an offer. With the yes the plan stands with an own client."""
    waits = api.offer_to(request.actor, membership)
    if request.method == "POST" and request.POST.get("answer") == "no":
        api.decline_direction(by=request.actor, membership=membership)
        messages.success(request, "Je neemt de regie niet over. Je blijft meedoen.")
        return redirect("shared_plan", membership)
    shared = api.shared_plan(request.actor, membership)
    own = called_names(request.actor, own_clients(request.actor))
    clients = [(key, " ".join(filter(None, words))) for key, words in own.items()]
    form = TakeForm(request.POST or None, clients=clients)
    if request.method == "POST" and form.is_valid():
        try:
            plan = api.take_direction(by=request.actor, membership=membership, taken=form.taken())
        except api.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "Jij hebt de regie. Vraag haar nu welke partners mee blijven doen."
            )
            return redirect("plan", plan.client_id)
    context = {
        "form": form,
        "waits": waits,
        "shared": shared,
        "has_clients": bool(clients),
        "draft": f"{membership}-regie",
    }
    return render(request, "plans/take_direction.html", context, status=422 if form.errors else 200)


@needs(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_SEND)
def renew(request: StaffRequest, membership: uuid.UUID) -> HttpResponse:
    """She was asked again: the partner reads on, on what she says yes to."""
    row = membership_row(request.actor, membership)
    opened, found = mine(request, row.plan_id)
    member = next((each for each in found.members if each.id == membership), None)
    if member is None:
        raise Http404
    form = RenewForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            api.renew(by=request.actor, membership=membership, domains=form.agreed())
        except api.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De partner doet weer een jaar mee.")
            return redirect("plan", opened.client.id)
    context = {
        "form": form,
        "dossier": opened,
        "member": member,
        "draft": f"{membership}-verlenging",
    }
    return render(request, "plans/renew.html", context, status=422 if form.errors else 200)
