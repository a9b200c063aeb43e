"""Pages of what is offered, and of who may give it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ketenwerk.access.api import Permission, StaffRequest, has, needs
from ketenwerk.courses import api
from ketenwerk.courses.answering import answer
from ketenwerk.courses.forms import CourseForm, SkillForm
from ketenwerk.courses.views import FORM
from ketenwerk.kernel import clock
from ketenwerk.kernel.form_pages import FormPage

COURSE = ("name", "kind", "audience", "seats", "sessions", "goal", "materials", "themes")
MINUTES = 60
TWO_YEARS = 730


@needs(Permission.COURSE_READ)
@require_GET
def courses(request: StaffRequest) -> HttpResponse:
    context = {
        "courses": api.courses(request.actor),
        "may_plan": has(request.actor.role, Permission.COURSE_PLAN),
    }
    return render(request, "courses/courses.html", context)


def _facts(form: CourseForm) -> api.CourseFacts:
    return api.CourseFacts(
        planned_minutes=form.cleaned_data["hours"] * MINUTES, **form.facts(*COURSE)
    )


def _page(title: str, button: str, draft: str) -> FormPage:
    return FormPage(
        title,
        button,
        reverse("courses"),
        "Aanbod",
        draft,
        "Het aanbod is opgeslagen.",
        "Groepen die al gepland zijn, blijven zoals ze waren." if button == "Sla aanbod op" else "",
    )


@needs(Permission.COURSE_PLAN)
@require_http_methods(FORM)
def new_course(request: StaffRequest) -> HttpResponse:
    initial = {
        "kind": "training",
        "audience": "clients",
        "seats": api.CLIENT_SEATS,
        "sessions": 8,
        "owners": [str(request.actor.house)],
    }
    return answer(
        request,
        CourseForm(request.POST or None, initial=initial),
        _page("Nieuw aanbod", "Maak aanbod", "aanbod-nieuw"),
        lambda sent: api.keep_course(
            by=request.actor,
            facts=_facts(sent),
            owners=sent.ids("owners"),
            groups=sent.ids("groups"),
        ),
    )


@needs(Permission.COURSE_PLAN)
@require_http_methods(FORM)
def edit_course(request: StaffRequest, course: uuid.UUID) -> HttpResponse:
    row = api.course_to_plan(request.actor, course)
    initial = {name: getattr(row, name) for name in (*COURSE, "version")} | {
        "hours": row.planned_minutes // MINUTES,
        "owners": [str(each.organisation_id) for each in row.owners.all()],
        "groups": [str(each.id) for each in row.groups.all()],
    }
    return answer(
        request,
        CourseForm(request.POST or None, initial=initial),
        _page("Wijzig aanbod", "Sla aanbod op", f"aanbod-{course}"),
        lambda sent: api.keep_course(
            by=request.actor,
            facts=_facts(sent),
            owners=sent.ids("owners"),
            groups=sent.ids("groups"),
            course=course,
            version=sent.cleaned_data["version"] or 0,
        ),
    )


# Who may give it


@needs(Permission.COURSE_READ)
@require_GET
def skills(request: StaffRequest) -> HttpResponse:
    manages = has(request.actor.role, Permission.SKILL_MANAGE)
    context = {
        "skills": api.skills(request.actor),
        "soon": clock.days_later(api.WARN_DAYS),
        "may_manage": manages,
        "own_house": request.actor.organisation if request.actor.role != "coordinator" else None,
        "today": clock.today(),
    }
    return render(request, "courses/skills.html", context)


@needs(Permission.SKILL_MANAGE)
@require_http_methods(FORM)
def new_skill(request: StaffRequest) -> HttpResponse:
    page = FormPage(
        "Wie mag wat geven",
        "Leg bekwaamheid vast",
        reverse("skills"),
        "Trainers",
        "bekwaamheid-nieuw",
        "De bekwaamheid is vastgelegd.",
    )
    form = SkillForm(
        request.POST or None,
        people=api.members_to_skill(request.actor),
        courses=[row for row, _ in api.courses(request.actor)],
        initial={"start": clock.today(), "until": clock.days_later(TWO_YEARS)},
    )
    return answer(
        request,
        form,
        page,
        lambda sent: api.give_skill(
            by=request.actor,
            facts=api.Entitled(
                uuid.UUID(sent.cleaned_data["member"]),
                uuid.UUID(sent.cleaned_data["course"]),
                **sent.facts("start", "until", "trains"),
            ),
        ),
    )


@needs(Permission.SKILL_MANAGE)
@require_POST
def end_skill(request: StaffRequest, skill: uuid.UUID) -> HttpResponse:
    try:
        api.end_skill(by=request.actor, skill=skill)
    except api.CourseRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "De bekwaamheid is beëindigd.")
    return redirect("skills")
