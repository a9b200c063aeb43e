"""Pages of advice talks, consults and coaching."""

import uuid
from datetime import MAXYEAR, MINYEAR
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from ketenwerk.access.api import Permission, Role, StaffRequest, needs
from ketenwerk.consults import api
from ketenwerk.consults.answering import answer
from ketenwerk.consults.forms import (
    CoachingForm,
    ConsultForm,
    WithdrawForm,
    minutes_initial,
)
from ketenwerk.kernel import clock
from ketenwerk.kernel.form_pages import FormPage

FORM = ["GET", "POST"]
FACTS = ("requester", "function", "theme", "mode", "kind", "question")
KINDS = api.Consult.Kind
LIST = "Advies"


def year_of(request: StaffRequest) -> int:
    """The year that is asked for, this year when it is none."""
    asked = request.GET.get("jaar", "")
    written = asked.isascii() and asked.isdecimal() and len(asked) == 4
    number = int(asked) if written else 0
    return number if MINYEAR <= number < MAXYEAR else clock.today().year


@needs(Permission.CONSULT_READ)
@require_GET
def consults(request: StaffRequest) -> HttpResponse:
    today, number = clock.today(), year_of(request)
    kind = request.GET.get("soort", "")
    kind = kind if kind in KINDS.values else ""
    here = reverse("consults")
    context = {
        "year": number,
        "years": [
            {"label": str(each), "url": f"{here}?jaar={each}", "current": each == number}
            for each in api.years_with_work(request.actor, today.year)
        ],
        "kinds": [
            {
                "label": label,
                "url": f"{here}?jaar={number}" + (f"&soort={value}" if value else ""),
                "current": value == kind,
            }
            for value, label in [("", "alles"), *KINDS.choices]
        ],
        "kind": kind,
        "bars": api.bars(request.actor, number, today),
        "rows": api.consults(request.actor, number, kind),
        "coachings": api.coachings(request.actor, number),
        "person": request.actor.person,
        "today": today,
    }
    return render(request, "consults/consults.html", context)


@needs(Permission.CONSULT_COUNT)
@require_GET
def consult_numbers(request: StaffRequest) -> HttpResponse:
    number = year_of(request)
    context = {
        "year": number,
        "rows": api.number_rows(request.actor, number, clock.today()),
    }
    return render(request, "consults/numbers.html", context)


def _kind_for(request: StaffRequest) -> str:
    """What the peer expert does is advice of the peer expert (R57)."""
    return KINDS.PEER.value if request.actor.role == Role.FIELD_WORKER else ""


def _form(request: StaffRequest, **options: Any) -> ConsultForm:
    actor = request.actor
    known: dict[str, Any] = {
        "offers": api.offers(actor, clock.today(), api.is_for_advice),
        "suggestions": api.requesters(actor),
        "known": api.known_words(),
    }
    return ConsultForm(request.POST or None, **{**known, **options})


@needs(Permission.CONSULT_WRITE)
@require_http_methods(FORM)
def new_consult(request: StaffRequest) -> HttpResponse:
    page = FormPage("Leg advies vast", "Leg advies vast", reverse("consults"), LIST, "advies-nieuw")

    def save(sent: ConsultForm) -> str:
        api.log_consult(by=request.actor, time=sent.time(), facts=sent.consult())
        return f"Advies vastgelegd. {api.chip(request.actor, sent.time().day.year)}."

    return answer(request, _form(request, kind=_kind_for(request)), page, save)


@needs(Permission.CONSULT_WRITE)
@require_http_methods(FORM)
def edit_consult(request: StaffRequest, consult: uuid.UUID) -> HttpResponse:
    row = api.consult_to_edit(request.actor, consult)
    page = FormPage(
        "Verbeter advies",
        "Sla verbetering op",
        reverse("consults"),
        LIST,
        f"advies-{consult}",
        remove=reverse("withdraw_consult", args=[consult]),
    )
    fixed = row.kind if row.coaching_id or row.kind == KINDS.PEER else ""
    initial = {name: getattr(row, name) for name in (*FACTS, "day", "version")}
    initial |= {"activity": row.activity.key, **minutes_initial(row.minutes)}
    found = api.offers(request.actor, row.day, api.is_for_advice)
    offers = found if row.activity in found else [*found, row.activity]
    form = _form(request, kind=fixed, offers=offers, correcting=True, initial=initial)

    def save(sent: ConsultForm) -> str:
        api.change_consult(
            by=request.actor,
            consult=consult,
            time=sent.time(),
            facts=sent.consult(),
            correction=sent.correction(),
        )
        return f"De verbetering is opgeslagen. {api.chip(request.actor, sent.time().day.year)}."

    return answer(request, form, page, save)


