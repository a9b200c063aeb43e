"""Pages for proposing a point for the agenda, for the answer of the chair, and for what the subsidy cycle offers."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.kernel.form_pages import FormPage
from ketenwerk.meetings import api
from ketenwerk.meetings.answering import answer
from ketenwerk.meetings.forms import AnswerForm, ProposalForm

FORM = ["GET", "POST"]


@needs(Permission.MEETING_ACT)
@require_http_methods(FORM)
def propose_item(request: StaffRequest, meeting: uuid.UUID) -> HttpResponse:
    row = api.meeting_to_act_in(request.actor, meeting)
    page = FormPage(
        "Stel een agendapunt voor",
        "Stel agendapunt voor",
        reverse("meeting", args=[meeting]),
        row.series.name,
        f"overleg-{meeting}-voorstel",
        "Je voorstel ligt bij de voorzitter.",
        "De voorzitter zet het op de agenda, of zegt waarom niet.",
    )
    return answer(
        request,
        ProposalForm(request.POST or None),
        page,
        lambda sent: api.propose_item(
            by=request.actor, meeting=meeting, **sent.facts("title", "text")
        ),
    )


@needs(Permission.MEETING_MANAGE)
@require_http_methods(FORM)
def answer_item(request: StaffRequest, item: uuid.UUID) -> HttpResponse:
    row = api.item_to_manage(request.actor, item)
    page = FormPage(
        row.title,
        "Sla antwoord op",
        reverse("meeting", args=[row.meeting_id]),
        row.meeting.series.name,
        f"voorstel-{item}",
        "Wie het voorstelde, ziet je antwoord bij het overleg.",
        row.text,
    )
    return answer(
        request,
        AnswerForm(request.POST or None),
        page,
        lambda sent: api.answer_item(by=request.actor, item=item, declined=sent.declined()),
    )


@needs(Permission.MEETING_MANAGE)
@require_POST
def take_topic(request: StaffRequest, meeting: uuid.UUID) -> HttpResponse:
    try:
        api.take_topic(by=request.actor, meeting=meeting, topic=request.POST.get("onderwerp", ""))
    except api.MeetingRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Het onderwerp staat op de agenda.")
    return redirect("meeting", meeting)
