"""Pages of a hand-over: at the partner the act and how it stands, at the provider one page per client."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients.api import ShareGround, dossier
from ketenwerk.handovers import api
from ketenwerk.handovers.forms import ContactForm, GiveBackForm, HandOverForm
from ketenwerk.programme.api import life_domains
from ketenwerk.trajectories.api import safety_ways
from ketenwerk.trajectories.api import trajectory as trajectory_of

READ_AND_SEND = ["GET", "POST"]


def _page(request: StaffRequest, template: str, form: Form | None, **more: Any) -> HttpResponse:
    status = 422 if form is not None and form.errors else 200
    return render(request, f"handovers/{template}.html", {"form": form, **more}, status=status)


@needs(Permission.HANDOVER_EDIT)
@require_http_methods(READ_AND_SEND)
def handover(request: StaffRequest, trajectory: uuid.UUID) -> HttpResponse:
    """Hand over after a granted scale-up: choose, see what the other will see, hand over."""
    row = trajectory_of(request.actor, trajectory)
    opened = dossier(request.actor, row.client_id, Permission.CLIENT_EDIT)
    decision = api.granted(row)
    provider = decision.provider if decision else None
    earlier = api.handovers_of(request.actor, row, opened)
    running = next((each for each in earlier if each.is_open), None)
    context = {
        "dossier": opened,
        "trajectory": row,
        "provider": provider,
        "earlier": earlier,
        "running": running,
    }
    if provider is None or running:
        return _page(request, "handover", None, **context)
    grounds = api.grounds_for(request.actor, row.client_id, provider.id)
    context["ground"] = next(iter(grounds), None)
    context |= _told_about(grounds)
    data = request.POST.copy() if request.method == "POST" else None
    workers = list(api.outside_workers(provider.id))
    form = HandOverForm(data, workers=workers)
    if data is not None and form.is_valid():
        if form.was_shown:
            try:
                api.hand_over(by=request.actor, trajectory=row.id, selection=form.selection())
            except api.HandoverRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(
                    request, f"{provider.name} gaat verder. Je ziet hier hoe het staat."
                )
                return redirect("handover", row.id)
        context["facts"] = facts = api.facts_for(request.actor, row, form.selection())
        context["ways"] = safety_ways(facts.contact) if facts.contact else []
        data["shown"] = form.mark()
    return _page(request, "handover", form, workers=workers, **context)


def _told_about(grounds: Iterable[ShareGround]) -> dict[str, list[str]]:
    """The names of the life domains she said yes to, and of those for which there is only an exception."""
    hers = {key for each in grounds if not each.is_exception for key in each.domains}
    excepted = {key for each in grounds if each.is_exception for key in each.domains} - hers
    domains = list(life_domains())
    return {
        "allowed": [each.name for each in domains if each.id in hers],
        "excepted": [each.name for each in domains if each.id in excepted],
    }


@needs(Permission.HANDOVER_EDIT)
@require_POST
def stop(request: StaffRequest, handover: uuid.UUID) -> HttpResponse:
    try:
        row = api.stop(by=request.actor, handover=handover)
    except api.HandoverRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("clients")
    messages.success(request, "De overdracht is gestopt. De ander ziet niets meer.")
    return redirect("handover", row.scale_up.trajectory_id)


@needs(Permission.HANDOVER_EDIT)
@require_POST
def tell_again(request: StaffRequest, handover: uuid.UUID) -> HttpResponse:
    try:
        row = api.tell_again(by=request.actor, handover=handover)
    except api.HandoverRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("clients")
    messages.success(request, "De ander ziet nu hoe je haar veilig bereikt.")
    return redirect("handover", row.scale_up.trajectory_id)


@needs(Permission.RECEIVED_READ)
@require_GET
def received(request: StaffRequest, handover: uuid.UUID) -> HttpResponse:
    """The one page of a client that was handed over: what was told, and the own contacts."""
    found = api.received_client(request.actor, handover)
    contacts = api.own_contacts(request.actor, handover)
    return _page(
        request,
        "received",
        None,
        received=found,
        ways=safety_ways(found.facts.contact) if found.facts.contact else [],
        contacts=contacts,
        minutes=sum(each.minutes for each in contacts),
    )


@needs(Permission.RECEIVED_READ)
@require_GET
def copy(request: StaffRequest, handover: uuid.UUID) -> HttpResponse:
    """The own contacts as plain text, to take along into the provider's own record while this is open."""
    found = api.received_client(request.actor, handover)
    return _page(request, "copy", None, received=found, text=api.copy_of(request.actor, found))


@needs(Permission.RECEIVED_WRITE)
@require_http_methods(READ_AND_SEND)
def contact(request: StaffRequest, handover: uuid.UUID) -> HttpResponse:
    found = api.received_client(request.actor, handover, Permission.RECEIVED_WRITE)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            api.write_contact(by=request.actor, handover=handover, contact=form.contact())
        except api.HandoverRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Je contact is opgeslagen.")
            return redirect("received", handover)
    ways = safety_ways(found.facts.contact) if found.facts.contact else []
    return _page(request, "contact", form, received=found, ways=ways, draft=f"{handover}-contact")


@needs(Permission.RECEIVED_WRITE)
@require_http_methods(READ_AND_SEND)
def give_back(request: StaffRequest, handover: uuid.UUID) -> HttpResponse:
    found = api.received_client(request.actor, handover, Permission.RECEIVED_WRITE)
    form = GiveBackForm(request.POST or None, partner=found.partner)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            api.give_back(
                by=request.actor, handover=handover, state=data["state"], reason=data["reason"]
            )
        except api.HandoverRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{found.partner} weet het. Je ziet deze cliënt niet meer.")
            return redirect("home")
    return _page(request, "give_back", form, received=found)
