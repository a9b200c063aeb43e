"""Items: putting one on the agenda, writing in its columns, and what comes out of it."""

import re
import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from ketenwerk.access.api import (
    Permission,
    get,
    make_dossier_key,
    open_key,
    share_key,
)
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Dossier, dossier, in_turn
from ketenwerk.conferences import events
from ketenwerk.conferences.actions.landing import land
from ketenwerk.conferences.grounds import AskGround, ground_for, needed, until_of
from ketenwerk.conferences.models import (
    KEPT_MONTHS,
    OUTCOME_STEPS,
    Attendee,
    CaseAsk,
    CaseColumn,
    CaseItem,
    CaseOutcome,
    Conference,
    ConferenceSlot,
)
from ketenwerk.conferences.refusals import ConferenceRefused, Overtaken
from ketenwerk.conferences.rules import PURPOSE
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.free_text import warn_about
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.periods import months_later
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor, Organisation

LONGEST_LINK = 3  # "van", "den", "der"


@dataclass(frozen=True)
class Case:
    """One question about one own client, for partners that she agreed may discuss it."""

    client: uuid.UUID
    question: str
    partners: tuple[uuid.UUID, ...]
    minutes: int = 15


@dataclass(frozen=True)
class Outcome:
    kind: str
    partner: uuid.UUID
    words: str
    due: date | None = None
    domain: uuid.UUID | None = None


def add_case(*, by: Actor, conference: uuid.UUID, case: Case) -> CaseItem:
    """Puts an item on the agenda and shares its key with the asked partners; ConferenceRefused says what is missing."""
    day = get(by, Permission.CONFERENCE_READ, Conference, id=conference)
    opened = dossier(by, case.client, Permission.CLIENT_EDIT)
    check_agenda(day)
    refuse_names(opened, case.question)
    grounds = grounds_of(by, day, case.client, case.partners)
    slot = next_slot(by, day, case.minutes)
    row = CaseItem(
        id=new_id(),
        organisation_id=by.house,
        conference=day,
        slot=slot,
        client=opened.client,
        code=opened.client.code,
        added_by_id=by.person,
        added_on=clock.today(),
    )
    key = make_dossier_key(by=by, dossier=row.id, purpose=PURPOSE)
    seal_into(row, key, question=case.question.strip())
    row.save(force_insert=True)
    CaseColumn.objects.bulk_create(
        CaseColumn(organisation_id=by.house, item=row, kind=kind) for kind in CaseColumn.Kind.values
    )
    for partner, ground in grounds.items():
        CaseAsk.objects.create(
            organisation_id=by.house, item=row, partner_id=partner, basis=ground.basis
        )
        share_item(by, day, row, partner, ground)
    record(
        by=by,
        event=events.CASE_ADDED,
        target=row,
        subjects=[row.client_id],
        partners=len(grounds),
    )
    return row


def check_agenda(day: Conference) -> None:
    if not day.is_planned or day.on < clock.today():
        raise ConferenceRefused("Dit overleg is geweest of vervallen. Kies een volgend overleg.")
    if not day.agenda_is_open:
        raise ConferenceRefused(
            "De agenda is gesloten. Vraag de voorzitter om haar opnieuw te openen, of kies het volgende overleg."
        )


def grounds_of(
    by: Actor, day: Conference, client: uuid.UUID, partners: tuple[uuid.UUID, ...]
) -> dict[uuid.UUID, AskGround]:
    """For each partner its ground. One that is missing stops the whole item."""
    asked = set(Attendee.objects.filter(conference=day).values_list("organisation_id", flat=True))
    if by.house not in asked:  # who is not asked sees nobody here
        raise ConferenceRefused(
            "Je bent niet gevraagd voor dit overleg. Vraag de coördinator om een uitnodiging."
        )
    if not partners:
        raise ConferenceRefused("Kies minstens één partner aan wie je iets vraagt.")
    if not set(partners) <= asked - {by.house}:
        raise ConferenceRefused("Een gekozen partner is niet uitgenodigd voor dit overleg.")
    in_turn(client)
    grounds = {each: ground_for(by, client, each) for each in dict.fromkeys(partners)}
    missing = Organisation.objects.filter(id__in=[k for k, v in grounds.items() if v is None])
    if missing:
        raise ConferenceRefused(needed(dutch.listing([each.name for each in missing])))
    return {partner: ground for partner, ground in grounds.items() if ground}


def share_item(
    by: Actor, day: Conference, row: CaseItem, partner: uuid.UUID, ground: AskGround
) -> None:
    share_key(
        by=by,
        dossier=row.id,
        organisation=partner,
        purpose=PURPOSE,
        ground=ground.kind,
        basis=ground.basis,
        until=until_of(ground, months_later(day.on, KEPT_MONTHS)),
    )


def next_slot(by: Actor, day: Conference, minutes: int) -> ConferenceSlot:
    """The next place. Numbers are given out by the database's own unique constraint."""
    last = ConferenceSlot.objects.filter(conference=day).aggregate(last=Max("order"))["last"] or 0
    return ConferenceSlot.objects.create(
        conference=day,
        organisation_id=by.house,
        order=last + 1,
        minutes=minutes,
        late=clock.today() >= day.closes_on,
    )


