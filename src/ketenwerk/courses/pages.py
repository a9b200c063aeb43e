"""One way to show and answer a form of this package, also when a colleague saved first or a seat was just taken."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ketenwerk.access.api import StaffRequest
from ketenwerk.courses import api
from ketenwerk.courses.fields import CheckedForm

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
    """Shows the form, or saves it and goes back. Nothing typed is lost: a later writer sees what stands there."""
    stands: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        status = UNFIT
        if form.is_valid():
            try:
                done = save(form)
            except api.Stale as stale:
                form.add_error(None, str(stale))
                form.meets("version", str(stale.version))
                stands = [
                    (str(form.fields[name].label), text)
                    for name, text in stale.stands.items()
                    if name in form.fields and text != str(form.cleaned_data.get(name, ""))
                ]
                status = CONFLICT
            except api.RunFull as full:
                form.add_error(None, str(full))
                form.meets("wait", "on")
                status = CONFLICT
            except api.CourseRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, done if isinstance(done, str) else page.done)
                return redirect(page.back)
    context = {"form": form, "page": page, "stands": stands, "button": form.button or page.button}
    return render(request, "courses/form.html", context, status=status)
