"""Sharing without consent. One person weighs and asks, another agrees; nobody can do both.

The ground is an exception to consent (AVG 6.1(d) and 9.2(c), conflict of duties, a duty or right by law).
What it opens is never more than a yes would, goes to one partner, and ends at the day of review.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ketenwerk.access.api import (
    Ground,
    Permission,
    Refused,
    Share,
    end_shares_of,
    get,
    given_on,
    open_key,
    require,
    share_key,
    visible,
)
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.consenting import Choice
from ketenwerk.clients.lasting import own_ends
from ketenwerk.clients.models import Client, Consent
from ketenwerk.clients.overrides import (
    OVERRIDE_STEPS,
    OverrideDomain,
    OverrideGround,
    OverrideNotice,
    OverrideTold,
    S,
)
from ketenwerk.clients.removing import ask_removal
from ketenwerk.clients.turns import in_turn
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.periods import months_later
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor, Organisation

MONTHS, MOST_MONTHS = 1, 3


class OverrideRefused(Exception):  # noqa: N818
    """Why this cannot be, and what to do instead, as a sentence for the screen."""


ONLY_SHARING = (
    "Een zorgaanbieder doet niet mee aan een plan of overleg. Kies ‘delen met een partner’."
)
CHANGED = "Dit is intussen veranderd. Lees het opnieuw."


@dataclass(frozen=True)
class Weighing:
    """What somebody weighed before asking: for whom, on which ground, and why there is no other way."""

    partner: uuid.UUID
    purpose: str
    ground: str
    facts: str
    why: str
    alternatives: str
    review_on: date
    domains: frozenset[uuid.UUID] = frozenset()
    consulted: bool = False


def others_to_share_with(own: uuid.UUID) -> QuerySet[Organisation]:
    """With whom something can be shared without consent: the other partners, and care providers (R29)."""
    kinds = [Organisation.Kind.PARTNER, Organisation.Kind.PROVIDER]
    return Organisation.objects.filter(kind__in=kinds).exclude(id=own).order_by("kind", "name")


def usual_review() -> date:
    return months_later(clock.today(), MONTHS)


def last_review() -> date:
    return months_later(clock.today(), MOST_MONTHS)


def ask_override(
    *, by: Actor, client: uuid.UUID, weighing: Weighing, previous: uuid.UUID | None = None
) -> OverrideGround:
    """Asks a second person to agree. Opens nothing. `previous` is a running one that this would prolong."""
    require(by, Permission.OVERRIDE_ASK)
    row = get(by, Permission.CLIENT_EDIT, Client, id=client)
    _check(by, row, weighing)
    before = _prolongs(by, row, weighing, previous) if previous else None
    made = OverrideGround(
        id=new_id(),
        organisation_id=row.organisation_id,
        client=row,
        partner_id=weighing.partner,
        purpose=weighing.purpose,
        ground=weighing.ground,
        consulted=weighing.consulted,
        review_on=weighing.review_on,
        previous=before,
        asked_by_id=by.person,
        asked_on=clock.today(),
    )
    seal_into(
        made,
        open_key(by=by, dossier=row.id),
        facts=weighing.facts.strip(),
        why=weighing.why.strip(),
        alternatives=weighing.alternatives.strip(),
    )
    made.save(force_insert=True)
    OverrideDomain.objects.bulk_create(
        OverrideDomain(organisation_id=made.organisation_id, override=made, domain_id=domain)
        for domain in sorted(weighing.domains)
    )
    _notify(made)
    record(
        by=by,
        event=events.OVERRIDE_ASKED,
        target=made,
        subjects=[row.id],
        ground=made.ground,
        purpose=made.purpose,
        organisation=str(made.partner_id),
        until=made.review_on.isoformat(),
    )
    return made


def _check(by: Actor, client: Client, weighing: Weighing) -> None:
    partner = others_to_share_with(by.house).filter(id=weighing.partner).first()
    if partner is None:
        raise Refused
    if weighing.purpose not in OverrideGround.Purpose.values:
        raise OverrideRefused("Kies waarvoor je wilt delen.")
    if partner.kind == Organisation.Kind.PROVIDER and weighing.purpose != Consent.Purpose.SHARE:
        raise OverrideRefused(ONLY_SHARING)
    if weighing.ground not in OverrideGround.Ground.values:
        raise OverrideRefused("Kies een grond.")
    if not all((weighing.facts.strip(), weighing.why.strip(), weighing.alternatives.strip())):
        raise OverrideRefused("Vul alle drie de teksten in. De tweede persoon leest ze.")
    if weighing.purpose != OverrideGround.Purpose.CONFERENCE and not weighing.domains:
        raise OverrideRefused("Kies minstens één leefgebied.")
    if not clock.today() < weighing.review_on <= last_review():
        raise OverrideRefused("Kies een dag om te herzien: na vandaag, binnen drie maanden.")
    if client.state == Client.State.CLOSED:
        raise OverrideRefused("Dit dossier is afgesloten. Open eerst een traject.")
    same = OverrideGround.objects.filter(
        client=client,
        partner=weighing.partner,
        purpose=weighing.purpose,
        state=S.ASKED,
        review_on__gt=clock.today(),
    )
    if same.exists():
        raise OverrideRefused("Dit is al gevraagd. Wacht op het oordeel, of trek die vraag in.")


def _prolongs(by: Actor, client: Client, weighing: Weighing, previous: uuid.UUID) -> OverrideGround:
    rows = visible(by, Permission.OVERRIDE_ASK, OverrideGround).filter(
        id=previous, client=client, partner=weighing.partner, purpose=weighing.purpose
    )
    found = rows.first()
    if found is None:
        raise Refused
    return found


def decide_override(*, by: Actor, override: uuid.UUID, agrees: bool, words: str) -> OverrideGround:
    """The second person agrees or refuses, with a reason. Never the one who asked; Refused for everybody else.

    What was shared on the one that this prolongs goes on until the new day, and never past its own last day: what
    was chosen to end sooner, and a referral or a hand-over, still end when that was said.
    """
    found = get(by, Permission.OVERRIDE_DECIDE, OverrideGround, id=override)
    in_turn(found.client_id)
    row = OverrideGround.objects.select_for_update().get(id=found.id)
    after = S.AGREED if agrees else S.REFUSED
    if after not in OVERRIDE_STEPS[row.state]:
        raise OverrideRefused(CHANGED)
    if not words.strip():
        raise OverrideRefused("Schrijf kort waarom. De ander leest je oordeel.")
    row.state, row.decided_by_id, row.decided_on = after, by.person, clock.today()
    seal_into(row, open_key(by=by, dossier=row.client_id), verdict=words.strip())
    row.save(update_fields=["state", "decided_by", "decided_on", "verdict"])
    _notify(row)
    record(
        by=by,
        event=events.OVERRIDE_DECIDED,
        target=row,
        subjects=[row.client_id],
        after=after,
        organisation=str(row.partner_id),
    )
    if agrees and row.previous:
        _take_over(by, row, row.previous)
    return row


def _take_over(by: Actor, row: OverrideGround, earlier: OverrideGround) -> None:
    """What runs on the earlier one goes on with this one. With fewer life domains all of it ends: share anew."""
    if earlier.state != S.AGREED:
        return
    if domains_of(earlier) <= domains_of(row):
        running = [each for each in given_on(by, bases=[earlier.id]) if each.ended_on is None]
        ends = own_ends([share.part for share in running])
        for share in running:
            until = min(_until(share, earlier, row), ends.get(share.part, row.review_on))
            if until > clock.today():
                _go_on(by, share, row, until)
    _end(by, earlier, S.EXPIRED)


def _go_on(by: Actor, share: Share, row: OverrideGround, until: date) -> None:
    share_key(
        by=by,
        dossier=share.part,
        organisation=row.partner_id,
        purpose=share.purpose,
        ground=Ground.OVERRIDE,
        basis=row.id,
        until=until,
    )


def _until(share: Share, earlier: OverrideGround, row: OverrideGround) -> date:
    """What ran until the review runs until the new one; what was chosen to end sooner still ends then."""
    ran_on = share.until is None or share.until >= earlier.review_on
    return row.review_on if ran_on or share.until is None else min(share.until, row.review_on)


def domains_of(row: OverrideGround) -> set[uuid.UUID]:
    return {each.domain_id for each in row.domains.all()}


def withdraw_override(*, by: Actor, override: uuid.UUID) -> OverrideGround:
    """Takes a request back, or stops the sharing at once and asks the partner to remove. Anybody who works with her may."""
    found = get(by, Permission.OVERRIDE_ASK, OverrideGround, id=override)
    in_turn(found.client_id)
    row = OverrideGround.objects.select_for_update().get(id=found.id)
    if S.WITHDRAWN not in OVERRIDE_STEPS[row.state]:
        raise OverrideRefused(CHANGED)
    _end(by, row, S.WITHDRAWN)
    record(by=by, event=events.OVERRIDE_WITHDRAWN, target=row, subjects=[row.client_id])
    return row


def _end(by: Actor, row: OverrideGround, state: str) -> None:
    """Nothing shared on it opens any longer; who received something is asked to remove it."""
    ask_removal(by, given_on(by, bases=[row.id]))
    end_shares_of(by=by, basis=row.id)
    _set(row, state)


def _set(row: OverrideGround, state: str) -> None:
    row.state = state
    row.save(update_fields=["state"])
    _notify(row)


def tell_client(*, by: Actor, override: uuid.UUID, told: bool, reason: str = "") -> OverrideTold:
    """She was told, or a reason why not: one of both is always written down."""
    row = get(by, Permission.OVERRIDE_ASK, OverrideGround, id=override)
    if row.state not in {S.AGREED, S.WITHDRAWN, S.EXPIRED} or row.decided_by_id is None:
        raise OverrideRefused("Er is niets gedeeld. Dan hoef je het niet te vertellen.")
    if not told and not reason.strip():
        raise OverrideRefused("Schrijf waarom je het nog niet vertelt.")
    made = OverrideTold(
        id=new_id(),
        organisation_id=row.organisation_id,
        override=row,
        told=told,
        on=clock.today(),
        by_id=by.person,
    )
    if not told:
        seal_into(made, open_key(by=by, dossier=row.client_id), reason=reason.strip())
    made.save(force_insert=True)
    Told = OverrideNotice.Told  # noqa: N806
    OverrideNotice.objects.filter(id=row.id).update(told=Told.TOLD if told else Told.REASONED)
    record(by=by, event=events.OVERRIDE_TOLD, target=row, subjects=[row.client_id], told=told)
    return made


def override_for(
    by: Actor, client: uuid.UUID, choice: Choice, on: date | None = None
) -> OverrideGround | None:
    """The exception that allows this choice on a day (today), or None: agreed by two, and not past its review.

    Stands beside valid_consent and takes the same choice: purpose, partner and, when asked, a life domain.
    """
    return overrides_for(by, client, choice, on).first()


def overrides_for(
    by: Actor, client: uuid.UUID, choice: Choice, on: date | None = None
) -> QuerySet[OverrideGround]:
    """Every exception that allows this choice on a day (today), the longest first, with its life domains."""
    rows = _valid(by, on or clock.today()).filter(
        client=client, partner=choice.recipient, purpose=choice.purpose
    )
    if choice.domain:
        rows = rows.filter(domains__domain=choice.domain)
    return rows.order_by("-review_on", "id").prefetch_related("domains")


def _valid(by: Actor, on: date) -> QuerySet[OverrideGround]:
    return OverrideGround.objects.filter(
        organisation_id=by.house, state=S.AGREED, decided_by__isnull=False, review_on__gt=on
    )


def ended_overrides(by: Actor) -> QuerySet[OverrideGround]:
    """What is past its day of review and not put away yet. It opens nothing already."""
    return OverrideGround.objects.filter(
        organisation_id=by.house, state__in=[S.ASKED, S.AGREED], review_on__lte=clock.today()
    )


def put_away_ended(by: Actor) -> int:
    """Calls what is past its day expired, and asks partners to remove what they got."""
    rows = list(ended_overrides(by))
    for row in rows:
        _end(by, row, S.EXPIRED)
    return len(rows)


def _notify(row: OverrideGround) -> None:
    """Privacy sees at once that it was asked, by whom, and what came of it."""
    changing = {
        "state": row.state,
        "decided_by_id": row.decided_by_id,
        "decided_on": row.decided_on,
    }
    if OverrideNotice.objects.filter(id=row.id, organisation_id=row.organisation_id).update(
        **changing
    ):
        return
    OverrideNotice.objects.create(
        id=row.id,
        organisation_id=row.organisation_id,
        partner_id=row.partner_id,
        purpose=row.purpose,
        ground=row.ground,
        review_on=row.review_on,
        asked_by_id=row.asked_by_id,
        asked_on=row.asked_on,
        **changing,
    )
