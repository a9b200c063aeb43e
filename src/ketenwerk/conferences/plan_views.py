"""Pages for who organises: the series, the day, who is asked and who came. No item is shown here."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.conferences import api
from ketenwerk.conferences.forms import DayForm, PeopleForm, ReopenForm, SeriesForm

READ_AND_SEND = ["GET", "POST"]


def _page(request: StaffRequest, **context: object) -> HttpResponse:
    form = context["form"]
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, "conferences/plan.html", context, status=status)


@needs(Permission.CONFERENCE_MANAGE)
@require_http_methods(READ_AND_SEND)
def start_series(request: StaffRequest) -> HttpResponse:
    form = SeriesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        series = api.start_series(by=request.actor, facts=form.facts())
        try:
            count = api.plan_until(
                by=request.actor, series=series.id, until=form.cleaned_data["until"]
            )
        except api.ConferenceRefused as refusal:
            form.add_error("until", str(refusal))
        else:
            messages.success(request, f"{count} overleggen staan gepland.")
            return redirect("conferences")
    return _page(request, form=form, title="Start de reeks", button="Plan overleggen")


@needs(Permission.CONFERENCE_MANAGE)
@require_http_methods(READ_AND_SEND)
def change_day(request: StaffRequest, conference: uuid.UUID) -> HttpResponse:
    row = api.conference_to_manage(request.actor, conference)
    names = ("on", "starts_at", "minutes", "place", "online", "state", "reason")
    initial = {name: getattr(row, name) for name in names} | {"seen": row.version}
    data = request.POST.copy() if request.method == "POST" else None
    form = DayForm(data, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            api.change_conference(by=request.actor, conference=row.id, facts=form.facts())
        except api.Overtaken as refusal:
            form.add_error(None, str(refusal))
            if data is not None:
                data["seen"] = str(row.version)
        except api.ConferenceRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "Het overleg is aangepast.")
            return redirect("conference", row.id)
    return _page(
        request, form=form, conference=row, title="Pas overleg aan", button="Sla overleg op"
    )


@needs(Permission.CONFERENCE_MANAGE)
@require_http_methods(READ_AND_SEND)
def people(request: StaffRequest, conference: uuid.UUID) -> HttpResponse:
    row = api.conference_to_manage(request.actor, conference)
    everybody = [(m.id, f"{m.name}, {m.organisation.abbreviation}") for m in api.care_workers()]
    asked = [str(each.member_id) for each in api.invited_of(row)]
    form = PeopleForm(request.POST or None, people=everybody, initial={"members": asked})
    if request.method == "POST" and form.is_valid():
        try:
            api.invite(by=request.actor, conference=row.id, members=form.members_chosen())
        except api.ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De deelnemers zijn gekozen.")
            return redirect("conference", row.id)
    return _page(
        request, form=form, conference=row, title="Nodig mensen uit", button="Sla deelnemers op"
    )


@needs(Permission.CONFERENCE_MANAGE)
@require_http_methods(READ_AND_SEND)
def present(request: StaffRequest, conference: uuid.UUID) -> HttpResponse:
    row = api.conference_to_manage(request.actor, conference)
    asked = [(i.member_id, i.member.name) for i in api.invited_of(row)]
    came = [str(each) for each in api.attended(row)]
    form = PeopleForm(request.POST or None, people=asked, initial={"members": came})
    if request.method == "POST" and form.is_valid():
        try:
            api.set_present(by=request.actor, conference=row.id, members=form.members_chosen())
        except api.ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De aanwezigen zijn vastgelegd.")
            return redirect("conference", row.id)
    return _page(
        request, form=form, conference=row, title="Leg aanwezigen vast", button="Sla aanwezigen op"
    )


@needs(Permission.CONFERENCE_MANAGE)
@require_http_methods(READ_AND_SEND)
def reopen(request: StaffRequest, conference: uuid.UUID) -> HttpResponse:
    row = api.conference_to_manage(request.actor, conference)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            api.reopen_agenda(
                by=request.actor, conference=row.id, reason=form.cleaned_data["reason"]
            )
        except api.ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De agenda is weer open.")
            return redirect("conference", row.id)
    return _page(
        request, form=form, conference=row, title="Open de agenda opnieuw", button="Open agenda"
    )
