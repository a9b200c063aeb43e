"""Reading accounts: which there are, and the account that a reader may see."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from ketenwerk.access.api import Permission, Refused, Role, get
from ketenwerk.figures.api import Freeze, last_freezes
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.clock import AMSTERDAM
from ketenwerk.kernel.periods import Period
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import BudgetLine, current_year, lines_of, programme_years
from ketenwerk.reports.account import FIRST_HALF, LABELS, YEAR, Which, from_content
from ketenwerk.reports.account_document import Account
from ketenwerk.reports.models import Explanation

CHAIN = "keten"


@dataclass(frozen=True)
class AccountRow:
    """One account in the list: what it is, and how far it is."""

    which: Which
    name: str
    label: str
    frozen: Freeze | None
    is_over: bool


def account_rows(actor: Actor) -> list[AccountRow]:
    """The accounts that this actor may read, newest year first: the municipality sees only what was frozen."""
    whole = actor.role in {Role.COORDINATOR, Role.SUBSIDY_OFFICER}
    this = current_year()
    frozen = last_freezes()
    years = [number for number in programme_years() if number <= this]
    rows = [
        _row(Which(number, part, holder), frozen)
        for number in reversed(years)
        for holder in _holders(actor, number, whole=whole)
        for part in (FIRST_HALF, YEAR)
    ]
    return [row for row in rows if row.frozen or actor.role != Role.SUBSIDY_OFFICER]


def account_row(actor: Actor, which: Which) -> AccountRow | None:
    """The row of one account in that list, without asking for the others; None when it is not in it."""
    holder = which.organisation
    if which.year > current_year() or (holder and not lines_of(which.year, holder.id, funded=True)):
        return None
    row = _row(which, last_freezes())
    return row if row.frozen or actor.role != Role.SUBSIDY_OFFICER else None


def _holders(actor: Actor, number: int, *, whole: bool) -> list[Organisation | None]:
    """Who accounts for this year: the chain (None) and each partner with money in it."""
    partners = dict.fromkeys(line.organisation for line in lines_of(number, funded=True))
    if whole:
        return [None, *partners]
    return [partner for partner in partners if partner.id == actor.organisation]


def _row(which: Which, frozen: Mapping[tuple[uuid.UUID | None, Period], Freeze]) -> AccountRow:
    holder = which.organisation
    return AccountRow(
        which=which,
        name=holder.name if holder else "De hele keten",
        label=LABELS[which.half].format(year=which.year),
        frozen=frozen.get((holder.id if holder else None, which.period)),
        is_over=which.period.end <= clock.today(),
    )


def may_see(actor: Actor, which: Which) -> bool:
    """Whether this actor may read the account before it is frozen."""
    if actor.role == Role.COORDINATOR:
        return True
    own = which.organisation is not None and which.organisation.id == actor.organisation
    return own and actor.role in {Role.PARTNER_MANAGER, Role.CONTROLLER}


def which_of(year: int, part: str, holder: str) -> Which | None:
    """From the words of an address: 2021, "h1" or "jaar", and the key of an organisation or "keten"."""
    halves = {"h1": FIRST_HALF, "jaar": YEAR}
    if part not in halves or year not in programme_years():
        return None
    if holder == CHAIN:
        return Which(year, halves[part], None)
    organisation = Organisation.objects.filter(key=holder, kind=Organisation.Kind.PARTNER).first()
    return Which(year, halves[part], organisation) if organisation else None


def words_of(which: Which) -> tuple[int, str, str]:
    """The words of an address for an account."""
    part = "h1" if which.half == FIRST_HALF else "jaar"
    return which.year, part, which.organisation.key if which.organisation else CHAIN


def frozen_account(actor: Actor, freeze: uuid.UUID) -> tuple[Freeze, Account]:
    """A frozen account as it was; Refused when it is not for this actor."""
    row = get(actor, Permission.ACCOUNT_READ, Freeze, id=freeze)
    return row, account_from(row)


def account_from(row: Freeze) -> Account:
    on = row.frozen_at.astimezone(AMSTERDAM).date()
    return from_content(
        row.content, check_number=row.check_number, version=row.version, frozen_on=on
    )


def open_periods(actor: Actor) -> list[tuple[str, str, str, str]]:
    """Accounts of periods that are over and not frozen: label, what to do, where, and how pressing."""
    found = []
    for row in account_rows(actor):
        mine = row.which.organisation is None if actor.role == Role.COORDINATOR else True
        if row.is_over and not row.frozen and mine:
            url = reverse("account", args=words_of(row.which))
            found.append(
                (row.label, "De periode is voorbij. Kijk na en zet vast.", url, "nog vastzetten")
            )
    return found


def frozen_words(row: AccountRow) -> str:
    if row.frozen is None:
        return "nog niet vastgezet" if row.is_over else "loopt nog"
    on = row.frozen.frozen_at.astimezone(AMSTERDAM).date()
    return f"vastgezet op {dutch.full_day(on)}, versie {row.frozen.version}"


@dataclass(frozen=True)
class ToExplain:
    label: str
    organisation: str
    text: str
    period: str
    words: tuple[int, str, str]
    draft_key: str


def line_to_explain(actor: Actor, line: uuid.UUID, half: int) -> ToExplain:
    """One line with its story so far; Refused when it is not for this actor."""
    row = get(actor, Permission.ACCOUNT_EXPLAIN, BudgetLine, id=line)
    if half not in LABELS:
        raise Refused
    text = Explanation.objects.filter(line=row, half=half).values_list("text", flat=True).first()
    holder = None if actor.role == Role.COORDINATOR else row.organisation
    return ToExplain(
        label=row.label,
        organisation=row.organisation.name,
        text=text or "",
        period=LABELS[half].format(year=row.year),
        words=words_of(Which(row.year, half, holder)),
        draft_key=f"toelichting-{row.id}-{half}",
    )
