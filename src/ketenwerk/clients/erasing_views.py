"""The page on which two people erase a closed dossier."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, asks_password_first, needs
from ketenwerk.clients import api


@needs(Permission.CLIENT_ERASE)
@require_http_methods(["GET", "POST"])
def erase(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """The first asks, a second confirms; acting asks for the password, after it is sure that this dossier is theirs."""
    dossier = api.dossier(request.actor, client, Permission.CLIENT_ERASE)
    if request.method == "POST":
        return _act(request, dossier)
    return _page(request, dossier)


@asks_password_first
def _act(request: StaffRequest, dossier: api.Dossier) -> HttpResponse:
    """The button says which of the two steps it is, so a stale page never erases by surprise."""
    client = dossier.client.id
    try:
        if request.POST.get("stap") == "wis":
            api.erase(by=request.actor, client=client)
            messages.success(request, "Het dossier is gewist. Niemand kan het nog openen.")
            return redirect("clients")
        api.ask_erasure(by=request.actor, client=client)
    except api.ErasureRefused as refusal:
        return _page(request, dossier, str(refusal))
    messages.success(request, "Wissen is gevraagd. Een tweede begeleider bevestigt het.")
    return redirect("client", client)


def _page(request: StaffRequest, dossier: api.Dossier, refused: str = "") -> HttpResponse:
    asked_by = dossier.client.erasure_asked_by_id
    context = {
        "dossier": dossier,
        "asked": bool(asked_by),
        "own": asked_by == request.actor.person,
        "closed": dossier.client.closed_on is not None,
        "refused": refused,
    }
    return render(request, "clients/erase.html", context, status=422 if refused else 200)
