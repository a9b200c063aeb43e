"""Whose dossiers a person may open: the SQL that stands there once gives the same as the rule written in plain terms."""

import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q, QuerySet

from ketenwerk.access.api import Permission, Role, acting_for, visible
from ketenwerk.clients.models import Client, EmergencyAccess, Exclusion, Involvement
from ketenwerk.clients.reach import opened_until
from ketenwerk.clients.rules import involved_clients, my_clients, readable_clients
from ketenwerk.kernel import clock, crypto
from ketenwerk.kernel.ids import new_id
from ketenwerk.kernel.sealed import seal_into
from ketenwerk.people.api import Actor
from ketenwerk.trajectories.api import Trajectory

CLIENTS = 6  # of each of two organisations
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NOW = clock.now()
ROUNDS = 25


@pytest.fixture(autouse=True)
def stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that ends at this very moment has ended, so the moment has to be the same for both."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def plainly_mine(actor: Actor) -> QuerySet[Involvement, Any]:
    today = clock.today()
    works = Q(member_id=actor.person) & Q(start__lte=today)
    rows = Involvement.objects.filter(works & (Q(end__isnull=True) | Q(end__gt=today)))
    return rows.exclude(client_id__in=plainly_closed(actor)).values("client_id")


def plainly_closed(actor: Actor) -> QuerySet[Exclusion, Any]:
    return Exclusion.objects.filter(member_id=actor.person).values("client_id")


def plainly_opened(actor: Actor) -> QuerySet[EmergencyAccess]:
    rows = EmergencyAccess.objects.filter(member_id=actor.person, until__gt=NOW)
    rows = rows.filter(client__shielded=False)
    return rows.exclude(client_id__in=plainly_closed(actor))


def plainly_readable(actor: Actor) -> Q:
    opened = plainly_opened(actor).values("client_id")
    mine = plainly_mine(actor)
    return Q(organisation_id=actor.house) & (Q(pk__in=mine) | Q(pk__in=opened))


@pytest.fixture
def clients(anna: Actor, bram: Actor) -> dict[uuid.UUID, list[Client]]:
    """Six dossiers of MEE and six of IrisZorg, with nobody involved."""
    made = {}
    for owner in (anna, bram):
        rows = [_client(owner, place) for place in range(CLIENTS)]
        with acting_for(owner):
            made[owner.house] = Client.objects.bulk_create(rows)
    return made


def _client(owner: Actor, place: int) -> Client:
    row = Client(
        id=new_id(),
        organisation_id=owner.house,
        code=f"R{place:06}",
        state="active",
        registered_on=clock.today(),
        registered_by_id=owner.person,
        shielded=place % 3 == 0,
    )
    seal_into(row, crypto.new_key(), called="Linde", identity="{}", own_words="werk")
    return row


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def a_situation(
    chance: random.Random, owners: list[Actor], clients: dict[uuid.UUID, list[Client]]
) -> None:
    """Rows at random, on both sides of every border: also of people of the other organisation."""
    today = clock.today()
    members = [actor.person for actor in owners]
    for owner in owners:
        with acting_for(owner):
            for client in clients[owner.house]:
                own = {"organisation_id": owner.house, "client": client}
                for member in members:
                    if chance.random() < 0.5:
                        _involve(chance, own, member)
                    if chance.random() < 0.25:
                        Exclusion.objects.get_or_create(
                            **own,
                            member_id=member,
                            defaults={"since": today, "recorded_by_id": owner.person},
                        )
                    for _ in range(chance.choice((0, 0, 1, 2))):
                        until = NOW + chance.choice((-4 * HOUR, -HOUR, 0 * HOUR, HOUR, 4 * HOUR))
                        EmergencyAccess.objects.create(
                            **own,
                            member_id=member,
                            kind="danger",
                            reason=b"x",
                            opened_at=until - 4 * HOUR,
                            until=until,
                        )


def _involve(chance: random.Random, own: dict[str, Any], member: uuid.UUID) -> None:
    today = clock.today()
    start = today + chance.choice((-30, -1, 0, 1)) * DAY
    ends = [None, *(day for day in (today - DAY, today, today + DAY) if day >= start)]
    Involvement.objects.create(**own, member_id=member, start=start, end=chance.choice(ends))


def ids(rows: QuerySet[Client]) -> set[uuid.UUID]:
    return set(rows.values_list("id", flat=True))


@pytest.mark.django_db
def test_the_rule_opens_exactly_what_the_plain_rule_opens(
    actor: Callable[..., Actor], clients: dict[uuid.UUID, list[Client]]
) -> None:
    anna, bram = actor("anna"), actor("bram", Role.CARE_WORKER)
    emma = actor("emma", Role.CARE_WORKER)
    opened = closed = 0
    for turn in range(ROUNDS):
        with undone():
            a_situation(random.Random(turn), [anna, bram], clients)
            for person in (anna, emma, bram):
                with acting_for(person):
                    every = ids(Client.objects.all())
                    mine = ids(Client.objects.filter(pk__in=plainly_mine(person)))
                    reads = ids(Client.objects.filter(plainly_readable(person)))
                    assert ids(Client.objects.filter(pk__in=my_clients(person))) == mine
                    assert ids(Client.objects.filter(involved_clients(person))) == mine & every
                    assert ids(visible(person, Permission.CLIENT_READ, Client)) == reads
                    assert ids(Client.objects.exclude(pk__in=my_clients(person))) == every - mine
                    assert until_when(person) == plainly_until(person)
                    opened += len(reads)
                    closed += len(every - reads)
    assert opened > ROUNDS
    assert closed > ROUNDS


def until_when(person: Actor) -> dict[uuid.UUID, object]:
    rows = Client.objects.annotate(opened=opened_until(person))
    return {row.id: row.opened for row in rows if row.opened}


def plainly_until(person: Actor) -> dict[uuid.UUID, object]:
    rows = plainly_opened(person).exclude(client_id__in=plainly_mine(person)).order_by("until")
    return {row.client_id: row.until for row in rows}


@pytest.mark.django_db
def test_being_named_at_another_organisation_opens_nothing(
    actor: Callable[..., Actor], clients: dict[uuid.UUID, list[Client]]
) -> None:
    """A colleague of another organisation who is named in a row here gets nothing by it: no dossier of there and none of here."""
    anna, bram = actor("anna"), actor("bram", Role.CARE_WORKER)
    foreign = clients[bram.house][1]
    with acting_for(bram):
        Involvement.objects.create(
            organisation_id=bram.house, client=foreign, member_id=anna.person, start=clock.today()
        )
        assert foreign.id not in ids(Client.objects.filter(involved_clients(anna)))
        assert foreign.id not in ids(visible(anna, Permission.CLIENT_READ, Client))
    with acting_for(anna):
        assert foreign.id not in ids(Client.objects.filter(pk__in=my_clients(anna)))


@pytest.mark.django_db
def test_every_value_of_the_rule_is_a_parameter(anna: Actor) -> None:
    """Nothing of who asks, and nothing of the clock, stands in the text."""
    for rows in (
        Client.objects.filter(pk__in=my_clients(anna)),
        Trajectory.objects.filter(readable_clients(anna)),
        visible(anna, Permission.CLIENT_READ, Client).annotate(opened=opened_until(anna)),
    ):
        sql, values = rows.query.sql_with_params()
        assert str(anna.person) not in sql
        assert str(clock.today().year) not in sql
        assert sql.count("%s") == len(values)
        assert anna.person in values
