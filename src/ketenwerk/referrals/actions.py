"""What the sender does: send, withdraw, agree on a warm handover; and note what went to the network."""

import uuid
from dataclasses import dataclass
from datetime import date

from ketenwerk.access.api import (
    Permission,
    Refused,
    end_share,
    get,
    make_dossier_key,
    require,
    share_key,
    visible,
)
from ketenwerk.audit.api import record
from ketenwerk.clients.api import Dossier, dossier, in_turn
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_code, new_id
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor, Member, Organisation
from ketenwerk.programme.api import life_domains
from ketenwerk.referrals import events
from ketenwerk.referrals.content import Content
from ketenwerk.referrals.grounds import ground_for
from ketenwerk.referrals.models import NetworkReferral, Referral
from ketenwerk.referrals.rules import PURPOSE
from ketenwerk.referrals.states import NETWORK, REFERRAL
from ketenwerk.trajectories.api import trajectories_of

MOST_DAYS = 366
HERS_STAYS = "Je deelt zonder toestemming. Haar naam, haar eigen woorden en de afspraak over veilig contact gaan niet mee."
NOT_ABOUT = "Over dit leefgebied mag deze organisatie niets weten. Haal het vinkje weg, of vraag het haar eerst."
S = Referral.State


class ReferralRefused(Exception):  # noqa: N818
    """Why this cannot be, as a sentence for the screen."""


class ChangedMeanwhile(ReferralRefused):
    """Somebody else saved first; nothing was overwritten."""


@dataclass(frozen=True)
class NewReferral:
    """To whom, what is asked and why, and which parts go along. The least is the default.

    `until` is the first day on which the receiver can no longer read it.
    """

    receiver: uuid.UUID
    asked: str
    why: str
    until: date
    own_question: str = ""
    with_called: bool = False
    with_contact: bool = False
    # Ids of the life domains it is about; without one it only asks.
    about: frozenset[uuid.UUID] = frozenset()

    @property
    def hers(self) -> tuple[str, ...]:
        """Which parts that only she can let go along are in it, as names of fields."""
        chosen = {
            "own_question": self.own_question.strip(),
            "with_called": self.with_called,
            "with_contact": self.with_contact,
        }
        return tuple(name for name, taken in chosen.items() if taken)


def content_of(opened: Dossier, new: NewReferral) -> Content:
    """Exactly what the receiver will read."""
    return Content(
        asked=new.asked,
        why=new.why,
        called=opened.called if new.with_called else "",
        own_question=new.own_question,
        contact=opened.safe_contact if new.with_contact else None,
        about=tuple(each.name for each in life_domains() if each.id in new.about),
    )


def send(*, by: Actor, client: uuid.UUID, new: NewReferral) -> Referral:
    """Sends a question to a partner, on what holds at this moment; the partner reads no longer than that holds.

    On an exception nobody asked her: only the question goes, and nothing of hers.
    """
    require(by, Permission.REFERRAL_WRITE)
    opened = dossier(by, client, Permission.CLIENT_EDIT)
    in_turn(client)
    _check(by, opened, new)
    ground = ground_for(by, client, new.receiver, new.about)
    if ground is None:
        raise ReferralRefused("Er is geen toestemming om iets met deze partner te delen.")
    if ground.is_exception and new.hers:
        raise ReferralRefused(HERS_STAYS)
    if not ground.covers(new.about):
        raise ReferralRefused(NOT_ABOUT)
    row = Referral(
        id=new_id(),
        organisation_id=by.house,
        client_id=client,
        receiver_id=new.receiver,
        reference=new_code(6),
        sent_by_id=by.person,
        sent_on=clock.today(),
        until=min(new.until, ground.until_about(new.about)),
    )
    key = make_dossier_key(by=by, dossier=row.id, purpose=PURPOSE)
    seal_into(row, key, content=content_of(opened, new).sealed_text())
    row.save(force_insert=True)
    share_key(
        by=by,
        dossier=row.id,
        organisation=new.receiver,
        purpose=PURPOSE,
        ground=ground.kind,
        basis=ground.basis,
        until=row.until,
    )
    record(
        by=by,
        event=events.SENT,
        target=row,
        subjects=[client],
        organisation=str(new.receiver),
        until=row.until.isoformat(),
        ground=ground.kind,
    )
    return row


def _check(by: Actor, opened: Dossier, new: NewReferral) -> None:
    if not opened.is_open:
        raise ReferralRefused("Het dossier is afgesloten. Open eerst een traject.")
    if not new.asked.strip() or not new.why.strip():
        raise ReferralRefused("Schrijf wat je vraagt en waarom.")
    if not 0 < (new.until - clock.today()).days <= MOST_DAYS:
        raise ReferralRefused("Kies een dag na vandaag, hooguit een jaar later.")
    partners = Organisation.objects.filter(kind=Organisation.Kind.PARTNER).exclude(id=by.house)
    if not partners.filter(id=new.receiver).exists():
        raise Refused


