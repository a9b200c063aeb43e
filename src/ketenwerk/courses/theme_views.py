"""The page where a training is put together from what its participants ask for (R52)."""

import uuid

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from ketenwerk.access.api import Permission, StaffRequest, needs
from ketenwerk.courses import api
from ketenwerk.courses.forms import ThemesForm
from ketenwerk.courses.views import FORM, run_form
from ketenwerk.kernel import form_pages


@needs(Permission.COURSE_LEAD)
@require_http_methods(FORM)
def group_themes(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    sessions = api.meetings_to_theme(request.actor, run)
    shown = api.run_page(request.actor, run)
    page = run_form(
        shown.run, "Thema's kiezen", "Sla thema's op", "themas", "De thema's zijn opgeslagen."
    )
    form = ThemesForm(
        request.POST or None,
        sessions=sessions,
        offered=shown.run.course.theme_list,
        wishes=shown.wishes,
        initial={"version": api.version_of(sessions)},
    )
    return form_pages.answer(
        request,
        form,
        page,
        lambda sent: api.set_themes(
            by=request.actor,
            run=run,
            version=sent.cleaned_data["version"] or 0,
            themes={each.id: sent.theme_of(each) for each in sessions},
        ),
        template="courses/themes.html",
    )
