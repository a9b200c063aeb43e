"""Pages for who organises: the series, the day, who is asked and who came. No item is shown here."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ketenwerk.access.api import Permission, Refused, StaffRequest, needs
from ketenwerk.conferences import api
from ketenwerk.conferences.forms import (
    DayForm,
    HoursForm,
    PeopleForm,
    PresentForm,
    ReopenForm,
    SeriesForm,
    TakeOffForm,
)
from ketenwerk.kernel import clock
from ketenwerk.kernel.two_writers import differences, show_both, words_of
from ketenwerk.programme.api import activities_of

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
    return _page(
        request,
        form=form,
        title="Start de reeks",
        button="Plan overleggen",
        draft="casuistiekreeks",
    )


@needs(Permission.CONFERENCE_MANAGE)
@require_http_methods(READ_AND_SEND)
def change_day(request: StaffRequest, conference: uuid.UUID) -> HttpResponse:
    row = api.conference_to_manage(request.actor, conference)
    names = ("on", "starts_at", "minutes", "place", "online", "state", "reason")
    initial = {name: getattr(row, name) for name in names} | {"seen": row.version}
    form = DayForm(request.POST or None, initial=initial)
    stands: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            api.change_conference(by=request.actor, conference=row.id, facts=form.facts())
        except api.Overtaken as refusal:
            form.add_error(None, str(refusal))
            show_both(form, seen=row.version)
            stands = differences(form, words_of(row, names))
        except api.ConferenceRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "Het overleg is aangepast.")
            return redirect("conference", row.id)
    return _page(
        request,
        form=form,
        conference=row,
        title="Pas overleg aan",
        button="Sla overleg op",
        stands=stands,
        draft=f"casuistiekdag-{row.id}",
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
        request,
        form=form,
        conference=row,
        title="Nodig mensen uit",
        button="Sla deelnemers op",
        draft=f"casuistiekmensen-{row.id}",
    )


@needs(Permission.CONFERENCE_MANAGE)
@require_http_methods(READ_AND_SEND)
def present(request: StaffRequest, conference: uuid.UUID) -> HttpResponse:
    row = api.conference_to_manage(request.actor, conference)
    asked = [(i.member_id, i.member.name) for i in api.invited_of(row)]
    came = {
        name: [str(each) for each in api.attended(row, online=name == "online")]
        for name in ("members", "online")
    }
    form = PresentForm(request.POST or None, people=asked, initial=came)
    if request.method == "POST" and form.is_valid():
        try:
            api.set_present(
                by=request.actor,
                conference=row.id,
                members=form.ids("members"),
                online=form.ids("online"),
            )
        except api.ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Vastgelegd. Wie erbij was, vindt de uren in de eigen week.")
            return redirect("conference", row.id)
    return _page(
        request,
        form=form,
        conference=row,
        title="Leg aanwezigen vast",
        button="Sla aanwezigen op",
        draft=f"casuistiekerbij-{row.id}",
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
        request,
        form=form,
        conference=row,
        title="Open de agenda opnieuw",
        button="Open agenda",
        draft=f"casuistiekheropen-{row.id}",
    )


@needs(Permission.CONFERENCE_MANAGE)
@require_http_methods(READ_AND_SEND)
def take_off_place(request: StaffRequest, conference: uuid.UUID, slot: uuid.UUID) -> HttpResponse:
    row = api.conference_to_manage(request.actor, conference)
    number = api.place_to_manage(row, slot)
    if number is None:
        raise Refused
    form = TakeOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            api.take_off_place(
                by=request.actor,
                conference=row.id,
                slot=slot,
                reason=form.cleaned_data["reason"],
            )
        except api.ConferenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Punt {number} is van de agenda.")
            return redirect("conference", row.id)
    return _page(
        request,
        form=form,
        conference=row,
        title=f"Haal punt {number} van de agenda",
        button="Haal van agenda",
        draft=f"casuistiekplek-{slot}",
    )


@needs(Permission.CONFERENCE_MANAGE)
@require_http_methods(READ_AND_SEND)
def series_hours(request: StaffRequest) -> HttpResponse:
    """Who was there gets an hour row, on the activity that is chosen here."""
    found = api.hours_of_series(request.actor)
    if found is None:
        return redirect("start_conferences")
    year = clock.today().year
    offers = {
        str(house.id): (house.name, [(a.key, a.label) for a in activities_of(house.id, year)])
        for house in found.houses
    }
    initial = {str(house): key for house, key in found.keys.items()}
    form = HoursForm(request.POST or None, offers=offers, initial=initial)
    if request.method == "POST" and form.is_valid():
        keys = {house.id: form.cleaned_data[str(house.id)] for house in found.houses}
        api.book_on(by=request.actor, series=found.series, keys=keys)
        messages.success(request, "Vanaf nu komt het overleg zo in de week van wie erbij was.")
        return redirect("conferences")
    return _page(
        request,
        form=form,
        title="Uren van het overleg",
        text="Kies per organisatie waar de tijd op geschreven wordt.",
        button="Sla uren op",
        draft="casuistiekuren",
    )
