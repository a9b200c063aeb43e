"""Pages of sharing without consent: what was asked about a client, asking, judging, and the list of privacy."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients import api
from ketenwerk.clients.override_forms import AskForm, JudgeForm, TellForm, again

TOLD = "Opgeschreven dat ze het weet."
UNTOLD = "De reden is opgeslagen. Kijk later of je het wel kunt vertellen."
STOPPED = "Gestopt. Er is niets meer open voor de partner."


@needs(Permission.OVERRIDE_ASK)
@require_http_methods(["GET", "POST"])
def overrides(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """Everything that was asked about her; stopping it, and telling her."""
    dossier = api.dossier(request.actor, client, Permission.CLIENT_EDIT)
    form = TellForm(request.POST if request.POST.get("doe") == "untold" else None)
    chosen = _id(request.POST.get("welke", ""))
    if request.method == "POST" and chosen:
        done = _do(request, chosen, form)
        if done:
            messages.success(request, done)
            return redirect("overrides", client)
    views = api.overrides_of(request.actor, dossier)
    context = {
        "dossier": dossier,
        "rows": [(view, form if view.row.id == chosen else TellForm()) for view in views],
        "problem": form if form.is_bound else None,
        "people": api.second_people(request.actor, dossier.client),
    }
    return render(request, "clients/overrides.html", context, status=422 if form.errors else 200)


def _do(request: StaffRequest, chosen: uuid.UUID, form: TellForm) -> str:
    """Does what a button said and gives what to say; empty when something is missing in the form."""
    act = request.POST.get("doe", "")
    try:
        if act == "withdraw":
            api.withdraw_override(by=request.actor, override=chosen)
            return STOPPED
        if act == "told":
            api.tell_client(by=request.actor, override=chosen, told=True)
            return TOLD
        if act == "untold" and form.is_valid():
            reason = form.cleaned_data["reason"]
            api.tell_client(by=request.actor, override=chosen, told=False, reason=reason)
            return UNTOLD
    except api.OverrideRefused as refusal:
        messages.error(request, str(refusal))
    return ""


@needs(Permission.OVERRIDE_ASK)
@require_http_methods(["GET", "POST"])
def ask_override(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """The weighing, in one form. It opens nothing: a second person reads it first."""
    dossier = api.dossier(request.actor, client, Permission.CLIENT_EDIT)
    earlier = _earlier(request, dossier)
    initial = again(earlier) if earlier else None
    form = AskForm(request.POST or None, initial=initial, own=request.actor.house)
    if request.method == "POST" and form.is_valid():
        try:
            api.ask_override(
                by=request.actor,
                client=client,
                weighing=form.weighing(),
                previous=form.cleaned_data["previous"],
            )
        except api.OverrideRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Gevraagd. Er gaat niets open voordat een ander akkoord is.")
            return redirect("overrides", client)
    context = {
        "form": form,
        "dossier": dossier,
        "people": api.second_people(request.actor, dossier.client),
        "draft": f"{dossier.draft_key}-uitzondering",
    }
    return render(request, "clients/ask_override.html", context, status=422 if form.errors else 200)


def _earlier(request: StaffRequest, dossier: api.Dossier) -> api.OverrideView | None:
    """The one that is to be prolonged, when the address names one."""
    wanted = _id(request.GET.get("van", ""))
    if wanted is None:
        return None
    views = api.overrides_of(request.actor, dossier)
    return next((view for view in views if view.row.id == wanted), None)


@needs(Permission.OVERRIDE_DECIDE)
@require_http_methods(["GET", "POST"])
def judge_override(request: StaffRequest, override: uuid.UUID) -> HttpResponse:
    """The second person reads what was weighed and answers with a reason."""
    judging = api.override_to_judge(request.actor, override)
    form = JudgeForm(request.POST or None)
    said = request.POST.get("antwoord", "")
    if request.method == "POST" and said in {"ja", "nee"} and form.is_valid():
        try:
            api.decide_override(
                by=request.actor,
                override=override,
                agrees=said == "ja",
                words=form.cleaned_data["words"],
            )
        except api.OverrideRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Je oordeel is opgeslagen. Je collega leest het.")
            return redirect("home")
    context = {"form": form, "judging": judging, "draft": f"{override}-oordeel"}
    return render(
        request, "clients/judge_override.html", context, status=422 if form.errors else 200
    )


@needs(Permission.OVERRIDE_OVERSEE)
@require_GET
def override_notices(request: StaffRequest) -> HttpResponse:
    """What privacy sees: ground, days, both persons and whether she knows. No client and no words."""
    rows = api.override_notices(request.actor)
    context = {"rows": rows, "running": sum(row.running for row in rows)}
    return render(request, "clients/override_notices.html", context)


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
