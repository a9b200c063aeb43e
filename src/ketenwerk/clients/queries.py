"""Reading clients: the own caseload, one dossier, doubles inside the own organisation."""

import hmac
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import F, Q, QuerySet

from ketenwerk.access.api import Permission, get, open_key, open_keys, visible
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.dossier import (
    CHECK_AFTER,
    SafeAgreement,
    Talking,
    read_identity,
    read_safe_contact,
    read_talking,
)
from ketenwerk.clients.link_tokens import Identity, link_tokens
from ketenwerk.clients.models import Client, Consent, GroupMembership, Involvement, OwnMark
from ketenwerk.clients.reach import opened_until
from ketenwerk.clients.rules import closed_to, my_clients
from ketenwerk.kernel import clock, crypto, dutch
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.people.api import Actor

PAGE = 25
DOUBLE_FROM = 2
DOUBLES_SHOWN = 3


@dataclass(frozen=True)
class CaseloadRow:
    id: uuid.UUID
    code: str
    called: str
    group: str
    state: str
    registered_on: date
    contact_needs_check: bool


@dataclass(frozen=True)
class Caseload:
    rows: tuple[CaseloadRow, ...]
    more_after: str


@dataclass(frozen=True)
class Dossier:
    client: Client
    called: str
    own_words: str
    identity: Identity
    safe_contact: SafeAgreement
    talking: Talking
    key: bytes
    # Set while this person reads by emergency access: then nothing can be written.
    emergency_until: datetime | None = None

    @cached_property
    def group(self) -> str:
        """The target group of today."""
        rows = GroupMembership.objects.filter(client=self.client, end__isnull=True)
        return rows.values_list("group__label", flat=True).first() or ""

    @cached_property
    def consents(self) -> tuple[Consent, ...]:
        """The choice per purpose and partner; what is chosen per life domain stands under its partner."""
        rows = self.client.consents.filter(domain__isnull=True).select_related("recipient")
        return tuple(rows.order_by("purpose", F("recipient__name").asc(nulls_first=True)))

    @property
    def draft_key(self) -> str:
        """How the names of drafts about this client begin: random, without the code. Each form adds its own ending."""
        return str(self.client.id)

    @property
    def is_open(self) -> bool:
        return self.client.state != Client.State.CLOSED

    @property
    def checked_text(self) -> str:
        """The day safe contact was agreed, as 2 november."""
        on = self.safe_contact.checked_on
        return dutch.day(on) if on else ""


def listed_clients(actor: Actor) -> QuerySet[Client]:
    """The clients that stand on lists: with whom one works. What an emergency opened, stands on none."""
    return visible(actor, Permission.CLIENT_READ, Client).filter(pk__in=my_clients(actor))


def caseload(actor: Actor, *, after: str = "", state: str = "") -> Caseload:
    """One page of the own clients, newest first; `after` is the id of the last of the page before (keyset)."""
    rows = listed_clients(actor)
    rows = rows.filter(state=state) if state else rows.exclude(state=Client.State.CLOSED)
    if after:
        rows = _after(rows, after, actor)
    page = list(rows.select_related("safe_contact").order_by("-registered_on", "code")[: PAGE + 1])
    shown = page[:PAGE]
    return Caseload(_listed(actor, shown), str(shown[-1].id) if len(page) > PAGE else "")


def stale_contacts(rows: QuerySet[Client]) -> QuerySet[Client]:
    checked = "safe_contact__checked_on"
    stale = Q(**{f"{checked}__isnull": True}) | Q(**{f"{checked}__lt": clock.today() - CHECK_AFTER})
    longest = F(checked).asc(nulls_first=True)
    return rows.exclude(state=Client.State.CLOSED).filter(stale).order_by(longest, "code")


def stale_first(rows: Sequence[Client]) -> list[Client]:
    """The same of clients that were read already."""
    since = {row: row.safe_contact.checked_on for row in rows if hasattr(row, "safe_contact")}
    stale = [
        row
        for row in rows
        if row.state != Client.State.CLOSED
        and since.get(row, date.min) < clock.today() - CHECK_AFTER
    ]
    return sorted(stale, key=lambda row: (since.get(row, date.min), row.code))


def own_clients(actor: Actor) -> list[uuid.UUID]:
    """The ids of the clients with whom this person works today, to choose one from."""
    return list(listed_clients(actor).values_list("id", flat=True))


def _listed(actor: Actor, shown: list[Client]) -> tuple[CaseloadRow, ...]:
    opened = _open_rows(actor, shown)
    if shown:
        record(
            by=actor,
            event=events.LISTED,
            subjects=[client.id for client in shown],
            count=len(shown),
        )
    return tuple(opened)


def _after(rows: QuerySet[Client], after: str, actor: Actor) -> QuerySet[Client]:
    try:
        last = listed_clients(actor).filter(id=uuid.UUID(after)).first()
    except ValueError:
        return rows
    if last is None:
        return rows
    later = rows.filter(registered_on__lt=last.registered_on)
    return later | rows.filter(registered_on=last.registered_on, code__gt=last.code)


