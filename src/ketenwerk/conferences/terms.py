"""What was said in a conference stays three months. Then the key of each item goes; of an action only its outcome stays."""

from django.db.models import QuerySet

from ketenwerk.access.api import Term, destroy_key, term
from ketenwerk.conferences.models import CaseItem, CaseOutcome
from ketenwerk.conferences.rules import last_gone
from ketenwerk.people.api import Actor


def _ended(by: Actor) -> QuerySet[CaseItem]:
    return CaseItem.objects.filter(organisation_id=by.house, conference__on__lte=last_gone())


def _take_away(by: Actor) -> int:
    ids = list(_ended(by).values_list("id", flat=True))
    for each in ids:
        destroy_key(by=by, dossier=each)
    CaseOutcome.objects.filter(item_id__in=ids).update(
        words=None, item=None, domain=None, plan_line=None, not_in_plan=""
    )
    CaseItem.objects.filter(id__in=ids).delete()
    return len(ids)


CASES = term(
    Term(
        "conference_item",
        "punten van het casuïstiekoverleg, na drie maanden",
        lambda by: _ended(by).count(),
        _take_away,
    )
)
