"""Something is shared while she takes her yes back, and told again while she takes a life domain back: each in a connection of its own."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import psycopg
import pytest
from conftest import DATABASE

from ketenwerk.access import events, keys
from ketenwerk.access.api import acting_for, make_dossier_key, open_keys
from ketenwerk.clients.api import Choice, Client, removal_tasks, set_consent, share_part
from ketenwerk.handovers import actions
from ketenwerk.handovers.api import Selection, hand_over, received_client, tell_again
from ketenwerk.kernel import clock
from ketenwerk.people.api import Actor
from ketenwerk.programme.api import life_domains
from ketenwerk.referrals.api import send
from ketenwerk.referrals.tests.making import a_question, agree
from ketenwerk.web import demo
from tests.at_once import LONGEST, as_before, in_own_connection, until_waiting
from tests.making import a_client
from tests.making_handovers import an_agreement, consented, handed, scaled_up

MONEY, HOME = "financien", "huisvesting"
Share = Callable[[], uuid.UUID]


def by_referral(anna: Actor, client: Client, to: Actor) -> Share:
    return lambda: send(by=anna, client=client.id, new=a_question(to.house)).id


def by_a_part(anna: Actor, client: Client, to: Actor) -> Share:
    part = uuid.uuid4()

    def share() -> uuid.UUID:
        make_dossier_key(by=anna, dossier=part, purpose="share")
        share_part(by=anna, client=client.id, part=part, choice=Choice("share", to.house))
        return part

    return share


def by_hand_over(anna: Actor, client: Client, to: Actor) -> Share:
    an_agreement(anna.house)
    row = scaled_up(anna, client, "mee_ind")
    chosen = Selection(to.person, clock.days_later(10))
    return lambda: hand_over(by=anna, trajectory=row.id, selection=chosen).id


def taken_back(by: Actor, client: Client, to: Actor, domain: str = "") -> None:
    with acting_for(by):
        about = life_domains().get(key=domain).id if domain else None
        choice = Choice("share", to.house, about)
        set_consent(by=by, client=client.id, choice=choice, given=False)


@pytest.mark.requirement("R7")
@pytest.mark.parametrize(
    ("way", "receiver"), [(by_referral, "bram"), (by_a_part, "bram"), (by_hand_over, "lena")]
)
def test_what_is_shared_while_she_takes_her_yes_back_is_closed_and_asked_back(
    cluster, django_db_setup, django_db_blocker, monkeypatch, way, receiver
):
    """Who takes it back comes when the share was just written, and before it stands."""
    shared, log = Event(), keys.record
    with (
        django_db_blocker.unblock(),
        psycopg.connect(cluster.url("postgres", DATABASE), autocommit=True) as admin,
        as_before(admin),
    ):
        anna, to = demo.actor_of("anna"), demo.actor_of(receiver)
        with acting_for(anna):
            client = a_client(anna)
        share = way(anna, client, to)
        agree(anna, client.id, to.house)

        def logged(**facts: Any) -> None:
            log(**facts)
            if facts["event"] == events.SHARED:
                shared.set()
                until_waiting(admin, 1)

        def give() -> uuid.UUID:
            with acting_for(anna):
                return share()

        def take_back() -> None:
            assert shared.wait(LONGEST)
            taken_back(anna, client, to)

        monkeypatch.setattr(keys, "record", logged)
        with ThreadPoolExecutor(2) as both:
            part, _ = both.map(in_own_connection, (give, take_back))
        with acting_for(to):
            assert not open_keys(by=to, dossiers=[part])
            assert len(removal_tasks(to)) == 1


def test_a_life_domain_taken_back_stays_out_of_what_is_told_again(
    cluster, django_db_setup, django_db_blocker, monkeypatch
):
    reading, opened = Event(), actions.dossier
    with (
        django_db_blocker.unblock(),
        psycopg.connect(cluster.url("postgres", DATABASE), autocommit=True) as admin,
        as_before(admin),
    ):
        anna, lena = demo.actor_of("anna"), demo.actor_of("lena")
        with acting_for(anna):
            client = a_client(anna)
        an_agreement(anna.house)
        row = scaled_up(anna, client, "mee_ind")
        consented(anna, client.id, HOME, MONEY)
        made = handed(anna, row, lena, contact=True, domains=frozenset({HOME, MONEY}))

        def slowly(*whose: Any) -> Any:
            reading.set()
            until_waiting(admin, 1)
            return opened(*whose)

        def again() -> None:
            with acting_for(anna):
                tell_again(by=anna, handover=made.id)

        def take_back() -> None:
            assert reading.wait(LONGEST)
            taken_back(anna, client, lena, HOME)

        monkeypatch.setattr(actions, "dossier", slowly)
        with ThreadPoolExecutor(2) as both:
            list(both.map(in_own_connection, (again, take_back)))
        with acting_for(lena):
            assert received_client(lena, made.id).facts.domains == ("financiën",)
