"""One way to show and answer a form of this package, also when it was saved elsewhere first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ketenwerk.access.api import StaffRequest
from ketenwerk.consults import api
from ketenwerk.consults.forms import CheckedForm
from ketenwerk.hours.api import HoursRefused

F = TypeVar("F", bound=CheckedForm)
CONFLICT, UNFIT = 409, 422


@dataclass(frozen=True)
class FormPage:
    """`draft` names the draft of this form; `back` is where one came from."""

    title: str
    button: str
    back: str
    back_label: str
    draft: str
    text: str = ""
    # Where a record can be taken away.
    remove: str = ""
    # Where one goes after saving, when that is not where one came from.
    after: str = ""


def answer(
    request: StaffRequest, form: F, page: FormPage, save: Callable[[F], str]
) -> HttpResponse:
    """Shows the form, or saves it, says what `save` answers and goes back. Nothing typed is lost."""
    stands: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        status = UNFIT
        if form.is_valid():
            try:
                done = save(form)
            except api.Stale as stale:
                form.add_error(None, str(stale))
                form.meets(stale.version)
                stands = _differences(form, stale)
                status = CONFLICT
            except (api.ConsultRefused, HoursRefused) as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, done)
                return redirect(page.after or page.back)
    context = {"form": form, "page": page, "stands": stands}
    return render(request, "consults/form.html", context, status=status)


def _differences(form: CheckedForm, stale: api.Stale) -> list[tuple[str, str]]:
    """What stands there now, of the fields where it is not what was typed."""
    return [
        (str(form.fields[name].label), text or "leeg")
        for name, text in stale.stands.items()
        if name in form.fields and text.strip() not in _typed(form, name)
    ]


def _typed(form: CheckedForm, name: str) -> set[str]:
    """What was typed, as it was sent and as its choice is called on screen."""
    value = form.cleaned_data.get(name)
    sent = "" if value is None else str(value).strip()
    return {sent, str(dict(getattr(form.fields[name], "choices", ())).get(value, sent))}
