"""What a programme file says, as frozen rows. Rows refer to each other by key; `line` and `origin` say where it stands.

`origin` is the document and the place in it ("A2021, 2.3"). Periods are half-open: `end` is the first day that
no longer belongs. Amounts are whole euros as stated. None means that the file does not say.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Theme(StrEnum):
    GGD = "ggd"
    MEE = "mee"
    STERKER = "sterker"
    IRISZORG = "iriszorg"
    MOVIERA = "moviera"
    BASE = "base"


class Wall(StrEnum):
    """Units behind different walls do not see each other's persons."""

    CARE = "zorg"
    SUPERVISION = "toezicht"
    SAFE_AT_HOME = "veilig thuis"
    GENERAL = "algemeen"


class PartyKind(StrEnum):
    MUNICIPALITY = "gemeente"
    CARE_PROVIDER = "zorgaanbieder"
    DESK = "meldpunt"
    NETWORK = "netwerk"


class Mode(StrEnum):
    INDIVIDUAL = "individueel"
    COLLECTIVE = "collectief"
    OUTREACH = "veldwerk"
    NETWORK = "netwerk"
    MEETING = "overleg"
    DESK = "meldpunt"
    INSPECTION = "inspectie"
    INTERNAL = "intern"


class Prevention(StrEnum):
    PRIMARY = "primair"
    SECONDARY = "secundair"
    TERTIARY = "tertiair"


class Funding(StrEnum):
    SUBSIDY = "subsidie"
    REGULAR = "regulier"


class SourceKind(StrEnum):
    STATE_SCHEME = "rijksregeling"
    STATE_TO_MUNICIPALITY = "decentralisatie-uitkering"
    MUNICIPAL = "gemeente"
    OWN_MEANS = "eigen middelen"
    INVOICE = "factuur"


class BudgetKind(StrEnum):
    APPLICATION = "aanvraag"
    AWARD = "verlening"
    OWN_EFFORT = "eigen inzet"


class Accounting(StrEnum):
    PER_LINE = "per regel"
    TOTAL = "totaal"


class NumberKind(StrEnum):
    EXPECTED = "verwacht"
    REALISED = "gerealiseerd"
    STATED = "genoemd"


class Relation(StrEnum):
    EQUAL = "gelijk aan"
    LESS = "minder dan"
    MORE = "meer dan"
    AT_MOST = "ten hoogste"
    AT_LEAST = "ten minste"


class Counted(StrEnum):
    MUNICIPALITIES = "gemeenten"
    WORK_AREAS = "werkgebieden"
    PARTNERS = "partners"
    GROUPS = "doelgroepen"


class MeetingKind(StrEnum):
    CASE_CONFERENCE = "casuïstiek"
    PROJECT_GROUP = "projectgroep"
    STEERING_GROUP = "stuurgroep"


class SettlementMode(StrEnum):
    DIRECT = "direct"
    EX_OFFICIO = "ambtshalve"
    ON_APPLICATION = "op aanvraag"


@dataclass(frozen=True)
class Document:
    key: str
    title: str
    kind: str
    year: int | None
    date: date | None
    note: str
    line: int


@dataclass(frozen=True)
class ProgrammeName:
    """A name of the programme in the period in which it was used."""

    name: str
    start: date | None
    end: date | None
    line: int
    origin: str


@dataclass(frozen=True)
class Municipality:
    name: str
    start: date | None
    end: date | None
    line: int
    origin: str


@dataclass(frozen=True)
class Coverage:
    """A service of a partner in municipalities. `municipalities` is None when the file does not say which."""

    partner: str
    service: str
    municipalities: tuple[str, ...] | None
    whole_region: bool
    source: str | None
    start: date | None
    end: date | None
    note: str
    line: int
    origin: str


@dataclass(frozen=True)
class WorkArea:
    key: str
    name: str
    partner: str
    line: int
    origin: str


@dataclass(frozen=True)
class Partner:
    """`weeks_per_year` is the number of weeks with which this partner turns hours a week into hours a year."""

    key: str
    name: str
    also: tuple[str, ...]
    abbreviation: str
    theme: Theme
    weeks_per_year: Decimal | None
    note: str
    line: int
    origin: str


