"""Pages of meetings: what comes, one meeting, action points and the own calendar."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, has, needs, open_to_everybody
from ketenwerk.kernel import clock
from ketenwerk.kernel.form_pages import FormPage
from ketenwerk.meetings import api
from ketenwerk.meetings.answering import answer
from ketenwerk.meetings.forms import (
    ActionForm,
    AttendanceForm,
    ItemForm,
    OccasionForm,
    PaperForm,
    ReportForm,
)
from ketenwerk.meetings.tabs import tabs

FORM = ["GET", "POST"]


@needs(Permission.MEETING_READ)
@require_GET
def meetings(request: StaffRequest) -> HttpResponse:
    context = {
        "tabs": tabs(request),
        "upcoming": api.upcoming(request.actor, clock.today()),
        "series": api.all_series(request.actor),
        "actions": api.own_actions(request.actor),
        "may_manage": has(request.actor.role, Permission.MEETING_MANAGE),
        "proposed": api.meetings_with_proposals(request.actor),
        "today": clock.today(),
    }
    return render(request, "meetings/meetings.html", context)


# One meeting


@needs(Permission.MEETING_READ)
@require_GET
def meeting(request: StaffRequest, meeting: uuid.UUID) -> HttpResponse:
    page = api.meeting_page(request.actor, meeting)
    may_manage = has(request.actor.role, Permission.MEETING_MANAGE)
    context = {
        "page": page,
        "may_manage": may_manage,
        "topics": api.topics_for(page.meeting) if may_manage else [],
        "proposals": api.proposals(request.actor, page.meeting),
        "proposes": api.takes_part(request.actor, page.meeting)
        and page.meeting.day >= clock.today()
        and page.meeting.is_on,
        "was_held": page.meeting.day <= clock.today() and page.meeting.is_on,
        "own_house": request.actor.organisation,
        "own_person": request.actor.member,
    }
    return render(request, "meetings/meeting.html", context)


def _page(meeting: api.Meeting, title: str, button: str, draft: str, done: str) -> FormPage:
    back = reverse("meeting", args=[meeting.id])
    return FormPage(title, button, back, meeting.series.name, draft, done)


@needs(Permission.MEETING_MANAGE)
@require_http_methods(FORM)
def move_meeting(request: StaffRequest, meeting: uuid.UUID) -> HttpResponse:
    row = api.meeting_to_manage(request.actor, meeting)
    names = ("day", "start", "minutes", "form", "reason")
    form = OccasionForm(
        request.POST or None,
        now=row.form,
        initial={name: getattr(row, name) for name in (*names, "version")},
    )
    page = _page(
        row,
        "Dag en vorm",
        "Sla overleg op",
        f"overleg-{meeting}-dag",
        "Het overleg is aangepast. De agenda van de deelnemers volgt vanzelf.",
    )
    return answer(
        request,
        form,
        page,
        lambda sent: api.move_meeting(
            by=request.actor,
            meeting=meeting,
            version=sent.cleaned_data["version"] or 0,
            to=api.Occasion(**sent.facts(*names)),
        ),
    )


@needs(Permission.MEETING_MANAGE)
@require_http_methods(FORM)
def attendance(request: StaffRequest, meeting: uuid.UUID) -> HttpResponse:
    row = api.meeting_to_manage(request.actor, meeting)
    present = [str(each) for each in api.present_at(row)]
    form = AttendanceForm(
        request.POST or None, people=api.people_of(row.series), initial={"present": present}
    )
    page = _page(
        row,
        "Aanwezig",
        "Sla aanwezigheid op",
        f"overleg-{meeting}-erbij",
        "Wie erbij was, vindt de uren in de eigen week.",
    )
    return answer(
        request,
        form,
        page,
        lambda sent: api.set_attendance(
            by=request.actor,
            meeting=meeting,
            present={uuid.UUID(each) for each in sent.cleaned_data["present"]},
        ),
    )


@needs(Permission.MEETING_MANAGE)
@require_http_methods(FORM)
def report(request: StaffRequest, meeting: uuid.UUID) -> HttpResponse:
    row = api.meeting_to_manage(request.actor, meeting)
    form = ReportForm(request.POST or None, initial={"report": row.report, "version": row.version})
    page = _page(
        row, "Verslag", "Sla verslag op", f"overleg-{meeting}-verslag", "Het verslag is opgeslagen."
    )
    return answer(
        request,
        form,
        page,
        lambda sent: api.write_report(
            by=request.actor,
            meeting=meeting,
            version=sent.cleaned_data["version"] or 0,
            report=sent.cleaned_data["report"],
        ),
    )


def _item(form: ItemForm) -> api.ItemFacts:
    house = form.cleaned_data["organisation"]
    return api.ItemFacts(
        organisation_id=house.id if house else None,
        **form.facts("position", "title", "text", "decision"),
    )


@needs(Permission.MEETING_MANAGE)
@require_http_methods(FORM)
def new_item(request: StaffRequest, meeting: uuid.UUID) -> HttpResponse:
    row = api.meeting_to_manage(request.actor, meeting)
    on = row.items.filter(state=api.AgendaItem.State.ON).count()
    form = ItemForm(request.POST or None, initial={"position": on + 1})
    page = _page(
        row, "Nieuw agendapunt", "Zet op agenda", f"overleg-{meeting}-punt", "Staat op de agenda."
    )
    return answer(
        request,
        form,
        page,
        lambda sent: api.add_item(by=request.actor, meeting=meeting, facts=_item(sent)),
    )


@needs(Permission.MEETING_MANAGE)
@require_http_methods(FORM)
def edit_item(request: StaffRequest, item: uuid.UUID) -> HttpResponse:
    row = api.item_to_manage(request.actor, item)
    names = ("position", "title", "organisation", "text", "decision", "version")
    form = ItemForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    page = _page(
        row.meeting,
        "Agendapunt",
        "Sla agendapunt op",
        f"agendapunt-{item}",
        "Het agendapunt is opgeslagen.",
    )
    return answer(
        request,
        form,
        page,
        lambda sent: api.change_item(
            by=request.actor,
            item=item,
            version=sent.cleaned_data["version"] or 0,
            facts=_item(sent),
        ),
    )


@needs(Permission.MEETING_READ)
@require_GET
def paper(request: StaffRequest, paper: uuid.UUID) -> HttpResponse:
    row = api.paper_page(request.actor, paper)
    may_manage = has(request.actor.role, Permission.MEETING_MANAGE)
    return render(request, "meetings/paper.html", {"paper": row, "may_manage": may_manage})


@needs(Permission.MEETING_MANAGE)
@require_http_methods(FORM)
def new_paper(request: StaffRequest, meeting: uuid.UUID) -> HttpResponse:
    row = api.meeting_to_manage(request.actor, meeting)
    page = _page(
        row, "Nieuw stuk", "Voeg stuk toe", f"overleg-{meeting}-stuk", "Het stuk ligt erbij."
    )
    return answer(
        request,
        PaperForm(request.POST or None),
        page,
        lambda sent: api.add_paper(
            by=request.actor, meeting=meeting, **sent.facts("title", "text")
        ),
    )


@needs(Permission.MEETING_MANAGE)
@require_http_methods(FORM)
def edit_paper(request: StaffRequest, paper: uuid.UUID) -> HttpResponse:
    row = api.paper_page(request.actor, paper, Permission.MEETING_MANAGE)
    names = ("title", "text", "version")
    form = PaperForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    page = _page(row.meeting, "Stuk", "Sla stuk op", f"stuk-{paper}", "Het stuk is opgeslagen.")
    return answer(
        request,
        form,
        page,
        lambda sent: api.change_paper(
            by=request.actor,
            paper=paper,
            version=sent.cleaned_data["version"] or 0,
            **sent.facts("title", "text"),
        ),
    )


@needs(Permission.MEETING_MANAGE)
@require_http_methods(FORM)
def new_action(request: StaffRequest, meeting: uuid.UUID) -> HttpResponse:
    row = api.meeting_to_manage(request.actor, meeting)
    people = api.people_of(row.series)
    form = ActionForm(request.POST or None, people=people)
    page = _page(
        row, "Nieuw actiepunt", "Maak actiepunt", f"overleg-{meeting}-actie", "Staat op de lijst."
    )

    def save(sent: ActionForm) -> None:
        data = sent.cleaned_data
        member = uuid.UUID(data["member"]) if data["member"] else None
        api.add_action(
            by=request.actor,
            meeting=meeting,
            text=data["text"],
            organisation=data["organisation"].id,
            member=member,
            due_on=data["due_on"],
        )

    return answer(request, form, page, save)


# Action points


@needs(Permission.MEETING_READ)
@require_GET
def actions(request: StaffRequest) -> HttpResponse:
    mine = request.GET.get("wie") != "alle"
    rows = api.own_actions(request.actor) if mine else api.all_actions(request.actor)
    here = reverse("actions")
    context = {
        "tabs": tabs(request),
        "rows": rows,
        "mine": mine,
        "today": clock.today(),
        "chips": [
            {"label": "Van mij", "url": here, "current": mine},
            {"label": "Van iedereen", "url": f"{here}?wie=alle", "current": not mine},
        ],
    }
    return render(request, "meetings/actions.html", context)


@needs(Permission.MEETING_ACT)
@require_POST
def close_action(request: StaffRequest, action: uuid.UUID) -> HttpResponse:
    to = "dropped" if request.POST.get("hoe") == "dropped" else "done"
    try:
        api.close_action(by=request.actor, action=action, to=to)
    except api.MeetingRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Het actiepunt is afgesloten.")
    return redirect("actions")


# The calendar


@needs(Permission.MEETING_READ)
@require_http_methods(FORM)
def own_calendar(request: StaffRequest) -> HttpResponse:
    """Sending makes a new secret address and shows it this once; the old one stops."""
    address = ""
    if request.method == "POST":
        secret = api.renew_feed(by=request.actor)
        address = request.build_absolute_uri(reverse("calendar_feed", args=[secret]))
    context = {"address": address, "feed": api.own_feed(request.actor)}
    return render(request, "meetings/calendar.html", context)


@needs(Permission.MEETING_READ)
@require_POST
def end_calendar(request: StaffRequest) -> HttpResponse:
    api.end_feed(by=request.actor)
    messages.success(request, "De agendakoppeling is ingetrokken. Het adres werkt niet meer.")
    return redirect("own_calendar")


@open_to_everybody
@require_GET
def calendar_feed(_request: HttpRequest, secret: str) -> HttpResponse:
    """For a calendar program, without signing in: whoever has the address sees when, and nothing else."""
    response = HttpResponse(
        api.calendar(api.feed_slots(secret)), content_type="text/calendar; charset=utf-8"
    )
    response["Cache-Control"] = "no-store"
    return response
