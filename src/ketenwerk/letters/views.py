"""Pages of letters: the list, the writing with "Moet dit erin?", the paper."""

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients.api import Dossier, dossier
from ketenwerk.letters import api
from ketenwerk.letters.forms import LetterForm
from ketenwerk.letters.paper import FILE_NAME, letter_pdf
from ketenwerk.letters.texts import DUTCH, languages
from ketenwerk.trajectories.api import safety_ways


@needs(Permission.LETTER_READ)
@require_GET
def letters(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    opened = dossier(request.actor, client)
    rows = api.letters_of(request.actor, opened)
    return render(request, "letters/letters.html", {"dossier": opened, "rows": rows})


@needs(Permission.LETTER_WRITE)
@require_http_methods(["GET", "POST"])
def write(request: StaffRequest, client: uuid.UUID) -> HttpResponse:
    """First the preview with every sentence that tells something left out; making is a second step."""
    opened = dossier(request.actor, client, Permission.CLIENT_EDIT)
    form = LetterForm(request.POST or None)
    preview: dict[str, object] = {}
    if request.method == "POST" and form.is_valid():
        kept = frozenset(request.POST.getlist("blijft"))
        wish = form.wish(kept)
        if "maak" in request.POST:
            try:
                letter = api.make_letter(by=request.actor, client=client, wish=wish)
            except api.LetterRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("letter", letter.id)
        preview = _preview(opened, wish)
    context = {
        "form": form,
        "dossier": opened,
        "ways": safety_ways(opened.safe_contact),
        "never": opened.safe_contact.channel == "none",
        **preview,
    }
    return render(request, "letters/write.html", context, status=422 if form.errors else 200)


def _preview(opened: Dossier, wish: api.Wish) -> dict[str, object]:
    language = languages()[wish.language]
    return {
        "sentences": api.weighed(api.lines_of(wish, opened.called), api.telling_names(opened)),
        "kept": wish.kept,
        "language": language,
        "dutch": []
        if language.reviewed
        else api.lines_of(replace(wish, language=DUTCH, own_text=""), opened.called),
    }


@needs(Permission.LETTER_READ)
@require_GET
def letter(request: StaffRequest, letter: uuid.UUID) -> HttpResponse:
    row, lines = api.opened_letter(request.actor, letter)
    opened = dossier(request.actor, row.client_id)
    mine = next(each for each in api.letters_of(request.actor, opened) if each.id == row.id)
    context = {"dossier": opened, "letter": mine, "lines": lines, "language": row.language}
    return render(request, "letters/letter.html", context)


@needs(Permission.LETTER_READ)
@require_POST
def print_letter(request: StaffRequest, letter: uuid.UUID) -> HttpResponse:
    row, lines = api.print_letter(by=request.actor, letter=letter)
    response = HttpResponse(letter_pdf(lines, row.language), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


@needs(Permission.LETTER_WRITE)
@require_POST
def withdraw(request: StaffRequest, letter: uuid.UUID) -> HttpResponse:
    try:
        row = api.withdraw_letter(by=request.actor, letter=letter)
    except api.LetterRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("letter", letter)
    messages.success(request, "De brief is teruggenomen.")
    return redirect("letters", row.client_id)
