"""Pages of one dossier: details, group over time, who is involved, and saying that contact still holds."""

import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients import api
from ketenwerk.clients.dossier_forms import (
    DetailsForm,
    Forms,
    GroupForm,
    colleague_forms,
    initial_of,
)
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.two_writers import show_both

# What the page about who is involved says after each of its acts.
TOLD = {
    "involve": "Je collega is betrokken.",
    "hand_over": "Overgedragen. Je collega vindt haar bij Cliënten.",
    "leave": "Je bent niet meer betrokken.",
    "exclude": "Deze collega kan dit dossier niet zien.",
    "readmit": "Deze collega mag weer betrokken worden.",
    "shield": "Het dossier is verscherpt. Elke blik staat in het logboek van privacy.",
    "unshield": "Het dossier is weer gewoon.",
}


@needs(Permission.CLIENT_EDIT)
@require_POST
def confirm_contact(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """One click: the agreement still holds. Back to where it was asked."""
    api.confirm_safe_contact(by=request.actor, client=client)
    messages.success(request, "Veilig contact is nagekeken. De afspraak geldt weer 90 dagen.")
    return redirect("note" if request.POST.get("terug") == "notitie" else "client", client)


@needs(Permission.CLIENT_EDIT)
@require_http_methods(["GET", "POST"])
def details(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """Everything about her that can be put right, with the history of what was."""
    dossier = api.dossier(request.actor, client, Permission.CLIENT_EDIT)
    now = api.details_of(dossier)
    seen = api.corrections_of(dossier.client)
    form = DetailsForm(request.POST or None, initial=initial_of(now, seen))
    stands: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            changed = api.correct_details(
                by=request.actor,
                client=client,
                details=form.details(),
                seen=form.cleaned_data["seen"],
            )
        except api.DetailsChanged as other:
            form.add_error(
                None, "Een collega verbeterde intussen ook iets. Vergelijk, en sla op wat klopt."
            )
            show_both(form, seen=seen)
            stands = _stands(other, api.words_of(now))
        else:
            messages.success(request, _told(changed))
            return redirect("client", client)
    context = {
        "form": form,
        "dossier": dossier,
        "corrections": api.corrected(dossier),
        "stands": stands,
    }
    return render(request, "clients/details.html", context, status=422 if form.errors else 200)


def _stands(other: api.DetailsChanged, words: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a colleague put there meanwhile."""
    labels = [(label, words[field]) for field, label in api.CORRECTED if label in other.fields]
    return [(dutch.capital(label), value or "leeg") for label, value in labels]


def _told(changed: list[str]) -> str:
    if not changed:
        return "Er is niets veranderd."
    return "Opgeslagen. Wat er stond, staat in de geschiedenis."


@needs(Permission.CLIENT_EDIT)
@require_http_methods(["GET", "POST"])
def group(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """Another target group from a day on; the history stays."""
    dossier = api.dossier(request.actor, client, Permission.CLIENT_EDIT)
    form = GroupForm(request.POST or None, initial={"start": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            api.move_group(
                by=request.actor,
                client=client,
                group=data["group"],
                start=data["start"],
                reason=data["reason"],
            )
        except api.GroupRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{data['group'].label} telt vanaf die dag.")
            return redirect("client", client)
    context = {"form": form, "dossier": dossier, "groups": api.groups_over_time(dossier)}
    return render(request, "clients/group.html", context, status=422 if form.errors else 200)


@needs(Permission.CLIENT_EDIT)
@require_http_methods(["GET", "POST"])
def involved(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """Who works with her, who may never look, and whether the dossier is shielded."""
    dossier = api.dossier(request.actor, client, Permission.CLIENT_EDIT)
    circle = api.circle_of(request.actor, dossier)
    which = request.POST.get("doe", "")
    forms = colleague_forms(circle, request.POST, which)
    problem = ""
    if request.method == "POST":
        try:
            told = _act(request, client, which, forms)
        except api.InvolvementRefused as refusal:
            problem = str(refusal)
        else:
            if told:
                messages.success(request, told)
                gone = which in {"hand_over", "leave"} and not api.still_mine(request.actor, client)
                return redirect("clients") if gone else redirect("involved", client)
    context = {
        "dossier": dossier,
        "circle": circle,
        "problem": problem,
        "emergencies": api.opened_in_emergency(dossier),
        **forms,
    }
    wrong = problem or any(form.errors for form in forms.values())
    return render(request, "clients/involved.html", context, status=422 if wrong else 200)


def _act(request: StaffRequest, client: uuid.UUID, which: str, forms: Forms) -> str:
    """Does what one form of the page asks and says so; empty when the form was not right."""
    if which in forms and not forms[which].is_valid():
        return ""
    by, data = request.actor, forms[which].cleaned_data if which in forms else {}
    member = _id(data.get("member") or request.POST.get("collega", ""))
    match which:
        case "involve":
            api.involve(by=by, client=client, member=member, start=data["start"])
        case "hand_over":
            start, kept_until = data["start"], data["kept_until"]
            api.hand_over(by=by, client=client, member=member, start=start, kept_until=kept_until)
        case "leave":
            api.leave(by=by, client=client)
        case "exclude":
            api.exclude(by=by, client=client, member=member)
        case "readmit":
            api.readmit(by=by, client=client, member=member)
        case "shield" | "unshield":
            api.shield(by=by, client=client, on=which == "shield")
    return TOLD.get(which, "")


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


@needs(Permission.CLIENT_EDIT)
@require_POST
def age(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """The change of route was talked about; the flag goes."""
    text = request.POST.get("leeftijd", "")
    done = api.deal_with_age(
        by=request.actor, client=client, age=int(text) if text.isdecimal() else 0
    )
    if done:
        messages.success(request, "Opgeslagen. Het seintje is weg.")
    return redirect("client", client)
