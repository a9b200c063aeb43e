"""The page about consent: one table of sharing, the other choices, and how it was asked, in one form."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients import api
from ketenwerk.clients.consent_forms import confirmed, other_choice, sent_partners, sent_table
from ketenwerk.clients.consent_screen import Filled
from ketenwerk.clients.forms import TalkForm
from ketenwerk.kernel import dutch

NOT_THEIRS = (
    "Op deze leeftijd telt dit ja niet. Er is niets veranderd. "
    "Kies wie er samen koos, of leg nee vast."
)
CHANGED = (
    "Een collega legde intussen iets anders vast. Er is niets opgeslagen. "
    "Kijk bij ‘intussen veranderd’ en leg vast wat klopt."
)


@dataclass(frozen=True)
class Outcome:
    """What came of sending the page: nothing to show again, or what to show."""

    filled: Filled | None = None
    stops: tuple[api.Stop, ...] = ()


@needs(Permission.CLIENT_EDIT)
@require_http_methods(["GET", "POST"])
def consents(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """Every button saves the whole table; how it was asked goes along."""
    dossier = api.dossier(request.actor, client, Permission.CLIENT_EDIT)
    form = TalkForm(request.POST or None, initial={"language": dossier.client.language})
    outcome = Outcome()
    if request.method == "POST":
        outcome = Outcome(Filled(sent_table(request.POST), sent_partners(request.POST)))
        if form.is_valid():
            outcome = _save(request, client, form)
        if not form.errors and not outcome.stops:
            return redirect("consents", client)
    context: dict[str, Any] = {
        "dossier": dossier,
        "page": api.consent_page(dossier, outcome.filled),
        "form": form,
        "stops": outcome.stops,
        "sure": " ".join(each.key for each in outcome.stops),
        "other": request.POST.get("antwoord", "") if other_choice(request.POST) else "",
    }
    return render(request, "clients/consents.html", context, status=422 if form.errors else 200)


def _save(request: StaffRequest, client: uuid.UUID, form: TalkForm) -> Outcome:
    """All of it or nothing; else a word on the form, and what was ticked stays."""
    sent, partners = sent_table(request.POST), sent_partners(request.POST)
    try:
        with transaction.atomic():
            number = api.set_table(
                by=request.actor,
                client=client,
                sent=sent,
                talk=form.talk(),
                confirmed=confirmed(request.POST),
            )
            number += _save_other(request, client, form)
    except api.AnswersChanged as change:
        form.add_error(None, CHANGED)
        return Outcome(Filled(sent, partners, checked=True, clashes=change.places))
    except api.HouseFirst as lacking:
        names = dutch.listing(lacking.names)
        form.add_error(None, f"Zet bij {names} ook een vinkje bij de bovenste rij, of geen enkel.")
    except api.NotTheirs:
        form.add_error("given_by", NOT_THEIRS)
    except api.EndsAll as ends:
        return Outcome(Filled(sent, partners, checked=True), ends.stops)
    else:
        _tell(request, number)
    return Outcome(Filled(sent, partners, checked=True))


def _tell(request: StaffRequest, number: int) -> None:
    if not number:
        messages.info(request, "Er was niets veranderd.")
    elif number == 1:
        messages.success(request, "De keuze is opgeslagen en geldt meteen.")
    else:
        messages.success(request, f"{number} keuzes zijn opgeslagen en gelden meteen.")


def _save_other(request: StaffRequest, client: uuid.UUID, form: TalkForm) -> int:
    """The one choice beside sharing that a button recorded, if any."""
    choice = other_choice(request.POST)
    if choice is None:
        return 0
    said, purpose = choice
    if said == "partners":
        partners = sent_partners(request.POST) or api.SentPartners(frozenset(), {})
        api.set_partners(by=request.actor, client=client, partners=partners, talk=form.talk())
    else:
        api.set_consent(
            by=request.actor,
            client=client,
            choice=api.Choice(purpose),
            given=said == "ja",
            talk=form.talk(),
        )
    return 1
