"""What the page about consent shows: the table of sharing, the other choices, what was said before, what must be removed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import F, Q

from ketenwerk.clients.conferring import CONFERENCE_KEY, SentPartners
from ketenwerk.clients.consent_table import (
    ASKED,
    NO,
    OVER,
    TAKEN,
    UNASKED,
    YES,
    Column,
    Place,
    Sent,
    as_text,
    columns_of,
    merge,
    sign_of,
    ticks,
)
from ketenwerk.clients.consenting import WITH_A_PARTNER, Choice, holds, unasked
from ketenwerk.clients.models import Client, Consent, ConsentAnswer, RemovalTask
from ketenwerk.clients.queries import Dossier
from ketenwerk.clients.removing import my_removals
from ketenwerk.kernel.asking import Question, lines
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import LifeDomain, life_domains

SHOWN_ANSWERS = 12
AGE_WORDS = {
    Client.AgeBand.UNDER_12: "Jonger dan 12. Een ouder of voogd geeft toestemming om te delen.",
    Client.AgeBand.FROM_12: "12 tot en met 15. Zij en een ouder of voogd geven samen toestemming om te delen.",
    Client.AgeBand.UNKNOWN: "De leeftijd is niet bekend. Delen kan alleen als ook een ouder of voogd ja zegt. Vraag het geboortejaar als dat kan.",
}
WORDS = {
    YES: ("good", "ja"),
    NO: ("soft", "nee"),
    TAKEN: ("stop", "ingetrokken"),
    OVER: ("stop", "verlopen"),
    ASKED: ("care", "gevraagd"),
    UNASKED: ("", "nog niet gevraagd"),
}
# A yes to a life domain while the organisation itself may know nothing.
WITHOUT_THE_HOUSE = ("care", "ja, maar telt nu niet")


@dataclass(frozen=True)
class Cell:
    """One answer in the table. `day` is until when a yes holds, or when one ended. `clash`: changed while the page was open."""

    value: str
    house: str
    kind: str
    words: str
    day: date | None
    ticked: bool
    clash: bool


@dataclass(frozen=True)
class Line:
    """One row: a life domain, or None for whether the organisation may know anything."""

    domain: LifeDomain | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Head:
    """The top of a column, and how the page says that column stood."""

    key: str
    name: str
    stood: str
    given: bool


@dataclass(frozen=True)
class Grid:
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    is_plan: bool
    is_touched: bool

    @property
    def given(self) -> int:
        """How many organisations may know something."""
        return sum(head.given for head in self.heads)


@dataclass(frozen=True)
class Filled:
    """What a refused page sent. `checked`: it was laid beside what stands there now, so its boxes can be shown with that."""

    sent: tuple[Sent, ...] = ()
    partners: SentPartners | None = None
    checked: bool = False
    clashes: Mapping[str, Collection[Place]] = field(default_factory=dict)


@dataclass(frozen=True)
class PartnerChoice:
    """One partner at the table of the conference: only with a yes of its own (R72)."""

    partner: Organisation
    sign: str
    ticked: bool
    clash: bool

    @property
    def expired(self) -> bool:
        return self.sign == OVER


@dataclass(frozen=True)
class AnswerRow:
    """One answer as it was given, and who was there."""

    answer: ConsentAnswer
    witness: str


@dataclass(frozen=True)
class ChoiceCard:
    """One choice that is not about sharing; `partners` only for the conference, when something may be said there."""

    key: str
    consent: Consent
    given: bool
    expired: bool
    partners: tuple[PartnerChoice, ...]
    stood: str = ""
    clash: bool = False
    opened: bool = False


@dataclass(frozen=True)
class ConsentPage:
    """`share` leads; `more` are organisations with which nothing was ever agreed, and no partners."""

    share: Grid
    plan: Grid
    more: Grid
    cards: tuple[ChoiceCard, ...]
    answers: tuple[AnswerRow, ...]
    removals: tuple[RemovalTask, ...]
    age_words: str


def consent_page(dossier: Dossier, filled: Filled | None = None) -> ConsentPage:
    client, filled = dossier.client, filled or Filled()
    domains = tuple(life_domains())
    columns = columns_of(client, [domain.id for domain in domains])
    share = [each for each in columns if each.purpose == Consent.Purpose.SHARE]
    leading = [each for each in share if each.rows or _is_partner(each.house)]
    plan = [each for each in columns if each.purpose == Consent.Purpose.PLAN]
    answers = ConsentAnswer.objects.filter(consent__client=client).select_related(
        "consent__recipient", "consent__domain", "recorded_by"
    )
    removals = RemovalTask.objects.filter(
        Q(consent__client=client) | Q(override__client=client)
    ).select_related("receiver")
    partners = tuple(each.house for each in leading if _is_partner(each.house))
    return ConsentPage(
        share=_grid(leading, domains, filled),
        plan=_grid(plan, domains, filled),
        more=_grid([each for each in share if each not in leading], domains, filled),
        cards=_cards(client, partners, filled),
        answers=tuple(_answer(row, dossier.key) for row in answers[:SHOWN_ANSWERS]),
        removals=tuple(removals.order_by("-asked_on", "reference")),
        age_words=AGE_WORDS.get(Client.AgeBand(client.age_band), ""),
    )


def _is_partner(house: Organisation) -> bool:
    return house.kind == Organisation.Kind.PARTNER


def _grid(columns: Iterable[Column], domains: tuple[LifeDomain, ...], filled: Filled) -> Grid:
    columns = tuple(columns)
    sent = {each.key: each for each in filled.sent}
    boxes = {column.key: _boxes(column, sent.get(column.key), filled) for column in columns}
    return Grid(
        heads=tuple(_head(column, sent.get(column.key), filled) for column in columns),
        lines=tuple(
            Line(domain, tuple(_cell(column, domain, boxes, filled) for column in columns))
            for domain in (None, *domains)
        ),
        is_plan=any(column.purpose == Consent.Purpose.PLAN for column in columns),
        is_touched=any(sent[each.key].touched(each) for each in columns if each.key in sent),
    )


def _boxes(column: Column, sent: Sent | None, filled: Filled) -> frozenset[Place]:
    """The boxes that are ticked: as they stand, or as the writer left them."""
    if sent is None:
        return ticks(column.signs)
    return merge(column, sent).boxes if filled.checked else sent.wanted(column)


def _head(column: Column, sent: Sent | None, filled: Filled) -> Head:
    stood = as_text(sent.stood) if sent and not filled.checked else column.stands
    return Head(column.key, column.house.name, stood, given=column.signs[None] == YES)


def _cell(
    column: Column,
    domain: LifeDomain | None,
    boxes: Mapping[str, frozenset[Place]],
    filled: Filled,
) -> Cell:
    place = domain.id if domain else None
    sign, row = column.signs[place], column.rows.get(place)
    kind, words = WORDS[sign]
    if sign == YES and column.signs[None] != YES:
        kind, words = WITHOUT_THE_HOUSE
    return Cell(
        value=f"{column.key}.{place or ''}",
        house=column.house.name,
        kind=kind,
        words=words,
        day=row.until if row and sign in {YES, OVER} else None,
        ticked=place in boxes[column.key],
        clash=place in filled.clashes.get(column.key, ()),
    )


def _answer(row: ConsentAnswer, key: bytes) -> AnswerRow:
    return AnswerRow(row, unseal_from(row, key, "witness") if row.witness else "")


def _cards(
    client: Client, partners: tuple[Organisation, ...], filled: Filled
) -> tuple[ChoiceCard, ...]:
    """Everything that can be asked beside sharing, asked or not. Partners at the table stand under the conference."""
    rows = Consent.objects.filter(client=client).exclude(purpose__in=WITH_A_PARTNER)
    asked = {(row.purpose, row.recipient_id): row for row in rows}
    table = {
        partner: sign_of(asked.get((Consent.Purpose.CONFERENCE, partner.id)))
        for partner in partners
    }
    return tuple(
        _card(asked.get((each, None)) or unasked(client, Choice(each)), table, filled)
        for each in Consent.Purpose
        if each not in WITH_A_PARTNER
    )


def _card(consent: Consent, table: Mapping[Organisation, str], filled: Filled) -> ChoiceCard:
    given = holds(consent)
    card = ChoiceCard(
        key=f"{consent.purpose}.",
        consent=consent,
        given=given,
        expired=consent.is_over,
        partners=(),
    )
    if consent.purpose != Consent.Purpose.CONFERENCE:
        return card
    clashes = filled.clashes.get(CONFERENCE_KEY, ())
    if not given:
        return replace(card, clash=None in clashes)
    signs: dict[Place, str] = {partner.id: sign for partner, sign in table.items()}
    sent = filled.partners or SentPartners(_said_yes(signs), signs)
    # Only after it was laid beside what stands there now may it be sent as what stood.
    boxes, stood = (sent.laid_over(signs), signs) if clashes else (sent.ticked, sent.stood)
    choices = (
        PartnerChoice(partner, sign, partner.id in boxes, clash=partner.id in clashes)
        for partner, sign in table.items()
    )
    return replace(card, partners=tuple(choices), stood=as_text(stood), opened=bool(sent.touched))


def _said_yes(signs: Mapping[Place, str]) -> frozenset[Place]:
    return frozenset(house for house, sign in signs.items() if sign == YES)


def must_remove(actor: Actor) -> Question[bool]:
    """Whether others still wait until the acting organisation or this person removed something."""
    rows = RemovalTask.objects.filter(my_removals(actor), done_on=None)
    return Question((lines(rows[:1], "removal"),), lambda found: bool(found["removal"]))


def removal_tasks(actor: Actor) -> tuple[RemovalTask, ...]:
    """What others ask the acting organisation or this person to remove, the open ones first."""
    rows = RemovalTask.objects.filter(my_removals(actor)).select_related("organisation")
    return tuple(rows.order_by(F("done_on").asc(nulls_first=True), "asked_on", "reference")[:100])