@dataclass(frozen=True)
class Unit:
    """A part of a partner. Ages are whole years: from `age_from` up to, not including, `age_below`."""

    key: str
    partner: str
    name: str
    legal_basis: str
    wall: Wall
    age_from: int | None
    age_below: int | None
    line: int
    origin: str


@dataclass(frozen=True)
class OtherParty:
    key: str
    name: str
    also: tuple[str, ...]
    kind: PartyKind
    role: str
    line: int
    origin: str


@dataclass(frozen=True)
class Group:
    """A target group. `cross` marks the row for everything that is not of one group; `clients` is false for professionals."""

    key: str
    name: str
    definition: str
    age_from: int | None
    age_below: int | None
    cross: bool
    clients: bool
    line: int
    origin: str


@dataclass(frozen=True)
class Activity:
    """`partners` begins with the one that answers for it; `everyone` is true when it is of all partners."""

    key: str
    name: str
    partners: tuple[str, ...]
    everyone: bool
    unit: str | None
    groups: tuple[str, ...]
    mode: Mode
    core: bool
    prevention: tuple[Prevention, ...]
    legal_basis: str
    funding: Funding
    extra_on_invoice: bool
    trajectories: bool
    start: date | None
    end: date | None
    note: str
    line: int
    origin: str


@dataclass(frozen=True)
class Target:
    """A promise that holds once for its set of groups, however often the text repeats it (`mentions`).

    `low` and `high` are None when only a maximum of seats is promised. Seats and sessions are per group or training.
    """

    key: str
    activity: str
    partner: str
    budget: str
    groups: tuple[str, ...]
    unit: str
    low: int | None
    high: int | None
    weeks_low: int | None
    weeks_high: int | None
    hours_per_week: Decimal | None
    sessions: int | None
    seats: int | None
    mentions: tuple[str, ...]
    note: str
    line: int
    origin: str


@dataclass(frozen=True)
class Source:
    """A source of money. The codes are those of the municipal budget."""

    key: str
    name: str
    also: tuple[str, ...]
    kind: SourceKind
    start: date | None
    end: date | None
    cofinanced_by: tuple[str, ...]
    budget_field: str
    product: str
    code: str
    note: str
    line: int
    origin: str


@dataclass(frozen=True)
class SourceAmount:
    """What a document says that a source brings: in one year (`year`), or every year from `year` (`structural`)."""

    key: str
    source: str
    euros: int
    year: int
    structural: bool
    stated_in: str
    stated_on: date | None
    line: int
    origin: str

    def holds_in(self, year: int) -> bool:
        return self.year == year or (self.structural and self.year < year)


@dataclass(frozen=True)
class Budget:
    """An application, an award or own effort of one year. `source` is asked; `supplement` fills what it lacks."""

    key: str
    name: str
    kind: BudgetKind
    year: int
    source: str | None
    supplement: str | None
    line: int
    origin: str


@dataclass(frozen=True)
class BudgetPart:
    """The part of one partner in a budget and how that partner accounts for it."""

    budget: str
    partner: str
    accounting: Accounting
    note: str
    line: int
    origin: str


@dataclass(frozen=True)
class BudgetLine:
    """As stated: `hours` a year, `euros` and `rate` are never derived from each other. `withheld`: not public."""

    key: str
    budget: str
    partner: str
    name: str
    activities: tuple[str, ...]
    hours_per_week: Decimal | None
    hours: Decimal | None
    euros: int | None
    withheld: bool
    rate: Decimal | None
    source: str | None
    note: str
    line: int
    origin: str


@dataclass(frozen=True)
class StatedTotal:
    """A total that a document states, of one partner or of the whole budget (`partner` None)."""

    budget: str
    partner: str | None
    euros: int | None
    hours: Decimal | None
    line: int
    origin: str


@dataclass(frozen=True)
class WithoutSubsidy:
    """A partner that chose not to ask in this budget, and why."""

    budget: str
    partner: str
    reason: str
    line: int
    origin: str


@dataclass(frozen=True)
class StatedNumber:
    """A number that a document states. Numbers with the same `subject` are about the same thing; `measure` says how counted."""

    key: str
    subject: str
    kind: NumberKind
    number: Decimal
    approximate: bool
    unit: str
    measure: str
    year: int | None
    partner: str | None
    activity: str | None
    line: int
    origin: str


