"""Pages of one item and its outcomes: off the agenda, to another day, into the plan, and taking back."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ketenwerk.access.api import Permission, Refused, StaffRequest, needs
from ketenwerk.conferences import api
from ketenwerk.conferences.forms import IntoPlanForm, MoveForm, PlainForm, TakeOffForm
from ketenwerk.programme.api import life_domains

READ_AND_SEND = ["GET", "POST"]


def _page(request: StaffRequest, case: api.CaseView, form: PlainForm, **more: str) -> HttpResponse:
    context = {"case": case, "form": form, **more}
    status = 422 if form.errors else 200
    return render(request, "conferences/item.html", context, status=status)


def _own_case(request: StaffRequest, case: uuid.UUID) -> api.CaseView:
    seen = api.case_of(request.actor, case)
    if not seen.own:
        raise Refused
    return seen


@needs(Permission.CASE_WRITE)
@require_http_methods(READ_AND_SEND)
def take_off(request: StaffRequest, case: uuid.UUID) -> HttpResponse:
    seen = _own_case(request, case)
    form = TakeOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            api.take_off_case(by=request.actor, item=case, reason=form.cleaned_data["reason"])
        except api.ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "Het punt is van de agenda. Wat je schreef blijft bij jou staan."
            )
            return redirect("case", case)
    return _page(
        request,
        seen,
        form,
        title="Haal punt van de agenda",
        text="De gevraagde partners zien het punt dan niet meer.",
        button="Haal van agenda",
        draft=f"{case}-haal-af",
    )


@needs(Permission.CASE_WRITE)
@require_http_methods(READ_AND_SEND)
def move_case(request: StaffRequest, case: uuid.UUID) -> HttpResponse:
    seen = _own_case(request, case)
    days = [day for day in api.days_open(request.actor) if seen.off or day.id != seen.conference]
    form = MoveForm(request.POST or None, days=days)
    if request.method == "POST" and form.is_valid():
        try:
            api.move_case(by=request.actor, item=case, to=uuid.UUID(form.cleaned_data["to"]))
        except api.ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Het punt staat op het andere overleg.")
            return redirect("case", case)
    text = (
        "Je vraagt dan dezelfde partners."
        if days
        else "Er is nu geen ander overleg waarvoor je gevraagd bent. Vraag de coördinator om een uitnodiging."
    )
    return _page(
        request,
        seen,
        form,
        title="Zet op een ander overleg",
        text=text,
        button="Zet op overleg" if days else "",
        draft=f"{case}-verplaats",
    )


@needs(Permission.CASE_WRITE)
@require_http_methods(READ_AND_SEND)
def into_plan(request: StaffRequest, outcome: uuid.UUID) -> HttpResponse:
    """What did not land in the joint plan by itself, because something was missing."""
    seen, row = api.outcome_to_plan(request.actor, outcome)
    initial = {"due": row.due, "domain": str(row.domain or "")}
    form = IntoPlanForm(request.POST or None, domains=life_domains(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            api.put_in_plan(
                by=request.actor,
                outcome=outcome,
                domain=form.domain_chosen(),
                due=form.cleaned_data["due"],
            )
        except api.ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De afspraak staat in het plan.")
            return redirect("case", seen.id)
    return _page(
        request,
        seen,
        form,
        title="Zet in het plan",
        text=f"{row.words} ({row.partner})",
        button="Zet in het plan",
        draft=f"{outcome}-plan",
    )


@needs(Permission.CASE_WRITE)
@require_POST
def take_back(request: StaffRequest, outcome: uuid.UUID) -> HttpResponse:
    try:
        row = api.take_back_outcome(by=request.actor, outcome=outcome)
    except api.ConferenceRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("conferences")
    messages.success(request, "De afspraak is teruggenomen.")
    return redirect("case", row.item_id)