def _open_rows(actor: Actor, clients: list[Client]) -> list[CaseloadRow]:
    keys = open_keys(by=actor, dossiers=[client.id for client in clients])
    groups = dict(
        GroupMembership.objects.filter(client__in=clients, end__isnull=True).values_list(
            "client", "group__label"
        )
    )
    return [
        CaseloadRow(
            id=client.id,
            code=client.code,
            called=unseal_from(client, keys[client.id], "called"),
            group=groups.get(client.id, ""),
            state=client.get_state_display(),
            registered_on=client.registered_on,
            contact_needs_check=read_safe_contact(
                getattr(client, "safe_contact", None), keys[client.id]
            ).needs_check,
        )
        for client in clients
        if client.id in keys
    ]


def dossier(
    actor: Actor, client: uuid.UUID, permission: Permission = Permission.CLIENT_READ
) -> Dossier:
    """One dossier, opened and logged; Refused when this actor is not involved."""
    row = get(
        actor,
        permission,
        Client,
        along=["safe_contact"],
        beside={"opened_until": opened_until(actor)},
        id=client,
    )
    key = open_key(by=actor, dossier=row.id)
    if row.shielded:
        record(by=actor, event=events.SHIELDED_READ, subjects=[row.id], code=row.code)
    until: datetime | None = vars(row)["opened_until"]
    if until:
        record(
            by=actor,
            event=events.EMERGENCY_READ,
            subjects=[row.id],
            emergency=True,
            code=row.code,
        )
    return Dossier(
        client=row,
        called=unseal_from(row, key, "called"),
        own_words=unseal_from(row, key, "own_words"),
        identity=read_identity(row, key),
        safe_contact=read_safe_contact(getattr(row, "safe_contact", None), key),
        talking=read_talking(row, key),
        key=key,
        emergency_until=until.astimezone(clock.AMSTERDAM) if until else None,
    )


def called_names(actor: Actor, clients: list[uuid.UUID]) -> dict[uuid.UUID, tuple[str, str]]:
    """Code and called-name of own clients, for lists of other packages; logged as one listing."""
    rows = list(listed_clients(actor).filter(id__in=clients))
    keys = open_keys(by=actor, dossiers=[row.id for row in rows])
    if rows:
        record(by=actor, event=events.LISTED, subjects=[row.id for row in rows], count=len(rows))
    return {
        row.id: (row.code, unseal_from(row, keys[row.id], "called"))
        for row in rows
        if row.id in keys
    }


def search(actor: Actor, words: str) -> list[CaseloadRow]:
    """Own clients whose code or called-name starts with these words; at least two characters, at most ten hits."""
    wanted = words.strip().casefold()
    if len(wanted) < 2:
        return []
    rows = list(listed_clients(actor).select_related("safe_contact"))
    found = [
        row
        for row in _open_rows(actor, rows)
        if wanted in row.called.casefold() or row.code.casefold().startswith(wanted)
    ]
    hits = sorted(found, key=lambda row: row.code)[:10]
    record(
        by=actor,
        event=events.SEARCHED,
        subjects=[row.id for row in hits],
        term=search_mark(actor, wanted),
        count=len(hits),
    )
    return hits


def search_mark(actor: Actor, wanted: str) -> str:
    """By which the log recognises the same search again, 32 hexadecimal characters: a keyed hash, never the word (NEN 7513).

    The key is of one organisation, so equal searches at two organisations do not look equal.
    """
    key = crypto.key_tree().derive(f"search-terms:{actor.organisation}")
    return hmac.digest(key, wanted.encode(), "sha256").hex()[:32]


def own_doubles(actor: Actor, identity: Identity) -> list[str]:
    """Codes of clients of the own organisation who may be the same person; nothing of any other organisation (D1).

    A shielded dossier and one that is closed to this person stay unfound (safety S11, S12).
    """
    values = [token.value for token in link_tokens(identity, own_key(actor))]
    marks = OwnMark.objects.filter(organisation_id=actor.house, value__in=values).values_list(
        "client_id", flat=True
    )
    shared = Counter(marks)
    likely = [client for client, number in shared.most_common() if number >= DOUBLE_FROM][
        :DOUBLES_SHOWN
    ]
    known = Client.objects.filter(id__in=likely, shielded=False).exclude(id__in=closed_to(actor))
    codes = dict(known.values_list("id", "code"))
    record(by=actor, event=events.DOUBLES_SHOWN, subjects=likely, count=len(likely))
    return [codes[client] for client in likely if client in codes]


def own_key(actor: Actor) -> bytes:
    return crypto.key_tree().derive(f"own-marks:{actor.organisation}")


def workers_of(client: Client) -> list[str]:
    """Who works with her today."""
    today = clock.today()
    rows = Involvement.objects.filter(
        Q(end__isnull=True) | Q(end__gt=today), client=client, start__lte=today
    )
    return list(rows.order_by("start", "member__name").values_list("member__name", flat=True))
