"""Writing clients. Each act is one transaction and one entry in the log."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from ketenwerk.access.api import (
    Ground,
    Permission,
    Refused,
    get,
    make_dossier_key,
    open_key,
    require,
    share_key,
)
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.consenting import (
    WITH_A_PARTNER,
    Choice,
    Talk,
    answer,
    ends_on,
    kept,
    may_decide,
    put,
    set_answer,
    unasked,
    valid_consent,
)
from ketenwerk.clients.contact import agree, forget
from ketenwerk.clients.dossier import SafeAgreement, age_band, identity_text, read_identity
from ketenwerk.clients.link_tokens import Identity
from ketenwerk.clients.marks import mark_own, write_tokens
from ketenwerk.clients.models import (
    Client,
    Consent,
    ConsentAnswer,
    GroupMembership,
    Involvement,
    LinkToken,
)
from ketenwerk.clients.turns import in_turn
from ketenwerk.kernel import clock
from ketenwerk.kernel.ids import new_code, new_id
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import Municipality, TargetGroup


@dataclass(frozen=True)
class Intake:
    called: str
    identity: Identity
    group: TargetGroup
    municipality: Municipality | None
    own_words: str = ""
    language: str = ""
    interpreter: bool = False
    plain_words: bool = False
    legal_regime: str = ""
    ground: str = ""
    safe_contact: SafeAgreement | None = None


def register(*, by: Actor, intake: Intake, choices: Mapping[Choice, bool]) -> Client:
    """Registers a client of the own organisation and involves the writer. Every choice not given is a no."""
    require(by, Permission.CLIENT_REGISTER)
    today = clock.today()
    client = _unsaved(by, intake)
    key = make_dossier_key(by=by, dossier=client.id, purpose="dossier")
    seal_into(
        client,
        key,
        called=intake.called,
        identity=identity_text(intake.identity),
        own_words=intake.own_words,
    )
    _save_under_free_code(client)
    Involvement.objects.create(
        organisation_id=by.house, client=client, member_id=by.person, start=today
    )
    GroupMembership.objects.create(
        organisation_id=by.house, client=client, group=intake.group, start=today
    )
    _first_answers(by, client, choices)
    mark_own(by, client, intake.identity)
    if choices.get(Choice(Consent.Purpose.COUNT), False):
        write_tokens(client, intake.identity)
    if intake.safe_contact:
        agree(client, by, key, intake.safe_contact)
    record(by=by, event=events.REGISTERED, target=client, subjects=[client.id], code=client.code)
    return client


def _unsaved(by: Actor, intake: Intake) -> Client:
    """A client with an id, who has no code and no sealed fields yet."""
    return Client(
        id=new_id(),
        organisation_id=by.house,
        age_band=age_band(intake.identity.birth_year, clock.today(), intake.identity.birth_date),
        municipality=intake.municipality,
        language=intake.language,
        interpreter=intake.interpreter,
        plain_words=intake.plain_words,
        legal_regime=intake.legal_regime,
        ground=intake.ground,
        ground_since=clock.today() if intake.ground else None,
        state=Client.State.INTAKE,
        registered_on=clock.today(),
        registered_by_id=by.person,
    )


def _save_under_free_code(client: Client) -> None:
    """Under a code that is still free in this organisation."""
    for length in (4, 4, 5, 5, 6, 6):
        client.code = new_code(length)
        try:
            with transaction.atomic():
                client.save(force_insert=True)
                return
        except IntegrityError:
            continue
    raise RuntimeError("no free code")


def set_consent(
    *, by: Actor, client: uuid.UUID, choice: Choice, given: bool, talk: Talk | None = None
) -> None:
    """Records a choice; taking back a yes works at once: shares on it end and the receiver is asked to remove.

    Raises NotTheirs when this yes is not theirs to give at this age; a no always counts.
    """
    row = in_turn(get(by, Permission.CLIENT_EDIT, Client, id=client).id)
    set_answer(by, row, choice, given=given, talk=talk or Talk())
    if choice.purpose == Consent.Purpose.COUNT:
        _follow_counting_choice(by, row, given=given)
    record(
        by=by,
        event=events.CONSENT_SET,
        target=row,
        subjects=[row.id],
        purpose=choice.purpose,
        state="given" if given else "refused",
    )


def _first_answers(by: Actor, client: Client, choices: Mapping[Choice, bool]) -> None:
    """The answers at intake. A yes to sharing that others must give along stays a question."""
    rows = []
    for choice, given in choices.items():
        row = unasked(client, choice)
        if (
            given
            and choice.purpose in WITH_A_PARTNER
            and not may_decide(client, choice.purpose, "self")
        ):
            rows.append(put(row, by, Consent.State.ASKED, Talk()))
        else:
            rows.append(answer(row, by, given=given))
    Consent.objects.bulk_create(rows)
    ConsentAnswer.objects.bulk_create(kept(row) for row in rows)


def share_part(*, by: Actor, client: uuid.UUID, part: uuid.UUID, choice: Choice) -> None:
    """Shares one part of a dossier on a consent that holds now, no longer than it holds. Raises Refused without one."""
    row = in_turn(get(by, Permission.CLIENT_EDIT, Client, id=client).id)
    consent = valid_consent(by, row.id, choice)
    if consent is None or choice.recipient is None:
        raise Refused
    share_key(
        by=by,
        dossier=part,
        organisation=choice.recipient,
        purpose=choice.purpose,
        ground=Ground.CONSENT,
        basis=consent.id,
        until=ends_on(consent),
    )


def _follow_counting_choice(by: Actor, client: Client, *, given: bool) -> None:
    """Taking back 'count me' removes the codes at once; giving it writes them again."""
    LinkToken.objects.filter(client=client).delete()
    if given:
        write_tokens(client, read_identity(client, open_key(by=by, dossier=client.id)))


def mark_active(*, by: Actor, client: Client) -> None:
    """A running trajectory ends the intake and opens a closed dossier again; that act logs it."""
    if client.state == Client.State.ACTIVE:
        return
    if client.state == Client.State.CLOSED:
        _take_up_group(client)
    Client.objects.filter(id=client.id, organisation_id=by.house).update(
        state=Client.State.ACTIVE,
        closed_on=None,
        erasure_asked_by=None,
        erasure_asked_on=None,
    )


def _take_up_group(client: Client) -> None:
    """Who comes back is in the last group again until somebody says otherwise (R20)."""
    last = GroupMembership.objects.filter(client=client).order_by("-start", "-end").first()
    if last and last.end is not None:
        GroupMembership.objects.create(
            organisation_id=client.organisation_id,
            client=client,
            group_id=last.group_id,
            start=clock.today(),
        )


def close(*, by: Actor, client: Client) -> None:
    """Closes a dossier as of today: group membership ends, the contact agreement is removed (minimisation)."""
    today = clock.today()
    if client.state == Client.State.CLOSED:
        return
    client.state, client.closed_on = Client.State.CLOSED, today
    client.save(update_fields=["state", "closed_on"])
    forget(client)
    GroupMembership.objects.filter(client=client, end__isnull=True).update(end=today)
    record(by=by, event=events.CLOSED, target=client, subjects=[client.id])
