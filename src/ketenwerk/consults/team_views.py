"""Pages of visits to own teams: which team was visited or trained, and which was not yet (R13)."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.consults import api
from ketenwerk.consults.answering import answer
from ketenwerk.consults.forms import TeamForm, VisitForm, minutes_initial
from ketenwerk.consults.views import FORM, withdrawal
from ketenwerk.kernel import clock
from ketenwerk.kernel.form_pages import FormPage

LIST = "Teambezoeken"


@needs(Permission.CONSULT_READ)
@require_GET
def team_visits(request: StaffRequest) -> HttpResponse:
    rows = api.teams(request.actor, clock.today())
    context = {
        "rows": rows,
        "reached": sum(bool(row.visits) for row in rows),
        "person": request.actor.person,
    }
    return render(request, "consults/teams.html", context)


@needs(Permission.CONSULT_WRITE)
@require_http_methods(FORM)
def new_team(request: StaffRequest) -> HttpResponse:
    page = FormPage("Voeg team toe", "Voeg team toe", reverse("team_visits"), LIST, "team-nieuw")
    form = TeamForm(request.POST or None, known=api.known_words())
    del form.fields["ended_on"]

    def save(sent: TeamForm) -> str:
        api.add_team(by=request.actor, name=sent.cleaned_data["name"])
        return "Het team staat in de lijst."

    return answer(request, form, page, save)


@needs(Permission.CONSULT_WRITE)
@require_http_methods(FORM)
def edit_team(request: StaffRequest, team: uuid.UUID) -> HttpResponse:
    row = api.team_to_edit(request.actor, team)
    page = FormPage("Verander team", "Sla team op", reverse("team_visits"), LIST, f"team-{team}")
    initial = {name: getattr(row, name) for name in ("name", "ended_on", "version")}

    def save(sent: TeamForm) -> str:
        data = sent.cleaned_data
        api.change_team(
            by=request.actor,
            team=team,
            version=data["version"] or 0,
            name=data["name"],
            ended_on=data["ended_on"],
        )
        return "Het team is opgeslagen."

    form = TeamForm(request.POST or None, known=api.known_words(), initial=initial)
    return answer(request, form, page, save)


@needs(Permission.CONSULT_WRITE)
@require_http_methods(FORM)
def new_team_visit(request: StaffRequest, team: uuid.UUID) -> HttpResponse:
    row = api.team_to_edit(request.actor, team)
    page = FormPage(
        "Leg teambezoek vast",
        "Leg bezoek vast",
        reverse("team_visits"),
        LIST,
        f"teambezoek-nieuw-{team}",
        text=f"{row.name}. Dit telt als deskundigheidsbevordering.",
    )
    form = VisitForm(
        request.POST or None,
        offers=api.offers(request.actor, clock.today(), api.is_for_advice),
        known=api.known_words(),
        initial={"minutes": "60"},
    )

    def save(sent: VisitForm) -> str:
        api.log_visit(by=request.actor, team=team, time=sent.time(), facts=sent.visit())
        return "Het bezoek is vastgelegd."

    return answer(request, form, page, save)


@needs(Permission.CONSULT_WRITE)
@require_http_methods(FORM)
def edit_team_visit(request: StaffRequest, visit: uuid.UUID) -> HttpResponse:
    row = api.visit_to_edit(request.actor, visit)
    page = FormPage(
        "Verbeter teambezoek",
        "Sla verbetering op",
        reverse("team_visits"),
        LIST,
        f"teambezoek-{visit}",
        text=f"{row.team.name}.",
        remove=reverse("withdraw_team_visit", args=[visit]),
    )
    initial = {name: getattr(row, name) for name in ("kind", "colleagues", "day", "version")}
    initial |= {"activity": row.activity.key, **minutes_initial(row.minutes)}
    found = api.offers(request.actor, row.day, api.is_for_advice)
    form = VisitForm(
        request.POST or None,
        offers=found if row.activity in found else [*found, row.activity],
        correcting=True,
        known=api.known_words(),
        initial=initial,
    )

    def save(sent: VisitForm) -> str:
        api.change_visit(
            by=request.actor,
            visit=visit,
            time=sent.time(),
            facts=sent.visit(),
            correction=sent.correction(),
        )
        return "De verbetering is opgeslagen."

    return answer(request, form, page, save)


@needs(Permission.CONSULT_WRITE)
@require_http_methods(FORM)
def withdraw_team_visit(request: StaffRequest, visit: uuid.UUID) -> HttpResponse:
    row = api.visit_to_edit(request.actor, visit)
    back = reverse("edit_team_visit", args=[visit])
    page = FormPage(
        "Haal teambezoek weg",
        "Haal teambezoek weg",
        back,
        "Verbeter teambezoek",
        f"teambezoek-weg-{visit}",
        text="Het bezoek telt dan niet meer mee en het uur gaat weg.",
        after=reverse("team_visits"),
    )
    return withdrawal(request, row, page, "Het teambezoek is weggehaald.")
