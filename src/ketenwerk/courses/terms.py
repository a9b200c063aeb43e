"""Who sat in a group is known until a year after it ended. The counts of the run stay.

It ended with its last meeting, also when nobody closed it; closed before that, on that day.
"""

from datetime import timedelta

from django.db.models import Max, Q, QuerySet

from ketenwerk.access.api import Term, term
from ketenwerk.courses.models import CourseRun, Enrolment, SignUpTicket
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor

KEPT = timedelta(days=365)


def _ended(by: Actor) -> QuerySet[Enrolment]:
    last = clock.today() - KEPT
    over = CourseRun.objects.annotate(last=Max("sessions__day")).filter(
        Q(last__lte=last) | Q(state=CourseRun.State.FINISHED, closed_on__lte=last)
    )
    return Enrolment.objects.filter(organisation_id=by.house, place__run__in=over)


def _take_away(by: Actor) -> int:
    """The seat and its chairs go along in the database."""
    ids = list(_ended(by).values_list("id", flat=True))
    Enrolment.objects.filter(id__in=ids).delete()
    return len(ids)


ENROLMENTS = term(
    Term(
        "enrolment",
        "deelnames aan groepen, een jaar na het einde",
        lambda by: _ended(by).count(),
        _take_away,
    )
)


def _past(by: Actor) -> QuerySet[SignUpTicket]:
    """By the last meeting: also where nobody closed the run."""
    over = CourseRun.objects.annotate(last=Max("sessions__day")).filter(
        course__owners__organisation=by.house, last__lte=clock.today() - KEPT
    )
    return SignUpTicket.objects.filter(run__in=over)


def _forget(by: Actor) -> int:
    """The seat and who it was go along in the database."""
    ids = list(_past(by).values_list("id", flat=True))
    SignUpTicket.objects.filter(id__in=ids).delete()
    return len(ids)


SIGN_UPS = term(
    Term(
        "sign_up",
        "aanmeldingen voor workshops, een jaar na de laatste bijeenkomst",
        lambda by: _past(by).count(),
        _forget,
    )
)
