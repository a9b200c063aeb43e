"""Sharing by key: the owner gives, the receiver reads, and what ended is gone at the next statement."""

import uuid

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from tests.sweeping import log_of

from ketenwerk.access.api import (
    NoGrant,
    acting_for,
    end_share,
    end_shares_of,
    make_dossier_key,
    open_key,
    open_keys,
    received_parts,
    share_key,
    shares_of,
    standpoint_of,
)
from ketenwerk.access.models import KeyGrant
from ketenwerk.kernel import clock, crypto
from ketenwerk.kernel.walls import (
    DatabaseRole,
    Standpoint,
    standing,
)
from ketenwerk.people.api import Actor, Organisation

pytestmark = pytest.mark.django_db
CANARY = "zwarte-zwaan-4711"
BASIS = uuid.UUID(int=11)


@pytest.fixture
def part(anna: Actor) -> uuid.UUID:
    """A part of a dossier of the own partner, with its key."""
    part = uuid.uuid4()
    with acting_for(anna):
        make_dossier_key(by=anna, dossier=part, purpose="plan")
    return part


def give(
    by: Actor, to: Actor | uuid.UUID, part: uuid.UUID, *, days: int = 30, basis: uuid.UUID = BASIS
) -> None:
    organisation = to if isinstance(to, uuid.UUID) else to.house
    with acting_for(by):
        share_key(
            by=by,
            dossier=part,
            organisation=organisation,
            purpose="plan",
            ground="consent",
            basis=basis,
            until=clock.days_later(days),
        )


def opens(who: Actor, part: uuid.UUID) -> bool:
    with acting_for(who):
        return part in open_keys(by=who, dossiers=[part])


def third(*not_these: Actor) -> uuid.UUID:
    with standing(Standpoint(DatabaseRole.OFFICE)):
        return Organisation.objects.exclude(id__in=[a.house for a in not_these]).first().id


def test_the_receiver_opens_the_part_only_while_the_grant_lasts(part, anna, bram):
    assert (opens(anna, part), opens(bram, part)) == (True, False)
    give(anna, bram, part)
    assert opens(bram, part)
    with acting_for(anna):
        key = open_key(by=anna, dossier=part)
        assert end_share(by=anna, dossier=part, organisation=bram.house, purpose="plan") == 1
    assert not opens(bram, part)
    with acting_for(bram), pytest.raises(NoGrant):
        open_key(by=bram, dossier=part)
    with acting_for(anna):
        assert open_key(by=anna, dossier=part).endswith(key)  # behind the key of what follows


def test_what_the_receiver_opens_is_the_same_text(part, anna, bram):
    with acting_for(anna):
        sealed = crypto.seal(CANARY, key=open_key(by=anna, dossier=part), place="plan|goal|1")
    assert CANARY.encode() not in sealed
    give(anna, bram, part)
    with acting_for(bram):
        key = open_key(by=bram, dossier=part)
    assert crypto.unseal(sealed, key=key, place="plan|goal|1") == CANARY


def test_an_ended_share_keeps_no_key(part, anna, bram):
    give(anna, bram, part)
    with acting_for(anna):
        end_shares_of(by=anna, basis=BASIS)
        rows = KeyGrant.objects.filter(dossier=part, organisation_id=bram.house)
        assert [bytes(wrapped) for (wrapped,) in rows.values_list("wrapped")] == [b""]


def test_everything_on_one_consent_ends_together_and_the_rest_goes_on(anna, bram):
    other = uuid.UUID(int=12)
    parts = [uuid.uuid4() for _ in range(3)]
    with acting_for(anna):
        for part in parts:
            make_dossier_key(by=anna, dossier=part, purpose="plan")
    for part, basis in zip(parts, (BASIS, BASIS, other), strict=True):
        give(anna, bram, part, basis=basis)
    with acting_for(bram):
        assert end_shares_of(by=bram, basis=BASIS) == 0
    with acting_for(anna):
        assert end_shares_of(by=anna, basis=BASIS) == 2
        assert [share.part for share in shares_of(anna)] == [parts[2]]
    assert [opens(bram, part) for part in parts] == [False, False, True]


def test_a_share_that_ended_can_be_given_again(part, anna, bram):
    for _ in range(2):
        give(anna, bram, part)
        with acting_for(anna):
            end_share(by=anna, dossier=part, organisation=bram.house, purpose="plan")
    give(anna, bram, part)
    assert opens(bram, part)


def test_the_receiver_finds_what_is_shared_by_purpose(part, anna, bram):
    give(anna, bram, part)
    with acting_for(bram):
        assert list(received_parts(bram, "plan").values_list("dossier", flat=True)) == [part]
        assert not received_parts(bram, "conference").exists()
    with acting_for(anna):
        assert not received_parts(anna, "plan").exists()