def withdraw(*, by: Actor, referral: uuid.UUID) -> Referral:
    """Takes a referral back while nobody took it. The receiver reads nothing of it from then on."""
    row = get(by, Permission.REFERRAL_WRITE, Referral, id=referral)
    step(row, S.WITHDRAWN)
    end_share(by=by, dossier=row.id, organisation=row.receiver_id, purpose=PURPOSE)
    record(by=by, event=events.WITHDRAWN, target=row, subjects=[row.client_id])
    return row


def step(row: Referral, to: str, **facts: object) -> None:
    """Goes to a next state with what belongs to it; of two at the same moment the second is refused."""
    taken = to in REFERRAL[row.state] and Referral.objects.filter(
        id=row.id, state=row.state
    ).update(state=to, version=row.version + 1, **facts)
    if not taken:
        raise ReferralRefused("Deze verwijzing is al beantwoord of ingetrokken.")
    row.state = to


@dataclass(frozen=True)
class Handover:
    """A contact with the three of them: when, at what kind of place, and whether it went on."""

    day: date
    place: str
    state: str = Referral.Handover.PLANNED


def set_handover(*, by: Actor, referral: uuid.UUID, handover: Handover, seen: int) -> Referral:
    """By who sent it or who took it. `seen` is the version on the screen; raises ChangedMeanwhile when another saved first."""
    own = visible(by, Permission.REFERRAL_WRITE, Referral).filter(id=referral).first()
    row = own or get(by, Permission.REFERRAL_RECEIVE, Referral, id=referral)
    if row.state not in {S.SENT, S.ACCEPTED} or (own is None and row.state == S.SENT):
        raise ReferralRefused("Er is nu geen overdracht om af te spreken.")
    if handover.state == Referral.Handover.DONE and handover.day > clock.today():
        raise ReferralRefused("Deze dag ligt nog voor je. Kies ‘afgesproken’.")
    changed = Referral.objects.filter(id=row.id, version=seen).update(
        handover_on=handover.day,
        handover_place=handover.place,
        handover=handover.state,
        version=seen + 1,
    )
    if not changed:
        raise ChangedMeanwhile("Iemand anders veranderde dit net. Kijk wat er nu staat.")
    record(
        by=by,
        event=events.HANDOVER_SET,
        target=row,
        subjects=[row.client_id],
        day=handover.day.isoformat(),
        state=handover.state,
    )
    return row


@dataclass(frozen=True)
class ToNetwork:
    """To which kind of help, on which day, and which colleague went along; nothing of what came out of it."""

    kind: str
    day: date
    contact: uuid.UUID | None = None
    accompanied_by: uuid.UUID | None = None
    outcome: str = NetworkReferral.Outcome.UNKNOWN
    trajectory: uuid.UUID | None = None


def note_network(*, by: Actor, client: uuid.UUID, to: ToNetwork) -> NetworkReferral:
    """Keeps the fact that she was pointed to the wider network, or that somebody went along (R39)."""
    require(by, Permission.REFERRAL_WRITE)
    opened = dossier(by, client, Permission.CLIENT_EDIT)
    if to.accompanied_by and to.day > clock.today():
        raise ReferralRefused(
            "Wie meeging schrijf je op als het gedaan is. Kies een dag tot en met vandaag."
        )
    colleagues = Member.objects.filter(organisation_id=by.house)
    if to.accompanied_by and not colleagues.filter(id=to.accompanied_by).exists():
        raise Refused
    if to.trajectory and to.trajectory not in {
        each.id for each in trajectories_of(by, opened) if each.is_open
    }:
        raise Refused
    row = NetworkReferral.objects.create(
        organisation_id=by.house,
        client=opened.client,
        kind=to.kind,
        contact_id=to.contact,
        day=to.day,
        trajectory_id=to.trajectory,
        accompanied_by_id=to.accompanied_by,
        outcome=to.outcome,
        noted_by_id=by.person,
    )
    record(
        by=by,
        event=events.NETWORK_NOTED,
        target=row,
        subjects=[client],
        kind=row.kind,
        day=row.day.isoformat(),
    )
    return row


def settle_network(*, by: Actor, referral: uuid.UUID, outcome: str) -> NetworkReferral:
    """Whether she got there; that and nothing else."""
    row = get(by, Permission.REFERRAL_WRITE, NetworkReferral, id=referral)
    if outcome not in NETWORK[row.outcome]:
        raise ReferralRefused("Dit stond er al.")
    NetworkReferral.objects.filter(id=row.id).update(outcome=outcome)
    record(
        by=by,
        event=events.NETWORK_SETTLED,
        target=row,
        subjects=[row.client_id],
        outcome=outcome,
    )
    return row
