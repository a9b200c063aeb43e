"""Pages of the plan: the tab of a client, its lines, who takes part; and the plans that others share."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients.api import Dossier, circle_of, dossier
from ketenwerk.kernel.downloads import attachment
from ketenwerk.kernel.two_writers import show_both
from ketenwerk.plans import api
from ketenwerk.plans.forms import ChangeForm, DirectorForm, InviteForm, LineForm, ReviewForm
from ketenwerk.plans.paper import print_plan
from ketenwerk.plans.screens import areas, own_house, story

READ_AND_SEND = ["GET", "POST"]


@needs(Permission.PLAN_READ)
@require_GET
def plan(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """The tab of a client."""
    opened = dossier(request.actor, client)
    found = api.plan_of(request.actor, opened)
    context = {
        "dossier": opened,
        "plan": found,
        "areas": areas(found.lines) if found else [],
        "story": story(found) if found else [],
        "elsewhere": None
        if found and found.closed_on is None
        else api.given_away(request.actor, client),
    }
    return render(request, "plans/plan.html", context)


@needs(Permission.PLAN_EDIT)
@require_POST
def begin(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    try:
        api.open_plan(by=request.actor, client=client)
    except api.PlanRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Het plan is begonnen. Schrijf eerst wat zij zelf wil.")
    return redirect("plan", client)


def mine(request: StaffRequest, plan: uuid.UUID) -> tuple[Dossier, api.PlanView]:
    """The plan this person directs, with its dossier."""
    row = api.plan_row(request.actor, plan, Permission.PLAN_EDIT)
    opened = dossier(request.actor, row.client_id, Permission.CLIENT_EDIT)
    found = api.plan_of(request.actor, opened)
    if found is None or found.id != plan:
        raise Http404
    return opened, found


def _page(
    request: StaffRequest, template: str, form: forms.Form, opened: Dossier, **more: Any
) -> HttpResponse:
    context = {"form": form, "dossier": opened, **more}
    return render(request, f"plans/{template}.html", context, status=422 if form.errors else 200)


@needs(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_SEND)
def add_line(request: StaffRequest, plan: uuid.UUID) -> HttpResponse:
    opened, found = mine(request, plan)
    form = LineForm(request.POST or None, own=own_house(request.actor), plan=found)
    if request.method == "POST" and form.is_valid():
        try:
            api.add_line(by=request.actor, plan=plan, line=form.line())
        except api.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De regel staat in het plan.")
            return redirect("plan", opened.client.id)
    return _page(request, "add_line", form, opened, draft=f"{plan}-regel")


@needs(Permission.SHARED_PLAN_EDIT)
@require_http_methods(READ_AND_SEND)
def line(request: StaffRequest, item: uuid.UUID) -> HttpResponse:
    """One line, for who directs the plan and for the partner that does it; with all its versions."""
    row, found = api.writable_line(request.actor, item)
    directs = row.organisation_id == request.actor.organisation
    form = ChangeForm(request.POST or None, line=found, directs=directs)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            api.change_line(by=request.actor, item=item, seen=seen, change=form.change())
        except api.PlanRefused as refusal:
            form.add_error(None, str(refusal))
            show_both(form, seen=found.now.number)
        else:
            messages.success(request, "De regel is bijgewerkt.")
            return redirect("plan", row.client_id) if directs else redirect("shared_plans")
    context = {
        "form": form,
        "line": found,
        "client": row.client_id if directs else None,
        "draft": f"{item}-regel",
    }
    return render(request, "plans/line.html", context, status=422 if form.errors else 200)


@needs(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_SEND)
def review(request: StaffRequest, plan: uuid.UUID) -> HttpResponse:
    opened, found = mine(request, plan)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            api.review(by=request.actor, plan=plan, reviewed=form.reviewed())
        except api.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Opgeslagen. Over drie maanden vragen we het weer.")
            return redirect("plan", opened.client.id)
    return _page(
        request, "review", form, opened, areas=areas(found.lines), draft=f"{plan}-bespreking"
    )


@needs(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_SEND)
def invite(request: StaffRequest, plan: uuid.UUID) -> HttpResponse:
    opened, _ = mine(request, plan)
    people = api.invitable(request.actor, opened.client.id)
    form = InviteForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            api.invite(by=request.actor, plan=plan, invitation=form.invitation())
        except api.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De uitnodiging staat klaar bij de partner.")
            return redirect("plan", opened.client.id)
    draft = f"{plan}-uitnodiging"
    return _page(request, "invite", form, opened, people=people, draft=draft)


@needs(Permission.PLAN_EDIT)
@require_POST
def end_membership(request: StaffRequest, membership: uuid.UUID) -> HttpResponse:
    try:
        client = api.end_membership(by=request.actor, membership=membership)
    except api.PlanRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("clients")
    messages.success(request, "De partner doet niet meer mee en ziet niets meer.")
    return redirect("plan", client)


@needs(Permission.PLAN_READ)
@require_http_methods(READ_AND_SEND)
def direct(request: StaffRequest, plan: uuid.UUID) -> HttpResponse:
    """Hand over the direction, or close the plan."""
    row = api.plan_row(request.actor, plan, Permission.PLAN_READ)
    opened = dossier(request.actor, row.client_id)
    found = api.plan_of(request.actor, opened)
    now = found.director.member if found and found.director else None
    people = [
        (each.id, each.name) for each in circle_of(request.actor, opened).involved if each.id != now
    ]
    form = DirectorForm(request.POST or None, colleagues=people)
    if request.method == "POST" and form.is_valid():
        try:
            to = uuid.UUID(form.cleaned_data["to"])
            api.hand_over(by=request.actor, plan=plan, to=to)
        except api.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De regie is overgedragen.")
            return redirect("plan", opened.client.id)
    draft = f"{plan}-regie"
    return _page(request, "direct", form, opened, plan=found, people=people, draft=draft)


@needs(Permission.PLAN_EDIT)
@require_POST
def close(request: StaffRequest, plan: uuid.UUID) -> HttpResponse:
    opened, _ = mine(request, plan)
    api.close_plan(by=request.actor, plan=plan)
    messages.success(request, "Het plan is afgesloten. Het blijft te lezen.")
    return redirect("plan", opened.client.id)


@needs(Permission.PLAN_READ)
@require_POST
def paper(request: StaffRequest, plan: uuid.UUID) -> HttpResponse:
    """One A4 to take along; the log keeps that it was made."""
    row = api.plan_row(request.actor, plan, Permission.PLAN_READ)
    opened = dossier(request.actor, row.client_id)
    return attachment(print_plan(request.actor, opened), "application/pdf", "plan.pdf")


@needs(Permission.SHARED_PLAN_READ)
@require_GET
def shared_plans(request: StaffRequest) -> HttpResponse:
    found = api.shared_plans(request.actor)
    context = {
        "invited": [each for each in found if each.membership.state == "invited"],
        "joined": [each for each in found if each.membership.state == "accepted"],
    }
    return render(request, "plans/shared_plans.html", context)


@needs(Permission.SHARED_PLAN_READ)
@require_http_methods(READ_AND_SEND)
def shared_plan(request: StaffRequest, membership: uuid.UUID) -> HttpResponse:
    """A plan of another organisation: the invitation, and after a yes the own domains."""
    if request.method == "POST":
        accept = request.POST.get("answer") == "yes"
        try:
            api.answer(by=request.actor, membership=membership, accept=accept)
        except api.PlanRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("shared_plans")
        words = "Je doet mee." if accept else "Je doet niet mee. Je ziet niets van het plan."
        messages.success(request, words)
        return redirect("shared_plan", membership) if accept else redirect("shared_plans")
    found = api.shared_plan(request.actor, membership)
    context = {
        "shared": found,
        "areas": areas(found.lines),
        "house": request.actor.organisation,
        "offered": api.is_offered(request.actor, membership),
    }
    return render(request, "plans/shared_plan.html", context)
