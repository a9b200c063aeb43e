"""One way to show and answer a form on a page of its own, also when somebody saved first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ketenwerk.kernel.refusals import Overtaken, Refusal
from ketenwerk.kernel.two_writers import Stale, differences, show_both

F = TypeVar("F", bound=forms.Form)
CONFLICT, UNFIT = 409, 422


@dataclass(frozen=True)
class FormPage:
    """`draft` names the draft of this form; `back` is where one came from and goes after saving."""

    title: str
    button: str
    back: str
    back_label: str
    draft: str
    # What is said after saving, unless `save` says it.
    done: str = ""
    text: str = ""
    # What stays as it was when it cannot be saved.
    kept: str = ""
    # Where a record can be taken away.
    remove: str = ""
    # Where one goes after saving, when that is not where one came from.
    after: str = ""


def answer(
    request: HttpRequest, form: F, page: FormPage, save: Callable[[F], object], *, template: str
) -> HttpResponse:
    """Shows the form, or saves it, says what `save` answers and goes back. Nothing typed is lost.

    `template` extends `web/form.html`.
    """
    stands: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        status = UNFIT
        if form.is_valid():
            try:
                done = save(form)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                if isinstance(refusal, Overtaken):
                    status = CONFLICT
                if isinstance(refusal, Stale):
                    show_both(form, version=refusal.version)
                    stands = differences(form, refusal.stands)
            else:
                messages.success(request, done if isinstance(done, str) else page.done)
                return redirect(page.after or page.back)
    context = {"form": form, "page": page, "stands": stands}
    return render(request, template, context, status=status)
