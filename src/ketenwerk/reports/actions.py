"""Writing accounts: a partner's story beside a line, and making an account definite."""

import uuid

from ketenwerk.access.api import Permission, Role, get, require
from ketenwerk.audit.api import record
from ketenwerk.figures.api import Freeze, Number, Numbers, freeze
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import BudgetLine
from ketenwerk.reports import events
from ketenwerk.reports.account import Which, as_content, compose
from ketenwerk.reports.account_document import unexplained
from ketenwerk.reports.counting import figures_for_report
from ketenwerk.reports.models import Explanation


class AccountRefused(Exception):  # noqa: N818
    """Why an account cannot be made definite, as a sentence for the screen."""


def explain(*, by: Actor, line: uuid.UUID, half: int, text: str) -> None:
    """Keeps the story beside one line, for the half year (1) or the year (0)."""
    row = get(by, Permission.ACCOUNT_EXPLAIN, BudgetLine, id=line)
    Explanation.objects.update_or_create(
        line=row,
        half=half,
        defaults={
            "organisation_id": row.organisation_id,
            "text": text.strip(),
            "written_at": clock.now(),
            "written_by_id": by.member,
        },
    )
    record(by=by, event=events.EXPLAINED, target=row, line=row.key, half=half)


def freeze_account(*, by: Actor, which: Which) -> Freeze:
    """Makes an account definite: counts anew for outsiders, checks against earlier releases, keeps everything as it is."""
    require(by, Permission.ACCOUNT_FREEZE)
    own = which.organisation.id if which.organisation else None
    if by.role != Role.COORDINATOR and own != by.organisation:
        raise AccountRefused(
            "Je kunt alleen de verantwoording van je eigen organisatie vastzetten."
        )
    if which.period.end > clock.today():
        raise AccountRefused("De periode is nog niet voorbij. Vastzetten kan vanaf de dag erna.")
    figures = figures_for_report(which.year, which.period, own)
    numbers = Numbers(
        {(f.period, f.indicator.value, f.cell): Number(f.value, f.hidden) for f in figures},
        clock.now(),
    )
    account = compose(which, numbers)
    silent = unexplained(account)
    if silent:
        names = ", ".join(line.label for line in silent)
        raise AccountRefused(f"Deze posten wijken af en hebben nog geen toelichting: {names}.")
    return freeze(
        by=by, organisation=own, period=which.period, content=as_content(account), figures=figures
    )
