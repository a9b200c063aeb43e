"""What the page about consent shows: each choice with its life domains, what was said before, what must be removed."""

import uuid
from dataclasses import dataclass
from datetime import date

from ketenwerk.clients.consenting import WITH_A_PARTNER, Choice, unasked
from ketenwerk.clients.models import Client, Consent, ConsentAnswer, RemovalTask
from ketenwerk.clients.queries import Dossier
from ketenwerk.kernel import clock
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


@dataclass(frozen=True)
class ChoiceCard:
    """One choice, asked or not yet; `domains` only when a partner may know something."""

    key: str
    consent: Consent
    given: bool
    expired: bool
    domains: tuple[DomainChoice, ...]


@dataclass(frozen=True)
class ConsentPage:
    cards: tuple[ChoiceCard, ...]
    answers: tuple[ConsentAnswer, ...]
    removals: tuple[RemovalTask, ...]
    age_words: str


def consent_page(dossier: Dossier) -> ConsentPage:
    client = dossier.client
    below = Consent.objects.filter(client=client, domain__isnull=False)
    chosen = {(row.purpose, row.recipient_id, row.domain_id): row for row in below}
    domains = tuple(life_domains())
    answers = ConsentAnswer.objects.filter(consent__client=client).select_related(
        "consent__recipient", "consent__domain", "recorded_by"
    )
    removals = RemovalTask.objects.filter(consent__client=client).select_related("receiver")
    return ConsentPage(
        cards=tuple(_card(consent, domains, chosen) for consent in _all_choices(dossier)),
        answers=tuple(answers[:SHOWN_ANSWERS]),
        removals=tuple(removals.order_by("-asked_on", "reference")),
        age_words=AGE_WORDS.get(Client.AgeBand(client.age_band), ""),
    )


def _all_choices(dossier: Dossier) -> list[Consent]:
    """What was asked before, and everything that can still be asked."""
    asked = {Choice(row.purpose, row.recipient_id): row for row in dossier.consents}
    partners = Organisation.objects.filter(kind=Organisation.Kind.PARTNER).exclude(
        id=dossier.client.organisation_id
    )
    alone = [Choice(purpose) for purpose in Consent.Purpose if purpose not in WITH_A_PARTNER]
    between = [Choice(purpose, each.id) for each in partners for purpose in sorted(WITH_A_PARTNER)]
    choices = [*alone, *sorted(between, key=lambda each: each.purpose != Consent.Purpose.SHARE)]
    rows = [
        asked.pop(choice) if choice in asked else unasked(dossier.client, choice)
        for choice in choices
    ]
    named = {partner.id: partner for partner in partners}
    for row in rows:
        if row.recipient_id in named:
            row.recipient = named[row.recipient_id]
    return [*rows, *asked.values()]


def choice_key(row: Consent) -> str:
    """What a button says about its choice: the purpose and, for a partner, whose id."""
    return f"{row.purpose}.{row.recipient_id or ''}"


def _card(
    consent: Consent,
    domains: tuple[LifeDomain, ...],
    chosen: dict[tuple[str, uuid.UUID | None, uuid.UUID | None], Consent],
) -> ChoiceCard:
    given = _holds(consent)
    shown = domains if given and consent.purpose in WITH_A_PARTNER else ()
    return ChoiceCard(
        key=choice_key(consent),
        consent=consent,
        given=given,
        expired=consent.state == Consent.State.GIVEN and not given,
        domains=tuple(
            _domain(domain, chosen.get((consent.purpose, consent.recipient_id, domain.id)))
            for domain in shown
        ),
    )


def _domain(domain: LifeDomain, row: Consent | None) -> DomainChoice:
    given = row is not None and _holds(row)
    return DomainChoice(domain, given, row.until if row and given else None)


def _holds(row: Consent) -> bool:
    return row.state == Consent.State.GIVEN and (row.until is None or row.until > clock.today())


def removal_tasks(actor: Actor) -> tuple[RemovalTask, ...]:
    """What others ask the acting organisation to remove, the open ones first."""
    rows = RemovalTask.objects.filter(receiver=actor.organisation).select_related("organisation")
    return tuple(rows.order_by("done_on", "asked_on", "reference")[:100])
