"""The account of a half year or a year: what was promised, done, worked and spent.

Filled from frozen figures. `account_pdf` and `account_excel` set the same facts on paper and in
cells; everything that is added up or judged in them is added up and judged here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ketenwerk.kernel.money import total, whole_euros
from ketenwerk.kernel.periods import Period, half
from ketenwerk.reports.account_beside import HouseHours, Overview

SMALLEST_SHOWN = 5


class Mode(StrEnum):
    """How an organisation accounts for its award (R86)."""

    PER_LINE = "per regel"
    ON_TOTAL = "op het totaal"


class Verdict(StrEnum):
    BELOW = "onder"
    WITHIN = "binnen"
    ABOVE = "boven"
    WITHHELD = "niet getoond"


class Place(StrEnum):
    """Where in the document a drawing stands."""

    SUMMARY = "samenvatting"
    AGREEMENTS = "afspraken"


@dataclass(frozen=True)
class AccountOrganisation:
    abbreviation: str
    name: str
    colour: str  # "#RRGGBB"
    mode: Mode


@dataclass(frozen=True)
class TargetResult:
    """One promised number. `high` is None for "or more"; `done` is None when it is not shown."""

    unit: str
    low: int
    high: int | None
    done: int | None
    done_text: str
    verdict: Verdict
    people: bool

    def __post_init__(self) -> None:
        if self.people and self.done is not None and self.done < SMALLEST_SHOWN:
            raise ValueError("a result below 5 people is told in words, never as a number")


@dataclass(frozen=True)
class AccountLine:
    """One line of the award. Hours may be missing from the award; euros done may not be known yet."""

    organisation: str  # abbreviation
    label: str
    promised: str
    targets: tuple[TargetResult, ...]
    hours_budget: int | None
    minutes_done: int | None
    euros_budget: Decimal
    euros_done: Decimal | None
    explanation: str = ""


@dataclass(frozen=True)
class PeopleCount:
    """Different people with the honest range around the estimate (decision of the count, R22)."""

    lower: int
    estimate: int
    upper: int
    expected: int | None
    sentence: str

    def __post_init__(self) -> None:
        if not SMALLEST_SHOWN <= self.lower <= self.estimate <= self.upper:
            raise ValueError("a count runs from lower to upper and is not shown below 5 people")


@dataclass(frozen=True)
class Definition:
    number: str
    word: str
    how_counted: str
    version: int
    since: date


@dataclass(frozen=True)
class Remark:
    subject: str
    text: str


@dataclass(frozen=True)
class Picture:
    """A drawing without its own title; `head` and `rows` hold the same numbers as text."""

    name: str
    place: Place
    title: str
    svg: str
    alt: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Account:
    programme_short: str
    region: str
    title: str
    year: int
    period_label: str
    start: date
    end: date  # the first day that no longer belongs
    frozen_on: date
    check_number: str
    version: int
    for_organisation: str | None  # the name; None is the whole chain
    grantor: str
    organisations: tuple[AccountOrganisation, ...]
    people: PeopleCount | None
    lines: tuple[AccountLine, ...]
    what_stood_out: tuple[Remark, ...] = ()
    what_we_ask: tuple[str, ...] = ()
    definitions: tuple[Definition, ...] = ()
    hidden: tuple[str, ...] = ()
    oddities: tuple[Remark, ...] = ()
    pictures: tuple[Picture, ...] = ()
    hours: tuple[HouseHours, ...] = ()
    overviews: tuple[Overview, ...] = ()

    def __post_init__(self) -> None:
        known = {organisation.abbreviation for organisation in self.organisations}
        strangers = {line.organisation for line in self.lines} - known
        if strangers:
            raise ValueError(f"lines of organisations that are not in the account: {strangers}")

    @property
    def is_frozen(self) -> bool:
        """Versions are numbered from 1; 0 is the state of a moment."""
        return self.version > 0

    @property
    def whole_year(self) -> bool:
        return (self.start, self.end) == (date(self.year, 1, 1), date(self.year + 1, 1, 1))

    @property
    def targets(self) -> tuple[TargetResult, ...]:
        return tuple(target for line in self.lines for target in line.targets)


@dataclass(frozen=True)
class Totals:
    """Sums of shown lines; None where one of the lines has no value, so no honest sum exists."""

    hours_budget: int | None
    minutes_done: int | None
    euros_budget: Decimal
    euros_done: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        return None if self.euros_done is None else self.euros_done - self.euros_budget


def target_result(
    unit: str, *, low: int, high: int | None, done: int, people: bool
) -> TargetResult:
    """A result as outsiders may see it: fewer than 5 people become words without a number.

    Where even the words would leave one possible number (3 to 4 out of 0..4 leaves two, 4 leaves
    one), the words stay away for every small result of that target, whatever it was.
    """
    verdict = judge(low=low, high=high, done=done)
    if not people or done >= SMALLEST_SHOWN:
        return TargetResult(unit, low, high, done, str(done), verdict, people)
    shown = verdict if words_are_safe(low=low, high=high) else Verdict.WITHHELD
    return TargetResult(unit, low, high, None, "niet getoond", shown, people)


def judge(*, low: int, high: int | None, done: int) -> Verdict:
    if done < low:
        return Verdict.BELOW
    return Verdict.ABOVE if high is not None and done > high else Verdict.WITHIN


def words_are_safe(*, low: int, high: int | None) -> bool:
    """Whether each verdict that a result of 0..4 can get fits at least two results."""
    small = [judge(low=low, high=high, done=done) for done in range(SMALLEST_SHOWN)]
    return all(small.count(verdict) > 1 for verdict in small)


def totals(lines: Iterable[AccountLine]) -> Totals:
    counted = tuple(lines)
    hours = [line.hours_budget for line in counted if line.hours_budget is not None]
    minutes = [line.minutes_done for line in counted if line.minutes_done is not None]
    spent = [line.euros_done for line in counted if line.euros_done is not None]
    return Totals(
        hours_budget=sum(hours) if len(hours) == len(counted) else None,
        minutes_done=sum(minutes) if len(minutes) == len(counted) else None,
        euros_budget=total(line.euros_budget for line in counted),
        euros_done=total(spent) if len(spent) == len(counted) else None,
    )


def in_table_order(account: Account) -> tuple[AccountLine, ...]:
    return tuple(line for each in account.organisations for line in lines_of(account, each))


def lines_of(account: Account, organisation: AccountOrganisation) -> tuple[AccountLine, ...]:
    return tuple(line for line in account.lines if line.organisation == organisation.abbreviation)


def difference(line: AccountLine) -> Decimal | None:
    """Spent minus granted; less spent is negative."""
    return totals([line]).difference


def is_over(change: Decimal | None) -> bool:
    return change is not None and change > 0


def verdict_words(account: Account, verdict: Verdict) -> str:
    """Half-way a promise for the year is not below, it is still going on."""
    if verdict is Verdict.BELOW and not account.whole_year:
        return "loopt"
    return verdict.value


def deviates(account: Account, target: TargetResult) -> bool:
    if target.verdict is Verdict.BELOW:
        return account.whole_year
    return target.verdict is Verdict.ABOVE


def needs_explanation(account: Account, line: AccountLine, mode: Mode) -> bool:
    """A number outside its range, or more spent where the line itself is judged (R74, R86)."""
    over = mode is Mode.PER_LINE and is_over(difference(line))
    return over or any(deviates(account, target) for target in line.targets)


def unexplained(account: Account) -> tuple[AccountLine, ...]:
    """The lines that deviate without a word; to be asked for before freezing."""
    modes = {each.abbreviation: each.mode for each in account.organisations}
    return tuple(
        line
        for line in account.lines
        if not line.explanation.strip()
        and needs_explanation(account, line, modes[line.organisation])
    )


def why_totals_are_empty(account: Account) -> tuple[str, ...]:
    """The reason for each sum that is left open, in words."""
    no_hours = _names(line.label for line in account.lines if line.hours_budget is None)
    no_work = _names(line.label for line in account.lines if line.minutes_done is None)
    no_euros = _names(line.label for line in account.lines if line.euros_done is None)
    reasons = (
        (
            no_hours,
            "In de begroting staan geen jaaruren voor {}. Daarom is er geen totaal van begrote uren.",
        ),
        (
            no_work,
            "De gewerkte uren van {} zijn niet bekend. Daarom is er geen totaal van gewerkte uren.",
        ),
        (no_euros, "Wat {} kostte, is niet bekend. Daarom is er geen totaal van bestede euro’s."),
    )
    return tuple(sentence.format(names) for names, sentence in reasons if names)


def lead_sentences(account: Account) -> tuple[str, ...]:
    """The account in two sentences, each number from the frozen figures."""
    return (_numbers_sentence(account), _money_sentence(account))


def met(account: Account) -> tuple[int, int]:
    """How many promised numbers are met, of how many that are judged in this account.

    A verdict that is not shown is in neither number: it could be found by subtraction.
    """
    shown = [each.verdict for each in account.targets if each.verdict is not Verdict.WITHHELD]
    return len(shown) - shown.count(Verdict.BELOW), len(shown)


def euro_text(amount: Decimal) -> str:
    return f"€\u00a0{whole_text(amount)}"


def whole_text(amount: Decimal | int) -> str:
    """Dutch thousands and a real minus sign."""
    whole = int(whole_euros(Decimal(amount)))
    sign = "−" if whole < 0 else ""
    return sign + f"{abs(whole):,}".replace(",", ".")


def file_name(account: Account, extension: str) -> str:
    """Neutral: an abbreviation, what it is and which version; never a partner or a subject."""
    short = account.programme_short
    parts = [short if re.fullmatch(r"[A-Z0-9]{2,6}", short) else "programma", "verantwoording"]
    parts.append(_period_slug(account))
    if account.for_organisation is not None:
        parts.append("deel-" + re.sub(r"[^0-9a-z]", "", account.check_number.lower())[:4])
    return "-".join([*parts, f"v{account.version}"]) + f".{extension}"


def _period_slug(account: Account) -> str:
    for which in (1, 2):
        if Period(account.start, account.end) == half(account.year, which):
            return f"{account.year}-{which}e-helft"
    if account.whole_year:
        return str(account.year)
    return f"{account.start:%Y%m%d}-{account.end:%Y%m%d}"


def _names(labels: Iterable[str]) -> str:
    names = list(dict.fromkeys(labels))
    if len(names) > 3:
        return f"{len(names)} posten"
    return " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _numbers_sentence(account: Account) -> str:
    reached, count = met(account)
    if not account.targets:
        return "Er zijn geen aantallen afgesproken."
    if not count:
        return "Over de afgesproken aantallen staat hier geen oordeel."
    verb = "is" if reached == 1 else "zijn"
    start = "" if account.whole_year else "Halverwege: "
    already = "" if account.whole_year else "al "
    return f"{start}{reached} van de {count} afgesproken aantallen {verb} {already}gehaald."


def _money_sentence(account: Account) -> str:
    change = totals(account.lines).difference
    if not account.lines:
        return "Er zijn geen posten."
    if change is None:
        return "Wat er is besteed, is nog niet compleet."
    if change > 0:
        return f"Er is {euro_text(change)} meer besteed dan afgesproken."
    if change == 0:
        return "Het hele bedrag is besteed."
    left = euro_text(-change)
    return f"Er is {left} over." if account.whole_year else f"Er is nog {left} te besteden."
