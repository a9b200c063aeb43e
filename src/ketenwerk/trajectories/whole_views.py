"""Pages that look over a whole dossier: the timeline with its questions, and everything on paper."""

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ketenwerk.access.api import Permission, Refused, StaffRequest, asks_password_first, needs
from ketenwerk.clients.api import CHANNELS, dossier, still_mine
from ketenwerk.kernel.forms import day_field
from ketenwerk.trajectories import api
from ketenwerk.trajectories.screens import thread_of


class AskForm(forms.Form):
    use_required_attribute = False

    kinds = forms.MultipleChoiceField(
        label="Wat wil je zien?",
        choices=[*api.KINDS, (api.STEPS, "Trajecten")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Niets gekozen is: alles.",
    )
    since = day_field("Vanaf", required=False)
    until = day_field("Tot en met", required=False)
    words = forms.CharField(
        label="Zoek woorden in de tijdlijn",
        required=False,
        max_length=80,
        help_text="Wat je zoekt wordt nergens bewaard. Dat je zocht staat in het logboek.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", "Kies een dag na het begin.")
        return data

    def asked(self) -> api.Asked:
        data = self.cleaned_data
        return api.Asked(tuple(data["kinds"]), data["since"], data["until"], data["words"])


class WholeForm(forms.Form):
    use_required_attribute = False

    reason = forms.ChoiceField(
        label="Waarom print je dit?",
        choices=list(api.REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom je het hele dossier print."},
    )


@needs(Permission.NOTE_READ)
@require_http_methods(["GET", "POST"])
def timeline(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """The timeline by kind, period and words. By POST, so that no address holds what was looked for."""
    opened = dossier(request.actor, client)
    form = AskForm(request.POST if request.method == "POST" else None)
    asked = form.asked() if request.method == "POST" and form.is_valid() else api.Asked()
    found = api.look_through(request.actor, opened, asked)
    context = {
        "form": form,
        "dossier": opened,
        "found": found,
        "asked": asked,
        "thread": thread_of(found.notes, found.steps),
    }
    status = 422 if form.errors else 200
    return render(request, "trajectories/timeline.html", context, status=status)


@needs(Permission.CLIENT_EXPORT)
@require_http_methods(["GET", "POST"])
def whole(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """Who may not see the dossier hears "not there" before any password is asked."""
    if not still_mine(request.actor, client):
        raise Refused
    return _whole(request, client)


@asks_password_first
def _whole(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """First what goes along, note by note; then everything on paper. Asks for the password first (step-up)."""
    form = WholeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        paper = api.print_whole(
            by=request.actor,
            client=client,
            reason=form.cleaned_data["reason"],
            notes=_ids(request.POST.getlist("notitie")),
            thoughts=_ids(request.POST.getlist("gedachte")),
        )
        context = {"paper": paper, "dossier": paper.dossier, "channels": CHANNELS}
        return render(request, "trajectories/whole.html", context)
    opened = dossier(request.actor, client, Permission.CLIENT_EXPORT)
    context = {
        "form": form,
        "dossier": opened,
        "notes": api.notes_to_review(request.actor, opened),
        "kept": request.POST.getlist("notitie") if form.errors else None,
        "thoughts": request.POST.getlist("gedachte"),
    }
    status = 422 if form.errors else 200
    return render(request, "trajectories/whole_choose.html", context, status=status)


def _ids(texts: list[str]) -> set[uuid.UUID]:
    found = set()
    for text in texts:
        try:
            found.add(uuid.UUID(text))
        except ValueError:
            continue
    return found