@needs(Permission.CONSULT_WRITE)
@require_http_methods(FORM)
def withdraw_consult(request: StaffRequest, consult: uuid.UUID) -> HttpResponse:
    row = api.consult_to_edit(request.actor, consult)
    back, label = reverse("edit_consult", args=[consult]), "Verbeter advies"
    page = FormPage(
        "Haal advies weg",
        "Haal advies weg",
        back,
        label,
        f"advies-weg-{consult}",
        text="Het gesprek telt dan niet meer mee en het uur gaat weg. In het logboek blijft staan dat het er was.",
        after=reverse("consults"),
    )
    return withdrawal(request, row, page, "Het advies is weggehaald.")


def withdrawal(
    request: StaffRequest,
    row: api.Consult | api.EducationSession | api.TeamVisit,
    page: FormPage,
    done: str,
) -> HttpResponse:
    def save(sent: WithdrawForm) -> str:
        api.withdraw(by=request.actor, row=row, correction=sent.correction())
        return done

    form = WithdrawForm(
        request.POST or None, known=api.known_words(), initial={"version": row.version}
    )
    return answer(request, form, page, save)


# Coaching


@needs(Permission.CONSULT_WRITE)
@require_http_methods(FORM)
def new_coaching(request: StaffRequest) -> HttpResponse:
    page = FormPage(
        "Begin coaching",
        "Begin coaching",
        reverse("consults"),
        LIST,
        "coaching-nieuw",
        text="Voor een professional die een tijd meer gesprekken krijgt. Zonder naam.",
    )
    form = CoachingForm(
        request.POST or None,
        suggestions=api.requesters(request.actor),
        known=api.known_words(),
        initial={"start_on": clock.today()},
    )

    def save(sent: CoachingForm) -> str:
        api.start_coaching(by=request.actor, facts=sent.coaching())
        return "De coaching staat in de lijst."

    return answer(request, form, page, save)


@needs(Permission.CONSULT_READ)
@require_GET
def coaching(request: StaffRequest, coaching: uuid.UUID) -> HttpResponse:
    page = api.coaching_page(request.actor, coaching)
    context = {"page": page, "person": request.actor.person, "today": clock.today()}
    return render(request, "consults/coaching.html", context)


@needs(Permission.CONSULT_WRITE)
@require_http_methods(FORM)
def edit_coaching(request: StaffRequest, coaching: uuid.UUID) -> HttpResponse:
    row = api.coaching_to_edit(request.actor, coaching)
    page = FormPage(
        "Verander coaching",
        "Sla coaching op",
        reverse("coaching", args=[coaching]),
        "Coaching",
        f"coaching-{coaching}",
    )
    names = ("requester", "function", "theme", "start_on", "end_on", "version")
    form = CoachingForm(
        request.POST or None,
        suggestions=api.requesters(request.actor),
        known=api.known_words(),
        initial={name: getattr(row, name) for name in names},
    )

    def save(sent: CoachingForm) -> str:
        version = sent.cleaned_data["version"] or 0
        api.change_coaching(
            by=request.actor, coaching=coaching, version=version, facts=sent.coaching()
        )
        return "De coaching is opgeslagen."

    return answer(request, form, page, save)


@needs(Permission.CONSULT_WRITE)
@require_http_methods(FORM)
def new_coaching_talk(request: StaffRequest, coaching: uuid.UUID) -> HttpResponse:
    row = api.coaching_to_edit(request.actor, coaching)
    page = FormPage(
        "Leg coachingsgesprek vast",
        "Leg gesprek vast",
        reverse("coaching", args=[coaching]),
        "Coaching",
        f"coaching-gesprek-{coaching}",
    )
    initial = {name: getattr(row, name) for name in ("requester", "function", "theme")}
    form = _form(request, kind=KINDS.COACHING.value, initial={**initial, "minutes": "60"})

    def save(sent: ConsultForm) -> str:
        api.log_consult(by=request.actor, time=sent.time(), facts=sent.consult(), coaching=coaching)
        return f"Gesprek vastgelegd. {api.chip(request.actor, sent.time().day.year)}."

    return answer(request, form, page, save)
