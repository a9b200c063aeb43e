"""Pages of letters: the list, the writing with "Moet dit erin?", the paper."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.clients.api import Dossier, dossier
from ketenwerk.kernel.downloads import attachment
from ketenwerk.letters import api
from ketenwerk.letters.forms import LetterForm
from ketenwerk.letters.paper import FILE_NAMES, MAKERS, TYPES
from ketenwerk.letters.texts import DUTCH, heading, languages
from ketenwerk.letters.ways import no_post
from ketenwerk.people.api import Actor
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
    typed = _with_choices(request.POST, opened) if request.method == "POST" else None
    form = LetterForm(typed, initial={"language": _spoken(opened)})
    preview: dict[str, object] = {}
    if typed is not None and form.is_valid():
        wish = form.wish(frozenset(typed.getlist("blijft")))
        if "maak" in typed:
            try:
                letter = api.make_letter(by=request.actor, client=client, wish=wish)
            except api.LetterRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("letter", letter.id)
        preview = _preview(request.actor, opened, wish)
    context = {
        "form": form,
        "dossier": opened,
        "ways": safety_ways(opened.safe_contact),
        "never": opened.safe_contact.channel == "none",
        "no_post": no_post(opened.safe_contact),
        **preview,
    }
    return render(request, "letters/write.html", context, status=422 if form.errors else 200)


def _with_choices(typed: QueryDict, opened: Dossier) -> QueryDict:
    """What was typed; asked for, what she chose is set under the own sentences. Nothing typed goes away."""
    if "keuzes" not in typed:
        return typed
    more = typed.copy()
    own = typed.get("own_text", "").strip()
    more["own_text"] = "\n".join([*([own] if own else []), *api.chosen_lines(opened)])
    return more


def _spoken(opened: Dossier) -> str:
    """The language she speaks, when there is a text in it."""
    spoken = opened.client.language.casefold()
    return next(
        (each.code for each in languages().values() if each.name.casefold() == spoken), DUTCH
    )


def _preview(actor: Actor, opened: Dossier, wish: api.Wish) -> dict[str, object]:
    return {
        "head": heading(wish.kind, wish.language),
        "sentences": api.weighed(actor, opened, wish),
        "kept": wish.kept,
        "language": languages()[wish.language],
        "dutch": api.dutch_lines(wish, opened.called),
    }


@needs(Permission.LETTER_READ)
@require_GET
def letter(request: StaffRequest, letter: uuid.UUID) -> HttpResponse:
    found = api.opened_letter(request.actor, letter)
    opened = dossier(request.actor, found.row.client_id)
    mine = next(each for each in api.letters_of(request.actor, opened) if each.id == found.row.id)
    context = {
        "dossier": opened,
        "letter": mine,
        "lines": found.lines,
        "dutch": found.dutch,
        "language": languages()[found.row.language],
    }
    return render(request, "letters/letter.html", context)


@needs(Permission.LETTER_READ)
@require_POST
def print_letter(request: StaffRequest, letter: uuid.UUID) -> HttpResponse:
    form = "word" if request.POST.get("soort") == "word" else "pdf"
    try:
        found = api.print_letter(by=request.actor, letter=letter, form=form)
    except api.LetterRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("letter", letter)
    paper = MAKERS[form](found.lines, found.row.language, found.dutch)
    return attachment(paper, TYPES[form], FILE_NAMES[form])


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
