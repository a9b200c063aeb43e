"""When a share ends its part gets a new key: what is written later does not open with what the receiver had."""

import uuid
from datetime import timedelta

import pytest
from django.core.management import call_command

from ketenwerk.access.api import (
    acting_for,
    end_share,
    make_dossier_key,
    open_key,
    open_keys,
    share_key,
)
from ketenwerk.access.keys import lapsed_shares
from ketenwerk.access.models import KeyGrant
from ketenwerk.kernel import clock, crypto
from ketenwerk.people.api import Actor

pytestmark = pytest.mark.django_db
BEFORE, AFTER, PLACE = "KANARIE-voor", "KANARIE-na", "plan|goal|1"


@pytest.fixture
def roos(actor) -> Actor:
    return actor("roos")


@pytest.fixture
def part(anna: Actor, bram: Actor, roos: Actor) -> uuid.UUID:
    """A part of Anna's organisation that two partners read."""
    made = uuid.uuid4()
    with acting_for(anna):
        make_dossier_key(by=anna, dossier=made, purpose="plan")
        for receiver in (bram, roos):
            give(anna, receiver, made)
    return made


def give(by: Actor, to: Actor, part: uuid.UUID) -> None:
    share_key(
        by=by,
        dossier=part,
        organisation=to.house,
        purpose="plan",
        ground="consent",
        basis=uuid.UUID(int=to.house.int % 2**64),
        until=clock.days_later(30),
    )


def key_of(who: Actor, part: uuid.UUID) -> bytes:
    with acting_for(who):
        return open_key(by=who, dossier=part)


def written(by: Actor, part: uuid.UUID, text: str) -> bytes:
    return crypto.seal(text, key=key_of(by, part), place=PLACE)


def reads(key: bytes, sealed: bytes) -> str:
    try:
        return crypto.unseal(sealed, key=key, place=PLACE)
    except crypto.SealBroken:
        return ""


def stop(by: Actor, to: Actor, part: uuid.UUID) -> None:
    with acting_for(by):
        end_share(by=by, dossier=part, organisation=to.house, purpose="plan")


def test_who_kept_the_old_key_reads_nothing_that_was_written_after_the_end(part, anna, bram, roos):
    kept, before = key_of(bram, part), written(anna, part, BEFORE)
    assert reads(kept, before) == BEFORE
    stop(anna, bram, part)
    after = written(anna, part, AFTER)
    assert reads(kept, after) == ""
    for who in (anna, roos):
        assert (reads(key_of(who, part), before), reads(key_of(who, part), after)) == (
            BEFORE,
            AFTER,
        )
    with acting_for(bram):
        assert open_keys(by=bram, dossiers=[part]) == {}


def test_each_end_brings_a_new_key_and_earlier_text_stays_open_to_the_owner(part, anna, bram, roos):
    texts = {0: written(anna, part, "nul")}
    kept = [key_of(bram, part)]
    for number, receiver in enumerate((bram, roos), start=1):
        stop(anna, receiver, part)
        texts[number] = written(anna, part, str(number))
        kept.append(key_of(anna, part))
    opened = [[bool(reads(key, text)) for text in texts.values()] for key in kept]
    assert opened == [[True, False, False], [True, True, False], [True, True, True]]


def test_a_new_share_after_an_end_opens_everything_of_the_part(part, anna, bram):
    before = written(anna, part, BEFORE)
    stop(anna, bram, part)
    after = written(anna, part, AFTER)
    with acting_for(anna):
        give(anna, bram, part)
    assert [reads(key_of(bram, part), text) for text in (before, after)] == [BEFORE, AFTER]


def test_another_part_keeps_its_key(part, anna, bram):
    other = uuid.uuid4()
    with acting_for(anna):
        make_dossier_key(by=anna, dossier=other, purpose="plan")
    kept = key_of(anna, other)
    stop(anna, bram, part)
    assert key_of(anna, other) == kept


def test_a_share_that_ran_out_by_itself_is_put_away_once_a_day(part, anna, bram, roos):
    kept = key_of(bram, part)
    with acting_for(anna):
        past = clock.real_now() - timedelta(minutes=1)
        mine = KeyGrant.objects.filter(dossier=part, organisation=bram.house)
        mine.update(start=past - timedelta(days=1), end=past)
        assert lapsed_shares(anna).count() == 1
    call_command("expire", "--apply")
    with acting_for(anna):
        assert lapsed_shares(anna).count() == 0
        assert [bytes(grant.wrapped) for grant in mine] == [b""]
    after = written(anna, part, AFTER)
    assert (reads(kept, after), reads(key_of(roos, part), after)) == ("", AFTER)
    now = key_of(anna, part)
    call_command("expire", "--apply")
    assert key_of(anna, part) == now
