"""What the pages of accounts show: lines with promise, result, hours and euros, and the sums."""

from dataclasses import dataclass

from ketenwerk.access.api import Permission, has
from ketenwerk.kernel import dutch
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import BudgetLine, current_year
from ketenwerk.reports import account_document as doc
from ketenwerk.reports.account_beside import HOURS_NOTE, TOGETHER, hours_rows
from ketenwerk.reports.picture import whole_picture


@dataclass(frozen=True)
class LineRow:
    line: str
    organisation: str
    label: str
    promised: str
    done: str
    verdict: str
    hours_budget: str
    hours_done: str
    euros_budget: str
    euros_done: str
    explanation: str
    deviates: bool


@dataclass(frozen=True)
class AccountPage:
    account: doc.Account
    rows: tuple[LineRow, ...]
    sums: tuple[tuple[str, doc.Totals, str], ...]
    total: doc.Totals
    lead: tuple[str, ...]
    empty_why: tuple[str, ...]
    hours: tuple[tuple[str, str, str, str, bool], ...]
    hours_note: str


def account_page(account: doc.Account) -> AccountPage:
    lines = BudgetLine.objects.filter(year=account.year, funded=True)
    ids = {
        (organisation, label): str(line)
        for organisation, label, line in lines.values_list(
            "organisation__abbreviation", "label", "id"
        )
    }
    silent = {(line.organisation, line.label) for line in doc.unexplained(account)}
    return AccountPage(
        account=account,
        rows=tuple(_row(account, line, ids, silent) for line in doc.in_table_order(account)),
        sums=tuple(
            (each.name, doc.totals(doc.lines_of(account, each)), each.mode.value)
            for each in account.organisations
        ),
        total=doc.totals(account.lines),
        lead=doc.lead_sentences(account),
        empty_why=doc.why_totals_are_empty(account),
        hours=tuple(_hours(*row) for row in hours_rows(account.hours)),
        hours_note=HOURS_NOTE,
    )


def _hours(
    who: str, what: str, budget: int | None, minutes: int
) -> tuple[str, str, str, str, bool]:
    """Who, what, budgeted, done, and whether it is a sum."""
    planned = dutch.number(budget) if budget is not None else ""
    return who, what, planned, dutch.short_number(minutes / 60), what == TOGETHER


def _row(
    account: doc.Account,
    line: doc.AccountLine,
    ids: dict[tuple[str, str], str],
    silent: set[tuple[str, str]],
) -> LineRow:
    key = (line.organisation, line.label)
    return LineRow(
        line=ids.get(key, ""),
        organisation=line.organisation,
        label=line.label,
        promised=line.promised,
        done=dutch.listing(
            [f"{t.done_text} {t.unit}" if t.done is not None else t.done_text for t in line.targets]
        ),
        verdict=dutch.listing([doc.verdict_words(account, t.verdict) for t in line.targets]),
        hours_budget=dutch.number(line.hours_budget) if line.hours_budget is not None else "",
        hours_done=dutch.short_number(line.minutes_done / 60)
        if line.minutes_done is not None
        else "",
        euros_budget=dutch.euros(line.euros_budget),
        euros_done=dutch.euros(line.euros_done) if line.euros_done is not None else "",
        explanation=line.explanation,
        deviates=key in silent,
    )


def picture_sentence(actor: Actor) -> str:
    """One sentence about how the promises stand, for "Vandaag"."""
    if not has(actor.role, Permission.PICTURE_READ):
        return ""
    picture = whole_picture(actor, current_year())
    if picture.figures:
        return picture.figures[0].sentence
    return f"Er zijn nog geen tellingen over {current_year()}."
