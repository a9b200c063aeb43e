"""Handing over to a worker of a care provider, and what that worker does. Each act is one transaction and one log entry."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from ketenwerk.access.api import (
    Permission,
    end_share,
    get,
    make_dossier_key,
    open_key,
    share_key,
)
from ketenwerk.audit.api import record
from ketenwerk.clients.api import ShareGround, dossier, in_turn
from ketenwerk.handovers import events
from ketenwerk.handovers.grounds import ground_for
from ketenwerk.handovers.models import Handover, HandoverContact, HandoverEnd
from ketenwerk.handovers.queries import Facts, granted, outside_workers, read_facts
from ketenwerk.handovers.rules import PURPOSE
from ketenwerk.handovers.states import BY_RECEIVER
from ketenwerk.kernel import clock, dutch
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into, unseal_from
from ketenwerk.meetings.api import agreement_between
from ketenwerk.people.api import Actor, Organisation
from ketenwerk.programme.api import life_domains
from ketenwerk.trajectories.api import ScaleUp, Trajectory, trajectory, view_of

MOST_DAYS = 366
MINUTES_MAX = 600
ALREADY = "Dit is al overgedragen. Stop eerst de overdracht die loopt."


class HandoverRefused(Exception):  # noqa: N818
    """Why something cannot be, as a sentence for the screen."""


@dataclass(frozen=True)
class Selection:
    """To whom, what is told, and until when (that day no longer). Everything but the code is off by default."""

    worker: uuid.UUID
    until: date
    called: bool = False
    contact: bool = False
    goal: bool = False
    domains: frozenset[str] = frozenset()

    @property
    def is_hers(self) -> bool:
        """Whether something goes along that only she can let go: her name, her goal, how to reach her."""
        return self.called or self.contact or self.goal


def facts_for(by: Actor, row: Trajectory, selection: Selection) -> Facts:
    """What the other would see, from the dossier as it is now."""
    opened = dossier(by, row.client_id, Permission.CLIENT_EDIT)
    names = [each.name for each in life_domains() if each.key in selection.domains]
    return Facts(
        code=opened.client.code,
        called=opened.called if selection.called else "",
        goal=view_of(row, opened.key).goal if selection.goal else "",
        domains=tuple(names),
        contact=opened.safe_contact if selection.contact else None,
    )


def hand_over(*, by: Actor, trajectory: uuid.UUID, selection: Selection) -> Handover:
    """Hands a client whose scale-up was granted to one worker of the provider in the decision (R29).

    Never longer than her consent, or the exception to it, and the agreement of both organisations hold, twelve months at most.
    """
    row = _locked(by, trajectory)
    in_turn(row.client_id)
    decision, provider = _granted(row)
    ground = _check(by, row, provider, selection)
    made = Handover(
        id=new_id(),
        organisation_id=by.house,
        client_id=row.client_id,
        scale_up=decision,
        provider=provider,
        worker_id=selection.worker,
        told_on=clock.today(),
        handed_on=clock.today(),
        until=selection.until,
        by_id=by.person,
    )
    key = make_dossier_key(by=by, dossier=made.id, purpose=PURPOSE)
    seal_into(made, key, facts=facts_for(by, row, selection).sealed_text())
    made.save(force_insert=True)
    share_key(
        by=by,
        dossier=made.id,
        organisation=provider.id,
        purpose=PURPOSE,
        ground=ground.kind,
        basis=ground.basis,
        until=selection.until,
    )
    record(
        by=by,
        event=events.HANDED,
        target=made,
        subjects=[row.client_id],
        organisation=str(provider.id),
        member=str(selection.worker),
        until=selection.until.isoformat(),
        count=len(selection.domains),
        ground=ground.kind,
    )
    return made


def _locked(by: Actor, row: uuid.UUID) -> Trajectory:
    """The trajectory, held: of two people who hand over at once the second waits and is told."""
    found = trajectory(by, row)
    return Trajectory.objects.select_for_update().get(id=found.id)


def _granted(row: Trajectory) -> tuple[ScaleUp, Organisation]:
    decision = granted(row)
    if row.state != Trajectory.State.SCALED_UP or decision is None or decision.provider is None:
        raise HandoverRefused("Overdragen kan als de gemeente de opschaling heeft toegekend.")
    return decision, decision.provider


def _check(by: Actor, row: Trajectory, provider: Organisation, selection: Selection) -> ShareGround:
    """Whether all that must hold, holds; gives the ground on which it rests."""
    today = clock.today()
    running = Handover.objects.filter(
        scale_up__trajectory=row, ending__isnull=True, until__gt=today
    )
    if running.exists():
        raise HandoverRefused(ALREADY)
    if not outside_workers(provider.id).filter(id=selection.worker).exists():
        raise HandoverRefused(f"Kies een begeleider van {provider.name}.")
    agreement = agreement_between(provider.id, by.house, today)
    if agreement is None:
        raise HandoverRefused(
            f"Er loopt geen afspraak met {provider.name}. Vraag de coördinator om die vast te leggen."
        )
    about = frozenset(each.id for each in life_domains() if each.key in selection.domains)
    ground = ground_for(by, row.client_id, provider.id, about)
    if ground is None:
        raise HandoverRefused(
            f"Er is geen toestemming om iets met {provider.name} te delen. Vraag het eerst aan haar."
        )
    if ground.is_exception and selection.is_hers:
        raise HandoverRefused(
            "Je deelt zonder toestemming. Haar naam, haar doel en veilig contact gaan niet mee."
        )
    if not ground.covers(about):
        raise HandoverRefused(_not_about(ground))
    _check_until(selection.until, [agreement.ends_on, ground.until_about(about)])
    return ground


def _not_about(ground: ShareGround) -> str:
    if ground.is_exception:
        return "Je deelt zonder toestemming. Kies alleen leefgebieden waarvoor een tweede persoon akkoord gaf."
    names = [each.name for each in life_domains() if each.id in ground.domains]
    if not names:
        return "Zij zei nog bij geen leefgebied ja. Haal de vinkjes weg, of vraag het haar eerst."
    return f"Zij zei alleen ja over {dutch.listing(names)}. Haal de andere vinkjes weg, of vraag het haar eerst."


def _check_until(until: date, others: list[date | None]) -> None:
    if until <= clock.today():
        raise HandoverRefused("Kies een laatste dag vanaf vandaag.")
    latest = min(clock.days_later(MOST_DAYS), *(each for each in others if each))
    if until > latest:
        last = dutch.full_day(latest - timedelta(days=1))
        raise HandoverRefused(
            f"De laatste dag kan niet later zijn dan {last}. Dan stopt de grond om te delen of de afspraak, of is er een jaar om."
        )


def tell_again(*, by: Actor, handover: uuid.UUID) -> Handover:
    """Passes on the safe contact as it is agreed now, when that was part of what was told (S5)."""
    found = get(by, Permission.HANDOVER_EDIT, Handover, id=handover, ending__isnull=True)
    row = Handover.objects.select_for_update(no_key=True).get(id=found.id)
    key = open_key(by=by, dossier=row.id)
    told = read_facts(unseal_from(row, key, "facts"))
    if told.contact is None:
        raise HandoverRefused("Veilig contact is niet overgedragen.")
    now = dossier(by, row.client_id, Permission.CLIENT_EDIT).safe_contact
    facts = Facts(told.code, told.called, told.goal, told.domains, now)
    seal_into(row, key, facts=facts.sealed_text())
    row.told_on = clock.today()
    row.save(update_fields=["facts", "told_on"])
    record(
        by=by,
        event=events.TOLD_AGAIN,
        target=row,
        subjects=[row.client_id],
        count=len(told.domains),
    )
    return row


def stop(*, by: Actor, handover: uuid.UUID) -> Handover:
    """Ends a hand-over from the side of the partner: the other sees nothing at the next request."""
    row = get(by, Permission.HANDOVER_EDIT, Handover, id=handover)
    _end(by, row, Handover.State.STOPPED)
    end_share(by=by, dossier=row.id, organisation=row.provider_id, purpose=PURPOSE)
    record(
        by=by,
        event=events.STOPPED,
        target=row,
        subjects=[row.client_id],
        organisation=str(row.provider_id),
    )
    return row


def give_back(*, by: Actor, handover: uuid.UUID, state: str, reason: str = "") -> None:
    """The outside worker is done, or gives the client back with a reason. Nothing opens any more after this.

    The database ends the key with it, because whoever received a share cannot.
    """
    row = get(by, Permission.RECEIVED_WRITE, Handover, id=handover)
    if state not in BY_RECEIVER:
        raise HandoverRefused("Kies of je klaar bent of teruggeeft.")
    returned = state == Handover.State.RETURNED
    if returned and reason not in HandoverEnd.Reason.values:
        raise HandoverRefused("Kies waarom je teruggeeft.")
    why = reason if returned else ""
    _end(by, row, state, why)
    record(
        by=by,
        event=events.GIVEN_BACK,
        target=row,
        subjects=[row.client_id],
        state=state,
        reason=why,
    )


def _end(by: Actor, row: Handover, state: str, reason: str = "") -> None:
    end = HandoverEnd(
        id=new_id(),
        organisation_id=row.organisation_id,
        handover_id=row.id,
        provider_id=row.provider_id,
        state=state,
        reason=reason,
        on=clock.today(),
        by_id=by.person,
    )
    try:
        with transaction.atomic():
            end.save(force_insert=True)
    except IntegrityError:
        raise HandoverRefused("Deze overdracht was al geëindigd.") from None


@dataclass(frozen=True)
class NewContact:
    day: date
    kind: str
    minutes: int
    words: str


def write_contact(*, by: Actor, handover: uuid.UUID, contact: NewContact) -> HandoverContact:
    """A contact of the outside worker, with its time. It books no hour: that time is the provider's own (R29)."""
    row = get(by, Permission.RECEIVED_WRITE, Handover, id=handover)
    if contact.kind not in HandoverContact.Kind.values or not contact.words.strip():
        raise HandoverRefused("Schrijf wat er gebeurde.")
    if not row.handed_on <= contact.day <= clock.today():
        raise HandoverRefused("Kies een dag tussen de overdracht en vandaag.")
    if not 0 < contact.minutes <= MINUTES_MAX:
        raise HandoverRefused("Vul 1 tot 600 minuten in.")
    made = HandoverContact(
        id=new_id(),
        organisation_id=by.house,
        handover_id=row.id,
        author_id=by.person,
        day=contact.day,
        kind=contact.kind,
        minutes=contact.minutes,
        written_at=clock.now(),
    )
    key = make_dossier_key(by=by, dossier=made.id, purpose=PURPOSE)
    seal_into(made, key, words=contact.words.strip())
    made.save(force_insert=True)
    record(
        by=by,
        event=events.CONTACT_WRITTEN,
        target=made,
        subjects=[row.client_id],
        day=contact.day.isoformat(),
        kind=contact.kind,
        minutes=contact.minutes,
    )
    return made