def names_in(opened: Dossier, text: str) -> bool:
    """Whether the called-name or a name of the dossier stands in the text, as whole words in any case.

    Of a name in parts each part counts, except short ones such as "van".
    """
    who = opened.identity
    told = text.casefold()
    for name in (opened.called, who.given_name, who.family_name, who.working_name):
        parts = (name or "").casefold().split()
        for part in parts:
            counts = len(parts) == 1 or len(part) > LONGEST_LINK
            if counts and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", told):
                return True
    return False


def refuse_names(opened: Dossier, text: str) -> None:
    """On the shared screen stands a code, never a name (D23)."""
    if not text.strip():
        raise ConferenceRefused("Schrijf één vraag voor dit overleg.")
    if names_in(opened, text):
        raise ConferenceRefused(
            f"Hier staat een naam. Schrijf {opened.client.code} of ‘zij’. Iedereen kijkt mee op het scherm."
        )
    refuse_contact(text)


def refuse_contact(text: str) -> None:
    for problem in warn_about(text):
        raise ConferenceRefused(problem)


def _refuse_in(by: Actor, item: CaseItem, text: str) -> None:
    """Names are known to the own organisation only; numbers and addresses anybody can see."""
    if item.organisation_id == by.house and text.strip():
        refuse_names(dossier(by, item.client_id), text)
    else:
        refuse_contact(text)


def write_column(*, by: Actor, item: uuid.UUID, kind: str, words: str, seen: int) -> CaseColumn:
    """Replaces the text of one column. Raises Overtaken, and writes nothing, when `seen` is no longer the version."""
    row = get(by, Permission.CASE_WRITE, CaseItem, id=item)
    _refuse_in(by, row, words)
    column = CaseColumn.objects.select_for_update().get(item=row, kind=kind)
    if column.version != seen:
        raise Overtaken(
            "Een collega schreef hier intussen. Hieronder staan beide teksten. Kies wat blijft."
        )
    seal_into(column, open_key(by=by, dossier=row.id), words=words.strip())
    column.version, column.changed_by_id = column.version + 1, by.person
    column.save(update_fields=["words", "version", "changed_by"])
    record(
        by=by,
        event=events.CASE_WRITTEN,
        target=row,
        subjects=[row.client_id],
        column=kind,
        version=column.version,
    )
    return column


def add_outcome(*, by: Actor, item: uuid.UUID, outcome: Outcome) -> CaseOutcome:
    """A decision or action of one of the partners in the item. With a day it lands in the joint plan when that can be (R72)."""
    row = get(by, Permission.CASE_WRITE, CaseItem, id=item)
    if not outcome.words.strip():
        raise ConferenceRefused("Schrijf in een paar woorden wat jullie afspreken.")
    _refuse_in(by, row, outcome.words)
    if outcome.partner not in {row.organisation_id, *row.asks.values_list("partner", flat=True)}:
        raise ConferenceRefused("Kies een partner die bij dit punt is gevraagd.")
    if outcome.kind == CaseOutcome.Kind.ACTION and outcome.due is None:
        raise ConferenceRefused("Kies een dag voor de actie, vandaag of later.")
    if outcome.due and outcome.due < clock.today():
        raise ConferenceRefused("Kies een dag, vandaag of later.")
    made = CaseOutcome(
        id=new_id(),
        organisation_id=row.organisation_id,
        item=row,
        conference_id=row.conference_id,
        partner_id=outcome.partner,
        kind=outcome.kind,
        due=outcome.due,
        domain_id=outcome.domain,
        recorded_by_id=by.person,
        recorded_on=clock.today(),
    )
    words = outcome.words.strip()
    seal_into(made, open_key(by=by, dossier=row.id), words=words)
    land(by, row, made, words)
    made.save(force_insert=True)
    record(
        by=by,
        event=events.CASE_DECIDED,
        target=row,
        subjects=[row.client_id],
        kind=made.kind,
        partner=str(made.partner_id),
        due=made.due.isoformat() if made.due else "",
        planned=made.plan_line is not None,
    )
    return made


def settle_outcome(*, by: Actor, outcome: uuid.UUID, to: str) -> CaseOutcome:
    found = get(by, Permission.CASE_WRITE, CaseOutcome, along=["item"], id=outcome)
    row = CaseOutcome.objects.select_for_update().get(id=found.id)
    before = row.state
    if row.plan_line:
        raise ConferenceRefused("Deze afspraak staat in het plan. Werk haar daar bij.")
    if to not in OUTCOME_STEPS[before]:
        raise ConferenceRefused("Deze actie is al afgerond.")
    row.state, row.settled_on = to, clock.today()
    row.save(update_fields=["state", "settled_on"])
    subjects = [found.item.client_id] if found.item else []
    record(
        by=by,
        event=events.OUTCOME_SETTLED,
        target=row,
        subjects=subjects,
        before=before,
        after=to,
    )
    return row
