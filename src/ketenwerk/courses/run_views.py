"""Pages for who plans: a run, its state, its trainers and hours, and one meeting of it."""

import uuid

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.courses import api
from ketenwerk.courses.answering import answer
from ketenwerk.courses.forms import ChangeRunForm, HoursForm, MoveForm, RunForm, SessionForm
from ketenwerk.courses.views import FORM, run_form
from ketenwerk.kernel import clock
from ketenwerk.kernel.form_pages import FormPage
from ketenwerk.programme.api import activities_of

RUN = (
    *("mode", "funding", "seats", "first_on", "every", "start", "minutes", "preparation"),
    "where",
)
SESSION = ("day", "start", "minutes", "where", "form", "reason")


@needs(Permission.COURSE_PLAN)
@require_http_methods(FORM)
def plan_group(request: StaffRequest, course: uuid.UUID) -> HttpResponse:
    row = api.course_to_plan(request.actor, course)
    page = FormPage(
        f"Plan {row.name.lower()}",
        "Plan groep",
        reverse("courses"),
        "Aanbod",
        f"groep-plannen-{course}",
        "De groep is gepland. Open de werving als iedereen mag aanmelden.",
    )
    form = RunForm(
        request.POST or None,
        people=api.trainers_for(request.actor, row, clock.today()),
        initial={
            "seats": row.seats,
            "sessions": row.sessions,
            "every": 1,
            "minutes": 120,
            "preparation": 60,
            "mode": "group",
            "funding": "award",
        },
    )
    return answer(
        request,
        form,
        page,
        lambda sent: api.plan_run(
            by=request.actor,
            course=course,
            facts=api.RunFacts(**sent.facts(*RUN)),
            sessions=sent.cleaned_data["sessions"],
            trainers=dict.fromkeys(sent.people(), ""),
            without=sent.cleaned_data["without"],
        ),
    )


@needs(Permission.COURSE_PLAN)
@require_http_methods(FORM)
def change_group(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    row = api.run_to(request.actor, Permission.COURSE_PLAN, run)
    there = {each.member_id: each.activity_key for each in row.trainers.all()}
    now = [each.member for each in row.trainers.filter(ended_on=None).select_related("member")]
    people = api.trainers_for(request.actor, row.course, clock.today())
    people += [each for each in now if each not in people]
    page = run_form(row, "Wijzig groep", "Sla groep op", "wijzig", "De groep is opgeslagen.")
    form = ChangeRunForm(
        request.POST or None,
        people=people,
        initial={
            "seats": row.seats,
            "where": row.where,
            "version": row.version,
            "trainers": [str(each.id) for each in now],
        },
    )
    return answer(
        request,
        form,
        page,
        lambda sent: api.change_run(
            by=request.actor,
            run=run,
            version=sent.cleaned_data["version"] or 0,
            trainers={each: there.get(each, "") for each in sent.people()},
            **sent.facts("seats", "where"),
        ),
    )


@needs(Permission.COURSE_PLAN)
@require_http_methods(FORM)
def move_group(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    row = api.run_to(request.actor, Permission.COURSE_PLAN, run)
    page = run_form(
        row, "Status van de groep", "Sla status op", "status", "De status is opgeslagen."
    )
    return answer(
        request,
        MoveForm(
            request.POST or None, now=row.state, initial={"reason": "", "version": row.version}
        ),
        page,
        lambda sent: api.move_run(
            by=request.actor,
            run=run,
            version=sent.cleaned_data["version"] or 0,
            **sent.facts("to", "reason"),
        ),
    )


@needs(Permission.COURSE_PLAN)
@require_http_methods(FORM)
def group_hours(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    """A course that is given to one person is contact in a trajectory: only activities with trajectories (R50)."""
    row = api.run_to(request.actor, Permission.COURSE_PLAN, run)
    trainers = list(row.trainers.select_related("member__organisation"))
    alone = row.mode == api.CourseRun.Mode.INDIVIDUAL
    offers = {
        str(each.id): (
            f"{each.member.name}, {each.member.organisation.abbreviation}",
            [
                (one.key, one.label)
                for one in activities_of(
                    each.member.organisation_id, row.first_on.year, for_trajectories=alone
                )
            ],
        )
        for each in trainers
    }
    page = run_form(row, "Uren van de groep", "Sla uren op", "uren", "De keuze is opgeslagen.")
    initial = {str(each.id): each.activity_key for each in trainers}
    return answer(
        request,
        HoursForm(request.POST or None, offers=offers, initial=initial),
        page,
        lambda sent: api.book_run_on(
            by=request.actor,
            run=run,
            keys={each.id: sent.cleaned_data[str(each.id)] for each in trainers},
        ),
    )


@needs(Permission.COURSE_PLAN)
@require_http_methods(FORM)
def session(request: StaffRequest, session: uuid.UUID) -> HttpResponse:
    row = api.session_to_plan(request.actor, session)
    page = run_form(
        row.run,
        f"Bijeenkomst {row.number}",
        "Sla bijeenkomst op",
        f"bijeenkomst-{row.number}",
        "De bijeenkomst is aangepast.",
    )
    form = SessionForm(
        request.POST or None,
        now=row.form,
        initial={name: getattr(row, name) for name in (*SESSION, "version")},
    )
    return answer(
        request,
        form,
        page,
        lambda sent: api.change_session(
            by=request.actor,
            session=session,
            version=sent.cleaned_data["version"] or 0,
            to=api.Occasion(**sent.facts(*SESSION)),
        ),
    )
