"""What the page about consent shows: each choice with its life domains, what was said before, what must be removed."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

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


@dataclass(frozen=True)
class DomainChoice:
    domain: LifeDomain
    given: bool
    until: date | None
    expired: bool


@dataclass(frozen=True)
class PartnerChoice:
    """One partner at the table of the conference: only with a yes of its own (R72)."""

    partner: Organisation
    given: bool
    expired: bool


@dataclass(frozen=True)
class AnswerRow:
    """One answer as it was given, and who was there."""

    answer: ConsentAnswer
    witness: str


@dataclass(frozen=True)
class ChoiceCard:
    """One choice, asked or not yet; `domains` and `partners` only when something may be known."""

    key: str
    consent: Consent
    given: bool
    expired: bool
    domains: tuple[DomainChoice, ...]
    partners: tuple[PartnerChoice, ...]


@dataclass(frozen=True)
class ConsentPage:
    cards: tuple[ChoiceCard, ...]
    answers: tuple[AnswerRow, ...]
    removals: tuple[RemovalTask, ...]
    age_words: str


def consent_page(dossier: Dossier) -> ConsentPage:
    client = dossier.client
    below = Consent.objects.filter(client=client, recipient__isnull=False)
    chosen = {(row.purpose, row.recipient_id, row.domain_id): row for row in below}
    domains, partners = tuple(life_domains()), _partners(client)
    answers = ConsentAnswer.objects.filter(consent__client=client).select_related(
        "consent__recipient", "consent__domain", "recorded_by"
    )
    removals = RemovalTask.objects.filter(
        Q(consent__client=client) | Q(override__client=client)
    ).select_related("receiver")
    return ConsentPage(
        cards=tuple(
            _card(consent, domains, partners, chosen) for consent in _all_choices(dossier, partners)
        ),
        answers=tuple(_answer(row, dossier.key) for row in answers[:SHOWN_ANSWERS]),
        removals=tuple(removals.order_by("-asked_on", "reference")),
        age_words=AGE_WORDS.get(Client.AgeBand(client.age_band), ""),
    )


def _partners(client: Client) -> tuple[Organisation, ...]:
    rows = Organisation.objects.filter(kind=Organisation.Kind.PARTNER)
    return tuple(rows.exclude(id=client.organisation_id))


def _answer(row: ConsentAnswer, key: bytes) -> AnswerRow:
    return AnswerRow(row, unseal_from(row, key, "witness") if row.witness else "")


def _all_choices(dossier: Dossier, partners: tuple[Organisation, ...]) -> list[Consent]:
    """What was asked before, and everything that can still be asked. Partners at the table stand under the conference."""
    asked = {
        Choice(row.purpose, row.recipient_id): row
        for row in dossier.consents
        if row.purpose in WITH_A_PARTNER or row.recipient_id is None
    }
    kinds = Organisation.Kind
    houses = [*partners, *Organisation.objects.filter(kind=kinds.PROVIDER)]
    alone = [Choice(purpose) for purpose in Consent.Purpose if purpose not in WITH_A_PARTNER]
    between = [
        Choice(purpose, each.id)
        for each in houses
        for purpose in sorted(WITH_A_PARTNER)
        # A care provider takes no part in a joint plan; it gets what is handed over (R29).
        if each.kind == kinds.PARTNER or purpose == Consent.Purpose.SHARE
    ]
    choices = [*alone, *sorted(between, key=lambda each: each.purpose != Consent.Purpose.SHARE)]
    rows = [
        asked.pop(choice) if choice in asked else unasked(dossier.client, choice)
        for choice in choices
    ]
    named = {house.id: house for house in houses}
    for row in rows:
        if row.recipient_id in named:
            row.recipient = named[row.recipient_id]
    return [*rows, *asked.values()]


def choice_key(row: Consent) -> str:
    """What a button says about its choice: the purpose and, for a partner, whose id."""
    return f"{row.purpose}.{row.recipient_id or ''}"


Chosen = Mapping[tuple[str, uuid.UUID | None, uuid.UUID | None], Consent]


def _card(
    consent: Consent,
    domains: tuple[LifeDomain, ...],
    partners: tuple[Organisation, ...],
    chosen: Chosen,
) -> ChoiceCard:
    given = holds(consent)
    shown = domains if given and consent.purpose in WITH_A_PARTNER else ()
    table = partners if given and consent.purpose == Consent.Purpose.CONFERENCE else ()
    return ChoiceCard(
        key=choice_key(consent),
        consent=consent,
        given=given,
        expired=consent.is_over,
        domains=tuple(
            _domain(domain, chosen.get((consent.purpose, consent.recipient_id, domain.id)))
            for domain in shown
        ),
        partners=tuple(
            _partner(partner, chosen.get((consent.purpose, partner.id, None))) for partner in table
        ),
    )


def _domain(domain: LifeDomain, row: Consent | None) -> DomainChoice:
    if row is None:
        return DomainChoice(domain, given=False, until=None, expired=False)
    return DomainChoice(domain, given=holds(row), until=row.until, expired=row.is_over)


def _partner(partner: Organisation, row: Consent | None) -> PartnerChoice:
    if row is None:
        return PartnerChoice(partner, given=False, expired=False)
    return PartnerChoice(partner, given=holds(row), expired=row.is_over)


def must_remove(actor: Actor) -> Question[bool]:
    """Whether others still wait until the acting organisation or this person removed something."""
    rows = RemovalTask.objects.filter(my_removals(actor), done_on=None)
    return Question((lines(rows[:1], "removal"),), lambda found: bool(found["removal"]))


def removal_tasks(actor: Actor) -> tuple[RemovalTask, ...]:
    """What others ask the acting organisation or this person to remove, the open ones first."""
    rows = RemovalTask.objects.filter(my_removals(actor)).select_related("organisation")
    return tuple(rows.order_by(F("done_on").asc(nulls_first=True), "asked_on", "reference")[:100])
