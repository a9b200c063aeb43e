"""Pages about clients: the own caseload, the intake and safe contact."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients import api
from ketenwerk.clients.consent_forms import ids
from ketenwerk.clients.forms import IntakeForm, SafeContactForm
from ketenwerk.kernel import dutch
from ketenwerk.programme.api import Service, services_for

STATES = (("", "Lopend"), ("intake", "Intake"), ("closed", "Afgesloten"))


@needs(Permission.CLIENT_READ)
@require_GET
def caseload(request: StaffRequest) -> HttpResponse:
    state = request.GET.get("status", "")
    page = api.caseload(
        request.actor, after=request.GET.get("na", ""), state=state if state in dict(STATES) else ""
    )
    chips = [
        {"label": label, "url": f"?status={value}" if value else "?", "current": value == state}
        for value, label in STATES
    ]
    return render(request, "clients/caseload.html", {"page": page, "chips": chips, "state": state})


@needs(Permission.CLIENT_READ)
@require_http_methods(["GET", "POST"])
def search(request: StaffRequest) -> HttpResponse:
    """Search by POST, so that no address holds what was searched; by GET only the empty box."""
    words = request.POST.get("zoek", "")
    hits = api.search(request.actor, words) if words else []
    return render(request, "clients/search.html", {"hits": hits, "words": words})


@needs(Permission.CLIENT_REGISTER)
@require_http_methods(["GET", "POST"])
def intake(request: StaffRequest) -> HttpResponse:
    form = IntakeForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        doubles = (
            []
            if form.cleaned_data["someone_else"]
            else api.own_doubles(request.actor, form.identity())
        )
        if doubles:
            return render(request, "clients/intake.html", {"form": form, "doubles": doubles})
        client = api.register(by=request.actor, intake=form.intake(), choices=form.choices())
        _tell_coverage(request, form)
        who = form.identity()
        hint = api.route_hint(who.birth_year, client.registered_on, who.birth_date)
        messages.success(request, f"Opgeslagen onder code {client.code}. {hint}")
        return redirect("client", client.id)
    return render(
        request, "clients/intake.html", {"form": form}, status=422 if form.errors else 200
    )


def _tell_coverage(request: StaffRequest, form: forms.Form) -> None:
    """At once: is there help for this municipality, and which money pays it (R8)."""
    municipality = form.cleaned_data["municipality"]
    services = services_for(municipality.id, request.actor.organisation) if municipality else None
    if services is None:
        return
    name = municipality.name
    sure = [_service_words(each) for each in services if each.sure]
    unsure = [_service_words(each) for each in services if not each.sure]
    if sure:
        messages.info(request, f"Voor {name} is er: {dutch.listing(sure)}.")
    else:
        messages.warning(
            request,
            f"Je organisatie werkt niet voor {name}. Overleg met de coördinator wie wel kan helpen.",
        )
    if unsure:
        messages.info(request, f"Vraag na of {name} dit inkoopt: {dutch.listing(unsure)}.")


def _service_words(service: Service) -> str:
    return (
        f"{service.name} (betaald uit: {service.paid_from})" if service.paid_from else service.name
    )


@needs(Permission.CLIENT_EDIT)
@require_http_methods(["GET", "POST"])
def safe_contact(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    dossier = api.dossier(request.actor, client, Permission.CLIENT_EDIT)
    seen = api.agreed_before(dossier.client)
    form = SafeContactForm(request.POST or None, initial=vars(dossier.safe_contact))
    changed = False
    if request.method == "POST" and form.is_valid():
        try:
            if _agree(request, client, form):
                messages.success(request, "Veilig contact is opnieuw afgesproken.")
                return redirect("client", client)
        except api.ContactChanged:
            form.add_error(
                None, "Een collega sprak intussen iets anders af. Vergelijk, en leg vast wat klopt."
            )
            changed = True
    context = {
        "form": form,
        "dossier": dossier,
        "seen": seen,
        "changed": changed,
        "earlier": api.earlier_agreements(dossier),
        "channels": api.CHANNELS,
    }
    status = 422 if form.errors else 200
    return render(request, "clients/safe_contact.html", context, status=status)


def _agree(request: StaffRequest, client: uuid.UUID, form: SafeContactForm) -> bool:
    """Stores what was agreed; a form without an agreement says what is missing."""
    agreement = form.agreement()
    if agreement is None:
        form.add_error("channel", "Kies hoe je contact mag opnemen, of dat het niet mag.")
        return False
    seen = request.POST.get("seen", "")
    api.set_safe_contact(
        by=request.actor,
        client=client,
        agreement=agreement,
        seen=int(seen) if seen.isdecimal() else None,
    )
    return True


@needs(Permission.REMOVAL_CONFIRM)
@require_http_methods(["GET", "POST"])
def removals(request: StaffRequest) -> HttpResponse:
    """What others shared with this organisation and now ask to remove. A reference, never a name."""
    if request.method == "POST":
        for task in ids([request.POST.get("taak", "")]):
            api.removed(by=request.actor, task=task)
            messages.success(request, "Genoteerd. De andere organisatie ziet dat het weg is.")
        return redirect("removals")
    return render(request, "clients/removals.html", {"tasks": api.removal_tasks(request.actor)})
