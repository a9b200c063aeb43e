"""Pages for who receives: take it, give it back, register her, and tell what came of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ketenwerk.access.api import Permission, Refused, StaffRequest, needs
from ketenwerk.clients.api import own_doubles, route_hint
from ketenwerk.clients.forms import IntakeForm
from ketenwerk.referrals import api, screens
from ketenwerk.referrals.forms import FeedbackForm, ReturnForm

READ_AND_SEND = ["GET", "POST"]


@needs(Permission.REFERRAL_RECEIVE)
@require_POST
def accept(request: StaffRequest, referral: uuid.UUID) -> HttpResponse:
    try:
        api.accept(by=request.actor, referral=referral)
    except api.ReferralRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("referral", referral)
    messages.success(request, "Je hebt de verwijzing aangenomen. Alleen jij ziet haar nog.")
    return redirect("referral", referral)


@needs(Permission.REFERRAL_RECEIVE)
@require_http_methods(READ_AND_SEND)
def give_back(request: StaffRequest, referral: uuid.UUID) -> HttpResponse:
    page = api.received_page(request.actor, referral)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            api.give_back(by=request.actor, referral=referral, **form.cleaned_data)
        except api.ReferralRefused as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, "De verwijzing is terug. Je ziet er niets meer van.")
            return redirect("referrals")
    context = {"page": page, "form": form, "draft": f"{referral}-terug"}
    status = 422 if form.errors else 200
    return render(request, "referrals/give_back.html", context, status=status)


@needs(Permission.REFERRAL_RECEIVE)
@require_POST
def feedback(request: StaffRequest, referral: uuid.UUID) -> HttpResponse:
    api.received_page(request.actor, referral)
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Kies wat je wilt laten weten.")
        return redirect("referral", referral)
    try:
        api.feed_back(by=request.actor, referral=referral, **form.cleaned_data)
    except api.ReferralRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "De ander ziet wat ervan kwam.")
    return redirect("referral", referral)


@needs(Permission.REFERRAL_RECEIVE)
@require_http_methods(READ_AND_SEND)
def register(request: StaffRequest, referral: uuid.UUID) -> HttpResponse:
    """The intake with what was handed over in it, or the code of an own client who she turns out to be."""
    page = api.received_page(request.actor, referral)
    if request.POST.get("bekend"):
        return _link(request, referral)
    form = IntakeForm(request.POST or None, actor=request.actor, initial=_handed_over(page))
    doubles: list[str] = []
    if request.method == "POST" and form.is_valid():
        doubles = _doubles(request, form)
        if not doubles:
            return _register(request, referral, form)
    context = {
        "page": page,
        "shown": screens.shown(page.content, page.until),
        "form": form,
        "doubles": doubles,
        "mine": api.own_of(request.actor, doubles),
        "draft": f"{referral}-registratie",
    }
    status = 422 if form.errors else 200
    return render(request, "referrals/register.html", context, status=status)


def _handed_over(page: api.Page) -> dict[str, Any]:
    contact = vars(page.content.contact) if page.content.contact else {}
    return {"called": page.content.called, **contact}


def _doubles(request: StaffRequest, form: IntakeForm) -> list[str]:
    """Inside the own organisation only (D1)."""
    if form.cleaned_data["someone_else"]:
        return []
    return own_doubles(request.actor, form.identity())


def _register(request: StaffRequest, referral: uuid.UUID, form: IntakeForm) -> HttpResponse:
    try:
        client = api.register_referred(
            by=request.actor, referral=referral, intake=form.intake(), choices=form.choices()
        )
    except api.ReferralRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("referral", referral)
    who = form.identity()
    hint = route_hint(who.birth_year, client.registered_on, who.birth_date)
    messages.success(request, f"Opgeslagen onder code {client.code}. {hint}")
    return redirect("client", client.id)


def _link(request: StaffRequest, referral: uuid.UUID) -> HttpResponse:
    code = request.POST["bekend"].strip().upper()
    try:
        client = api.link_referred(by=request.actor, referral=referral, code=code)
    except Refused:
        messages.error(request, "Dit is geen code van een cliënt met wie jij werkt.")
        return redirect("register_referred", referral)
    except api.ReferralRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("referral", referral)
    messages.success(request, f"De verwijzing hoort nu bij {client.code}.")
    return redirect("client", client.id)
