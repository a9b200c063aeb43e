"""An item is shared no longer than it is kept, also when the exception under it is prolonged."""

import uuid
from datetime import date

from ketenwerk.clients.api import lasts_until
from ketenwerk.conferences.models import KEPT_MONTHS, CaseItem
from ketenwerk.kernel.periods import months_later


@lasts_until
def last_days(parts: list[uuid.UUID]) -> dict[uuid.UUID, date]:
    rows = CaseItem.objects.filter(id__in=parts).values_list("id", "conference__on")
    return {part: months_later(day, KEPT_MONTHS) for part, day in rows}
