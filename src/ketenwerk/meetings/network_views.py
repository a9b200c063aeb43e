"""Pages of the wider network: the directory, talks, bottlenecks, agreements and evaluations."""

import uuid
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, has, needs
from ketenwerk.kernel import clock
from ketenwerk.kernel.form_pages import FormPage
from ketenwerk.meetings import api
from ketenwerk.meetings.answering import answer
from ketenwerk.meetings.forms import (
    AgreementForm,
    BottleneckForm,
    ContactForm,
    EvaluationForm,
    FindingForm,
    FindingStepForm,
    PlanPlaceForm,
    TalkForm,
)
from ketenwerk.meetings.tabs import tabs

FORM = ["GET", "POST"]
CONTACT = (
    *("name", "kind", "function", "person", "phone", "mail", "area", "helps_with", "leads_to"),
    "ended_on",
)
KINDS = api.NetworkContact.Kind
WAYS = api.NetworkContact.Way
YEAR = timedelta(days=365)


def _shown(request: StaffRequest, template: str, **context: object) -> HttpResponse:
    common = {
        "tabs": tabs(request),
        "may_edit": has(request.actor.role, Permission.NETWORK_EDIT),
        "today": clock.today(),
    }
    return render(request, template, common | context)


def _page(name: str, label: str, title: str, button: str, draft: str, done: str) -> FormPage:
    return FormPage(title, button, reverse(name), label, draft, done)


@needs(Permission.NETWORK_READ)
@require_http_methods(FORM)
def network(request: StaffRequest) -> HttpResponse:
    """The directory. Words to search for are sent, so that they stay out of the address."""
    kind = request.GET.get("soort", "")
    kind = kind if kind in KINDS.values else ""
    way = request.GET.get("naar", "")
    way = way if way in WAYS.values else ""
    words = request.POST.get("zoek", "").strip()[:80]
    context = {
        "rows": api.directory(request.actor, kind=kind, way=way, words=words),
        "chips": _chips("soort", [("", "alles"), *KINDS.choices], None if way else kind),
        "ways": _chips("naar", WAYS.choices, way),
        "missing": api.missing_ways(request.actor),
        "words": words,
        "filtered": kind or way,
        "old": clock.today() - YEAR,
    }
    return _shown(request, "meetings/network.html", **context)


def _chips(name: str, choices: list[tuple[str, str]], now: str | None) -> list[dict[str, object]]:
    here = reverse("network")
    return [
        {
            "label": label,
            "url": f"{here}?{name}={value}" if value else here,
            "current": value == now,
        }
        for value, label in choices
    ]


def _contact(form: ContactForm) -> api.ContactFacts:
    return api.ContactFacts(**form.facts(*CONTACT))


@needs(Permission.NETWORK_EDIT)
@require_http_methods(FORM)
def new_contact(request: StaffRequest) -> HttpResponse:
    page = _page(
        "network",
        "Sociale kaart",
        "Nieuw in de sociale kaart",
        "Zet in sociale kaart",
        "netwerkcontact-nieuw",
        "Staat in de sociale kaart.",
    )
    return answer(
        request,
        ContactForm(request.POST or None),
        page,
        lambda sent: api.add_contact(by=request.actor, facts=_contact(sent)),
    )


@needs(Permission.NETWORK_EDIT)
@require_http_methods(FORM)
def edit_contact(request: StaffRequest, contact: uuid.UUID) -> HttpResponse:
    row = api.contact_to_edit(request.actor, contact)
    page = _page(
        "network",
        "Sociale kaart",
        row.name,
        "Sla contact op",
        f"netwerkcontact-{contact}",
        "Het contact is opgeslagen en nagekeken.",
    )
    initial = {name: getattr(row, name) for name in (*CONTACT, "version")}
    return answer(
        request,
        ContactForm(request.POST or None, initial=initial),
        page,
        lambda sent: api.change_contact(
            by=request.actor,
            contact=contact,
            version=sent.cleaned_data["version"] or 0,
            facts=_contact(sent),
        ),
    )