def test_a_receiver_cannot_pass_on_a_key(part, anna, bram):
    give(anna, bram, part)
    with pytest.raises(NoGrant):
        give(bram, third(anna, bram), part)


def test_nobody_shares_without_a_key(anna, bram):
    with pytest.raises(NoGrant):
        give(anna, bram, uuid.uuid4())


@pytest.mark.parametrize(
    ("days", "allowed"), [(0, False), (-1, False), (1, True), (366, True), (367, False)]
)
def test_a_share_lasts_at_least_a_day_and_at_most_a_year(part, anna, bram, days, allowed):
    if allowed:
        give(anna, bram, part, days=days)
    else:
        with pytest.raises(ValueError, match="twelve months"):
            give(anna, bram, part, days=days)
    assert opens(bram, part) == allowed


def test_an_organisation_shares_nothing_with_itself(part, anna):
    with pytest.raises(ValueError, match="own key"):
        give(anna, anna, part)


# The database, with SQL that knows nothing of the code


def run(who: Actor, sql: str, *values: object) -> list[tuple[object, ...]]:
    with standing(standpoint_of(who)), connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.fetchall() if cursor.description else []


INSERT = (
    'INSERT INTO access_keygrant (id, dossier, organisation_id, giver_id, wrapped, version, purpose, ground, basis, start, "end")'
    " VALUES (gen_random_uuid(), %s, %s, %s, '\\x00', 1, 'forged', %s, %s, now(), now() + interval '30 days')"
)


def refused(who: Actor, sql: str, *values: object) -> str:
    try:
        with transaction.atomic():
            run(who, sql, *values)
    except (ProgrammingError, IntegrityError) as problem:
        return str(problem).partition("\n")[0]
    return ""


def test_by_sql_only_the_owner_of_a_part_makes_a_grant_for_another(part, anna, bram):
    """Neither with somebody else's name as giver, nor without a key, nor with a key that was shared."""
    share = (part, bram.house, anna.house, "consent", BASIS)
    own = (part, bram.house, bram.house, "own dossier", None)
    on = (part, third(anna, bram), bram.house, "consent", BASIS)
    assert refused(bram, INSERT, *share) == "only the owner of a part shares it"
    assert "one_owner_per_part" in refused(bram, INSERT, *own)
    assert refused(bram, INSERT, *on) == "only the owner of a part shares it"
    give(anna, bram, part)
    assert refused(bram, INSERT, *on) == "only the owner of a part shares it"
    assert (
        refused(anna, INSERT, uuid.uuid4(), bram.house, anna.house, "consent", BASIS)
        == "only the owner of a part shares it"
    )


def test_by_sql_a_share_has_a_basis_and_at_most_a_year(part, anna, bram):
    name = "share_has_a_basis_and_an_end"
    assert name in refused(anna, INSERT, part, bram.house, anna.house, "consent", None)
    assert name in refused(
        anna, INSERT.replace("30 days", "400 days"), part, bram.house, anna.house, "consent", BASIS
    )
    assert name in refused(anna, INSERT, part, bram.house, anna.house, "own dossier", BASIS)


def test_by_sql_a_receiver_changes_no_grant_and_sees_only_its_own(part, anna, bram):
    give(anna, bram, part)
    give(anna, third(anna, bram), part)
    assert run(bram, "SELECT organisation_id FROM access_keygrant WHERE dossier = %s", part) == [
        (bram.house,)
    ]
    assert len(run(anna, "SELECT 1 FROM access_keygrant WHERE dossier = %s", part)) == 3
    changes = (
        "UPDATE access_keygrant SET \"end\" = now() + interval '360 days' WHERE dossier = %s RETURNING 1",
        "DELETE FROM access_keygrant WHERE dossier = %s RETURNING 1",
    )
    assert [run(bram, sql, part) for sql in changes] == [[], []]


def test_by_sql_a_grant_never_changes_hands(part, anna, bram):
    give(anna, bram, part)
    for column in ("organisation_id", "giver_id", "dossier", "purpose", "id"):
        assert "permission denied" in refused(
            anna, f"UPDATE access_keygrant SET {column} = {column}"
        )


def test_the_office_gets_permission_denied(part, anna, bram, marja):
    give(anna, bram, part)
    assert (
        refused(marja, "SELECT 1 FROM access_keygrant")
        == "permission denied for table access_keygrant"
    )


def test_each_share_and_its_end_are_in_the_log(part, anna, bram):
    give(anna, bram, part)
    with acting_for(anna):
        end_shares_of(by=anna, basis=BASIS)
    assert {"key:shared", "key:share_ended"} <= {line.event for line in log_of(anna.house)}
