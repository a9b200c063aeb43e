"""Pages of emergency access: opening one dossier, and the list that privacy looks at."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, asks_password_first, needs
from ketenwerk.clients import api
from ketenwerk.clients.emergency_forms import EmergencyForm, ReviewForm

NOTHING_OPENED = "Met deze code gaat geen dossier open. Kijk de code na, of bel de begeleider of je leidinggevende."
BRAKED = "Je hebt dit uur te vaak geprobeerd. Er is nu niets opgezocht. Bel je leidinggevende of privacy."


@needs(Permission.EMERGENCY_OPEN)
@asks_password_first
@require_http_methods(["GET", "POST"])
def emergency(request: StaffRequest) -> HttpResponse:
    """One exact code and a reason. What does not open, says the same whatever the cause."""
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            client = api.open_in_emergency(
                by=request.actor, code=form.cleaned_data["code"], why=form.why()
            )
        except api.EmergencyBraked:
            form.add_error(None, BRAKED)
        else:
            if client:
                return redirect("client", client)
            form.add_error(None, NOTHING_OPENED)
    return render(
        request, "clients/emergency.html", {"form": form}, status=422 if form.errors else 200
    )


@needs(Permission.EMERGENCY_REVIEW)
@require_http_methods(["GET", "POST"])
def emergencies(request: StaffRequest) -> HttpResponse:
    """What was opened in an emergency: who, when and why in one word. Each is judged once."""
    form = ReviewForm(request.POST or None)
    chosen = _id(request.POST.get("welke", ""))
    if request.method == "POST" and chosen and form.is_valid():
        api.review_emergency(
            by=request.actor,
            emergency=chosen,
            right=form.cleaned_data["judgement"] == "right",
            words=form.cleaned_data["words"],
        )
        messages.success(request, "Je oordeel is opgeslagen.")
        return redirect("emergencies")
    rows = api.emergency_reviews(request.actor)
    context = {
        "waiting": [
            (row, form if row.id == chosen else ReviewForm()) for row in rows if row.waiting
        ],
        "judged": [row for row in rows if not row.waiting],
        "problem": form if request.method == "POST" else None,
    }
    return render(request, "clients/emergencies.html", context, status=422 if form.errors else 200)


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