@needs(Permission.NETWORK_READ)
@require_GET
def talks(request: StaffRequest) -> HttpResponse:
    return _shown(request, "meetings/talks.html", rows=api.talks(request.actor))


@needs(Permission.NETWORK_EDIT)
@require_http_methods(FORM)
def new_talk(request: StaffRequest) -> HttpResponse:
    page = _page(
        "talks",
        "Netwerkgesprekken",
        "Nieuw gesprek",
        "Sla gesprek op",
        "netwerkgesprek-nieuw",
        "Het gesprek is opgeslagen.",
    )

    def save(sent: TalkForm) -> None:
        house, contact = sent.cleaned_data["organisation"], sent.cleaned_data["contact"]
        facts = api.TalkFacts(
            organisation_id=house.id if house else None,
            contact_id=contact.id if contact else None,
            **sent.facts("kind", "day", "subject", "text"),
        )
        api.log_talk(by=request.actor, facts=facts)

    return answer(request, TalkForm(request.POST or None), page, save)


@needs(Permission.NETWORK_READ)
@require_GET
def bottlenecks(request: StaffRequest) -> HttpResponse:
    return _shown(request, "meetings/bottlenecks.html", rows=api.bottlenecks(request.actor))


def _bottleneck(form: BottleneckForm) -> api.BottleneckFacts:
    house = form.cleaned_data["organisation"].id
    return api.BottleneckFacts(
        organisation_id=house, **form.facts("title", "text", "next_step", "due_on")
    )


@needs(Permission.NETWORK_EDIT)
@require_http_methods(FORM)
def new_bottleneck(request: StaffRequest) -> HttpResponse:
    page = _page(
        "bottlenecks",
        "Knelpunten",
        "Nieuw knelpunt",
        "Meld knelpunt",
        "knelpunt-nieuw",
        "Het knelpunt staat op de lijst.",
    )
    return answer(
        request,
        BottleneckForm(request.POST or None),
        page,
        lambda sent: api.raise_bottleneck(by=request.actor, facts=_bottleneck(sent)),
    )


@needs(Permission.NETWORK_EDIT)
@require_http_methods(FORM)
def edit_bottleneck(request: StaffRequest, bottleneck: uuid.UUID) -> HttpResponse:
    row = api.bottleneck_to_edit(request.actor, bottleneck)
    names = ("title", "text", "organisation", "state", "next_step", "due_on", "version")
    page = _page(
        "bottlenecks",
        "Knelpunten",
        "Knelpunt bijwerken",
        "Sla knelpunt op",
        f"knelpunt-{bottleneck}",
        "Het knelpunt is bijgewerkt.",
    )
    form = BottleneckForm(
        request.POST or None, now=row.state, initial={name: getattr(row, name) for name in names}
    )
    return answer(
        request,
        form,
        page,
        lambda sent: api.move_bottleneck(
            by=request.actor,
            bottleneck=bottleneck,
            version=sent.cleaned_data["version"] or 0,
            to=sent.cleaned_data["state"],
            facts=_bottleneck(sent),
        ),
    )


@needs(Permission.NETWORK_READ)
@require_GET
def agreements(request: StaffRequest) -> HttpResponse:
    rows = api.agreements(request.actor, clock.today())
    return _shown(request, "meetings/agreements.html", rows=rows)


def _agree(request: StaffRequest, form: AgreementForm, title: str, draft: str) -> HttpResponse:
    page = _page(
        "agreements", "Afspraken", title, "Sla afspraak op", draft, "De nieuwe versie geldt nu."
    )

    def save(sent: AgreementForm) -> None:
        data = sent.cleaned_data
        facts = api.AgreementFacts(
            data["provider"].id,
            data["partner"].id,
            data["text"],
            data["agreed_on"],
            data["review_on"],
            data["last_day"] + timedelta(days=1) if data["last_day"] else None,
            data["reference"],
        )
        api.agree(by=request.actor, facts=facts)

    return answer(request, form, page, save)


