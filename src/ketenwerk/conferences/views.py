"""Pages for who takes part: the agenda, an item, and meeting mode."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, has, needs
from ketenwerk.conferences import api
from ketenwerk.conferences.forms import CaseForm, ColumnForm, OutcomeForm
from ketenwerk.kernel import clock
from ketenwerk.meetings.api import tabs
from ketenwerk.programme.api import life_domains

READ_AND_SEND = ["GET", "POST"]


@needs(Permission.CONFERENCE_READ)
@require_GET
def conferences(request: StaffRequest) -> HttpResponse:
    to_come, past = api.all_conferences(request.actor)
    manages = has(request.actor.role, Permission.CONFERENCE_MANAGE)
    context = {
        "tabs": tabs(request),
        "to_come": to_come,
        "past": past,
        "manages": manages,
        "may_start": manages and not api.has_series(request.actor),
    }
    return render(request, "conferences/conferences.html", context)


@needs(Permission.CONFERENCE_READ)
@require_GET
def conference(request: StaffRequest, conference: uuid.UUID) -> HttpResponse:
    """The agenda: codes for who has part in an item, a number for everybody else."""
    row = api.conference(request.actor, conference)
    context = {
        "conference": row,
        "places": api.places_of(request.actor, row),
        "people": api.invited_of(row),
        "off": api.taken_off(request.actor, row),
        "text": api.invitation_text(row),
        "manages": has(request.actor.role, Permission.CONFERENCE_MANAGE),
        "adds": has(request.actor.role, Permission.CASE_WRITE),
        "was": row.on <= clock.today(),
    }
    return render(request, "conferences/conference.html", context)


@needs(Permission.CASE_WRITE)
@require_http_methods(READ_AND_SEND)
def add_case(request: StaffRequest, conference: uuid.UUID) -> HttpResponse:
    row = api.conference(request.actor, conference)
    partners = api.partners_of(request.actor, row)
    clients = api.own_clients(request.actor)
    form = CaseForm(request.POST or None, clients=clients, partners=partners)
    if request.method == "POST" and form.is_valid():
        try:
            api.add_case(by=request.actor, conference=row.id, case=form.case())
        except api.ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Het punt staat op de agenda.")
            return redirect("conference", row.id)
    context = {
        "form": form,
        "conference": row,
        "partners": partners,
        "clients": clients,
        "draft": f"{row.id}-punt",
    }
    return render(request, "conferences/add_case.html", context, status=422 if form.errors else 200)


@needs(Permission.CONFERENCE_READ)
@require_GET
def meeting(request: StaffRequest, conference: uuid.UUID, number: int) -> HttpResponse:
    """One place on the big screen. Who has no part in it sees a pause card, and so does who organises."""
    row = api.conference(request.actor, conference)
    count = len(api.places_of(request.actor, row))
    place = api.place_at(request.actor, row, number)
    if place is None:
        raise Http404
    spent = int((clock.now() - place.begins).total_seconds() // 60)
    context = {
        "conference": row,
        "place": place,
        "case": place.case,
        "count": count,
        "before": number - 1,
        "after": number + 1 if number < count else 0,
        "spent": min(max(spent, 0), place.minutes),
        "paused": "pauze" in request.GET,
    }
    return render(request, "conferences/meeting.html", context)


@needs(Permission.CASE_READ)
@require_GET
def case(request: StaffRequest, case: uuid.UUID) -> HttpResponse:
    """One item on the own device, during and after the conference."""
    seen = api.case_of(request.actor, case)
    context = {"case": seen, "conference": api.conference(request.actor, seen.conference)}
    return render(request, "conferences/case.html", context)


@needs(Permission.CASE_WRITE)
@require_http_methods(READ_AND_SEND)
def write_column(request: StaffRequest, case: uuid.UUID, column: str) -> HttpResponse:
    """One column. When two write at once the later one sees both texts and chooses."""
    seen = api.case_of(request.actor, case)
    if column not in api.CaseColumn.Kind.values:
        raise Http404
    now = seen.column(column)
    data = request.POST.copy() if request.method == "POST" else None
    form = ColumnForm(data, initial={"words": now.words, "seen": now.version})
    overtaken = False
    if request.method == "POST" and form.is_valid():
        try:
            api.write_column(by=request.actor, item=case, kind=column, **form.cleaned_data)
        except api.Overtaken as refusal:
            form.add_error(None, str(refusal))
            overtaken = True
            # Both texts are on the page now: saving again is a choice with open eyes.
            if data is not None:
                data["seen"] = str(now.version)
        except api.ConferenceRefused as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, "De tekst is opgeslagen.")
            return _back(request, seen)
    form.fields["words"].label = now.label
    context = {
        "form": form,
        "case": seen,
        "column": now,
        "overtaken": overtaken,
        "draft": f"{case}-{column}",
    }
    return render(request, "conferences/column.html", context, status=422 if form.errors else 200)


@needs(Permission.CASE_WRITE)
@require_http_methods(READ_AND_SEND)
def add_outcome(request: StaffRequest, case: uuid.UUID, result: str) -> HttpResponse:
    seen = api.case_of(request.actor, case)
    kinds = {"besluit": api.CaseOutcome.Kind.DECISION, "actie": api.CaseOutcome.Kind.ACTION}
    if result not in kinds:
        raise Http404
    form = OutcomeForm(
        request.POST or None,
        kind=kinds[result].value,
        partners=[seen.owner, *seen.partners],
        domains=life_domains(),
        initial={"partner": str(request.actor.organisation)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = api.add_outcome(by=request.actor, item=case, outcome=form.outcome())
        except api.ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _recorded(result, made))
            return _back(request, seen)
    context = {"form": form, "case": seen, "kind": result, "draft": f"{case}-{result}"}
    return render(request, "conferences/outcome.html", context, status=422 if form.errors else 200)


def _recorded(result: str, made: api.CaseOutcome) -> str:
    """What was recorded, and whether it stands in the joint plan or why not."""
    done = "Het besluit is vastgelegd" if result == "besluit" else "De actie is vastgelegd"
    if made.plan_line:
        return f"{done} en staat in het plan."
    return f"{done}. Nog niet in het plan: {made.get_not_in_plan_display()}."


def _back(request: StaffRequest, seen: api.CaseView) -> HttpResponse:
    """To the same place in meeting mode on the day itself, else to the item."""
    row = api.conference(request.actor, seen.conference)
    for place in api.places_of(request.actor, row) if row.on == clock.today() else ():
        if place.code == seen.code:
            return redirect("conference_meeting", row.id, place.number)
    return redirect("case", seen.id)


@needs(Permission.CASE_WRITE)
@require_POST
def settle(request: StaffRequest, outcome: uuid.UUID) -> HttpResponse:
    try:
        row = api.settle_outcome(
            by=request.actor, outcome=outcome, to=request.POST.get("to", "done")
        )
    except api.ConferenceRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("conferences")
    messages.success(request, "De actie is afgerond.")
    return redirect("case", row.item_id)
