"""A draft that was left lying goes after 14 days: it may hold what should be nowhere by then (R36)."""

from datetime import timedelta

from django.db.models import QuerySet

from ketenwerk.access.api import Term, term
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.web.models import Draft

KEPT_FOR = timedelta(days=14)


def _left(by: Actor) -> QuerySet[Draft]:
    return Draft.objects.filter(
        member__organisation_id=by.house, saved_at__lte=clock.real_now() - KEPT_FOR
    )


def _take_away(by: Actor) -> int:
    return _left(by).delete()[0]


DRAFTS = term(Term("draft", "concepten, na 14 dagen", lambda by: _left(by).count(), _take_away))
