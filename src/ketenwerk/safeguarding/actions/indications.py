"""Writing indications. Facts and interpretation are written once; what follows is added (R34)."""

import uuid
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import Permission, get, make_dossier_key, open_key, require
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Client
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.periods import months_later
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor
from ketenwerk.safeguarding import events
from ketenwerk.safeguarding.models import Indication, IndicationStep
from ketenwerk.safeguarding.refusals import WorryRefused
from ketenwerk.safeguarding.states import INDICATION, INDICATION_ENDED, may_follow

KEPT_AFTER_REFUTED = 3  # months
State = Indication.State


@dataclass(frozen=True)
class Noticed:
    """What was noticed. Everybody who reads it sees the facts apart from the interpretation."""

    source: str
    facts: str
    interpretation: str
    urgency: str
    next_step: str
    next_step_on: date


def record_indication(*, by: Actor, client: uuid.UUID, noticed: Noticed) -> Indication:
    """An indication about an own client, for the writer to follow up."""
    row = get(by, Permission.CLIENT_EDIT, Client, id=client)
    key = open_key(by=by, dossier=row.id)
    return write_indication(by=by, client=row, owner=by.person, key=key, noticed=noticed)


def record_unnamed(*, by: Actor, noticed: Noticed) -> Indication:
    """An indication that is not about a known client, under a key of its own."""
    require(by, Permission.INDICATION_EDIT)
    return write_indication(by=by, client=None, owner=by.person, key=None, noticed=noticed)


def write_indication(
    *, by: Actor, client: Client | None, owner: uuid.UUID, key: bytes | None, noticed: Noticed
) -> Indication:
    if noticed.next_step_on < clock.today():
        raise WorryRefused("De volgende stap ligt in het verleden. Kies vandaag of later.")
    row = Indication(
        id=new_id(),
        organisation_id=by.house,
        client=client,
        source=noticed.source,
        urgency=noticed.urgency,
        owner_id=owner,
        next_step_on=noticed.next_step_on,
        recorded_on=clock.today(),
        recorded_by_id=by.person,
    )
    opened = key or make_dossier_key(by=by, dossier=row.id, purpose="indication")
    seal_into(
        row,
        opened,
        facts=noticed.facts.strip(),
        interpretation=noticed.interpretation.strip(),
        next_step=noticed.next_step.strip(),
    )
    row.save(force_insert=True)
    record(
        by=by,
        event=events.INDICATION_RECORDED,
        target=row,
        subjects=[client.id] if client else [],
        urgency=noticed.urgency,
        source=noticed.source,
    )
    return row


@dataclass(frozen=True)
class FollowUp:
    """What was done and what comes next. `seen` is the number of the last follow-up that the writer had read."""

    verification: str
    state: str
    words: str
    next_step: str = ""
    next_step_on: date | None = None
    seen: int = 0


def follow_up(*, by: Actor, indication: uuid.UUID, step: FollowUp) -> Indication:
    """Adds a follow-up; raises WorryRefused with what is missing. A refuted indication is gone from view after this."""
    found = get(by, Permission.INDICATION_EDIT, Indication, id=indication)
    # Two people at once: the second waits, and then sees what the first wrote.
    row = Indication.objects.select_for_update().get(id=found.id)
    before = row.state
    after = State.REFUTED if step.verification == Indication.Verification.REFUTED else step.state
    _check(row, after, step)
    row.state, row.verification = after, step.verification
    key = open_key(by=by, dossier=row.client_id or row.id)
    if after in INDICATION_ENDED:
        row.next_step_on = None
        seal_into(row, key, next_step="")
    else:
        row.next_step_on = step.next_step_on
        seal_into(row, key, next_step=step.next_step.strip())
    if after == State.REFUTED:
        row.delete_on = months_later(clock.today(), KEPT_AFTER_REFUTED)
    row.save(update_fields=["state", "verification", "next_step", "next_step_on", "delete_on"])
    add_step(by, row, key, before=before, words=step.words)
    record(
        by=by,
        event=events.INDICATION_FOLLOWED,
        target=row,
        subjects=[row.client_id] if row.client_id else [],
        before=before,
        after=after,
        verification=step.verification,
    )
    return row


def check_seen(row: Indication, seen: int) -> None:
    """Refuses when somebody wrote after what the writer had read."""
    last = row.steps.values_list("id", flat=True).first() or 0
    if last != seen:
        raise WorryRefused("Een collega schreef intussen iets. Lees het en sla dan opnieuw op.")


def _check(row: Indication, after: str, step: FollowUp) -> None:
    check_seen(row, step.seen)
    if after != row.state and not may_follow(INDICATION, row.state, after):
        raise WorryRefused("Deze stap kan nu niet. Het signaal is intussen veranderd.")
    if row.state in INDICATION_ENDED:
        raise WorryRefused("Dit signaal is gesloten. Leg een nieuw signaal vast.")
    if after == State.REFUTED and step.verification != Indication.Verification.REFUTED:
        raise WorryRefused("Kies bij ‘hoe zeker’ ook weerlegd.")
    if not step.words.strip():
        raise WorryRefused("Schrijf kort wat je deed.")
    if after not in INDICATION_ENDED and (not step.next_step.strip() or not step.next_step_on):
        raise WorryRefused("Schrijf de volgende stap en kies een dag. Of sluit het signaal.")
    if after not in INDICATION_ENDED and step.next_step_on and step.next_step_on < clock.today():
        raise WorryRefused("De volgende stap ligt in het verleden. Kies vandaag of later.")


def add_step(
    by: Actor,
    row: Indication,
    key: bytes,
    *,
    before: str,
    words: str,
    handed_to: uuid.UUID | None = None,
) -> None:
    """Keeps what was done. Whoever calls this has the row locked."""
    step = IndicationStep.objects.create(
        organisation_id=row.organisation_id,
        indication=row,
        before=before,
        after=row.state,
        verification=row.verification,
        on=clock.today(),
        by_id=by.person,
        handed_to_id=handed_to,
    )
    seal_into(step, key, words=words.strip())
    step.save(update_fields=["words"])
