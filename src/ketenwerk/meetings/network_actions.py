"""Writing about the network: contacts, talks, bottlenecks, agreements with providers and evaluations."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import Max

from ketenwerk.access.api import Permission, get, require
from ketenwerk.audit.api import record
from ketenwerk.kernel import clock
from ketenwerk.kernel.two_writers import replace_version
from ketenwerk.meetings import events
from ketenwerk.meetings.actions import MeetingRefused
from ketenwerk.meetings.models import (
    BOTTLENECK_STEPS,
    FINDING_STEPS,
    Bottleneck,
    Evaluation,
    Finding,
    NetworkContact,
    NetworkTalk,
    ProviderAgreement,
)
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import activity

NO_STEP = "Deze stap kan niet vanuit de status van nu."


@dataclass(frozen=True)
class ContactFacts:
    name: str
    kind: str
    function: str
    person: str
    phone: str
    mail: str
    area: str
    helps_with: str
    leads_to: str = ""
    ended_on: date | None = None


def add_contact(*, by: Actor, facts: ContactFacts) -> None:
    require(by, Permission.NETWORK_EDIT)
    row = NetworkContact.objects.create(**asdict(facts), checked_on=clock.today())
    record(by=by, event=events.CONTACT_KEPT, target=row, version=1)


def change_contact(*, by: Actor, contact: uuid.UUID, version: int, facts: ContactFacts) -> None:
    """Saving says at once that the entry was looked at today."""
    row = get(by, Permission.NETWORK_EDIT, NetworkContact, id=contact)
    new = replace_version(row, version, {**asdict(facts), "checked_on": clock.today()})
    record(by=by, event=events.CONTACT_KEPT, target=row, version=new)


@dataclass(frozen=True)
class TalkFacts:
    kind: str
    day: date
    subject: str
    organisation_id: uuid.UUID | None
    contact_id: uuid.UUID | None
    text: str


def log_talk(*, by: Actor, facts: TalkFacts) -> None:
    require(by, Permission.NETWORK_EDIT)
    row = NetworkTalk.objects.create(**asdict(facts))
    record(by=by, event=events.TALK_LOGGED, target=row, kind=row.kind, day=row.day.isoformat())


@dataclass(frozen=True)
class BottleneckFacts:
    title: str
    text: str
    organisation_id: uuid.UUID
    next_step: str
    due_on: date | None


def raise_bottleneck(*, by: Actor, facts: BottleneckFacts) -> None:
    require(by, Permission.NETWORK_EDIT)
    row = Bottleneck.objects.create(**asdict(facts), raised_on=clock.today())
    record(by=by, event=events.BOTTLENECK_RAISED, target=row)


def move_bottleneck(
    *, by: Actor, bottleneck: uuid.UUID, version: int, to: str, facts: BottleneckFacts
) -> None:
    row = get(by, Permission.NETWORK_EDIT, Bottleneck, id=bottleneck)
    if to not in {row.state, *BOTTLENECK_STEPS[row.state]}:
        raise MeetingRefused(NO_STEP)
    if to in {Bottleneck.State.BUSY, Bottleneck.State.WAITING} and not facts.next_step:
        raise MeetingRefused("Schrijf wat de volgende stap is.")
    replace_version(row, version, {**asdict(facts), "state": to})
    record(by=by, event=events.BOTTLENECK_MOVED, target=row, state=to)


@dataclass(frozen=True)
class AgreementFacts:
    provider_id: uuid.UUID
    partner_id: uuid.UUID
    text: str
    agreed_on: date
    review_on: date
    ends_on: date | None = None
    reference: str = ""


def agree(*, by: Actor, facts: AgreementFacts) -> None:
    """A new version of what two organisations agreed; the versions before it stay readable."""
    require(by, Permission.NETWORK_EDIT)
    if facts.provider_id == facts.partner_id:
        raise MeetingRefused("Kies twee verschillende organisaties.")
    if facts.review_on <= facts.agreed_on:
        raise MeetingRefused(
            "Kies een dag om de afspraak opnieuw te bekijken, na de afspraak zelf."
        )
    if facts.ends_on and facts.ends_on <= facts.agreed_on:
        raise MeetingRefused("Kies een laatste dag na de dag waarop de afspraak begint.")
    pair = ProviderAgreement.objects.filter(
        provider_id=facts.provider_id, partner_id=facts.partner_id
    )
    version = (pair.aggregate(last=Max("version"))["last"] or 0) + 1
    row = ProviderAgreement.objects.create(**asdict(facts), version=version)
    review = row.review_on.isoformat()
    record(by=by, event=events.AGREED, target=row, version=version, review=review)


def evaluate(*, by: Actor, title: str, kind: str, made_on: date, text: str) -> Evaluation:
    require(by, Permission.NETWORK_EDIT)
    row = Evaluation.objects.create(title=title, kind=kind, made_on=made_on, text=text)
    record(by=by, event=events.EVALUATED, target=row, kind=kind)
    return row


def add_finding(
    *, by: Actor, evaluation: uuid.UUID, text: str, change: str, organisation: uuid.UUID
) -> None:
    row = get(by, Permission.NETWORK_EDIT, Evaluation, id=evaluation)
    finding = Finding.objects.create(
        evaluation=row,
        text=text,
        change=change,
        organisation_id=organisation,
        moved_on=clock.today(),
    )
    record(by=by, event=events.FOUND, target=finding)


def move_finding(*, by: Actor, finding: uuid.UUID, to: str, reason: str) -> None:
    row = get(by, Permission.NETWORK_EDIT, Finding, id=finding)
    if to not in FINDING_STEPS[row.state]:
        raise MeetingRefused(NO_STEP)
    if to == Finding.State.DROPPED and not reason:
        raise MeetingRefused("Schrijf waarom de verandering niet doorgaat.")
    row.state, row.reason, row.moved_on = to, reason, clock.today()
    row.save(update_fields=["state", "reason", "moved_on"])
    record(by=by, event=events.FINDING_MOVED, target=row, state=to)


def place_finding(*, by: Actor, finding: uuid.UUID, year: int, key: str) -> None:
    """Says at which activity of a plan the change is found; a later plan replaces an earlier one."""
    row = get(by, Permission.NETWORK_EDIT, Finding, id=finding)
    if row.state == Finding.State.DROPPED:
        raise MeetingRefused("Deze verandering gaat niet door en staat in geen plan.")
    if activity(year, key) is None:
        raise MeetingRefused("Deze activiteit staat niet in het plan. Kies een andere.")
    row.plan_year, row.plan_key = year, key
    row.save(update_fields=["plan_year", "plan_key"])
    record(by=by, event=events.FINDING_PLACED, target=row, year=year, key=key)