@dataclass(frozen=True)
class StatedShare:
    """A claim that a budget (of one partner) is so many percent of a stated number."""

    key: str
    name: str
    budget: str
    partner: str | None
    whole: str
    relation: Relation
    percent: Decimal
    line: int
    origin: str


@dataclass(frozen=True)
class StatedCount:
    """A claim about how many there are of something that this file lists."""

    counted: Counted
    partner: str | None
    number: int
    line: int
    origin: str


@dataclass(frozen=True)
class Advice:
    key: str
    title: str
    year: int
    attachments: tuple[str, ...]
    line: int
    origin: str


@dataclass(frozen=True)
class AdvicePoint:
    advice: str
    number: int
    name: str
    line: int


@dataclass(frozen=True)
class Argument:
    """An argument for the point with this number."""

    advice: str
    point: int
    name: str
    line: int


@dataclass(frozen=True)
class MeetingSeries:
    key: str
    name: str
    kind: MeetingKind
    every_weeks: int | None
    chair: str | None
    members: tuple[str, ...]
    everyone: bool
    line: int
    origin: str


@dataclass(frozen=True)
class Goal:
    key: str
    name: str
    year: int
    line: int
    origin: str


@dataclass(frozen=True)
class SubsidyRule:
    """What a subsidy of at least `euros_from` and under `euros_below` must account for. Unconfirmed until someone says so."""

    key: str
    name: str
    start: date | None
    end: date | None
    euros_from: int
    euros_below: int | None
    parts: tuple[str, ...]
    settlement: SettlementMode
    report_within_weeks: int | None
    decide_within_weeks: int | None
    confirmed_by: str
    line: int
    origin: str


class CycleKind(StrEnum):
    APPLICATION = "aanvraag"
    AWARD = "verlening"
    ACCOUNT = "verantwoording"
    SETTLEMENT = "vaststelling"


class AboutYear(StrEnum):
    LAST = "vorig jaar"
    THIS = "dit jaar"
    NEXT = "volgend jaar"


@dataclass(frozen=True)
class CycleMoment:
    """What returns every year in the subsidy cycle, at the latest on a day. Unconfirmed until someone says so (D13)."""

    key: str
    name: str
    kind: CycleKind
    month: int
    day: int
    about: AboutYear
    discuss_weeks: int
    confirmed_by: str
    line: int
    origin: str


@dataclass(frozen=True)
class Term:
    name: str
    also: tuple[str, ...]
    definition: str
    line: int


@dataclass(frozen=True)
class ProgrammeFile:
    key: str
    name: str
    abbreviation: str
    also: tuple[str, ...]
    region: str
    coordinator: str
    grantor: str | None
    started: int
    note: str
    line: int
    origin: str
    names: tuple[ProgrammeName, ...]
    documents: tuple[Document, ...]
    municipalities: tuple[Municipality, ...]
    coverage: tuple[Coverage, ...]
    partners: tuple[Partner, ...]
    units: tuple[Unit, ...]
    work_areas: tuple[WorkArea, ...]
    other_parties: tuple[OtherParty, ...]
    groups: tuple[Group, ...]
    activities: tuple[Activity, ...]
    targets: tuple[Target, ...]
    sources: tuple[Source, ...]
    source_amounts: tuple[SourceAmount, ...]
    budgets: tuple[Budget, ...]
    parts: tuple[BudgetPart, ...]
    lines: tuple[BudgetLine, ...]
    totals: tuple[StatedTotal, ...]
    without_subsidy: tuple[WithoutSubsidy, ...]
    numbers: tuple[StatedNumber, ...]
    shares: tuple[StatedShare, ...]
    counts: tuple[StatedCount, ...]
    advices: tuple[Advice, ...]
    advice_points: tuple[AdvicePoint, ...]
    arguments: tuple[Argument, ...]
    meetings: tuple[MeetingSeries, ...]
    goals: tuple[Goal, ...]
    rules: tuple[SubsidyRule, ...]
    cycle: tuple[CycleMoment, ...]
    terms: tuple[Term, ...]
