"""Pages of education for groups: counts only."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.consults import api
from ketenwerk.consults.answering import answer
from ketenwerk.consults.forms import EducationForm, minutes_initial
from ketenwerk.consults.views import FORM, withdrawal, year_of
from ketenwerk.kernel import clock
from ketenwerk.kernel.form_pages import FormPage

LIST = "Voorlichting"
FACTS = ("kind", "place", "level", "participants")


@needs(Permission.CONSULT_READ)
@require_GET
def education(request: StaffRequest) -> HttpResponse:
    number = year_of(request)
    rows = api.sessions(request.actor, number)
    context = {
        "year": number,
        "rows": rows,
        "participants": sum(row.participants for row in rows),
        "minutes": sum(row.minutes for row in rows),
        "person": request.actor.person,
    }
    return render(request, "consults/education.html", context)


@needs(Permission.CONSULT_WRITE)
@require_http_methods(FORM)
def new_education(request: StaffRequest) -> HttpResponse:
    page = FormPage(
        "Leg voorlichting vast",
        "Leg voorlichting vast",
        reverse("education"),
        LIST,
        "voorlichting-nieuw",
        text="Alleen aantallen. Wie er was, staat nergens.",
    )
    form = EducationForm(
        request.POST or None,
        offers=api.offers(request.actor, clock.today(), api.is_for_education),
        known=api.known_words(),
        initial={"minutes": "60"},
    )

    def save(sent: EducationForm) -> str:
        row = api.log_session(by=request.actor, time=sent.time(), facts=sent.session())
        return f"Voorlichting vastgelegd: {row.participants} deelnames."

    return answer(request, form, page, save)


@needs(Permission.CONSULT_WRITE)
@require_http_methods(FORM)
def edit_education(request: StaffRequest, session: uuid.UUID) -> HttpResponse:
    row = api.session_to_edit(request.actor, session)
    page = FormPage(
        "Verbeter voorlichting",
        "Sla verbetering op",
        reverse("education"),
        LIST,
        f"voorlichting-{session}",
        remove=reverse("withdraw_education", args=[session]),
    )
    initial = {name: getattr(row, name) for name in (*FACTS, "day", "version")}
    initial |= {"activity": row.activity.key, **minutes_initial(row.minutes)}
    found = api.offers(request.actor, row.day, api.is_for_education)
    form = EducationForm(
        request.POST or None,
        offers=found if row.activity in found else [*found, row.activity],
        correcting=True,
        known=api.known_words(),
        initial=initial,
    )

    def save(sent: EducationForm) -> str:
        api.change_session(
            by=request.actor,
            session=session,
            time=sent.time(),
            facts=sent.session(),
            correction=sent.correction(),
        )
        return "De verbetering is opgeslagen."

    return answer(request, form, page, save)


@needs(Permission.CONSULT_WRITE)
@require_http_methods(FORM)
def withdraw_education(request: StaffRequest, session: uuid.UUID) -> HttpResponse:
    row = api.session_to_edit(request.actor, session)
    back = reverse("edit_education", args=[session])
    page = FormPage(
        "Haal voorlichting weg",
        "Haal voorlichting weg",
        back,
        "Verbeter voorlichting",
        f"voorlichting-weg-{session}",
        text="De deelnames tellen dan niet meer mee en het uur gaat weg.",
        after=reverse("education"),
    )
    return withdrawal(request, row, page, "De voorlichting is weggehaald.")
