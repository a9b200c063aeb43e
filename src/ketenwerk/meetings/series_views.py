"""Pages of a series: who takes part, when, and on what its time is written."""

import uuid
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, has, needs
from ketenwerk.kernel import clock
from ketenwerk.kernel.form_pages import FormPage
from ketenwerk.meetings import api
from ketenwerk.meetings.answering import answer
from ketenwerk.meetings.forms import BookingForm, PlanForm, SeriesForm
from ketenwerk.programme.api import activities_of

FORM = ["GET", "POST"]
FACTS = ("name", "kind", "first_on", "every", "unit", "start", "minutes", "place")


@needs(Permission.MEETING_READ)
@require_GET
def series(request: StaffRequest, series: uuid.UUID) -> HttpResponse:
    page = api.series_page(request.actor, series)
    may_manage = has(request.actor.role, Permission.MEETING_MANAGE)
    return render(request, "meetings/series.html", {"page": page, "may_manage": may_manage})


@needs(Permission.MEETING_MANAGE)
@require_http_methods(FORM)
def new_series(request: StaffRequest) -> HttpResponse:
    page = FormPage(
        "Nieuwe overlegreeks",
        "Maak reeks",
        reverse("meetings"),
        "Overleg",
        "overlegreeks-nieuw",
        "De reeks staat klaar. Plan nu de overleggen.",
    )
    form = SeriesForm(request.POST or None, initial={"every": 1, "minutes": 90})
    return answer(
        request,
        form,
        page,
        lambda sent: api.make_series(
            by=request.actor,
            facts=api.SeriesFacts(**sent.facts(*FACTS)),
            partners=sent.ids("partners"),
            people=sent.ids("people"),
        ),
    )


@needs(Permission.MEETING_MANAGE)
@require_http_methods(FORM)
def edit_series(request: StaffRequest, series: uuid.UUID) -> HttpResponse:
    found = api.series_page(request.actor, series, Permission.MEETING_MANAGE)
    row = found.series
    page = FormPage(
        "Wijzig de reeks",
        "Sla reeks op",
        reverse("series", args=[series]),
        row.name,
        f"overlegreeks-{series}",
        "De reeks is opgeslagen.",
        "Overleggen die al gepland zijn, blijven staan.",
    )
    initial = {name: getattr(row, name) for name in (*FACTS, "version")} | {
        "partners": [str(each.organisation_id) for each in found.partners],
        "people": [str(each.id) for each in found.people],
    }
    return answer(
        request,
        SeriesForm(request.POST or None, initial=initial),
        page,
        lambda sent: api.change_series(
            by=request.actor,
            series=series,
            version=sent.cleaned_data["version"] or 0,
            facts=api.SeriesFacts(**sent.facts(*FACTS)),
            partners=sent.ids("partners"),
            people=sent.ids("people"),
        ),
    )


@needs(Permission.MEETING_MANAGE)
@require_http_methods(FORM)
def series_hours(request: StaffRequest, series: uuid.UUID) -> HttpResponse:
    """Who was there gets an hour row, on the activity that is chosen here."""
    found = api.series_page(request.actor, series, Permission.MEETING_MANAGE)
    year = clock.today().year
    offers = {
        str(each.organisation_id): (
            each.organisation.name,
            [(a.key, a.label) for a in activities_of(each.organisation_id, year)],
        )
        for each in found.partners
    }
    initial = {str(each.organisation_id): each.activity_key for each in found.partners}
    page = FormPage(
        "Uren van dit overleg",
        "Sla uren op",
        reverse("series", args=[series]),
        found.series.name,
        f"overleguren-{series}",
        "Vanaf nu komt het overleg zo in de week van wie erbij was.",
        "Kies per organisatie waar de tijd op geschreven wordt.",
    )
    return answer(
        request,
        BookingForm(request.POST or None, offers=offers, initial=initial),
        page,
        lambda sent: api.book_series_on(
            by=request.actor,
            series=series,
            keys={
                each.organisation_id: sent.cleaned_data[str(each.organisation_id)]
                for each in found.partners
            },
        ),
    )


@needs(Permission.MEETING_MANAGE)
@require_http_methods(FORM)
def plan_meetings(request: StaffRequest, series: uuid.UUID) -> HttpResponse:
    found = api.series_page(request.actor, series, Permission.MEETING_MANAGE)
    page = FormPage(
        "Plan overleggen",
        "Plan overleggen",
        reverse("series", args=[series]),
        found.series.name,
        f"overlegplan-{series}",
        "De overleggen zijn gepland.",
        "Wat al gepland is, blijft staan.",
    )
    form = PlanForm(request.POST or None, initial={"until": date(clock.today().year, 12, 31)})
    return answer(
        request,
        form,
        page,
        lambda sent: api.plan_until(
            by=request.actor, series=series, until=sent.cleaned_data["until"]
        ),
    )
