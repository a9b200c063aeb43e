"""Signing up for a workshop: the pages without an account, and the list for who plans it."""

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, needs, open_to_everybody
from ketenwerk.courses import api
from ketenwerk.courses.forms import EvaluationForm
from ketenwerk.courses.sign_up_forms import SignUpForm
from ketenwerk.courses.views import FORM
from ketenwerk.kernel.downloads import attachment
from ketenwerk.kernel.form_pages import CONFLICT, UNFIT
from ketenwerk.kernel.ids import new_id

TOO_MANY = 429


# Without an account


@open_to_everybody
@require_http_methods(FORM)
def sign_up(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """A seat, or when all are taken the next turn; what was typed stays until there is one."""
    notice = api.notice(token)
    form = SignUpForm(request.POST or None, initial={"key": new_id()})
    status = 200
    if request.method == "POST":
        status = _sent(request, token, form)
        if not status:
            return redirect("own_sign_up", form.cleaned_data["key"])
    context = {"notice": notice, "form": form}
    return render(request, "courses/sign_up.html", context, status=status)


def _sent(request: HttpRequest, token: uuid.UUID, form: SignUpForm) -> int:
    """Signs up; the status of what went wrong, or 0."""
    if not ratelimit.consume(request, action="sign_up"):
        form.add_error(None, "Er kwamen te veel aanmeldingen achter elkaar. Wacht een uur.")
        return TOO_MANY
    if not form.is_valid():
        return UNFIT
    try:
        api.sign_up(token=token, who=api.SignUp(**form.cleaned_data))
    except api.SignedUpBefore as before:
        form.add_error("mail", str(before))
        return CONFLICT
    except api.CourseRefused as refusal:
        form.add_error(None, str(refusal))
        return CONFLICT
    return 0


@open_to_everybody
@require_http_methods(FORM)
def own_sign_up(request: HttpRequest, secret: uuid.UUID) -> HttpResponse:
    """The own link: how it stands, to print, and to give the seat back."""
    turn = api.turn(secret)
    if request.method == "POST":
        api.cancel(secret=secret)
        return redirect("own_sign_up", secret)
    link = request.build_absolute_uri(reverse("own_sign_up", args=[secret]))
    context = {"turn": turn, "notice": turn.notice, "link": link, "secret": secret}
    return render(request, "courses/own_sign_up.html", context)


@open_to_everybody
@require_http_methods(FORM)
def own_evaluation(request: HttpRequest, secret: uuid.UUID) -> HttpResponse:
    """The evaluation of who was there; what was typed stays when it cannot be sent."""
    turn = api.turn(secret)
    form = EvaluationForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = UNFIT
        if form.is_valid():
            try:
                api.evaluate(
                    secret=secret, scores=form.scores(), remark=form.cleaned_data["remark"]
                )
            except api.CourseRefused as refusal:
                form.add_error(None, str(refusal))
                status = CONFLICT
            else:
                return redirect("own_sign_up", secret)
    elif not turn.may_evaluate:
        return redirect("own_sign_up", secret)
    context = {"turn": turn, "notice": turn.notice, "form": form, "secret": secret}
    return render(request, "courses/own_evaluation.html", context, status=status)


# For who plans it


@needs(Permission.COURSE_PLAN)
@require_GET
def sign_ups(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    page = api.sign_ups(request.actor, run)
    link = (
        request.build_absolute_uri(reverse("sign_up", args=[page.page.token])) if page.page else ""
    )
    context = {"page": page, "run": page.run, "link": link}
    return render(request, "courses/sign_ups.html", context)


@needs(Permission.COURSE_PLAN)
@require_POST
def sign_up_door(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    """Opens or closes the page where people sign up."""
    opens = request.POST.get("open") == "ja"
    try:
        (api.open_page if opens else api.close_page)(by=request.actor, run=run)
    except api.CourseRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Aanmelden kan nu." if opens else "Aanmelden is gesloten.")
    return redirect("sign_ups", run)


@needs(Permission.ENROLMENT_WRITE)
@require_POST
def tick_guest(request: StaffRequest, session: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    """Present or not, by tapping. Sent twice it says the same."""
    run = api.run_of_guest(request.actor, place)
    there = request.POST.get("erbij") == "ja"
    try:
        api.tick(by=request.actor, session=session, place=place, there=there)
    except api.CourseRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('sign_ups', args=[run])}#plek-{place}")


@needs(Permission.ENROLMENT_WRITE)
@require_POST
def take_off(request: StaffRequest, place: uuid.UUID) -> HttpResponse:
    run = api.run_of_guest(request.actor, place)
    try:
        api.take_off(by=request.actor, place=place)
    except api.CourseRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Afgemeld. De gegevens zijn weg.")
    return redirect("sign_ups", run)


@needs(Permission.ENROLMENT_READ)
@require_POST
def certificate(request: StaffRequest, place: uuid.UUID) -> HttpResponse:
    """A PDF under a name that says nothing; it is kept nowhere."""
    run = api.run_of_guest(request.actor, place)
    try:
        body = api.certificate(request.actor, place)
    except api.CourseRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("sign_ups", run)
    return attachment(body, "application/pdf", "bewijs-van-deelname.pdf")
