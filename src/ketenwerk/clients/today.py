"""The clients that stand on Vandaag: read, opened and logged once."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from ketenwerk.access.api import open_keys
from ketenwerk.audit.api import record
from ketenwerk.clients import events
from ketenwerk.clients.ages import AgeFlag, flags_of, on_the_way
from ketenwerk.clients.models import Client
from ketenwerk.clients.queries import listed_clients, stale_contacts, stale_first
from ketenwerk.kernel.sealed import unseal_from
from ketenwerk.people.api import Actor

Called = tuple[str, str]


@dataclass(frozen=True)
class OnToday:
    """Code and called-name of who was asked for; whose safe contact is to be checked; whose route changes by age."""

    names: dict[uuid.UUID, Called]
    checks: dict[uuid.UUID, Called]
    ages: tuple[AgeFlag, ...]


def on_today(
    actor: Actor,
    about: Collection[uuid.UUID],
    *,
    checks: int,
    by_code: Collection[uuid.UUID] = (),
) -> OnToday:
    """Own clients only: of an id in `about` that is not, nothing comes back. At most `checks` contacts to check.

    `by_code` are those that the caller shows by their code alone: logged with the rest, and not opened.
    """
    mine = listed_clients(actor)
    oldest = stale_contacts(mine)[:checks].values("id")
    rows = mine.filter(Q(id__in=about) | Q(id__in=oldest) | on_the_way())
    found = list(rows.select_related("safe_contact"))
    keys = open_keys(by=actor, dossiers=[row.id for row in found]) if found else {}
    opened = [row for row in found if row.id in keys]
    ages = flags_of(opened, keys)
    shown = {row.id for row in opened if row.id in set(about)}
    stale = [row.id for row in stale_first(opened)][:checks]
    told = shown | set(stale) | {flag.client for flag in ages} | set(by_code)
    if told:
        record(by=actor, event=events.LISTED, subjects=told, count=len(told))
    called = {row.id: _called(row, keys[row.id]) for row in opened if row.id in told}
    return OnToday(
        {row: words for row, words in called.items() if row in shown},
        {row: called[row] for row in stale},
        ages,
    )


def shown_by_code(actor: Actor, clients: Collection[uuid.UUID]) -> None:
    """Logs that these own clients stood on a page by their code alone: nothing of them was opened."""
    if clients:
        record(by=actor, event=events.LISTED, subjects=clients, count=len(clients))


def _called(row: Client, key: bytes) -> Called:
    return row.code, unseal_from(row, key, "called")
