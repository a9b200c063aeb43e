"""Consent: who may decide, what follows from an answer, and what a yes allows. Help never depends on any of it."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from ketenwerk.access.api import end_shares_of, given_on, open_key
from ketenwerk.clients.models import Client, Consent, ConsentAnswer
from ketenwerk.clients.narrowing import narrow
from ketenwerk.clients.removing import ask_removal
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor

CONSENT_TERM_DAYS = 365
S, By = Consent.State, Consent.GivenBy
# A new answer to the same question is a new start: the earlier one stays as an answer given then.
STEPS: dict[str, tuple[str, ...]] = {
    S.ASKED: (S.ASKED, S.GIVEN, S.REFUSED),
    S.REFUSED: (S.ASKED, S.GIVEN, S.REFUSED),
    S.GIVEN: (S.GIVEN, S.WITHDRAWN, S.EXPIRED),
    S.WITHDRAWN: (S.ASKED, S.GIVEN, S.WITHDRAWN),
    S.EXPIRED: (S.ASKED, S.GIVEN, S.REFUSED),
}
WITH_A_PARTNER = frozenset({Consent.Purpose.SHARE, Consent.Purpose.PLAN})
# Who can say yes (Jeugdwet, WGBO; domain 2.3). Below 12 the parents, to 16 both, from 16 oneself.
DECIDERS: dict[str, frozenset[str]] = {
    Client.AgeBand.UNDER_12: frozenset({By.PARENT, By.GUARDIAN}),
    Client.AgeBand.FROM_12: frozenset({By.BOTH}),
    Client.AgeBand.FROM_16: frozenset({By.SELF}),
    Client.AgeBand.FROM_18: frozenset({By.SELF}),
    Client.AgeBand.FROM_23: frozenset({By.SELF}),
    # As careful as for the youngest who decide along: both.
    Client.AgeBand.UNKNOWN: frozenset({By.BOTH}),
}


class NotTheirs(ValueError):  # noqa: N818 - said to the writer in plain words
    """This yes is not for this person alone to give, at this age."""


@dataclass(frozen=True)
class Choice:
    """A consent choice: purpose, for sharing with whom, and about which life domain; without one about the partner."""

    purpose: str
    recipient: uuid.UUID | None = None
    domain: uuid.UUID | None = None


@dataclass(frozen=True)
class Talk:
    """How it was asked: who answered, in which form and language, how it was explained, and who was there."""

    given_by: str = By.SELF
    form: str = Consent.Form.SPOKEN
    language: str = ""
    explained: str = Consent.Explained.TOLD
    witness: str = ""


def may_decide(client: Client, purpose: str, given_by: str) -> bool:
    """Whether this yes counts at this age. Counting without a name and the meeting by code are not sharing."""
    if purpose not in WITH_A_PARTNER and client.age_band == Client.AgeBand.UNKNOWN:
        return True
    return given_by in DECIDERS[client.age_band]


def unasked(client: Client, choice: Choice) -> Consent:
    return Consent(
        client=client,
        organisation_id=client.organisation_id,
        purpose=choice.purpose,
        recipient_id=choice.recipient,
        domain_id=choice.domain,
    )


def answer(row: Consent, by: Actor, *, given: bool, talk: Talk | None = None) -> Consent:
    """Puts the answer of today in a choice; a yes that becomes a no was taken back."""
    talk = talk or Talk()
    taken_back = row.state in {S.GIVEN, S.WITHDRAWN}
    return put(row, by, S.GIVEN if given else S.WITHDRAWN if taken_back else S.REFUSED, talk)


def put(row: Consent, by: Actor, state: str, talk: Talk) -> Consent:
    if state not in STEPS[row.state]:
        raise ValueError(f"consent cannot go from {row.state} to {state}")
    today = clock.today()
    row.withdrawn_on = (
        None if state != S.WITHDRAWN else row.withdrawn_on if row.state == state else today
    )
    row.state = state
    row.decided_on = today
    row.until = clock.days_later(CONSENT_TERM_DAYS) if state == S.GIVEN else None
    row.recorded_by_id = by.person
    row.given_by, row.form = talk.given_by, talk.form
    row.language, row.explained = talk.language, talk.explained
    return row


def kept(row: Consent) -> ConsentAnswer:
    """The answer as it is now, for the history. The caller saves."""
    return ConsentAnswer(
        organisation_id=row.organisation_id,
        consent=row,
        state=row.state,
        form=row.form,
        language=row.language,
        explained=row.explained,
        given_by=row.given_by,
        decided_on=row.decided_on,
        until=row.until,
        recorded_by_id=row.recorded_by_id,
        recorded_at=clock.now(),
    )


def set_answer(by: Actor, client: Client, choice: Choice, *, given: bool, talk: Talk) -> Consent:
    """Answers one choice, keeps the answer, and lets a no work at once. Raises NotTheirs for a yes that does not count."""
    if given and not may_decide(client, choice.purpose, talk.given_by):
        raise NotTheirs
    row = Consent.objects.filter(
        client=client,
        purpose=choice.purpose,
        recipient=choice.recipient,
        domain=choice.domain,
    ).first() or unasked(client, choice)
    answer(row, by, given=given, talk=talk).save()
    said = kept(row)
    if talk.witness.strip():
        said.id = new_id()
        seal_into(said, open_key(by=by, dossier=client.id), witness=talk.witness.strip())
    said.save(force_insert=True)
    if not given:
        _stop(by, row)
    return row


def let_lapse(by: Actor, row: Consent, talk: Talk) -> None:
    """Ends a yes that she neither took back nor said again."""
    put(row, by, S.EXPIRED, talk).save()
    kept(row).save(force_insert=True)
    _stop(by, row)


def _stop(by: Actor, row: Consent) -> None:
    """Sharing on this choice ends, and on every choice that stands under it. Receivers are asked to remove.

    Also what was shared on it and ended before: the receiver may have kept it.
    """
    below = list(_below(row))
    stopped = [part for part in below if part.state == S.GIVEN]
    for part in stopped:
        answer(part, by, given=False).save()
        kept(part).save(force_insert=True)
    ask_removal(by, given_on(by, bases=[one.id for one in (row, *below)]))
    for one in (row, *stopped):
        end_shares_of(by=by, basis=one.id)
    if row.purpose == Consent.Purpose.SHARE and row.domain_id:
        ask_removal(by, narrow(by, row))


def _below(row: Consent) -> QuerySet[Consent]:
    """Under a partner its life domains, under the conference in general each partner, whatever the answer is."""
    rows = Consent.objects.filter(client=row.client_id, purpose=row.purpose)
    if row.purpose == Consent.Purpose.CONFERENCE:
        return rows.filter(recipient__isnull=False) if row.recipient_id is None else rows.none()
    if row.recipient_id and row.domain_id is None:
        return rows.filter(recipient=row.recipient_id, domain__isnull=False)
    return rows.none()


def valid_consent(by: Actor, client: uuid.UUID, choice: Choice) -> Consent | None:
    """The yes that allows this now, or None. For a life domain the yes to the partner must hold as well."""
    if choice.purpose == Consent.Purpose.CONFERENCE:
        return conference_yes(client, choice.recipient)
    today = clock.today()
    rows = Consent.objects.filter(
        Q(until__isnull=True) | Q(until__gt=today),
        organisation=by.organisation,
        client=client,
        purpose=choice.purpose,
        recipient=choice.recipient,
        state=S.GIVEN,
    )
    found = rows.filter(domain=choice.domain).first()
    if choice.domain and not rows.filter(domain__isnull=True).exists():
        return None
    return found


def domains_said_yes(house: Consent) -> dict[uuid.UUID, date]:
    """About which life domains this organisation may know something now, each with the first day no longer."""
    rows = Consent.objects.filter(
        client=house.client_id, purpose=house.purpose, recipient=house.recipient_id, state=S.GIVEN
    )
    return {row.domain_id: ends_on(row) for row in rows if row.domain_id and holds(row)}


def conference_yes(client: uuid.UUID, partner: uuid.UUID | None = None) -> Consent | None:
    """The yes to be discussed in general, or with this partner at the table; None without one.

    With a partner both must hold: the yes in general, and the yes to that partner (R72).
    """
    rows = Consent.objects.filter(client=client, purpose=Consent.Purpose.CONFERENCE)
    found = {row.recipient_id: row for row in rows.filter(Q(recipient=partner) | Q(recipient=None))}
    general = found.get(None)
    if general is None or not holds(general):
        return None
    named = found.get(partner)
    return named if named and holds(named) else None


def holds(row: Consent) -> bool:
    """Whether this is a yes today: given, not taken back, and not over."""
    return row.state == S.GIVEN and not row.is_over


def ends_on(consent: Consent) -> date:
    """The day a share on this consent ends: never later than the consent."""
    return consent.until or clock.days_later(CONSENT_TERM_DAYS)
