"""Pages for who looks: the groups, and one group with its chairs."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, has, needs
from ketenwerk.courses import api
from ketenwerk.courses.answering import answer
from ketenwerk.courses.forms import EnrolForm, EvaluationForm, StopForm
from ketenwerk.kernel import clock
from ketenwerk.kernel.form_pages import FormPage
from ketenwerk.kernel.ids import new_id

FORM = ["GET", "POST"]


@needs(Permission.COURSE_READ)
@require_GET
def groups(request: StaffRequest) -> HttpResponse:
    year = clock.today().year
    context = {
        "overview": api.overview(request.actor),
        "totals": api.totals(request.actor, year),
        "year": year,
        "may_plan": has(request.actor.role, Permission.COURSE_PLAN),
    }
    return render(request, "courses/groups.html", context)


@needs(Permission.COURSE_READ)
@require_GET
def group(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    page = api.run_page(request.actor, run)
    steps = api.RUN_STEPS[page.run.state]
    context = {
        "page": page,
        "run": page.run,
        "may_enrol": has(request.actor.role, Permission.ENROLMENT_WRITE)
        and page.run.state in api.OPEN
        and page.run.course.audience == "clients",
        "may_move": page.plans and bool(steps),
        "may_close": page.leads and page.is_over and "finished" in steps,
        "goes_on": bool(steps),
        "today": clock.today(),
    }
    return render(request, "courses/group.html", context)


def run_form(run: api.CourseRun, title: str, button: str, draft: str, done: str) -> FormPage:
    back = reverse("course_run", args=[run.id])
    return FormPage(title, button, back, run.course.name, f"groep-{run.id}-{draft}", done)


@needs(Permission.ENROLMENT_WRITE)
@require_http_methods(FORM)
def enrol(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    """A seat, or when the group is full a turn on the waiting list; what was typed stays."""
    row = api.run_to(request.actor, Permission.ENROLMENT_WRITE, run)
    full = row.free < 1 or row.waiting > 0
    form = EnrolForm(
        request.POST or None,
        clients=api.own_clients(request.actor),
        themes=row.course.theme_list,
        full=full,
        initial={"key": new_id(), "wait": full},
    )
    page = run_form(row, "Meld aan voor de groep", "Meld aan", "aanmelden", "")

    def save(sent: EnrolForm) -> str:
        data = sent.cleaned_data
        booking = api.Booking(
            client=uuid.UUID(data["client"]) if data["client"] else None,
            themes=data.get("themes", []),
            **sent.facts("key", "alias", "found", "needs", "priority", "wait"),
        )
        try:
            place = api.enrol(by=request.actor, run=run, booking=booking)
        except api.RunFull:
            sent.offer_turn()
            raise
        if place.state == api.Place.State.WAITING:
            return f"{place.alias} staat op de wachtlijst."
        return f"{place.alias} heeft een plek in de groep."

    return answer(request, form, page, save)


@needs(Permission.ENROLMENT_READ)
@require_http_methods(FORM)
def stop(request: StaffRequest, place: uuid.UUID) -> HttpResponse:
    row = api.place_to_stop(request.actor, place)
    waits = row.state == api.Place.State.WAITING
    title = f"{row.alias} van de wachtlijst" if waits else f"{row.alias} stopt met de groep"
    page = run_form(row.run, title, "Leg vast", f"stop-{place}", "Het is vastgelegd.")
    return answer(
        request,
        StopForm(request.POST or None),
        page,
        lambda sent: api.stop(by=request.actor, place=place, why=sent.cleaned_data["why"]),
    )


@needs(Permission.COURSE_LEAD)
@require_POST
def give_seat(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    try:
        place = api.seat_next(by=request.actor, run=run)
    except api.CourseRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{place.alias} heeft nu een plek.")
    return redirect("course_run", run)


@needs(Permission.COURSE_LEAD)
@require_POST
def tap_chair(request: StaffRequest, session: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    """One chair: taken, or empty. Sent twice it says the same."""
    there = request.POST.get("erbij") == "ja"
    run = api.run_of(request.actor, session)
    try:
        api.set_present(by=request.actor, session=session, place=place, there=there)
    except api.CourseRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('course_run', args=[run])}#stoel-{place}")


@needs(Permission.COURSE_LEAD)
@require_http_methods(FORM)
def evaluation(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    row = api.run_to(request.actor, Permission.COURSE_LEAD, run)
    page = FormPage(
        "Evaluatieformulier",
        "Tel formulier op",
        reverse("course_run", args=[run]),
        row.course.name,
        f"groep-{run}-evaluatie",
        "Het formulier is opgeteld.",
        "Neem één papieren formulier over. De antwoorden van één persoon bewaren we niet bij elkaar. "
        "1 is helemaal niet, 5 is helemaal wel.",
    )
    return answer(
        request,
        EvaluationForm(request.POST or None),
        page,
        lambda sent: api.add_evaluation(
            by=request.actor, run=run, scores=sent.scores(), remark=sent.cleaned_data["remark"]
        ),
    )


@needs(Permission.COURSE_LEAD)
@require_POST
def offer_hours(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    if api.offer_hours(by=request.actor, run=run):
        messages.success(request, "De uren staan klaar in de week.")
    else:
        messages.info(request, "Er zijn geen uren om klaar te zetten.")
    return redirect("course_run", run)


@needs(Permission.COURSE_LEAD)
@require_POST
def close_group(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    try:
        api.close_run(by=request.actor, run=run)
    except api.CourseRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "De groep is afgerond. De telling staat vast.")
    return redirect("course_run", run)
