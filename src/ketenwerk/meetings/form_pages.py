"""One way to show and answer a form of this package, also when a colleague saved first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ketenwerk.access.api import StaffRequest
from ketenwerk.meetings import api
from ketenwerk.meetings.forms import CheckedForm

F = TypeVar("F", bound=CheckedForm)
CONFLICT, UNFIT = 409, 422


@dataclass(frozen=True)
class FormPage:
    """`draft` names the draft of this form; `back` is where one came from and goes after saving."""

    title: str
    button: str
    back: str
    back_label: str
    draft: str
    done: str
    text: str = ""


def answer(
    request: StaffRequest, form: F, page: FormPage, save: Callable[[F], object]
) -> HttpResponse:
    """Shows the form, or saves it and goes back. Nothing typed is lost: a later writer sees both texts."""
    stands: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        status = UNFIT
        if form.is_valid():
            try:
                save(form)
            except api.Stale as stale:
                form.add_error(None, str(stale))
                form.meets(stale.version)
                stands = _differences(form, stale)
                status = CONFLICT
            except api.MeetingRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, page.done)
                return redirect(page.back)
    context = {"form": form, "page": page, "stands": stands}
    return render(request, "meetings/form.html", context, status=status)


def _differences(form: CheckedForm, stale: api.Stale) -> list[tuple[str, str]]:
    """What the colleague wrote, of the fields where it is not what was typed."""
    return [
        (str(form.fields[name].label), text)
        for name, text in stale.stands.items()
        if name in form.fields and text.strip() != str(form.cleaned_data.get(name, "")).strip()
    ]