@needs(Permission.NETWORK_EDIT)
@require_http_methods(FORM)
def new_agreement(request: StaffRequest) -> HttpResponse:
    form = AgreementForm(request.POST or None, initial={"agreed_on": clock.today()})
    return _agree(request, form, "Nieuwe afspraak", "afspraak-nieuw")


@needs(Permission.NETWORK_EDIT)
@require_http_methods(FORM)
def renew_agreement(request: StaffRequest, agreement: uuid.UUID) -> HttpResponse:
    row = api.agreement_to_renew(request.actor, agreement)
    initial = {
        "provider": row.provider_id,
        "partner": row.partner_id,
        "text": row.text,
        "agreed_on": clock.today(),
        "last_day": row.ends_on - timedelta(days=1) if row.ends_on else None,
        "reference": row.reference,
    }
    form = AgreementForm(request.POST or None, initial=initial)
    return _agree(request, form, "Nieuwe versie van de afspraak", f"afspraak-{agreement}")


@needs(Permission.NETWORK_READ)
@require_GET
def evaluations(request: StaffRequest) -> HttpResponse:
    return _shown(request, "meetings/evaluations.html", rows=api.evaluations(request.actor))


@needs(Permission.NETWORK_EDIT)
@require_http_methods(FORM)
def new_evaluation(request: StaffRequest) -> HttpResponse:
    page = _page(
        "evaluations",
        "Evaluaties",
        "Nieuwe evaluatie",
        "Sla evaluatie op",
        "evaluatie-nieuw",
        "De evaluatie is opgeslagen. Voeg nu de bevindingen toe.",
    )
    return answer(
        request,
        EvaluationForm(request.POST or None),
        page,
        lambda sent: api.evaluate(
            by=request.actor, **sent.facts("title", "kind", "made_on", "text")
        ),
    )


@needs(Permission.NETWORK_EDIT)
@require_http_methods(FORM)
def new_finding(request: StaffRequest, evaluation: uuid.UUID) -> HttpResponse:
    api.evaluation_to_edit(request.actor, evaluation)
    page = _page(
        "evaluations",
        "Evaluaties",
        "Nieuwe bevinding",
        "Sla bevinding op",
        f"bevinding-{evaluation}",
        "De bevinding is opgeslagen.",
    )
    return answer(
        request,
        FindingForm(request.POST or None),
        page,
        lambda sent: api.add_finding(
            by=request.actor,
            evaluation=evaluation,
            organisation=sent.cleaned_data["organisation"].id,
            **sent.facts("text", "change"),
        ),
    )


@needs(Permission.NETWORK_EDIT)
@require_http_methods(FORM)
def move_finding(request: StaffRequest, finding: uuid.UUID) -> HttpResponse:
    row = api.finding_to_edit(request.actor, finding)
    page = FormPage(
        "Verandering bijwerken",
        "Sla stap op",
        reverse("evaluations"),
        "Evaluaties",
        f"verandering-{finding}",
        "De verandering is bijgewerkt.",
        row.change,
    )
    return answer(
        request,
        FindingStepForm(request.POST or None, now=row.state),
        page,
        lambda sent: api.move_finding(
            by=request.actor,
            finding=finding,
            to=sent.cleaned_data["state"],
            reason=sent.cleaned_data["reason"],
        ),
    )


@needs(Permission.NETWORK_EDIT)
@require_http_methods(FORM)
def place_finding(request: StaffRequest, finding: uuid.UUID) -> HttpResponse:
    """Where in a plan the change is found."""
    row = api.finding_to_edit(request.actor, finding)
    page = FormPage(
        "Verandering in het plan",
        "Koppel aan plan",
        reverse("evaluations"),
        "Evaluaties",
        f"verandering-plan-{finding}",
        "De verandering wijst nu naar het plan.",
        row.change,
    )
    now = f"{row.plan_year}/{row.plan_key}" if row.plan_year else ""
    form = PlanPlaceForm(
        request.POST or None,
        places=api.plan_places(row),
        initial={"place": now},
    )

    def save(sent: PlanPlaceForm) -> None:
        year, key = sent.chosen()
        api.place_finding(by=request.actor, finding=finding, year=year, key=key)

    return answer(request, form, page, save)
