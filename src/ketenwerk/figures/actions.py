"""Writing figures: a new standing after a count, and a freeze that is never changed."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from ketenwerk.audit.api import event, record
from ketenwerk.figures.indicators import INDICATORS, Key
from ketenwerk.figures.models import Figure, Freeze, Standing
from ketenwerk.figures.queries import CHAIN_ACCOUNT
from ketenwerk.kernel import clock
from ketenwerk.kernel.periods import Period
from ketenwerk.people.api import Actor

COUNTED = event("figures:counted", "Opnieuw geteld", "figures")
FROZEN = event("figures:frozen", "Verantwoording vastgezet", "start", "end", "version")


@dataclass(frozen=True)
class Counted:
    """One number for one reader; value None is hidden, and `hidden` says why in one letter."""

    audience: str
    organisation: uuid.UUID | None
    period: Period
    indicator: Key
    cell: str
    value: int | None
    hidden: str = ""


def replace_standing(*, by: Actor, figures: Iterable[Counted]) -> int:
    """Puts the numbers of a new count in the place of the last one."""
    now = clock.now()
    rows = [
        Standing(
            audience=each.audience,
            organisation_id=each.organisation,
            start=each.period.start,
            end=each.period.end,
            indicator=each.indicator.value,
            version=INDICATORS[each.indicator].holding(each.period.start).number,
            cell=each.cell,
            value=each.value,
            hidden=each.hidden,
            counted_at=now,
        )
        for each in figures
    ]
    Standing.objects.all().delete()
    Standing.objects.bulk_create(rows)
    record(by=by, event=COUNTED, figures=len(rows))
    return len(rows)


@dataclass(frozen=True)
class Fixed:
    """One number of a report as outsiders see it."""

    period: Period
    indicator: Key
    cell: str
    value: int | None
    hidden: str = ""


def check_number(content: Mapping[str, Any]) -> str:
    """Eight hexadecimal digits over the content, in two groups, to recognise a copy."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    digest = hashlib.sha256(text.encode()).hexdigest()[:8].upper()
    return f"{digest[:4]} {digest[4:]}"


def freeze(
    *,
    by: Actor,
    organisation: uuid.UUID | None,
    period: Period,
    content: Mapping[str, Any],
    figures: Iterable[Fixed],
) -> Freeze:
    """Makes a report definite as the next version of its period."""
    same = Freeze.objects.filter(
        report=CHAIN_ACCOUNT, organisation=organisation, start=period.start, end=period.end
    )
    made = Freeze.objects.create(
        report=CHAIN_ACCOUNT,
        organisation_id=organisation,
        start=period.start,
        end=period.end,
        version=(same.aggregate(last=Max("version"))["last"] or 0) + 1,
        frozen_at=clock.now(),
        frozen_by_id=by.person,
        check_number=check_number(content),
        content=dict(content),
    )
    Figure.objects.bulk_create(
        Figure(
            freeze=made,
            start=each.period.start,
            end=each.period.end,
            indicator=each.indicator.value,
            version=INDICATORS[each.indicator].holding(each.period.start).number,
            cell=each.cell,
            value=each.value,
            hidden=each.hidden,
        )
        for each in figures
    )
    record(
        by=by,
        event=FROZEN,
        target=made,
        start=period.start.isoformat(),
        end=period.end.isoformat(),
        version=made.version,
    )
    return made
